"""The site, with a page around the card, as the room above makes one."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from tangguh.config import urls as site
from tangguh.domains.evidence import selectors
from tangguh.domains.evidence import urls as evidence
from tangguh.domains.evidence.forms import VerifyForm

PAGE = """{% extends "base.html" %}
{% block content %}
  <h1>{{ card.evidence.title }}</h1>
  {% include "evidence/_evidence.html" %}
{% endblock content %}"""


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    card = selectors.card(request.user, selectors.evidence_for(request.user, pk))
    context = {"card": card, "verify_form": VerifyForm()}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [
    path(
        "evidence/",
        include(([*evidence.urlpatterns, path("<int:pk>/", detail, name="detail")], "evidence")),
    ),
    *site.urlpatterns,
]
