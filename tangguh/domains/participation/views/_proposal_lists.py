from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.participation import selectors
from tangguh.domains.participation.forms import ProposalListForm
from tangguh.domains.participation.models import Proposal, Reason, Status
from tangguh.domains.places import selectors as places
from tangguh.engines.tables import csv_lines
from tangguh.errors import NotFound
from tangguh.integrations.browser import page_of, table


def proposals(request: HttpRequest) -> HttpResponse:
    """What residents ask for, and what became of it."""
    form = ProposalListForm(request.GET)
    rows = selectors.proposal_list(request.user, form.filters(), on=places.today())
    page = page_of(request, rows)
    context = {
        "form": form,
        "page": page,
        "rows": [(row, selectors.status_of(row)) for row in page],
        "may_propose": accounts.may_anywhere(request.user, "participation.propose"),
        "may_bridge": accounts.may_anywhere(request.user, "participation.bridge_sipd"),
    }
    return render(request, "participation/proposals.html", context)


def export_proposals(request: HttpRequest) -> HttpResponse:
    """The same list, all of it, as a table. A hidden name is in no table."""
    today = places.today()
    filters = ProposalListForm(request.GET).filters()
    rows = selectors.proposal_list(request.user, filters, on=today)
    return table("usulan", csv_lines(proposal_rows(rows)), on=today)


def proposal_rows(proposals_: Iterable[Proposal]) -> Iterator[tuple[object, ...]]:
    yield (
        _("Number"),
        _("What is asked for"),
        _("Area code"),
        _("Area"),
        _("Place"),
        _("Proposed by"),
        _("Name of the proposer"),
        _("Whom it helps most"),
        _("Estimated cost in rupiah"),
        _("Activity"),
        _("Filed on"),
        _("Status"),
        _("Since"),
        _("Reason"),
        _("Answered on"),
        _("SIPD number"),
        _("Provenance"),
    )
    for row in proposals_:
        yield proposal_row(row)


def proposal_row(row: Proposal) -> tuple[object, ...]:
    said = vars(row)
    reason = Reason(said["reason"]).label if said["reason"] else ""
    return (
        row.number,
        row.title,
        row.area.code,
        row.area.name,
        row.place,
        row.get_proposed_by_display(),
        "" if row.hides_proposer else row.proposer,
        row.get_helps_display(),
        row.estimated_cost,
        row.activity_code,
        row.filed_on.isoformat(),
        Status(said["status"]).label,
        said["status_on"].isoformat(),
        reason,
        said["answered_on"].isoformat() if said["answered_on"] else "",
        row.sipd_number,
        row.provenance,
    )


def find_proposal(request: HttpRequest) -> HttpResponse:
    """Type the number from the slip; no sign-in."""
    number = request.GET.get("number", "").strip()
    refusal = ""
    if number:
        try:
            found = selectors.proposal_for(request.user, number)
        except NotFound as unknown:
            refusal = unknown.message
        else:
            return redirect("proposal", number=found.number)
    context = {"number": number, "refusal": refusal}
    return render(request, "participation/find.html", context, status=404 if refusal else 200)
