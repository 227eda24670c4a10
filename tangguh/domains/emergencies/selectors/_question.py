"""What is asked of the engine that matches neighbours: who, whom, how far, through which water."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import Helper, Pair, Skill
from tangguh.domains.emergencies.selectors._waters import House, waters
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.residents import selectors as residents
from tangguh.domains.residents.models import Consent, Household, Member, Need
from tangguh.engines import matching
from tangguh.engines.equal_area import EqualArea

NEEDED = {Need.Kind.CANNOT_WALK: Skill.CARRY, Need.Kind.BEDRIDDEN: Skill.CARRY}
Points = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Asked:
    """The question about a village, with the rows that its ids stand for."""

    question: matching.Question
    people: dict[str, Member]
    helpers: dict[str, Helper]
    measured: frozenset[tuple[str, str]]  # pairs whose metres are known

    def metres(self, pair: matching.Pair) -> int | None:
        return pair.metres if (pair.person, pair.helper) in self.measured else None


def people_to_fetch(area: Area, *, on: date) -> list[Member]:
    """Those in a village whose needs are covered by a consent, RT by RT."""
    inside = places.within(area.code, lookup="member__household__area")
    rows = Member.objects.filter(pk__in=residents.needs(on).filter(inside).values("member"))
    rows = rows.select_related("household").prefetch_related("needs")
    return list(rows.order_by("household__neighbourhood", "household", "pk"))


def helpers_of(area: Area, *, on: date) -> list[Helper]:
    """Those who offered to help in a village, as long as their yes holds."""
    rows = Helper.objects.filter(
        places.within(area.code, lookup="area"), given_on__lte=on, expires_on__gte=on
    )
    return list(rows.order_by("neighbourhood", "pk"))


def question_for(area: Area, *, on: date) -> Asked:
    """Everybody to fetch in a village, everybody who offered to, and the walks between them.

    A pair that somebody said no to is left out. Where a point is not known, neighbours of one RT
    are taken to be half the reach apart.
    """
    people, helpers = people_to_fetch(area, on=on), helpers_of(area, on=on)
    refused, known = refused_pairs(area), located(area, on=on)
    rules, water = parameters.rules(on), waters(area, on=on)
    measured = walks(people, helpers, known, rules.reach)
    same_rt = beside(people, helpers, measured.points, rules.reach // 2)
    pairs = tuple(p for p in (*measured.pairs, *same_rt) if (p.person, p.helper) not in refused)
    cut_off = water.of([*(home_of(p, known) for p in people), *map(lodging_of, helpers)])
    asked = matching.Question(
        tuple(map(person_of, people, cut_off)),
        tuple(map(helper_of, helpers, cut_off[len(people) :])),
        pairs,
        rules,
    )
    return Asked(
        asked,
        {str(each.pk): each for each in people},
        {str(each.pk): each for each in helpers},
        frozenset((pair.person, pair.helper) for pair in measured.pairs),
    )


def refused_pairs(area: Area) -> set[tuple[str, str]]:
    rows = Pair.objects.filter(places.within(area.code, lookup="helper__area"))
    found = rows.filter(state=Pair.State.REFUSED).values_list("member", "helper")
    return {(str(member), str(helper)) for member, helper in found}


def located(area: Area, *, on: date) -> set[int]:
    """The households whose point may be used."""
    agreed = residents.agreed(Consent.Purpose.POINT, on)
    rows = Household.objects.filter(agreed, places.within(area.code, lookup="area")).exclude(
        latitude=None
    )
    return set(rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class Walks:
    """The pairs in reach of each other, and who has a point at all."""

    pairs: tuple[matching.Pair, ...]
    points: frozenset[str]  # "p4" for a person, "h2" for a helper


def walks(people: list[Member], helpers: list[Helper], known: set[int], reach: int) -> Walks:
    """As the crow flies, in metres, between those whose points are known."""
    at = {f"p{each.pk}": point_of(each.household) for each in people if each.household_id in known}
    there = {f"h{each.pk}": point_of(each) for each in helpers if each.latitude is not None}
    if not at or not there:
        return Walks((), frozenset([*at, *there]))
    degrees = np.array([*at.values(), *there.values()])
    metres = EqualArea.around(degrees).to_km(degrees) * 1000
    points: Points = {
        name: (float(east), float(north))
        for name, (east, north) in zip([*at, *there], metres, strict=True)
    }
    near = matching.in_reach(named(points, at), named(points, there), reach)
    return Walks(near, frozenset(points))


def point_of(row: Household | Helper) -> tuple[float | None, float | None]:
    """Longitude and latitude of a house or a helper."""
    return row.longitude, row.latitude


def named(points: Points, those: Iterable[str]) -> Points:
    """Their points, by the number of the row alone."""
    return {name[1:]: points[name] for name in those}


def beside(
    people: list[Member], helpers: list[Helper], points: frozenset[str], metres: int
) -> tuple[matching.Pair, ...]:
    """Neighbours of one RT of whom one at least has no point."""
    of_rt: dict[str, list[Helper]] = {}
    for helper in helpers:
        of_rt.setdefault(helper.neighbourhood, []).append(helper)
    return tuple(
        matching.Pair(str(person.pk), str(helper.pk), metres)
        for person in people
        for helper in of_rt.get(person.household.neighbourhood, ())
        if f"p{person.pk}" not in points or f"h{helper.pk}" not in points
    )


def home_of(person: Member, known: set[int]) -> House:
    home = person.household
    if home.pk not in known or home.longitude is None or home.latitude is None:
        return House(home.neighbourhood)
    return House(home.neighbourhood, (home.longitude, home.latitude))


def lodging_of(helper: Helper) -> House:
    if helper.longitude is None or helper.latitude is None:
        return House(helper.neighbourhood)
    return House(helper.neighbourhood, (helper.longitude, helper.latitude))


def person_of(member: Member, water: str) -> matching.Person:
    kinds = (Need.Kind(need.kind) for need in member.needs.all())
    return matching.Person(
        str(member.pk),
        water,
        frozenset(NEEDED[kind].value for kind in kinds if kind in NEEDED),
        str(member.household_id),
    )


def helper_of(helper: Helper, water: str) -> matching.Helper:
    return matching.Helper(
        str(helper.pk),
        water,
        frozenset(helper.skills),
        helper.is_able,
        helper.trained_on is not None,
        str(helper.household_id or ""),
    )
