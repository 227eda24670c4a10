from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.forms import EndZonesForm, ZoneFileForm
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import ProneArea
from tangguh.domains.places.selectors import home_area
from tangguh.errors import Conflict, Refused
from tangguh.integrations.browser import attempted, on_disk, sent


def zones(request: HttpRequest) -> HttpResponse:
    """Which maps of zones are in use, which wait, and which were used before."""
    district = home_area()
    sets = list(selectors.zone_sets(request.user))
    context = {
        "in_use": [each for each in sets if not each.waiting and each.used_until is None],
        "before": [each for each in sets if each.used_until is not None],
        "waiting": next((each for each in sets if each.waiting), None),
        "drawn": selectors.drawn_zones(district),
        "may_import": selectors.may_import_zones(request.user, district),
    }
    return render(request, "atlas/zones.html", context)


@login_required
def check_zones(request: HttpRequest) -> HttpResponse:
    """Check a file of zones. Nothing that is shown changes until somebody accepts it."""
    by, district = people.signed_in(request.user), home_area()
    accounts.require(by, "atlas.import_zones", at=district)
    files = request.FILES if request.method == "POST" else None
    megabytes = settings.EVIDENCE_MAX_BYTES // 2**20
    form = ZoneFileForm(sent(request), files, today=places.today(), megabytes=megabytes)

    def deed() -> services.ZoneCheck:
        with on_disk(form.cleaned_data["file"]) as file:
            return services.propose_zones(
                by=by,
                district=district,
                file=file,
                facts=form.facts(),
                chosen=form.chosen(),
                now=places.now(),
            )

    found = attempted(form, deed, shows=(Refused, Conflict))
    if found is None:
        status = 422 if form.errors else 200
        return render(request, "atlas/check_zones.html", {"form": form}, status=status)
    if found.zone_set is None:
        names = selectors.names_of_villages(district)
        sections = selectors.zone_sections(found.report, names)
        context = {"sections": sections, "source": form.cleaned_data["source"]}
        context["url"] = reverse("atlas:check_zones")
        return render(request, "atlas/refused.html", context, status=422)
    return redirect("atlas:zone_set", pk=found.zone_set.pk)


def zone_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One map: its report and its zones; what waits is accepted or put away here."""
    found = selectors.zone_set_for(request.user, pk)
    names = selectors.names_of_villages(found.district)
    in_use = not found.waiting and found.used_until is None
    context = {
        "set": found,
        "sections": selectors.zone_sections(found.report, names),
        "depths": selectors.depths_of(found, on=places.today()),
        "told_depths": found.zones.exclude(depth_m=None).exists(),
        "drawn": selectors.drawn_zones(found.district, zone_set=found),
        "villages": selectors.villages_in(found),
        "may_end": in_use and selectors.may_import_zones(request.user, found.district),
        "form": EndZonesForm(),
    }
    return render(request, "atlas/zone_set.html", context)


@require_POST
@login_required
def accept_zones(request: HttpRequest, pk: int) -> HttpResponse:
    """Take checked zones in use."""
    by = people.signed_in(request.user)
    found = selectors.zone_set_for(by, pk)
    services.accept_zones(by=by, zone_set=found, now=places.now())
    messages.success(request, _("From now on the hazard profiles draw these zones."))
    return redirect("atlas:zone_set", pk=pk)


@require_POST
@login_required
def discard_zones(request: HttpRequest, pk: int) -> HttpResponse:
    """Put checked zones away."""
    by = people.signed_in(request.user)
    services.discard_zones(by=by, zone_set=selectors.zone_set_for(by, pk))
    messages.success(request, _("Put away. The hazard profiles stay as they are."))
    return redirect("atlas:zones")


@require_POST
@login_required
def end_zones(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a map of zones out of use."""
    by = people.signed_in(request.user)
    form = EndZonesForm(request.POST)
    form.is_valid()
    services.end_zones(
        by=by,
        zone_set=selectors.zone_set_for(by, pk),
        reason=form.cleaned_data.get("reason", ""),
        now=places.now(),
    )
    messages.success(request, _("Out of use. It stays here to be read."))
    return redirect("atlas:zone_set", pk=pk)


def zones_geojson(request: HttpRequest) -> HttpResponse:
    """The zones in use, for other maps; every feature says its owner, source, date and how firm."""
    asked = request.GET.get("hazard", "")
    hazard = asked if asked in ProneArea.Hazard.values else ""
    rows = selectors.zones(request.user, hazard=hazard)
    answer = JsonResponse(
        selectors.as_geojson(rows), content_type="application/geo+json", json_dumps_params={}
    )
    name = f"zona-{places.today().isoformat()}.geojson"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
