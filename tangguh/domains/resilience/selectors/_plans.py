"""Which plans there are, who may see them, and whether what they rest on still holds."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.programmes.selectors import Request
from tangguh.domains.resilience.models import Plan, PlannedWork
from tangguh.domains.resilience.selectors._question import fingerprint_of, release_to_plan_with
from tangguh.domains.resilience.selectors._unit_costs import READ, unit_costs_on
from tangguh.errors import NotFound

DECIDED = Q(decision__isnull=False)


def plans_for(viewer: Viewer) -> QuerySet[Plan]:
    """The plans that a person may read, newest first: those decided on are public."""
    rows = Plan.objects.select_related("area", "release", "drawn_by", "decision__policy")
    shown = people.open_to(viewer, rows, deed=READ, public=DECIDED)
    return shown.order_by("-drawn_at", "-pk")


def plan_for(viewer: Viewer, pk: int) -> Plan:
    """The only way to a plan."""
    found = plans_for(viewer).select_related("decision__decided_by").filter(pk=pk).first()
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
