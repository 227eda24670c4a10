from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.forms import FilterForm
from tangguh.domains.places.selectors import home_area
from tangguh.integrations.browser import page_of


def district(request: HttpRequest) -> HttpResponse:
    """The villages of the district by hazard, and how far the district knows its zones."""
    area, form = home_area(), FilterForm(request.GET)
    rows = selectors.rows(area)
    chosen = selectors.chosen(rows, form.filters())
    context = {
        "form": form,
        "page": page_of(request, chosen),
        "villages": len(rows),
        "valid": sum(row.is_valid for row in rows),
        "drawn": sum(bool(row.zoned) and not row.is_valid for row in rows),
        "coverage": selectors.coverage(rows),
        "map": atlas.drawn_zones(area),
    }
    return render(request, "emergencies/district.html", context)
