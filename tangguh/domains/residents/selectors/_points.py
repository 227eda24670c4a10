"""Where households stand, for counts in zones only: no names, no keys, and never for a map."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

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


def placed_households(area: Area, *, on: date) -> tuple[PlacedHousehold, ...]:
    """The households in a village's register. What comes of them is shown as counts, never small ones."""
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
        PlacedHousehold(
            (row.longitude, row.latitude)
            if row.agreed_to_point and row.longitude is not None and row.latitude is not None
            else None,
            row.people,
            who[row.pk],
            row.provenance == Provenance.MODELLED,
        )
        for row in rows.order_by("pk")
    )
