"""Who must leave together: households of the register, and modelled ones where it lacks people."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import PlanNeighbourhood
from tangguh.domains.emergencies.selectors._plans import Contents
from tangguh.domains.residents import selectors as residents
from tangguh.domains.residents.selectors import Dwelling
from tangguh.engines.hazard_zones import classes_at

Place = tuple[float, float]  # longitude and latitude


@dataclass(frozen=True, slots=True)
class Home:
    """A household that must leave. `household` is its number in the register, if it is there."""

    key: str
    neighbourhood: str
    place: Place | None
    people: int
    goes_first: bool
    household: int | None = None
    is_modelled: bool = True


def who_must_leave(said: Contents, *, on: date) -> tuple[Home, ...]:
    """Households of the plan's RT and those that stand in a zone; then what the RT still lack.

    The plan says how many live in an RT. Where fewer are in the register, the others are modelled
    at the RT's place: a time for a part of the people would be too short for all of them.
    """
    registered = tuple(registered_homes(said, on=on))
    counted: Counter[str] = Counter()
    for home in registered:
        counted[home.neighbourhood] += home.people
    rules = parameters.computing(on)
    missing = [
        home
        for rt in said.neighbourhoods
        for home in modelled(rt, rt.people - counted[rt.name], rules)
    ]
    return (*registered, *missing)


def registered_homes(said: Contents, *, on: date) -> Iterator[Home]:
    rts = {rt.name: place_of(rt) for rt in said.neighbourhoods}
    found = [each for each in residents.dwellings(said.area, on=on) if each.household.people]
    wet = in_zones(said, [each.household.place for each in found])
    for each, is_wet in zip(found, wet, strict=True):
        if each.neighbourhood in rts or is_wet:
            yield home_of(each, each.household.place or rts.get(each.neighbourhood))


def in_zones(said: Contents, places: list[Place | None]) -> list[bool]:
    """Whether each place stands in a zone of the plan's hazard, of whichever class."""
    zones = atlas.as_engine(row.zone for row in said.zones)
    known = [place for place in places if place is not None]
    classes = iter(classes_at(zones, known))
    return [place is not None and next(classes) is not None for place in places]


def home_of(each: Dwelling, place: Place | None) -> Home:
    said = each.household
    first = said.who_need_help > 0
    return Home(
        f"h{each.pk}", each.neighbourhood, place, said.people, first, each.pk, said.is_modelled
    )


def modelled(rt: PlanNeighbourhood, people: int, rules: parameters.Computing) -> Iterator[Home]:
    """Households of usual size for people of whom nothing is known; some go first."""
    if people <= 0:
        return
    count = max(round(people / rules.household), 1)
    each, more = divmod(people, count)
    for number in range(count):
        first = int((number + 1) * rules.in_need) > int(number * rules.in_need)
        size = each + (number < more)
        if size:
            yield Home(f"m{rt.pk}-{number}", rt.name, place_of(rt), size, first)


def place_of(row: PlanNeighbourhood) -> Place | None:
    if row.longitude is None or row.latitude is None:
        return None
    return row.longitude, row.latitude
