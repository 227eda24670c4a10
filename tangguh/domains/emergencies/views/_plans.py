"""A village's evacuation plan as everybody reads it, and the page to which a print's QR leads."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.models import VillagePlan
from tangguh.domains.emergencies.views import _plan_sheets
from tangguh.domains.emergencies.views._requests import village
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import ProneArea
from tangguh.integrations.browser import paper


def live_plan(request: HttpRequest, code: str) -> HttpResponse:
    """The plan of a village as it holds today, or as it stood on a day that is asked for."""
    area = village(code)
    hazard = request.GET.get("hazard", "")
    day = asked_day(request)
    known = list(selectors.versions(area))  # newest first
    of_hazard = [each for each in known if not hazard or each.hazard == hazard]
    plan = of_hazard[0] if of_hazard else None
    if plan and day:
        plan = selectors.in_force_on(area, plan.hazard, day)
    context = {
        "area": area,
        "hazards": dict.fromkeys((each.hazard, each.get_hazard_display()) for each in known),
        "choices": ProneArea.Hazard.choices,
        "day": day,
        "versions": [each for each in known if plan and each.hazard == plan.hazard],
        "may_draft": accounts.may(request.user, "emergencies.draft_plan", at=area),
    }
    return render(request, "emergencies/plan.html", context | shown(request, plan))


def asked_day(request: HttpRequest) -> Any:
    """The day in the address; None where there is none, or none that exists."""
    try:
        return parse_date(request.GET.get("on", ""))
    except ValueError:
        return None


def version(request: HttpRequest, key: str) -> HttpResponse:
    """The version that a print names; it says so where a newer one holds."""
    plan = selectors.plan_by_key(key)
    known = list(selectors.versions(plan.area, plan.hazard))
    newest = known[0] if known[0] != plan else None
    context = {"area": plan.area, "newest": newest, "versions": known}
    return render(request, "emergencies/plan.html", context | shown(request, plan))


def shown(request: HttpRequest, plan: VillagePlan | None) -> dict[str, Any]:
    """All that a page shows of a version."""
    if plan is None:
        return {"plan": None}
    said = selectors.contents(plan)
    return {
        "plan": plan,
        "said": said,
        "gaps": selectors.gaps(said, on=places.today()),
        "map": selectors.plan_map(said),
        "labels": selectors.labels_of(said),
        "prints_cards": accounts.may(request.user, "residents.read", at=plan.area),
        "names": selectors.may_read_names(request.user, plan.area),
    }


def version_map(request: HttpRequest, key: str) -> HttpResponse:
    """A3 for the wall."""
    plan = selectors.plan_by_key(key)
    return paper(
        f"{_('evacuation-map')}-{key}", _plan_sheets.wall_map(plan, address(request, plan))
    )


def version_card(request: HttpRequest, key: str) -> HttpResponse:
    """A5 for the door: one page for each RT, or for the one that is asked for."""
    plan = selectors.plan_by_key(key)
    rt = request.GET.get("rt", "")
    pdf = _plan_sheets.door_card(plan, address(request, plan), rt)
    return paper(f"{_('household-card')}-{key}", pdf)


@never_cache
@login_required
def household_cards(request: HttpRequest, key: str, rt: str) -> HttpResponse:
    """The same for each household of an RT, with its neighbours; that it was opened is kept."""
    plan, by = selectors.plan_by_key(key), accounts.signed_in(request.user)
    cards = services.open_cards(by=by, plan=plan, rt=rt, now=places.now())
    pdf = _plan_sheets.household_cards(plan, address(request, plan), rt, cards)
    return paper(f"{_('household-card')}-{key}-{rt}", pdf)


def version_document(request: HttpRequest, key: str) -> HttpResponse:
    """The contingency plan as a document of A4."""
    plan = selectors.plan_by_key(key)
    names = selectors.may_read_names(request.user, plan.area)
    pdf = _plan_sheets.document(plan, address(request, plan), names=names)
    return paper(f"{_('contingency-plan')}-{key}", pdf)


def address(request: HttpRequest, plan: VillagePlan) -> str:
    """Where the QR of a print leads: the page of its very version."""
    if plan.is_draft:
        where = reverse("emergencies:plan", args=[plan.area.code])
    else:
        where = reverse("emergencies:plan_version", args=[plan.key])
    return request.build_absolute_uri(where)
