from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.forms import BoundaryForm
from tangguh.domains.atlas.models import BoundarySet
from tangguh.domains.places import selectors as places
from tangguh.domains.places.selectors import home_area
from tangguh.integrations.browser import on_disk, sent


def boundaries(request: HttpRequest) -> HttpResponse:
    """Which boundaries the maps draw, where they are from, and what was drawn before."""
    district = home_area()
    in_use = selectors.set_in_use(district)
    context = {
        "in_use": in_use,
        "shaded": outlines(in_use) if in_use else None,
        "before": selectors.sets_before(district, in_use),
        "waiting": selectors.waiting_set(request.user, district),
        "may_import": selectors.may_import(request.user, district),
    }
    return render(request, "atlas/boundaries.html", context)


@login_required
def check(request: HttpRequest) -> HttpResponse:
    """Check a file. Nothing that is shown changes until somebody accepts it."""
    by, district = people.signed_in(request.user), home_area()
    accounts.require(by, "atlas.import_boundaries", at=district)
    files = request.FILES if request.method == "POST" else None
    megabytes = settings.EVIDENCE_MAX_BYTES // 2**20
    form = BoundaryForm(sent(request), files, today=places.today(), megabytes=megabytes)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "atlas/check.html", {"form": form}, status=status)
    said = form.cleaned_data
    with on_disk(said.pop("file")) as file:
        found = services.propose_boundaries(
            by=by, district=district, file=file, now=places.now(), **said
        )
    if found.boundary_set is None:
        sections = selectors.sections(found.report, selectors.names_of_villages(district))
        context = {"sections": sections, "source": said["source"], "url": reverse("atlas:check")}
        return render(request, "atlas/refused.html", context, status=422)
    return redirect("atlas:boundary_set", pk=found.boundary_set.pk)


def boundary_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One set: its report and its map; what waits is accepted or put away here."""
    found = selectors.boundary_set_for(request.user, pk)
    names = selectors.names_of_villages(found.district)
    shaded = outlines(found)
    context = {
        "set": found,
        "sections": selectors.sections(found.report, names),
        "shaded": shaded,
        "drawn": len(shaded["cells"]),
        "villages": len(names),
    }
    return render(request, "atlas/boundary_set.html", context)


def outlines(boundary_set: BoundarySet) -> dict[str, Any]:
    """The map of a set, no village shaded."""
    drawn = selectors.map_of(boundary_set)
    cells = [
        {
            "path": village.path,
            "says": village.name,
            "url": reverse("places:village", args=[village.code]),
        }
        for village in drawn.villages
    ]
    return {"drawn": drawn, "cells": cells}


@require_POST
@login_required
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take checked boundaries in use."""
    by = people.signed_in(request.user)
    found = selectors.boundary_set_for(by, pk)
    services.accept_boundaries(by=by, boundary_set=found)
    messages.success(request, _("From now on the maps draw these boundaries."))
    return redirect("atlas:boundaries")


@require_POST
@login_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put checked boundaries away."""
    by = people.signed_in(request.user)
    found = selectors.boundary_set_for(by, pk)
    services.discard_boundaries(by=by, boundary_set=found)
    messages.success(request, _("Put away. The maps stay as they are."))
    return redirect("atlas:boundaries")
