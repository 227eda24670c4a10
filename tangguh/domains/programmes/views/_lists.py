from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.places import selectors as places
from tangguh.domains.programmes import selectors
from tangguh.domains.programmes.models import Activity, Programme
from tangguh.domains.programmes.selectors import Stand, Totals
from tangguh.domains.programmes.views._filters import ListForm
from tangguh.engines.tables import csv_lines
from tangguh.integrations.browser import page_of, table


def index(request: HttpRequest) -> HttpResponse:
    """All programmes that this reader may see, with how far they are."""
    form = ListForm(request.GET, without=("kind",))
    page = page_of(request, selectors.programme_list(request.user, form.filters()))
    totals = selectors.programme_totals(page.object_list, on=places.today())
    context = {
        "form": form,
        "page": page,
        "rows": [(programme, totals[programme.pk]) for programme in page],
        "may_open": accounts.may_anywhere(request.user, "programmes.plan"),
    }
    return render(request, "programmes/list.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The same list, all of it, as a table."""
    today = places.today()
    form = ListForm(request.GET, without=("kind",))
    programmes = list(selectors.programme_list(request.user, form.filters()))
    totals = selectors.programme_totals(programmes, on=today)
    return table("program", csv_lines(programme_rows(programmes, totals)), on=today)


def programme_rows(
    programmes: Iterable[Programme], totals: dict[int, Totals]
) -> Iterator[tuple[object, ...]]:
    yield (
        _("Code"),
        _("Programme"),
        _("Policy"),
        _("Lead agency"),
        _("Status"),
        _("Activities"),
        _("Budget (rupiah)"),
        _("Spent (rupiah)"),
        _("Planned progress (%)"),
        _("Real progress (%)"),
        _("People reached"),
        _("Source"),
        _("Provenance"),
    )
    for programme in programmes:
        all_ = totals[programme.pk]
        yield (
            programme.code,
            programme.title,
            programme.policy.called,
            programme.lead.name,
            programme.get_status_display(),
            all_.activities,
            all_.budget,
            all_.spent,
            all_.planned,
            all_.progress,
            all_.people,
            programme.source,
            programme.provenance,
        )


def export_activities(request: HttpRequest, pk: int) -> HttpResponse:
    """A programme's activities, with the filters of its page, as a table."""
    today = places.today()
    programme = selectors.programme_for(request.user, pk)
    filters = ListForm(request.GET, without=("status", "agency")).filters(programme=pk)
    activities = list(selectors.activity_list(request.user, filters))
    rows = activity_rows(selectors.stands(activities, on=today))
    return table(f"kegiatan-{programme.code}", csv_lines(rows), on=today)


def activity_rows(stands: Iterable[Stand]) -> Iterator[tuple[object, ...]]:
    yield (
        _("Number"),
        _("Activity"),
        _("Kind"),
        _("Hazard"),
        _("Area code"),
        _("Area"),
        _("Lead agency"),
        _("Planned from"),
        _("Planned to"),
        _("Budget (rupiah)"),
        _("Spent (rupiah)"),
        _("Planned progress (%)"),
        _("Real progress (%)"),
        _("People reached"),
        _("of these women"),
        _("of these with a disability"),
        _("Days late"),
        _("Last report"),
        _("Provenance"),
    )
    for stand in stands:
        yield activity_row(stand.activity, stand)


def activity_row(activity: Activity, stand: Stand) -> tuple[object, ...]:
    standing = stand.standing
    return (
        activity.pk,
        activity.title,
        activity.get_kind_display(),
        activity.get_hazard_display(),
        activity.area.code,
        activity.area.name,
        activity.lead.name,
        activity.planned_start.isoformat(),
        activity.planned_end.isoformat(),
        standing.budget,
        standing.spent,
        standing.planned,
        standing.progress,
        standing.people,
        standing.women,
        standing.disabled,
        standing.late_days,
        standing.updated_on.isoformat() if standing.updated_on else "",
        activity.provenance,
    )
