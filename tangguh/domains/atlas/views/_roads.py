from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.forms import (
    CloseForm,
    PaceForm,
    RoadFileForm,
    RoadFilterForm,
    spot,
)
from tangguh.domains.atlas.models import RoadSet
from tangguh.domains.places import selectors as places
from tangguh.domains.places.selectors import home_area
from tangguh.integrations.browser import attempted, done, on_disk, page_of, sent


def roads(request: HttpRequest) -> HttpResponse:
    """The roads of the district, which are closed now or if a hazard comes, and a map of them."""
    district = home_area()
    form = RoadFilterForm(request.GET, scenarios=selectors.scenarios(district))
    road_set = selectors.roads_in_use(district)
    context = {
        "form": form,
        "set": road_set,
        "waiting": selectors.waiting_roads(request.user, district),
        "may_import": people.may(request.user, "atlas.import_roads", at=district),
        "may_draw": people.may_anywhere(request.user, "atlas.edit_roads"),
    }
    if road_set is not None:
        context |= listed(request, form, road_set)
    return render(request, "atlas/roads.html", context)


def listed(request: HttpRequest, form: RoadFilterForm, road_set: RoadSet) -> dict[str, Any]:
    """The part of the page that depends on what is asked for."""
    asked = form.scenario_asked()
    shown = selectors.roads_shown(road_set, form.filters(), asked, now=places.now())
    page = page_of(request, shown.pks)
    return {"shown": shown, "page": page, "rows": shown.rows(page.object_list)}


def road(request: HttpRequest, pk: int) -> HttpResponse:
    """One road: what is known of it, whether it can be passed, who closed it when."""
    found = selectors.road_for(pk, now=places.now())
    may_close = people.may(request.user, "atlas.close_road", at=found.area)
    is_open = not getattr(found, "is_closed", False)
    context = {
        "road": found,
        "acts": selectors.acts_of(found),
        "pace": selectors.paces(found.road_set.district, on=places.today())[found.road_class],
        "may_close": may_close,
        "close_form": CloseForm() if may_close and is_open else None,
        "may_edit": people.may(request.user, "atlas.edit_roads", at=found.area),
        "outlooks": selectors.outlooks(found, on=places.today()),
        "map_url": map_url(*found.line[len(found.line) // 2]),
    }
    return render(request, "atlas/road.html", context)


def map_url(longitude: float, latitude: float) -> str:
    """The map of all roads, with a mark at a place."""
    return f"{reverse('atlas:roads')}?at={latitude:.6f},{longitude:.6f}#map"


def capacities(request: HttpRequest) -> HttpResponse:
    """How fast each class is and how many persons it lets through, and who says so."""
    district = home_area()
    context = {
        "lines": selectors.pace_table(district, on=places.today()),
        "may_set": people.may(request.user, "atlas.set_capacities", at=district),
    }
    return render(request, "atlas/capacities.html", context)


@login_required
def set_capacity(request: HttpRequest) -> HttpResponse:
    """The district's own figure for a class, from a day on."""
    by, district = people.signed_in(request.user), home_area()
    accounts.require(by, "atlas.set_capacities", at=district)
    form = PaceForm(sent(request), initial={"since": places.today()})

    def deed() -> object:
        return services.set_capacity(by=by, district=district, **form.cleaned_data)

    title = _("The district's own figure")
    return plain(request, form, title, reverse("atlas:capacities"), deed)


def plain(
    request: HttpRequest, form: Form, title: str, back: str, deed: Callable[[], object]
) -> HttpResponse:
    """A form of the desk: do its deed and go back."""
    if done(form, deed):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"form": form, "title": title, "cancel_url": back, "submit": _("Save")}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "atlas/road_form.html", context, status=status)


@login_required
def check_roads(request: HttpRequest) -> HttpResponse:
    """Check a file of roads. Nothing that is shown changes until somebody accepts it."""
    by, district = people.signed_in(request.user), home_area()
    accounts.require(by, "atlas.import_roads", at=district)
    files = request.FILES if request.method == "POST" else None
    form = RoadFileForm(sent(request), files, today=places.today())
    back = reverse("atlas:roads")
    context = {"form": form, "title": _("Check a file of roads"), "cancel_url": back}
    context["submit"] = _("Check")

    def deed() -> services.RoadCheck:
        said = dict(form.cleaned_data)
        with on_disk(said.pop("file")) as file:
            return services.propose_roads(
                by=by, district=district, file=file, now=places.now(), **said
            )

    found = attempted(form, deed)
    if found is None:
        status = 422 if form.errors else 200
        return render(request, "atlas/road_form.html", context, status=status)
    if found.road_set is None:
        parts = selectors.road_sections(found.report)
        context = {"sections": parts, "report": found.report, "refused": True}
        return render(request, "atlas/road_set.html", context, status=422)
    return redirect("atlas:road_set", pk=found.road_set.pk)


def road_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One file's roads: its report; what waits is accepted or put away here."""
    found = selectors.road_set_for(request.user, pk)
    sections = selectors.road_sections(found.report)
    looked_at = selectors.RoadFilters(at=spot(request.GET.get("at", "")))
    drawn = selectors.road_map(found, looked_at, (), on=places.today())
    context = {"set": found, "sections": sections, "report": found.report, "drawn": drawn}
    return render(request, "atlas/road_set.html", context)


@require_POST
@login_required
def accept_roads(request: HttpRequest, pk: int) -> HttpResponse:
    """Take checked roads in use."""
    by = people.signed_in(request.user)
    found = selectors.road_set_for(by, pk)
    services.accept_roads(by=by, road_set=found, now=places.now())
    messages.success(request, _("From now on plans use these roads."))
    return redirect("atlas:roads")


@require_POST
@login_required
def discard_roads(request: HttpRequest, pk: int) -> HttpResponse:
    """Put checked roads away."""
    by = people.signed_in(request.user)
    services.discard_roads(by=by, road_set=selectors.road_set_for(by, pk))
    messages.success(request, _("Put away. The roads stay as they are."))
    return redirect("atlas:roads")
