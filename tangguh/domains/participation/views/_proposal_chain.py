from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.participation.models import Proposal
from tangguh.domains.participation.views._requests import Stop, stop


def chain_of(proposal: Proposal | None, *stops: Stop) -> list[Stop]:
    """The way from the list to a proposal, and on to where the reader is."""
    first = stop(_("Proposals"), _("All"), reverse("participation:proposals"))
    if proposal is None:
        return [first, *stops]
    url = reverse("participation:proposal", args=[proposal.number])
    return [first, stop(proposal.number, proposal.title, url), *stops]
