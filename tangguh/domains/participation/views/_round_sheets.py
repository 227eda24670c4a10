"""What voters hold in their hands: code slips and paper ballots."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tangguh.domains.participation import selectors
from tangguh.domains.participation.models import Entry, Round
from tangguh.domains.participation.services import require_fixed
from tangguh.domains.places.models import Provenance
from tangguh.engines.money import rupiah
from tangguh.integrations.browser import paper
from tangguh.integrations.paper import print_pdf, qr

SHEETS = Path(__file__).parents[1] / "templates" / "participation" / "rounds"


def slips_pdf(round_: Round, codes: Sequence[str], address: str) -> HttpResponse:
    """One A6 page a slip. The QR holds the code behind a #, which no server is ever told."""
    words = words_of(round_) | {
        "title": _("Voting slip"),
        "how": _("Scan the square, or open the address and type the letters that stand under it."),
        "keep": _("Whoever holds this slip can vote with it once. Show it to nobody."),
        "address": address.split("://")[-1],
        "slips": [{"code": code, "qr": qr(f"{address}#{code}")} for code in codes],
    }
    answer = paper(_("slips"), print_pdf(SHEETS / "slips.typ", words))
    answer["Cache-Control"] = "no-store"
    # Saved, not shown: a page that is loaded again would print other codes.
    answer["Content-Disposition"] = f'attachment; filename="{_("slips")}.pdf"'
    return answer


def paper_ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """The ballot on paper, to be copied as often as the round says."""
    round_ = selectors.round_for(request.user, pk)
    require_fixed(round_)
    address = request.build_absolute_uri(reverse("participation:round", args=[round_.pk]))
    words = words_of(round_) | {
        "title": _("Ballot"),
        "how": how_many(round_),
        "cross": _("Make a cross in the box. Do not write your name."),
        "serial": _("For the committee, after mixing: bundle and serial"),
        "qr": qr(address),
        "address": address.split("://")[-1],
        "entries": [
            [str(entry.number), told(entry, round_), rupiah(entry.cost)]
            for entry in selectors.on_the_ballot(round_)
        ],
        "head": ["", _("No."), _("Proposal"), _("Cost")],
    }
    return paper(_("ballot"), print_pdf(SHEETS / "ballot.typ", words))


def told(entry: Entry, round_: Round) -> str:
    """What is asked for, and where, unless it is where the round is held."""
    where = entry.proposal.area
    return entry.title if where == round_.area else f"{entry.title} ({where.name})"


def words_of(round_: Round) -> dict[str, Any]:
    """What both sheets say of a round."""
    closes = date_format(localtime(round_.closes_at), "DATETIME_FORMAT")
    is_demo = round_.provenance == Provenance.DEMO
    return {
        "language": get_language() or "id",
        "ribbon": _("Sample data · not real events") if is_demo else None,
        "round": round_.title,
        "office": round_.area.name,
        "subtitle": f"{round_.title} · {rupiah(round_.ceiling)}",
        "until": _("Voting closes on %(hour)s.") % {"hour": closes},
        "foot": f"Tangguh · {round_.area.name}",
    }


def how_many(round_: Round) -> str:
    least, most = round_.least_choices, round_.most_choices
    if not most:
        return _("Choose at least %(least)d, and as many as you like.") % {"least": least}
    if least == most:
        return _("Choose exactly %(least)d.") % {"least": least}
    return _("Choose %(least)d to %(most)d.") % {"least": least, "most": most}
