from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.places import selectors as places
from tangguh.domains.policies import selectors
from tangguh.domains.policies.forms import FilterForm
from tangguh.engines.tables import csv_lines
from tangguh.integrations.browser import page_of


def index(request: HttpRequest) -> HttpResponse:
    """The policies, by title."""
    form = FilterForm(request.GET)
    today = places.today()
    rows = selectors.policy_list(request.user, form.filters(), on=today)
    context = {
        "form": form,
        "page": page_of(request, rows),
        "today": today,
        "may_draft": accounts.may_anywhere(request.user, "policies.draft"),
    }
    return render(request, "policies/list.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The same list as a table."""
    lines = csv_lines(policy_rows(request))
    answer = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="kebijakan.csv"'
    return answer


def policy_rows(request: HttpRequest) -> Iterator[tuple[object, ...]]:
    filters = FilterForm(request.GET).filters()
    yield (
        _("Number"),
        _("Title"),
        _("Status"),
        _("Version"),
        _("Area code"),
        _("Area"),
        _("Owner"),
        _("Next review"),
        _("Source"),
    )
    for policy in selectors.policy_list(request.user, filters, on=places.today()):
        listed = vars(policy)  # with what the list adds to the row
        yield (
            policy.pk,
            listed["title_in_force"],
            policy.get_status_display(),
            listed["label"],
            policy.area.code,
            policy.area.name,
            policy.owner.name,
            listed["next_review_on"],
            policy.source,
        )
