from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies import selectors as policies
from tangguh.domains.programmes.models import Update
from tangguh.domains.programmes.selectors import activities_for
from tangguh.web import district_maps

NEWS = 6
PROMISES = 5


def home(request: HttpRequest) -> HttpResponse:
    """The front page: how the villages stand, what is promised, what is new."""
    district = places.home_district()
    if district is None:
        return render(request, "pages/no_district.html")
    area = district.area
    context = {
        "villages": places.villages_of(area).count(),
        "scores": district_maps.official_scores(area),
        "policies": policies.policies_for(request.user).filter(area=area).order_by("title")[:3],
        "promised": policies.promised(request.user, within=area.code)[:PROMISES],
        "news": news(request.user, area),
    }
    return render(request, "pages/home.html", context)


def news(viewer: Viewer, area: Area) -> list[Update]:
    """The newest reports from activities that a reader may see."""
    updates = Update.objects.filter(
        places.within(area.code, lookup="activity__area"),
        activity__in=activities_for(viewer).order_by(),
    )
    told = updates.select_related("activity__area", "activity__lead")
    return list(told.order_by("-happened_on", "-pk")[:NEWS])
