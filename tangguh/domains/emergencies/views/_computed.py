"""What the engine computes for a version of a plan: counts and times on one page, for screen and paper."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.forms import ComputeForm
from tangguh.domains.emergencies.models import Computation, VillagePlan
from tangguh.domains.emergencies.views._requests import allowed
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Provenance
from tangguh.domains.places.selectors import home_area
from tangguh.engines.arrivals import ChartWords, Step, draw_curves
from tangguh.integrations.browser import attempted, sent

DRAFT = "emergencies.draft_plan"


@never_cache
def version_computed(request: HttpRequest, key: str) -> HttpResponse:
    """What was computed for a version in force; everybody reads it."""
    return computed(request, selectors.plan_by_key(key))


@never_cache
@login_required
def draft_computed(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a draft."""
    return computed(request, selectors.draft_for(request.user, pk))


def computed(request: HttpRequest, plan: VillagePlan) -> HttpResponse:
    """Show the newest calculation, or compute anew."""
    form = ComputeForm(sent(request))
    if request.method == "POST":
        by = allowed(request, DRAFT, at=plan.area)

        def deed() -> Computation:
            return services.compute_plan(
                by=by, plan=plan, district=home_area(), now=places.now(), **form.cleaned_data
            )

        if attempted(form, deed):
            messages.success(request, _("Computed and checked."))
            return redirect(request.path)
    context = shown(request, plan) | {"form": form}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "emergencies/plan_computed.html", context, status=status)


def shown(request: HttpRequest, plan: VillagePlan) -> dict[str, Any]:
    """All that the page tells of a version."""
    said, district = selectors.contents(plan), home_area()
    roads = atlas.roads_in_use(district)
    found = selectors.computed(said, district, now=places.now())
    may_draft = accounts.may(request.user, DRAFT, at=plan.area)
    where = ("plan_draft", plan.pk) if plan.is_draft else ("plan_version", plan.key)
    context = {
        "plan": plan,
        "found": found,
        "may_draft": may_draft,
        "roads": roads,
        "zone_sets": said.zone_sets,
        "back": reverse(f"emergencies:{where[0]}", args=[where[1]]),
    }
    if found is None:
        return context
    tells = found.tells_counts or may_draft
    sources = {each.provenance for each in (roads, *said.zone_sets) if each}
    return context | {
        "of": found.of,
        "told": selectors.told_of(found.of),
        "tells": tells,
        "is_modelled": bool(found.of.modelled) or Provenance.MODELLED in sources,
        "doubts": selectors.doubts_of(found.of),
        "left_out": selectors.left_out_of(found.of),
        "provisions": selectors.provisions(
            found.of, selectors.resources_of(plan.area), on=places.today()
        ),
        "chart": mark_safe(chart(found.of)) if tells and found.of.told["curve"] else "",  # noqa: S308 drawn here
    }


def chart(made: Computation) -> str:
    """People safe by minute, and the most that any plan could have, as SVG."""
    words = ChartWords(
        title=_("People safe, by minute since the alarm"),
        real=_("this plan"),
        plan=_("no plan can do better"),
        minutes=_("minutes since the alarm"),
    )
    curve = made.told["curve"]
    plan = [Step(minute, safe) for minute, safe, _most in curve]
    most = [Step(minute, at_most) for minute, _safe, at_most in curve]
    return draw_curves(plan, most, expected=made.routed, words=words)
