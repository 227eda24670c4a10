"""Which plans there are, who may see them, and whether what they rest on still holds."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.selectors import Request
from tangguh.domains.resilience.models import LimitPrice, Plan, PlannedWork
from tangguh.domains.resilience.selectors._question import (
    SIDES,
    fingerprint_of,
    release_to_plan_with,
)
from tangguh.domains.resilience.selectors._unit_costs import READ, unit_costs_on
from tangguh.errors import NotFound

DECIDED = Q(decision__isnull=False)


def plans_for(viewer: Viewer) -> QuerySet[Plan]:
    """The plans that a person may read, newest first: those decided on are public."""
    parts = ("area", "release", "drawn_by", "decision__policy", "decision__withdrawal")
    rows = Plan.objects.select_related(*parts)
    shown = people.open_to(viewer, rows, deed=READ, public=DECIDED)
    return shown.order_by("-drawn_at", "-pk")


def plan_for(viewer: Viewer, pk: int) -> Plan:
    """The only way to a plan."""
    deciders = ("decision__decided_by", "decision__withdrawal__withdrawn_by")
    found = plans_for(viewer).select_related(*deciders).filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such plan, or it is not open to you."))
    return found


def is_out_of_date(plan: Plan) -> bool:
    """Whether scores, unit costs or the known interventions are others than it was drawn up from."""
    release = release_to_plan_with(plan.area)
    if release is None:
        return True
    costs = unit_costs_on(plan.area, release.index, date(plan.year, 1, 1))
    return fingerprint_of(release, costs) != plan.fingerprint


def requests_for(activity: int) -> tuple[Request, ...]:
    """The plan from which an activity comes."""
    rows = PlannedWork.objects.filter(activity=activity).select_related("decision__plan")
    return tuple(
        Request(
            _("%(plan)s for the villages of the district") % {"plan": work.decision.plan},
            reverse("resilience:plan", args=[work.decision.plan_id]),
        )
        for work in rows
    )


def last_plan(district: Area) -> Plan | None:
    """The plan that was drawn up last: its limits are where the next one begins."""
    rows = Plan.objects.filter(area=district).defer("result", "certificates")
    return rows.order_by("-drawn_at", "-pk").first()


def limits_to_price(plan: Plan) -> list[tuple[str, str, str]]:
    """Side, kind and key of every limit that may hold a side back; a cap on indicators counts once."""
    found: dict[tuple[str, str, str], None] = {}
    for side in SIDES:
        for limit in plan.result["sides"][side]["limits"]:
            key = "" if limit["kind"] == "share" else limit["key"]
            if limit["binds"]:
                found[side, limit["kind"], key] = None
        if plan.limits.get("works"):
            found[side, "works", ""] = None
    return list(found)


def limit_prices(plan: Plan) -> dict[tuple[str, str, str], float]:
    """What each side would reach if a limit were looser, where it was computed."""
    rows = LimitPrice.objects.filter(plan=plan)
    return {(row.side, row.kind, row.key): row.value for row in rows}


def next_limit_to_price(plan: Plan) -> tuple[str, str, str] | None:
    known = limit_prices(plan)
    return next((each for each in limits_to_price(plan) if each not in known), None)
