from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tangguh.domains.evidence import selectors as evidence
from tangguh.domains.evidence.forms import VerifyForm
from tangguh.domains.participation import selectors as participation
from tangguh.domains.policies import selectors as policies
from tangguh.domains.programmes import selectors as programmes


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of evidence, and the way up from it to every policy that it serves."""
    found = evidence.evidence_for(request.user, pk)
    context = {
        "card": evidence.card(request.user, found),
        "verify_form": VerifyForm(),
        "measurements": policies.uses_of(found, viewer=request.user),
        "updates": programmes.uses_of(request.user, found),
        "proposals": participation.proposals_showing(request.user, found),
    }
    return render(request, "pages/evidence.html", context)
