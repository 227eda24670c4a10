from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.forms import CorrectionForm, EndForm, FilterForm, NewFacilityForm
from tangguh.domains.atlas.models import Facility
from tangguh.domains.places import selectors as places
from tangguh.domains.places.selectors import home_area
from tangguh.engines.tables import csv_lines
from tangguh.integrations.browser import page_of, sent

SHADES = 5


def facilities(request: HttpRequest) -> HttpResponse:
    """The public buildings and grounds of the district, and how many stand in each village."""
    form = FilterForm(request.GET)
    rows = selectors.facilities(request.user, form.filters())
    context = {
        "form": form,
        "page": page_of(request, rows),
        "shaded": shaded(selectors.number_by_village(rows)),
        "may_add": people.may_anywhere(request.user, "atlas.edit_facilities"),
    }
    return render(request, "atlas/facilities.html", context)


def shaded(numbers: dict[str, int]) -> dict[str, Any] | None:
    """The district's map, each village in the shade of its number; None where there is nothing."""
    drawn = selectors.district_map(home_area())
    if drawn is None or not numbers:
        return None
    most = max(numbers.values())
    cells = [
        {
            "path": village.path,
            "shade": -(-numbers.get(village.code, 0) * SHADES // most),
            "says": f"{village.name}: {numbers.get(village.code, 0)}",
            "url": reverse("places:village", args=[village.code]),
        }
        for village in drawn.villages
    ]
    return {"drawn": drawn, "cells": cells, "most": most}


def export(request: HttpRequest) -> HttpResponse:
    """The same list as a table."""
    lines = csv_lines(table(request.user, FilterForm(request.GET).filters()))
    answer = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="fasilitas.csv"'
    return answer


def table(viewer: Viewer, filters: selectors.Filters) -> Iterator[tuple[object, ...]]:
    """One row for each facility that this reader may see."""
    yield (
        *(_("Number"), _("Kind"), _("Name"), _("Area code"), _("Village"), _("Subdistrict")),
        *(_("Latitude"), _("Longitude"), _("Note"), _("Source"), _("As of"), _("Provenance")),
        *(_("Taken off the list"), _("Why")),
    )
    for row in selectors.facilities(viewer, filters):
        around = row.area.parent.name if row.area.parent else ""
        yield (
            *(row.pk, row.get_kind_display(), row.name, row.area.code, row.area.name, around),
            *(row.latitude, row.longitude, row.note, row.source, row.as_of),
            *(row.get_provenance_display(), row.ended_on, row.ended_because),
        )


def facility(request: HttpRequest, pk: int) -> HttpResponse:
    """One facility: what is known of it, from where, and what was corrected."""
    found = selectors.facility_for(request.user, pk)
    may_edit = people.may(request.user, "atlas.edit_facilities", at=found.area)
    context = {
        "facility": found,
        "history": selectors.history(request.user, found),
        "may_edit": may_edit and not found.ended_on,
    }
    return render(request, "atlas/facility.html", context)


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Put a facility on a village's list."""
    by = people.signed_in(request.user)
    people.area_of(by, "atlas.edit_facilities")
    initial = {"area": request.GET["area"]} if "area" in request.GET else {}
    form = NewFacilityForm(sent(request), by=by, today=places.today(), initial=initial)
    if not form.is_valid():
        return shown(request, form, _("Add a facility"))
    added = services.add_facility(by=by, now=places.now(), **form.cleaned_data)
    messages.success(request, _("Added to the list."))
    return redirect("atlas:facility", pk=added.pk)


@login_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what the list says; what it said before stays in the history."""
    found = editable(request, pk)
    names = (*services.CORRECTED, "version")
    initial = {name: getattr(found, name) for name in names}
    form = CorrectionForm(sent(request), today=places.today(), initial=initial)
    if not form.is_valid():
        return shown(request, form, _("Correct"), facility=found)
    by = people.signed_in(request.user)
    services.correct_facility(by=by, facility=found, now=places.now(), **form.cleaned_data)
    messages.success(request, _("Corrected. What it said before stays in its history."))
    return redirect("atlas:facility", pk=pk)


@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a facility off the list, with the reason."""
    found = editable(request, pk)
    form = EndForm(sent(request), today=places.today())
    if not form.is_valid():
        return shown(request, form, _("Take off the list"), facility=found)
    by = people.signed_in(request.user)
    services.end_facility(by=by, facility=found, now=places.now(), **form.cleaned_data)
    messages.success(request, _("Taken off the list. Its page and its history stay."))
    return redirect("atlas:facility", pk=pk)


def editable(request: HttpRequest, pk: int) -> Facility:
    """A facility whose form this person may open."""
    found = selectors.facility_for(request.user, pk)
    accounts.require(request.user, "atlas.edit_facilities", at=found.area)
    return found


def shown(
    request: HttpRequest,
    form: NewFacilityForm | CorrectionForm | EndForm,
    title: str,
    *,
    facility: Facility | None = None,
) -> HttpResponse:
    """A form on a page of its own: 422 where it must be filled in again."""
    cancel_url = facility_url(facility) if facility else reverse("atlas:facilities")
    context = {"form": form, "title": title, "facility": facility, "cancel_url": cancel_url}
    status = 422 if form.errors else 200
    return render(request, "atlas/form.html", context, status=status)


def facility_url(facility: Facility) -> str:
    return reverse("atlas:facility", args=[facility.pk])
