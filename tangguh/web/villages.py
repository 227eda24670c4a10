from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.evidence import selectors as evidence
from tangguh.domains.participation import selectors as participation
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.resilience import selectors as resilience
from tangguh.web import district_maps

NEWEST = 6


def village(request: HttpRequest, code: str) -> HttpResponse:
    """The hub: all that is active in an area, from all agencies."""
    area = get_object_or_404(Area.objects.select_related("parent"), code=code)
    filters = evidence.Filters(area=area.code)
    around, inside = places.around_and_inside(area)
    standings = resilience.standings_of(area)
    active = programmes.active_in(request.user, area, on=places.today())
    context = {
        "area": area,
        "around": around,
        "children": inside,
        "standings": standings,
        "trend": resilience.trend_of(standings),
        "population": places.population_of(area),
        "active": active,
        "activities": sum(programme.count for programme in active),
        "events": places.past_events(area),
        "today": places.today(),
        "facilities": atlas.facilities_of(area),
        "may_add_facility": atlas.may_add_facility(request.user, area),
        "prone": area.prone_to.order_by("-as_of"),
        "evidence": evidence.evidence_list(request.user, filters)[:NEWEST],
        "proposals": participation.newest_in(request.user, area, most=NEWEST, on=places.today()),
    }
    return render(request, "pages/village.html", context)


def district_map(request: HttpRequest) -> HttpResponse:
    """The district's map and its twin, a table."""
    district = places.home_district()
    if district is None:
        return render(request, "pages/no_district.html")
    context = {"scores": district_maps.official_scores(district.area)}
    return render(request, "pages/map.html", context)
