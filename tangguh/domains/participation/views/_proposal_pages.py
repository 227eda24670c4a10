from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.participation import selectors
from tangguh.domains.participation.models import Status
from tangguh.domains.participation.selectors import PublicAnswer
from tangguh.domains.participation.views import _proposal_sheets as sheets
from tangguh.domains.participation.views._proposal_chain import chain_of
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.integrations.browser import paper

ON_A_PAGE = 200


def proposal(request: HttpRequest, number: str) -> HttpResponse:
    """The public answer: where a proposal stands, why, what is next, how far the work is."""
    found = selectors.proposal_for(request.user, number)
    answer = selectors.public_answer(request.user, found, on=places.today())
    context = {
        "proposal": found,
        "answer": answer,
        "chain": chain_of(found),
        "code": selectors.activity_codes().get(found.activity_code),
        "pictures": selectors.pictures_of(request.user, found),
        "merged": selectors.merged_into(found),
        "today": places.today(),
        "may": deeds_of(request.user, answer),
    }
    return render(request, "participation/proposal.html", context)


def deeds_of(viewer: Viewer, answer: PublicAnswer) -> dict[str, Any]:
    """Which buttons a reader finds; every deed asks again."""
    found, area = answer.proposal, answer.proposal.area
    funded = answer.status in {Status.BUDGETED, Status.IN_PROGRESS, Status.DONE}
    opens = funded and found.activity_id is None
    was_forwarded = any(turn.step.status == Status.FORWARDED for turn in answer.turns)
    return {
        "step": bool(selectors.next_statuses(viewer, found)),
        "open_activity": opens and accounts.may(viewer, "participation.open_activity", at=area),
        "hand_lesson": accounts.may(viewer, "participation.hand_lesson", at=area),
        "bridge": was_forwarded and accounts.may(viewer, "participation.bridge_sipd", at=area),
    }


def slip(request: HttpRequest, number: str) -> HttpResponse:
    """The slip for the author: the number, and a QR that leads to the answer."""
    found = selectors.proposal_for(request.user, number)
    address = request.build_absolute_uri(reverse("proposal", args=[found.number]))
    return paper(found.number, sheets.slip(found, address))


def wall(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs at the notice board of a village, as a page."""
    area = get_object_or_404(Area.objects.select_related("parent"), code=code)
    told = selectors.wall_of(request.user, area, on=places.today(), most=ON_A_PAGE)
    chain = chain_of(None, {"kind": _("Notice board"), "label": area.name, "url": ""})
    return render(request, "participation/wall.html", {"wall": told, "chain": chain})


def wall_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a sheet of A4 or A3, black on white, for the notice board."""
    area = get_object_or_404(Area.objects.select_related("parent"), code=code)
    size = "a4" if request.GET.get("size") == "a4" else "a3"
    told = selectors.wall_of(request.user, area, on=places.today(), most=sheets.MOST_ON[size])
    address = request.build_absolute_uri(reverse("participation:wall", args=[code]))
    return paper(f"nasib-usulan-{code}", sheets.wall(told, address, size=size))
