"""What people do to roads: close and open them in the field, correct, draw and move them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.forms import (
    CloseForm,
    DrawForm,
    MoveForm,
    OpenForm,
    RoadForm,
    VillageCloseForm,
)
from tangguh.domains.atlas.views._roads import plain
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.places.selectors import home_area
from tangguh.integrations.bends import written_bends
from tangguh.integrations.browser import done, sent


@never_cache
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a road, without a signal too."""
    by, found = people.signed_in(request.user), selectors.road_for(pk, now=places.now())
    accounts.require(by, "atlas.close_road", at=found.area)
    form = CloseForm(sent(request))

    def deed() -> object:
        said: dict[str, Any] = form.cleaned_data | {"happened_at": happened_at(request)}
        return services.close_road(by=by, road=found, now=places.now(), **said)

    back = reverse("atlas:road", args=[pk])
    lead = f"{found} · {found.area.name} · {found.length_m:.0f} m"
    return closing(request, form, deed, lead=lead, back=back)


@never_cache
@login_required
def close_in_village(request: HttpRequest, code: str) -> HttpResponse:
    """Close one of a village's roads: one page that is taken along for all of them."""
    by, area = people.signed_in(request.user), get_object_or_404(Area, code=code)
    accounts.require(by, "atlas.close_road", at=area)
    road_set = selectors.roads_in_use(home_area())
    drawn = selectors.numbered_roads(road_set, area) if road_set else None
    form = VillageCloseForm(sent(request), roads=drawn.choices if drawn else ())

    def deed() -> object:
        said: dict[str, Any] = form.cleaned_data | {"happened_at": happened_at(request)}
        found = selectors.road_for(said.pop("road"), now=places.now())
        return services.close_road(by=by, road=found, now=places.now(), **said)

    back = f"{reverse('atlas:roads')}?area={code}&status={selectors.CLOSED}"
    return closing(request, form, deed, lead=area.name, back=back, drawn=drawn)


def closing(
    request: HttpRequest,
    form: Form,
    deed: Callable[[], object],
    *,
    lead: str,
    back: str,
    **more: Any,
) -> HttpResponse:
    """Close what a form of the field says; it may have waited on a device."""
    if done(form, deed):
        messages.success(request, _("Closed. Whoever plans now goes another way."))
        return redirect(back)
    context = {"form": form, "title": _("Close a road"), "lead": lead, "cancel_url": back} | more
    context["action"] = request.path
    status = 422 if form.errors else 200
    return TemplateResponse(request, "atlas/road_close.html", context, status=status)


@never_cache
@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a road again, without a signal too."""
    by, found = people.signed_in(request.user), selectors.road_for(pk, now=places.now())
    accounts.require(by, "atlas.close_road", at=found.area)
    form = OpenForm(sent(request))

    def deed() -> object:
        said: dict[str, Any] = form.cleaned_data | {"happened_at": happened_at(request)}
        return services.open_road(by=by, road=found, now=places.now(), **said)

    title, back = _("Open this road again"), reverse("atlas:road", args=[pk])
    if done(form, deed):
        messages.success(request, _("Open again."))
        return redirect(back)
    context = {"form": form, "title": title, "road": found, "outbox": True, "submit": title}
    context["cancel_url"] = back
    status = 422 if form.errors else 200
    return TemplateResponse(request, "atlas/road_form.html", context, status=status)


def happened_at(request: HttpRequest) -> datetime:
    """When it was seen, by the clock of the device; now, where it does not say."""
    try:
        said = parse_datetime(request.POST.get("act_happened_at", ""))
    except ValueError:
        said = None
    return said if said and timezone.is_aware(said) else places.now()


@login_required
def correct_road(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct class, direction, bridge and name."""
    by, found = people.signed_in(request.user), selectors.road_for(pk, now=places.now())
    accounts.require(by, "atlas.edit_roads", at=found.area)
    names = (*services.ROAD_FIELDS, "version")
    form = RoadForm(sent(request), initial={name: getattr(found, name) for name in names})

    def deed() -> object:
        return services.correct_road(by=by, road=found, **form.cleaned_data)

    return plain(request, form, _("Correct this road"), reverse("atlas:road", args=[pk]), deed)


@never_cache
@login_required
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a road, a footpath or a boat by taps on the map of a village."""
    by, district = people.signed_in(request.user), home_area()
    villages = list(villages_of(by))
    road_set = selectors.roads_in_use(district)
    area = village_asked(request, villages)
    if area is None or road_set is None:
        context = {"villages": villages, "set": road_set}
        return render(request, "atlas/road_village.html", context)
    form = DrawForm(sent(request))

    def deed() -> object:
        return services.draw_road(by=by, district=district, now=places.now(), **form.cleaned_data)

    back = f"{reverse('atlas:roads')}?area={area.code}"
    map_ = selectors.editor_of_village(road_set, area)
    title = _("Draw a road")
    return on_map(request, form, deed, title=title, back=back, map=map_, area=area, moves="draw")


@never_cache
@login_required
def move_road(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the bends of a road on the map."""
    by, found = people.signed_in(request.user), selectors.road_for(pk, now=places.now())
    accounts.require(by, "atlas.edit_roads", at=found.area)
    initial = {"line": written_bends(found.line), "version": found.version}
    form = MoveForm(sent(request), initial=initial)

    def deed() -> object:
        return services.move_road(by=by, road=found, **form.cleaned_data)

    back = reverse("atlas:road", args=[pk])
    map_ = selectors.editor_of_road(found.road_set, found)
    title = _("Move this road")
    return on_map(
        request, form, deed, title=title, back=back, map=map_, area=found.area, moves="shape"
    )


def villages_of(by: User) -> QuerySet[Area]:
    """Where a person may draw roads. Raises NotFound where that is nowhere."""
    people.area_of(by, "atlas.edit_roads")
    return evidences.areas_for(by, "atlas.edit_roads").filter(level=Area.Level.VILLAGE)


def village_asked(request: HttpRequest, villages: Sequence[Area]) -> Area | None:
    """The village that is asked for, or the only one."""
    if len(villages) == 1:
        return villages[0]
    code = request.GET.get("area", "")
    return next((area for area in villages if area.code == code), None)


def on_map(
    request: HttpRequest,
    form: Form,
    deed: Callable[[], object],
    *,
    title: str,
    back: str,
    **more: Any,
) -> HttpResponse:
    """A form with a map to tap on: do its deed and go back."""
    if done(form, deed):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"form": form, "title": title, "cancel_url": back} | more
    status = 422 if form.errors else 200
    return render(request, "atlas/road_draw.html", context, status=status)
