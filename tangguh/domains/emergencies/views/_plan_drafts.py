"""Drafting a plan: its rows one by one, tapped on the map or written, and putting it in force."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.errors import NoSuchPlan
from tangguh.domains.emergencies.forms import ROW_FORMS, ForceForm, RouteForm, ScenarioForm
from tangguh.domains.emergencies.models import VillagePlan
from tangguh.domains.emergencies.views import _plan_sheets
from tangguh.domains.emergencies.views._plans import address, shown
from tangguh.domains.emergencies.views._requests import allowed, answer, village
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import ProneArea
from tangguh.domains.places.selectors import home_area
from tangguh.errors import NotFound
from tangguh.integrations.bends import written_bends
from tangguh.integrations.browser import paper, sent

ON_THE_MAP = {"neighbourhoods", "places", "routes", "signs"}
TITLES: dict[str, Callable[[], str]] = {
    "neighbourhoods": lambda: _("An RT that must leave"),
    "places": lambda: _("An assembly point or a shelter"),
    "routes": lambda: _("A route"),
    "signs": lambda: _("A sign"),
    "signals": lambda: _("What sounds at a level"),
    "roles": lambda: _("A role"),
    "steps": lambda: _("A step of an office"),
    "contacts": lambda: _("The number of an office"),
}


@login_required
@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the next version, or go on with the draft that waits."""
    area = village(code)
    by = allowed(request, "emergencies.draft_plan", at=area)
    hazard = request.POST.get("hazard", "")
    if hazard not in ProneArea.Hazard.values:
        raise NotFound(_("There is no such hazard. Choose one from the list."))
    plan = services.start_draft(by=by, area=area, hazard=hazard, now=places.now())
    return redirect("emergencies:plan_draft", pk=plan.pk)


@never_cache
@login_required
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows of a draft, what is missing, and what to do next."""
    plan = selectors.draft_for(request.user, pk)
    context = shown(request, plan) | {
        "may_decide": selectors.may_decide(request.user, plan.area),
        "kinds": [(kind, title()) for kind, title in TITLES.items()],
    }
    return render(request, "emergencies/plan_draft.html", context)


@never_cache
@login_required
def row(request: HttpRequest, pk: int, kind: str, row_pk: int | None = None) -> HttpResponse:
    """Add a row, or change one."""
    plan = selectors.draft_for(request.user, pk)
    by = allowed(request, "emergencies.draft_plan", at=plan.area)
    if kind not in ROW_FORMS:
        raise NotFound(_("A plan has no such part."))
    form = ROW_FORMS[kind](sent(request), plan=plan, initial=initial_of(plan, kind, row_pk))
    said = selectors.contents(plan)

    def deed() -> object:
        return services.save_row(by=by, plan=plan, kind=kind, said=form.said(), pk=row_pk)

    return answer(
        request,
        form,
        deed,
        title=TITLES[kind](),
        back=reverse("emergencies:plan_draft", args=[pk]) + f"#{kind}",
        template="emergencies/plan_row.html",
        outbox=True,
        plan=plan,
        kind=kind,
        row_pk=row_pk,
        map=selectors.plan_map(said) if kind in ON_THE_MAP else None,
    )


def initial_of(plan: VillagePlan, kind: str, row_pk: int | None) -> Mapping[str, Any]:
    """What a row says now; a route's way as lines of latitude and longitude."""
    if row_pk is None:
        return {}
    found = getattr(plan, kind).filter(pk=row_pk).first()
    if found is None:
        raise NoSuchPlan(_("That row is not in the draft any more. Open the draft anew."))
    fields = [name for name in ROW_FORMS[kind].base_fields if name != "act_id"]
    said = {name: getattr(found, name) for name in fields}
    if kind == "routes":
        said["line"] = written_bends(found.line)
    return said


@never_cache
@login_required
def way(request: HttpRequest, pk: int) -> HttpResponse:
    """The shortest open way along the roads from an RT over a point to a shelter, to be drawn."""
    plan = selectors.draft_for(request.user, pk)
    form = ROW_FORMS["routes"](request.GET, plan=plan)
    form.is_valid()
    stops = form.stops() if isinstance(form, RouteForm) else []
    found = selectors.way_along_roads(plan, home_area(), stops, now=places.now()) if stops else None
    if found is None:
        return JsonResponse({"line": "", "told": _("No open road leads there; draw the way.")})
    told = _("Along the roads.")
    if found.wet_m:
        told = _("Along the roads; %(metres)d m of it lie in a zone.") % {"metres": found.wet_m}
    return JsonResponse({"line": written_bends(found.line), "told": told})


@login_required
@require_POST
def remove(request: HttpRequest, pk: int, kind: str, row_pk: int) -> HttpResponse:
    """Take a row out of the draft."""
    plan = selectors.draft_for(request.user, pk)
    by = accounts.signed_in(request.user)
    if kind not in ROW_FORMS:
        raise NotFound(_("A plan has no such part."))
    services.remove_row(by=by, plan=plan, kind=kind, pk=row_pk)
    messages.success(request, _("Taken out of the draft."))
    return redirect(reverse("emergencies:plan_draft", args=[pk]) + f"#{kind}")


@never_cache
@login_required
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is expected to happen."""
    plan = selectors.draft_for(request.user, pk)
    by = allowed(request, "emergencies.draft_plan", at=plan.area)
    form = ScenarioForm(sent(request), initial={"scenario": plan.scenario})

    def deed() -> object:
        text = form.cleaned_data["scenario"]
        return services.describe_scenario(by=by, plan=plan, scenario=text)

    back = reverse("emergencies:plan_draft", args=[pk])
    return answer(request, form, deed, title=_("What is expected to happen"), back=back)


@never_cache
@login_required
def force(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a draft in force, with the reason."""
    plan = selectors.draft_for(request.user, pk)
    by = allowed(request, "emergencies.decide_plan", at=plan.area)
    form = ForceForm(sent(request))
    missing = selectors.gaps(selectors.contents(plan), on=places.today())

    def deed() -> object:
        reason = form.cleaned_data["reason"]
        return services.put_in_force(by=by, plan=plan, reason=reason, now=places.now())

    where = reverse("emergencies:plan", args=[plan.area.code]) + f"?hazard={plan.hazard}"
    lead = _("Complete.") if not missing else _("Incomplete: it will say so on page and paper.")
    title = _("Put version %(number)d in force") % {"number": plan.number}
    return answer(request, form, deed, title=title, back=where, lead=lead)


@never_cache
@login_required
def draft_sheet(request: HttpRequest, pk: int, sheet: str) -> HttpResponse:
    """The prints of a draft, marked as a draft."""
    plan = selectors.draft_for(request.user, pk)
    where = address(request, plan)
    prints = {
        "map": lambda: _plan_sheets.wall_map(plan, where),
        "card": lambda: _plan_sheets.door_card(plan, where, ""),
        "contingency": lambda: _plan_sheets.document(
            plan, where, names=selectors.may_read_names(request.user, plan.area)
        ),
    }
    if sheet not in prints:
        raise NotFound(_("A plan has no such print."))
    return paper(f"{_('draft')}-{sheet}-{plan.key}", prints[sheet]())
