"""What stood on a river's staff: the history of a gauge, a new reading, a file of them."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tangguh.domains.accounts import selectors as people
from tangguh.domains.accounts import services as accounts
from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.forms import ReadingFileForm, ReadingForm
from tangguh.domains.atlas.models import Gauge
from tangguh.domains.places import selectors as places
from tangguh.engines.tables import csv_lines
from tangguh.integrations.browser import done, on_disk, page_of, sent, table, tried

DEED = "atlas.record_reading"


def gauge(request: HttpRequest, pk: int) -> HttpResponse:
    """One gauge: its levels, and all that was read there, the newest first."""
    found = selectors.gauge_for(pk)
    page = page_of(request, selectors.readings([found]))
    context = {
        "gauge": found,
        "page": page,
        "rows": selectors.read_at(page.object_list),
        "may_record": selectors.may_record_readings(request.user, found),
    }
    return render(request, "atlas/gauge.html", context)


def readings_table(_request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a file, as it can be taken in again."""
    found = selectors.gauge_for(pk)
    return table(f"pos-{found.pk}", csv_lines(lines(found)), on=places.today())


def lines(found: Gauge) -> Iterator[tuple[object, ...]]:
    """One line for each reading; what a later row corrects stands below it."""
    yield "waktu", "tinggi_cm", "sumber", "diterima", "keterangan"
    for row in selectors.readings([found]).iterator(chunk_size=2000):
        local = timezone.localtime(row.read_at)
        received = timezone.localtime(row.received_at)
        kind = row.get_provenance_display()
        yield (
            f"{local:%Y-%m-%d %H:%M}",
            row.level_cm,
            row.source,
            f"{received:%Y-%m-%d %H:%M}",
            kind,
        )


@login_required
def add_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what stands on the staff now, or stood before."""
    by, found, now = people.signed_in(request.user), selectors.gauge_for(pk), places.now()
    accounts.require(by, DEED, at=found.area)
    initial = {"read_at": timezone.localtime(now), "source": by.get_full_name() or by.username}
    form = ReadingForm(sent(request), initial=initial)

    def deed() -> object:
        act = form.cleaned_data["act_id"]
        return services.record_reading(by=by, gauge=found, draft=form.draft(), act_id=act, now=now)

    if done(form, deed):
        messages.success(request, _("Saved."))
        return redirect("atlas:gauge", pk=pk)
    return shown(request, form, found, _("Write down the water level"))


@login_required
def import_readings(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a file of readings, all of them or none."""
    by, found = people.signed_in(request.user), selectors.gauge_for(pk)
    accounts.require(by, DEED, at=found.area)
    form = ReadingFileForm(sent(request), request.FILES if request.method == "POST" else None)

    def deed() -> int:
        with on_disk(form.cleaned_data["file"]) as file:
            return services.import_readings(by=by, gauge=found, file=file, now=places.now())

    new = tried(form, deed)
    if new is None:
        return shown(request, form, found, _("Take in a file of readings"))
    told = ngettext("%(n)d new reading.", "%(n)d new readings.", new) % {"n": new}
    messages.success(request, told)
    return redirect("atlas:gauge", pk=pk)


def shown(
    request: HttpRequest, form: ReadingForm | ReadingFileForm, found: Gauge, title: str
) -> HttpResponse:
    """The form on a page of its own: 422 where it must be filled in again."""
    context = {
        "form": form,
        "title": f"{title}: {found.name}",
        "cancel_url": reverse("atlas:gauge", args=[found.pk]),
    }
    return render(request, "atlas/form.html", context, status=422 if form.errors else 200)
