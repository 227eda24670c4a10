from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import signed_in
from tangguh.domains.accounts.services import require
from tangguh.domains.participation import selectors, services
from tangguh.domains.participation.forms import SipdForm
from tangguh.domains.participation.models import Proposal
from tangguh.domains.participation.views._proposal_chain import chain_of
from tangguh.domains.participation.views._requests import form_page, stop, tried
from tangguh.domains.places import selectors as places
from tangguh.engines.tables import csv_lines
from tangguh.errors import NotAllowed
from tangguh.integrations import sipd
from tangguh.integrations.browser import page_of, sent, table


@login_required
def sipd_list(request: HttpRequest) -> HttpResponse:
    """What was forwarded, and how much of it is typed into SIPD."""
    if not accounts.may_anywhere(request.user, "participation.bridge_sipd"):
        raise NotAllowed(
            _("Village operators, the subdistrict and Bappeda type proposals into SIPD. Ask them.")
        )
    rows = selectors.forwarded(request.user)
    context = {
        "page": page_of(request, rows),
        "typed": selectors.typed(rows),
        "chain": chain_of(None, stop("", "SIPD")),
    }
    return render(request, "participation/sipd.html", context)


@login_required
def export_sipd(request: HttpRequest) -> HttpResponse:
    """The same rows in the order in which the operator types them."""
    rows = selectors.forwarded(request.user)
    if request.GET.get("open"):
        rows = rows.filter(sipd_number="")
    return table("sipd", csv_lines(sipd.sheet(sipd_rows(rows))), on=places.today())


def sipd_rows(rows: Iterable[Proposal]) -> Iterable[sipd.Row]:
    """Proposals as SIPD asks for them. A hidden name stays hidden there too."""
    found = list(rows)
    agencies = selectors.agencies_of(found)
    for row in found:
        yield sipd.Row(
            number=row.number,
            title=row.title,
            problem=row.need,
            subdistrict=row.area.parent.name if row.area.parent else "",
            village=row.area.name,
            address=row.place,
            volume=row.size,
            cost=row.estimated_cost,
            helps=row.get_helps_display(),
            proposed_by="" if row.hides_proposer else row.proposer or row.get_proposed_by_display(),
            agency=agencies.get(row.pk, ""),
            area_code=row.area.code,
            latitude=str(row.latitude or ""),
            longitude=str(row.longitude or ""),
            sipd_number=row.sipd_number,
        )


@login_required
def keep_sipd_number(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the number that SIPD gave."""
    by, found = signed_in(request.user), selectors.proposal_for(request.user, number)
    require(by, "participation.bridge_sipd", at=found.area)
    form = SipdForm(sent(request), initial={"sipd_number": found.sipd_number})
    kept = tried(
        form, lambda: services.keep_sipd_number(by=by, proposal=found, **form.cleaned_data)
    )
    if kept is None:
        title = _("SIPD number of %(number)s") % {"number": found.number}
        chain = chain_of(found, stop("", title))
        return form_page(request, form, title=title, chain=chain, about=found.title)
    messages.success(request, _("Kept."))
    return redirect("participation:sipd")
