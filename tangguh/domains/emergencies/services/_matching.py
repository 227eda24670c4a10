"""Proposing who fetches whom, and proposing again with as few new pairs as can be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.models import Pair
from tangguh.domains.places.models import Area
from tangguh.engines import matching

Key = tuple[str, str]
State = Pair.State


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a new plan changed. `moved` pairs hold until whoever replaces them has agreed."""

    new: int
    kept: int
    ended: int
    moved: int


@transaction.atomic
def propose_pairs(*, by: User, area: Area, on: date) -> Proposed:
    """Propose neighbours for everybody in an area who agreed to be helped; yesterday's pairs stay."""
    accounts.require(by, "emergencies.match_buddies", at=area)
    told = solve(area, on=on)
    audit.record(
        "emergencies.buddies_proposed",
        by=by,
        about=area,
        area_code=area.code,
        new=told.new,
        kept=told.kept,
        ended=told.ended,
        moved=told.moved,
    )
    return told


def solve(area: Area, *, on: date) -> Proposed:
    """The best plan near the one that is there. Only deeds of this room call it.

    The row of the area is locked, so that two plans for it follow each other.
    """
    Area.objects.select_for_update().get(pk=area.pk)
    selectors.expired_pairs(on=on).filter(helper__area=area).delete()
    asked = selectors.question_for(area, on=on)
    current = {key(pair): pair for pair in selectors.open_pairs(area)}
    before = matching.Plan(tuple(as_walk(pair) for pair in current.values()), {}, {})
    plan = matching.rematch(asked.question, before)
    wanted = {(pair.person, pair.helper): asked.metres(pair) for pair in plan.pairs}
    return write(current, wanted, on=on)


def key(pair: Pair) -> Key:
    return str(pair.member_id), str(pair.helper_id)


def as_walk(pair: Pair) -> matching.Pair:
    return matching.Pair(*key(pair), pair.metres or 0)


def write(current: Mapping[Key, Pair], wanted: Mapping[Key, int | None], *, on: date) -> Proposed:
    """Keep what the plan keeps, add what is new; what was only proposed goes, what was agreed waits."""
    gone = [pair for of, pair in current.items() if of not in wanted]
    moved = [pair for pair in gone if pair.state == State.AGREED]
    plan_these(moved, is_planned=False)
    plan_these((current[of] for of in wanted if of in current), is_planned=True)
    ended = [pair.pk for pair in gone if pair.state == State.PROPOSED]
    Pair.objects.filter(pk__in=ended).delete()
    new = [of for of in wanted if of not in current]
    Pair.objects.bulk_create(
        Pair(
            member_id=int(person),
            helper_id=int(helper),
            metres=wanted[person, helper],
            proposed_on=on,
        )
        for person, helper in new
    )
    return Proposed(len(new), len(wanted) - len(new), len(ended), len(moved))


def plan_these(pairs: Iterable[Pair], *, is_planned: bool) -> None:
    rows = Pair.objects.filter(pk__in=[pair.pk for pair in pairs])
    rows.exclude(is_planned=is_planned).update(is_planned=is_planned)
