from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.evidence import selectors
from tangguh.domains.evidence.forms import FilterForm
from tangguh.domains.evidence.models import Evidence, Seal
from tangguh.domains.evidence.views._pages import page_of
from tangguh.domains.evidence.views._tables import table


def index(request: HttpRequest) -> HttpResponse:
    """All evidence that this reader may open, newest first."""
    form = FilterForm(request.GET)
    rows = selectors.evidence_list(request.user, form.filters())
    context = {
        "form": form,
        "page": page_of(request, rows),
        "may_upload": accounts.may_anywhere(request.user, "evidence.upload"),
        "may_see_samples": accounts.may_anywhere(request.user, "evidence.read"),
    }
    return render(request, "evidence/list.html", context)


def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same list, all of it, as a table."""
    rows = selectors.evidence_list(request.user, FilterForm(request.GET).filters())
    return table("bukti", evidence_rows(rows.iterator(chunk_size=2000)))


def evidence_rows(rows: Iterator[Evidence]) -> Iterator[tuple[object, ...]]:
    yield (
        _("Number"),
        _("Happened on"),
        _("Area code"),
        _("Area"),
        _("Kind"),
        _("What it shows"),
        _("Seal"),
        _("Source"),
        _("Provenance"),
        "sha256",
    )
    for evidence in rows:
        yield (
            evidence.pk,
            evidence.happened_on.isoformat(),
            evidence.area.code,
            evidence.area.name,
            evidence.get_kind_display(),
            evidence.title,
            Seal(selectors.seal(evidence)).label,
            evidence.source,
            evidence.provenance,
            evidence.sha256,
        )
