from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.programmes.models import FundingSource
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.errors import CostRefused
from tangguh.domains.resilience.models import UnitCost, UnitCostPart

MOST = 10**12
MOST_UNITS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCostDraft:
    """What an intervention costs from a day on: rupiah by FundingSource, for a village or a point."""

    index: str
    intervention: str
    per: str
    costs: Mapping[str, int]
    agency: Organization
    units: int
    source: str
    holds_from: date
    provenance: str = Provenance.REAL


@transaction.atomic
def enter_unit_cost(*, by: User, district: Area, draft: UnitCostDraft, now: datetime) -> UnitCost:
    """Say what an intervention costs. The entries before it stay, with their source and their day."""
    accounts.require(by, "resilience.plan", at=district)
    refuse_cost(draft)
    entry = UnitCost.objects.create(
        area=district,
        index=draft.index,
        intervention=draft.intervention,
        per=draft.per,
        agency=draft.agency,
        units=draft.units,
        holds_from=draft.holds_from,
        source=draft.source.strip(),
        as_of=draft.holds_from,
        provenance=draft.provenance,
        entered_by=by,
        entered_at=now,
    )
    UnitCostPart.objects.bulk_create(
        UnitCostPart(unit_cost=entry, fund=fund, amount=amount)
        for fund, amount in draft.costs.items()
        if amount
    )
    audit.record(
        "resilience.unit_cost_entered",
        by=by,
        about=entry,
        area_code=district.code,
        intervention=draft.intervention,
        costs=dict(draft.costs),
        per=draft.per,
    )
    return entry


def refuse_cost(draft: UnitCostDraft) -> None:
    """Each fault with its remedy, before anything is written."""
    for fault in faults_of(draft):
        raise CostRefused(fault)


def faults_of(draft: UnitCostDraft) -> list[str]:
    found = []
    if draft.intervention not in parameters.interventions(draft.index):
        found.append(
            _("There is no intervention %(code)s for %(index)s. Choose one from the list.")
            % {"code": draft.intervention, "index": draft.index}
        )
    if draft.per not in UnitCost.Per.values:
        found.append(_("A cost is for a village or for each missing point. Say which."))
    if set(draft.costs) - set(FundingSource.values):
        found.append(_("A fund is not known. Choose those in the form."))
    if not all(0 <= amount <= MOST for amount in draft.costs.values()):
        found.append(_("Rupiah are never below zero, and no unit costs more than a trillion."))
    if not sum(draft.costs.values()):
        found.append(_("It costs nothing. Write rupiah for at least one fund."))
    if not 0 <= draft.units <= MOST_UNITS:
        found.append(_("Units of capacity are from 0 to %(most)d.") % {"most": MOST_UNITS})
    if not draft.source.strip():
        found.append(_("Say where the cost is from, such as the price standard and its number."))
    return found
