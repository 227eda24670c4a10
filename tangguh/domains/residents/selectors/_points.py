"""Where households stand, for counts and for the plan of an evacuation: no names, never for a map."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.residents.models import Consent
from tangguh.domains.residents.selectors._households import agreed, needs, registered


@dataclass(frozen=True, slots=True)
class PlacedHousehold:
    """A household without a name: its place (degrees) if it agreed to that, and how many live there."""

    place: tuple[float, float] | None
    people: int
    who_need_help: int
    is_modelled: bool = False


@dataclass(frozen=True, slots=True)
class Dwelling:
    """The same under its number and RT, for a plan that tells each household where to go."""

    pk: int
    neighbourhood: str
    household: PlacedHousehold


def placed_households(area: Area, *, on: date) -> tuple[PlacedHousehold, ...]:
    """The households in a village's register. What comes of them is shown as counts, never small ones."""
    return tuple(each.household for each in dwellings(area, on=on))


def dwellings(area: Area, *, on: date) -> tuple[Dwelling, ...]:
    """The same households, each under its number and its RT."""
    rows = (
        registered(on)
        .filter(area=area)
        .annotate(people=Count("members"), agreed_to_point=agreed(Consent.Purpose.POINT, on))
    )
    helped = needs(on).order_by().filter(member__household__area=area)
    who = Counter(
        household
        for household, _member in helped.values_list("member__household", "member").distinct()
    )
    return tuple(
        Dwelling(
            row.pk,
            row.neighbourhood,
            PlacedHousehold(
                place_of(row), row.people, who[row.pk], row.provenance == Provenance.MODELLED
            ),
        )
        for row in rows.order_by("pk")
    )


def place_of(row: Any) -> tuple[float, float] | None:
    """Longitude and latitude of a house that agreed to that."""
    if not row.agreed_to_point or row.longitude is None or row.latitude is None:
        return None
    return row.longitude, row.latitude
