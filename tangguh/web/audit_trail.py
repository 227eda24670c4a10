"""The audit trail on the screen, for those who inspect: who did what, as far as they reach."""

from collections.abc import Iterator

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.audit import selectors as audit
from tangguh.domains.audit.models import Entry
from tangguh.domains.evidence.views import page_of
from tangguh.engines.tables import csv_lines
from tangguh.errors import NotFound


class FilterForm(forms.Form):
    """What the list shows; it lives in the address."""

    deed = forms.CharField(label=gettext_lazy("Deed begins with"), required=False)
    area = forms.CharField(label=gettext_lazy("Area code"), required=False)
    words = forms.CharField(label=gettext_lazy("Who, or about what"), required=False)
    since = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def filters(self) -> audit.Filters:
        """What was asked for, without the fields that could not be understood."""
        self.is_valid()
        return audit.Filters(**self.cleaned_data)


@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The newest deeds first."""
    form = FilterForm(request.GET)
    page = page_of(request, found(request, form))
    return render(request, "pages/audit_trail.html", {"form": form, "page": page})


@login_required
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as a table, with the hashes by which anybody can follow the chain."""
    head = [_("Number"), _("At"), _("Who"), _("Deed"), _("About"), _("Area code"), _("Details")]
    entries = found(request, FilterForm(request.GET))
    lines = csv_lines(rows([*head, _("Hash before"), _("Hash")], entries))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="jejak-audit.csv"'
    return answer


def found(request: HttpRequest, form: FilterForm) -> QuerySet[Entry]:
    """The lines that are asked for, among those in the reader's reach."""
    if not accounts.may_anywhere(accounts.signed_in(request.user), "audit.read"):
        raise NotFound(_("There is no such page, or it is not open to you."))
    return audit.narrowed(accounts.entries_for(request.user), form.filters())


def rows(head: list[str], entries: QuerySet[Entry]) -> Iterator[list[object]]:
    yield list(head)
    for entry in entries.iterator(chunk_size=2000):
        yield [
            entry.number,
            timezone.localtime(entry.at).isoformat(timespec="seconds"),
            entry.actor,
            entry.deed,
            entry.about,
            entry.area_code,
            entry.details,
            entry.previous_hash,
            entry.hash,
        ]
