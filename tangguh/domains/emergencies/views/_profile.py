from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tangguh.domains.emergencies.views._requests import village


def profile(request: HttpRequest, code: str) -> HttpResponse:
    """What threatens one village, and how ready it is."""
    return render(request, "emergencies/profile.html", {"area": village(code)})
