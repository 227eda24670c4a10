from collections.abc import Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.partners import selectors
from tangguh.domains.partners.forms import FilterForm
from tangguh.domains.partners.selectors import Standing
from tangguh.domains.places import selectors as places
from tangguh.engines.tables import csv_lines
from tangguh.integrations.browser import A_PAGE, page_of


def index(request: HttpRequest) -> HttpResponse:
    """Agencies, NGOs, village governments and the others, by name."""
    form = FilterForm(request.GET)
    today = places.today()
    rows = selectors.organizations(form.filters(), on=today)
    context = {
        "form": form,
        "page": page_of(request, rows),
        "notices": selectors.expiring_documents(request.user, on=today)[:A_PAGE],
        "today": today,
        "may_register": accounts.may_anywhere(request.user, "partners.edit"),
    }
    return render(request, "partners/list.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The same list as a table."""
    filters = FilterForm(request.GET).filters()
    lines = csv_lines(organization_rows(filters))
    answer = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mitra.csv"'
    return answer


def organization_rows(filters: selectors.Filters) -> Iterator[tuple[object, ...]]:
    today = places.today()
    yield _("Number"), _("Name"), _("Kind"), _("Area code"), _("Area"), _("Status"), _("Source")
    for organization in selectors.organizations(filters, on=today):
        yield (
            organization.pk,
            organization.name,
            organization.get_kind_display(),
            organization.area.code,
            organization.area.name,
            Standing(selectors.standing(organization, on=today)).label,
            organization.source,
        )


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """Documents that expire soon, for those who must renew or check them."""
    today = places.today()
    context = {
        "notices": selectors.expiring_documents(request.user, on=today),
        "days": selectors.notice_days(today),
        "today": today,
    }
    return render(request, "partners/notices.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One organization: what it is, its papers, how to reach it, and what it does here."""
    today = places.today()
    context = {"profile": selectors.profile(request.user, pk, on=today), "today": today}
    return render(request, "partners/detail.html", context)
