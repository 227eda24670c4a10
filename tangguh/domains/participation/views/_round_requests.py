"""What a request about a round brings, and the way to where its reader is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.accounts.services import require
from tangguh.domains.participation import selectors
from tangguh.domains.participation.models import Bundle, Round
from tangguh.domains.participation.views._requests import Stop, stop


def planned(viewer: Viewer, pk: int) -> Round:
    """A round that the reader may prepare."""
    round_ = selectors.round_for(viewer, pk)
    require(viewer, "participation.plan_round", at=round_.area)
    return round_


def chain_of(round_: Round | None, *stops: Stop) -> list[Stop]:
    """The way from all rounds to one, and on to where the reader is."""
    first = stop(_("Rounds"), _("All"), reverse("participation:rounds"))
    if round_ is None:
        return [first, *stops]
    here = reverse("participation:round", args=[round_.pk])
    return [first, stop(_("Round"), round_.title, here), *stops]


def bundle_chain(bundle: Bundle, *stops: Stop) -> list[Stop]:
    here = reverse("participation:bundle", args=[bundle.pk])
    bundles = stop(
        _("Paper ballots"), _("Bundles"), reverse("participation:bundles", args=[bundle.round_id])
    )
    return chain_of(bundle.round, bundles, stop(_("Bundle"), bundle.label, here), *stops)


def back(request: HttpRequest, round_: Round, words: str) -> HttpResponse:
    """To the page of a round, with a word of what was done."""
    messages.success(request, words)
    return redirect("participation:round", pk=round_.pk)
