from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.participation import selectors as participation
from tangguh.domains.places import selectors as places
from tangguh.domains.policies import selectors as policies
from tangguh.domains.programmes import selectors as programmes

SHORTEST = 2
EACH = 5


@dataclass(frozen=True, slots=True)
class Find:
    """One line of an answer: what it is called, what it is, where it is."""

    label: str
    kind: str
    url: str


def search(request: HttpRequest) -> HttpResponse:
    """Villages, policies, programmes and proposals that answer a text; a short list while somebody types."""
    query = request.GET.get("q", "").strip()
    found = finds(request.user, query) if len(query) >= SHORTEST else []
    typing = request.headers.get("HX-Request") == "true"
    template = "components/finds.html" if typing else "pages/search.html"
    return render(request, template, {"query": query, "results": found})


def finds(viewer: Viewer, query: str) -> list[Find]:
    areas = [
        Find(found.name, found.context, reverse("places:village", args=[found.code]))
        for found in places.search(query, limit=EACH * 2)
    ]
    texts = [
        Find(policy.called, _("Policy"), reverse("policies:detail", args=[policy.pk]))
        for policy in policies.policies_called(viewer, query)[:EACH]
    ]
    work = [
        Find(programme.title, _("Programme"), reverse("programmes:detail", args=[programme.pk]))
        for programme in programmes.programmes_for(viewer).filter(title__icontains=query)[:EACH]
    ]
    asked = [
        Find(row.title, row.number, reverse("participation:proposal", args=[row.number]))
        for row in participation.proposals_called(viewer, query)[:EACH]
    ]
    return areas + texts + work + asked
