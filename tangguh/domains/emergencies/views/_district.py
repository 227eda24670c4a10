from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tangguh.domains.emergencies import selectors
from tangguh.domains.places.selectors import home_area


def district(request: HttpRequest) -> HttpResponse:
    """The villages of the district, each with the way to its hazard profile."""
    context = {"rows": selectors.villages(home_area())}
    return render(request, "emergencies/district.html", context)
