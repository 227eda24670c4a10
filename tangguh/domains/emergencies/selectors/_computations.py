"""The newest calculation of a plan, what changed since, and what it says to a household."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import RoadCapacity
from tangguh.domains.emergencies.models import Computation, ComputedWay, VillagePlan
from tangguh.domains.emergencies.selectors._buddies import Fetched
from tangguh.domains.emergencies.selectors._leaving import Home, who_must_leave
from tangguh.domains.emergencies.selectors._plans import Contents
from tangguh.domains.places.models import Area
from tangguh.domains.residents import selectors as residents
from tangguh.domains.residents.models import Household
from tangguh.domains.residents.selectors import Filters
from tangguh.engines.disclosure import is_safe_split

INPUTS = {
    "roads": _("roads, closures or capacities"),
    "zones": _("hazard zones"),
    "homes": _("households of the register"),
    "rows": _("the plan's RT, shelters or routes"),
}


@dataclass(frozen=True, slots=True)
class Computed:
    """A calculation, what changed since, and whether its counts may be told to anybody."""

    of: Computation
    changed: tuple[str, ...]

    @property
    def tells_counts(self) -> bool:
        """Where one of the parts is small, it would be known from the others."""
        return is_safe_split([self.of.routed, self.of.no_dry_route, self.of.no_place])


def newest_computation(plan: VillagePlan) -> Computation | None:
    return plan.computations.select_related("computed_by").order_by("-computed_at", "-pk").first()


def computed(said: Contents, district: Area, *, now: datetime) -> Computed | None:
    """The newest calculation of a version, compared with what is known now."""
    found = newest_computation(said.plan)
    if found is None:
        return None
    homes = who_must_leave(said, on=timezone.localdate(now))
    today = stamp(said, district, homes, now=now)
    changed = (str(INPUTS[name]) for name in INPUTS if found.stamp.get(name) != today[name])
    return Computed(found, tuple(changed))


def stamp(
    said: Contents, district: Area, homes: tuple[Home, ...], *, now: datetime
) -> dict[str, str]:
    """What a calculation is made with, as a fingerprint of each part."""
    rows = [
        [(r.name, r.people, r.longitude, r.latitude) for r in said.neighbourhoods],
        [(p.name, p.kind, p.places, p.longitude, p.latitude) for p in said.shelters],
        sorted({(r.shelter_id, r.point_id) for r in said.routes if r.shelter_id}),
    ]
    people = [
        (each.household, each.place, each.people, each.goes_first)
        for each in homes
        if each.household
    ]
    return {
        "roads": printed(list(road_stamp(district, now=now))),
        "zones": printed([*zone_stamp(district, said.plan.hazard)]),
        "homes": printed(people),
        "rows": printed(rows),
    }


def printed(said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def road_stamp(district: Area, *, now: datetime) -> Iterator[object]:
    """The edition of the roads in use, what is closed now, and the district's own capacities."""
    in_use = atlas.roads_in_use(district)
    if in_use:
        yield in_use.pk, in_use.edition
        yield sorted(atlas.closures(in_use, now=now))
    on = timezone.localdate(now)
    own = RoadCapacity.objects.filter(district=district, since__lte=on).order_by("pk")
    yield list(own.values_list("pk", "speed_kmh", "capacity_pps"))


def zone_stamp(district: Area, hazard: str) -> Iterator[object]:
    yield from atlas.sets_in_use(district).filter(hazard=hazard).values_list("pk", "sha256")


def ways_of(computation: Computation | None) -> dict[str, tuple[ComputedWay, ...]]:
    """By RT the ways that were found, one for each shelter and roads, most people first."""
    if computation is None:
        return {}
    found: dict[str, dict[tuple[int, str], ComputedWay]] = {}
    for way in computation.ways.select_related("shelter").order_by("pk"):
        same = found.setdefault(way.neighbourhood, {})
        known = same.setdefault((way.shelter_id, way.roads), way)
        if known is not way:
            known.people += way.people
            known.leave_s = min(known.leave_s, way.leave_s)
    return {
        rt: tuple(sorted(ways.values(), key=lambda way: -way.people)) for rt, ways in found.items()
    }


def curve_of(computation: Computation | None) -> tuple[tuple[int, int], ...]:
    """Minutes and people safe by then."""
    told = computation.told["curve"] if computation else []
    return tuple((minute, safe) for minute, safe, _most in told)


@dataclass(frozen=True, slots=True)
class HouseholdCard:
    """What stands on the card of one household: who fetches whom there, and where it goes."""

    household: Household
    head: str
    fetched: tuple[Fetched, ...]
    way: ComputedWay | None


def household_cards(
    viewer: Viewer, said: Contents, rt: str, fetched: Sequence[Fetched], *, on: date
) -> Iterator[HouseholdCard]:
    """The households of an RT that the viewer may read, each with what a card says of it."""
    found = newest_computation(said.plan)
    rows = found.ways.filter(neighbourhood=rt).select_related("shelter") if found else ()
    ways = {way.household_id: way for way in rows if way.household_id}
    helped: dict[int, list[Fetched]] = {}
    for each in fetched:
        helped.setdefault(each.member.household_id, []).append(each)
    wanted = residents.households(viewer, Filters(neighbourhood=rt), on=on)
    for row in wanted.filter(area=said.area):
        members = sorted(row.members.all(), key=lambda member: (not member.is_head, member.pk))
        head = members[0].name if members else ""
        yield HouseholdCard(row, head, tuple(helped.get(row.pk, ())), ways.get(row.pk))
