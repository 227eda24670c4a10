from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as people
from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.views import _sheet
from tangguh.domains.emergencies.views._marks import marks_of
from tangguh.domains.emergencies.views._requests import village_with_readiness
from tangguh.domains.places import selectors as places
from tangguh.domains.places.selectors import home_area
from tangguh.integrations.browser import paper


def profile(request: HttpRequest, code: str) -> HttpResponse:
    """What threatens one village, who and what lies in the way, and how ready it is."""
    area = village_with_readiness(code)
    found = selectors.profile_of(area, home_area(), on=places.today())
    context = {
        "profile": found,
        "area": area,
        "ready": selectors.ready_of(area),
        "marks": marks_of(found),
        "may_edit_resources": selectors.may_edit_resources(request.user, area),
        "may_edit_gauges": people.may(request.user, "atlas.edit_gauges", at=area),
        "may_answer": selectors.may_answer(request.user, area),
    }
    return render(request, "emergencies/profile.html", context)


def profile_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The same on two pages of A4, readable in black and white."""
    area = village_with_readiness(code)
    found = selectors.profile_of(area, home_area(), on=places.today())
    address = request.build_absolute_uri(reverse("emergencies:profile", args=[code]))
    pdf = _sheet.profile(found, address, on=places.today())
    return paper(f"{_('hazard-profile')}-{area.code}", pdf)
