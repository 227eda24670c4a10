from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.forms import GaugeForm
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.integrations.browser import sent

SHOWN = ("name", "river", "owner", "watch_cm", "alert_cm", "danger_cm", "latitude", "longitude")


def gauges(request: HttpRequest) -> HttpResponse:
    """Where the rivers are read, and at which level people are warned."""
    context = {
        "gauges": selectors.gauges(),
        "may_edit": people.may_anywhere(request.user, "atlas.edit_gauges"),
    }
    return render(request, "atlas/gauges.html", context)


@login_required
def add_gauge(request: HttpRequest, code: str) -> HttpResponse:
    """Put a gauge on the map of a village."""
    by = people.signed_in(request.user)
    area = get_object_or_404(Area, code=code, level=Area.Level.VILLAGE)
    accounts.require(by, "atlas.edit_gauges", at=area)
    form = GaugeForm(sent(request), today=places.today())
    if not form.is_valid():
        return shown(request, form, _("Add a gauge in %(village)s") % {"village": area.name})
    services.add_gauge(by=by, area=area, draft=form.draft(), now=places.now())
    messages.success(request, _("Added to the gauges."))
    return redirect("atlas:gauges")


@login_required
def correct_gauge(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is said of a gauge."""
    by, gauge = people.signed_in(request.user), selectors.gauge_for(pk)
    accounts.require(by, "atlas.edit_gauges", at=gauge.area)
    initial = {name: getattr(gauge, name) for name in (*SHOWN, "source", "as_of", "version")}
    form = GaugeForm(sent(request), today=places.today(), initial=initial)
    if not form.is_valid():
        return shown(request, form, _("Correct"))
    version = form.cleaned_data["version"] or 0
    services.correct_gauge(
        by=by, gauge=gauge, draft=form.draft(), version=version, now=places.now()
    )
    messages.success(request, _("Corrected. What it said before stays in the audit trail."))
    return redirect("atlas:gauges")


def shown(request: HttpRequest, form: GaugeForm, title: str) -> HttpResponse:
    """The form on a page of its own: 422 where it must be filled in again."""
    context = {"form": form, "title": title, "cancel_url": reverse("atlas:gauges")}
    return render(request, "atlas/form.html", context, status=422 if form.errors else 200)
