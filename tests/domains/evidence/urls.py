"""The site, with a page around the card, as the room above makes one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from tangguh.config import urls as site
from tangguh.domains.evidence import selectors
from tangguh.domains.evidence import urls as evidence


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    card = selectors.card(request.user, selectors.evidence_for(request.user, pk))
    return render(request, "evidence/_evidence.html", {"card": card})


urlpatterns = [
    path(
        "evidence/",
        include(([*evidence.urlpatterns, path("<int:pk>/", detail, name="detail")], "evidence")),
    ),
    *site.urlpatterns,
]
