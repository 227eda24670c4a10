from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tangguh.domains.places import selectors as places
from tangguh.domains.places.selectors import home_area
from tangguh.domains.resilience import selectors
from tangguh.domains.resilience.views._own import section_of
from tangguh.domains.resilience.views._requests import village

LONGEST = 19  # digits of a key


def card(request: HttpRequest, code: str) -> HttpResponse:
    """A village's scorecard, by its newest release or by the one that the address names."""
    area, district = village(code), home_area()
    asked = request.GET.get("release", "")
    found = selectors.card_of(
        request.user,
        area,
        district,
        on=places.today(),
        release_pk=int(asked) if asked.isdecimal() and len(asked) < LONGEST else None,
    )
    period = selectors.period_of(places.today().year, on=places.today())
    ours = selectors.own_of(area, [period]).of(area.code)
    context = {
        "card": selectors.with_evidence(request.user, found),
        "own": section_of(ours),
        "area": area,
        "around": places.around(area),
        "may_import": selectors.may_import(request.user, district),
    }
    return render(request, "resilience/card.html", context)
