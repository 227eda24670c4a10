"""What the interventions cost, as the district entered it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.models import UnitCost
from tangguh.domains.resilience.parameters import Intervention

READ, PLAN = "resilience.read_plan", "resilience.plan"


@dataclass(frozen=True, slots=True)
class Priced:
    """An intervention and what it costs now; None where nobody has said so."""

    intervention: Intervention
    cost: UnitCost | None
    entries: int


def may_read_plans(viewer: Viewer, district: Area) -> bool:
    return people.may(viewer, READ, at=district)


def may_plan(viewer: Viewer, district: Area) -> bool:
    return people.may(viewer, PLAN, at=district)


def cost_entries(area: Area, index: str) -> QuerySet[UnitCost]:
    """Every entry, the one that holds last first."""
    rows = UnitCost.objects.filter(area=area, index=index).select_related("agency", "entered_by")
    return rows.prefetch_related("parts").order_by(
        "intervention", "-holds_from", "-entered_at", "-pk"
    )


def unit_costs_on(area: Area, index: str, on: date) -> dict[str, UnitCost]:
    """The entry that holds on a day for each intervention: the newest that holds by then."""
    found: dict[str, UnitCost] = {}
    for entry in cost_entries(area, index).filter(holds_from__lte=on):
        found.setdefault(entry.intervention, entry)
    return found


def priced_interventions(area: Area, index: str, on: date) -> list[Priced]:
    """All that can be done, with what it costs today and how many entries there are."""
    found: dict[str, UnitCost] = {}
    counts: dict[str, int] = {}
    for entry in cost_entries(area, index):
        counts[entry.intervention] = counts.get(entry.intervention, 0) + 1
        if entry.holds_from <= on:
            found.setdefault(entry.intervention, entry)
    known = parameters.interventions(index)
    return [Priced(each, found.get(code), counts.get(code, 0)) for code, each in known.items()]
