"""How many have a neighbour on call: counts for everybody, and who is next to be trained."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from tangguh.domains.emergencies.models import Pair
from tangguh.domains.emergencies.selectors._buddies import open_pairs
from tangguh.domains.emergencies.selectors._question import Asked, question_for
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.residents import selectors as residents
from tangguh.domains.residents.models import Member
from tangguh.engines import matching
from tangguh.engines.disclosure import SUPPRESSED_BELOW, safe_count, safe_part

WHY = {
    matching.Reason.NOBODY_NEAR: _("nobody near has offered"),
    matching.Reason.NOBODY_MAY: _("those near are cut off too, untrained, or cannot carry"),
    matching.Reason.TOO_FEW_MAY: _("too few near"),
    matching.Reason.ALL_BUSY: _("all near answer for others"),
}


@dataclass(frozen=True, slots=True)
class BuddyCoverage:
    """Counts of a village; None stands where a count would point at too few people."""

    area: Area
    people: int | None
    covered: int | None  # by one neighbour at least, who agreed and can come
    doubly: int | None


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody with fewer neighbours than wanted, and why."""

    member: Member
    missing: int
    reason: matching.Reason

    @property
    def why(self) -> str:
        return str(WHY[self.reason])


@dataclass(frozen=True, slots=True)
class Training:
    """An RT in which people are still to be trained: how many lack somebody, and for what reasons."""

    neighbourhood: str
    people: int
    nobody: int  # of them without any neighbour
    reasons: tuple[tuple[matching.Reason, int], ...]

    @property
    def said(self) -> list[tuple[str, int]]:
        return [(str(WHY[reason]), count) for reason, count in self.reasons]


@dataclass(frozen=True, slots=True)
class OnCall:
    """How many people of an area agreed to be helped, and how many have one neighbour, and two."""

    people: int
    once: int
    twice: int

    @property
    def doubly(self) -> int | None:
        """Those with two; None where it would point at too few people."""
        return safe_nested(self.twice, self.once, self.people)

    @property
    def bounds(self) -> tuple[int, int]:
        """Between which numbers those with two lie, as far as everybody may know."""
        few = SUPPRESSED_BELOW - 1
        if self.doubly is not None:
            return self.twice, self.twice
        top, below = self.once, few
        if safe_part(self.once, self.people) is None:  # then it is no bound that may be told
            top, below = self.people, 2 * few
        if top - below <= few:
            return 0, top
        return (0, few) if self.twice <= few else (top - below, top)


def buddy_coverage(*, on: date) -> tuple[BuddyCoverage, ...]:
    """Every village in which somebody agreed to be helped. No totals: they would give parts away."""
    found = on_call(on=on)
    areas = Area.objects.filter(code__in=found).select_related("parent").order_by("code")
    return tuple(
        BuddyCoverage(
            area,
            safe_count(found[area.code].people),
            safe_part(found[area.code].once, found[area.code].people),
            found[area.code].doubly,
        )
        for area in areas
    )


def on_call(*, on: date, area: Area | None = None) -> dict[str, OnCall]:
    """By the code of each area in which somebody agreed to be helped; two queries."""
    inside = places.within(area.code, lookup="member__household__area") if area else Q()
    needs = residents.needs(on).filter(inside).order_by()
    needing = dict(needs.values_list("member", "member__household__area__code"))
    rows = Pair.objects.filter(
        inside,
        state=Pair.State.AGREED,
        expires_on__gte=on,
        helper__is_able=True,
        helper__given_on__lte=on,
        helper__expires_on__gte=on,
    )
    helpers = dict(rows.order_by().values_list("member").annotate(Count("pk")))
    people = Counter(needing.values())
    once = Counter(area for member, area in needing.items() if helpers.get(member, 0) > 0)
    twice = Counter(area for member, area in needing.items() if helpers.get(member, 0) > 1)
    return {code: OnCall(count, once[code], twice[code]) for code, count in people.items()}


def safe_nested(inner: int, outer: int, whole: int) -> int | None:
    """A part of a part: told where neither it, nor what lies between, points at too few."""
    return safe_part(inner, outer) if safe_part(inner, whole) is not None else None


def missing(area: Area, *, on: date) -> tuple[Missing, ...]:
    """Who in an area has fewer neighbours than wanted, and why, RT by RT."""
    asked = question_for(area, on=on)
    return tuple(
        Missing(asked.people[gap.person], gap.missing, gap.reason)
        for gap in matching.gaps(asked.question, plan_of(asked, area))
    )


def plan_of(asked: Asked, area: Area) -> matching.Plan:
    """The plan as it stands: what was proposed or agreed, and can come."""
    pairs = open_pairs(area).filter(is_planned=True, helper__in=[*map(int, asked.helpers)])
    keys = pairs.filter(member__in=[*map(int, asked.people)]).values_list("member", "helper")
    walks = (matching.Pair(str(member), str(helper), 0) for member, helper in keys)
    return matching.Plan(tuple(walks), {}, {})


def training_list(rows: tuple[Missing, ...], each: int) -> tuple[Training, ...]:
    """The same as counts an RT: where the next helpers are to be found and trained."""
    by_rt: dict[str, list[Missing]] = {}
    for row in rows:
        by_rt.setdefault(row.member.household.neighbourhood, []).append(row)
    return tuple(
        Training(
            rt,
            len(found),
            sum(row.missing == each for row in found),
            tuple(Counter(row.reason for row in found).most_common()),
        )
        for rt, found in sorted(by_rt.items())
    )
