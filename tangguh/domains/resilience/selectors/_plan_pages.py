"""Two plans side by side, as a reader sees them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tangguh.domains.partners.models import Organization
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import FundingSource
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.models import Decision, Plan, PlannedWork
from tangguh.domains.resilience.selectors._cards import called
from tangguh.domains.resilience.selectors._plans import limit_prices
from tangguh.domains.resilience.selectors._question import SIDES

Both = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of one side: what it is for, how much of it is used, what more of it is worth."""

    kind: str
    name: str
    limit: float
    used: float
    binds: bool
    worth: float | None
    otherwise: float | None = None  # what the side would reach if it were looser


@dataclass(frozen=True, slots=True)
class Side:
    """One plan: its figures as they were kept, and the limits by name."""

    key: str
    title: str
    figures: Mapping[str, Any]
    accepted: bool
    limits: tuple[Limit, ...]

    @property
    def short(self) -> str:
        """What heads its column."""
        return _("Official index") if self.key == "official" else _("Resilience")

    @property
    def count(self) -> int:
        return len(self.figures["works"])

    @property
    def villages(self) -> int:
        return len({work[0] for work in self.figures["works"]})

    @property
    def gap(self) -> float:
        """How much better a plan could be at most."""
        return max(0.0, float(self.figures["bound"]) - float(self.figures["value"]))


@dataclass(frozen=True, slots=True)
class Line:
    """What both sides do with one thing: rupiah, and how many works."""

    name: str
    money: Both
    works: Both


@dataclass(frozen=True, slots=True)
class VillageWorks:
    """What both sides do in one village, with links where a decision opened activities."""

    area: Area
    sides: tuple[tuple[tuple[str, int | None], ...], ...]
    money: Both


@dataclass(frozen=True, slots=True)
class PlanPage:
    plan: Plan
    sides: tuple[Side, ...]
    by_fund: tuple[Line, ...]
    by_subdistrict: tuple[Line, ...]
    by_intervention: tuple[Line, ...]
    by_village: tuple[VillageWorks, ...]
    alarm: Mapping[str, Any]
    cheap: tuple[tuple[str, float, float, float], ...]
    alone: tuple[tuple[str, float], ...]


def page_for(plan: Plan) -> PlanPage:
    """All that the page tells, from what was kept: nothing is computed anew."""
    result = plan.result
    areas = {a.code: a for a in places.areas_within(plan.area).select_related("parent")}
    known = {code: each.name for code, each in parameters.interventions(plan.release.index).items()}
    names = {code: area.name for code, area in areas.items()} | agencies_of(result)
    both = [result["sides"][side]["works"] for side in SIDES]
    items = {
        i.code: f"{called(i)} ({i.code})" for i in parameters.shipped(plan.release.index).indicators
    }
    funds = dict(FundingSource.choices)
    return PlanPage(
        plan=plan,
        sides=tuple(side_of(plan, side, names | items | funds) for side in SIDES),
        by_fund=lines_of(both, lambda work: work[2], funds),
        by_subdistrict=lines_of(
            both, lambda w: {w[0].rpartition(".")[0]: sum(w[2].values())}, names
        ),
        by_intervention=lines_of(both, lambda work: {work[1]: sum(work[2].values())}, known),
        by_village=villages_of(plan, both, areas, known),
        alarm=result["alarm"],
        cheap=tuple((items[code], *rest) for code, *rest in result["alarm"]["indicators"]),
        alone=tuple((items[code], share) for code, share in result["alarm"]["alone"]),
    )


def agencies_of(result: Mapping[str, Any]) -> dict[str, str]:
    keys = {
        int(limit["key"])
        for side in SIDES
        for limit in result["sides"][side]["limits"]
        if limit["kind"] == "agency"
    }
    rows = Organization.objects.filter(pk__in=keys) if keys else ()
    return {str(each.pk): each.short_name or each.name for each in rows}


def side_of(plan: Plan, side: str, names: Mapping[str, Any]) -> Side:
    figures = plan.result["sides"][side]
    looser = limit_prices(plan)
    limits = [
        Limit(
            each["kind"],
            str(names.get(each["key"], each["key"])),
            each["limit"],
            each["used"],
            each["binds"],
            each["worth"],
            looser.get((side, each["kind"], "" if each["kind"] == "share" else each["key"])),
        )
        for each in figures["limits"]
        if each["kind"] != "share" or each["binds"]
    ]
    if most := plan.limits.get("works"):
        done = Counter(work[0] for work in figures["works"])
        reached = max(done.values(), default=0)
        without = looser.get((side, "works", ""))
        limits.append(Limit("works", "", most, reached, reached >= most, None, without))
    accepted = bool(plan.certificates[side]["accepted"])
    return Side(side, str(Decision.Chosen(side).label), figures, accepted, tuple(limits))


def lines_of(both: list[Any], amounts: Any, names: Mapping[str, Any]) -> tuple[Line, ...]:
    """Both sides beside each other, for every key that either has; in the order of keys."""
    money, works = [Counter[str](), Counter[str]()], [Counter[str](), Counter[str]()]
    for side, each in enumerate(both):
        for work in each:
            told = amounts(work)
            money[side].update(told)
            works[side].update(told.keys())
    keys = sorted(money[0].keys() | money[1].keys())
    return tuple(
        Line(
            str(names.get(key, key)),
            (money[0][key], money[1][key]),
            (works[0][key], works[1][key]),
        )
        for key in keys
    )


def villages_of(
    plan: Plan, both: list[Any], areas: Mapping[str, Area], known: Mapping[str, str]
) -> tuple[VillageWorks, ...]:
    opened = activities_of(plan)
    chosen = plan.decision.chosen if hasattr(plan, "decision") else ""
    found: dict[str, list[list[tuple[str, int | None]]]] = {}
    money: dict[str, list[int]] = {}
    for side, each in enumerate(both):
        for village, code, funds, _units in each:
            activity = opened.get((village, code)) if SIDES[side] == chosen else None
            found.setdefault(village, [[], []])[side].append((known.get(code, code), activity))
            money.setdefault(village, [0, 0])[side] += sum(funds.values())
    return tuple(
        VillageWorks(
            areas[code],
            tuple(tuple(side) for side in found[code]),
            (money[code][0], money[code][1]),
        )
        for code in sorted(found)
    )


def activities_of(plan: Plan) -> dict[tuple[str, str], int]:
    rows = PlannedWork.objects.filter(decision__plan=plan)
    return {
        (code, intervention): pk
        for code, intervention, pk in rows.values_list("area__code", "intervention", "activity")
    }


@dataclass(frozen=True, slots=True)
class Opened:
    """How many activities a decision opened that go on, how many were cancelled, and those begun."""

    goes_on: int
    cancelled: int
    begun: tuple[tuple[str, int], ...]


def opened_by(decision: Decision, on: date) -> Opened:
    """What a decision opened; `begun`: titles and numbers of those that taking it back leaves alone."""
    works = decision.works.order_by("area__code", "intervention")
    going = works.filter(activity__cancellation=None)
    begun = going.filter(Q(activity__planned_start__lte=on) | Q(activity__updates__isnull=False))
    rows = begun.distinct().values_list("activity__title", "activity")
    count = going.count()
    return Opened(count, works.count() - count, tuple(rows))
