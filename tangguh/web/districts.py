"""A district's first day: its areas, its official scores and a map, in one piece."""

from pathlib import Path

from django.db import transaction

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas import services as atlas_services
from tangguh.domains.places import selectors as places
from tangguh.domains.places import services as places_services
from tangguh.domains.places.models import District
from tangguh.domains.resilience import services as resilience


@transaction.atomic
def open_district(code: str, folder: Path | None = None) -> District:
    """Take in everything that is known of a district before anybody signs in."""
    district = places_services.add_district(code=code, folder=folder)
    resilience.load_official_scores(code=code, folder=folder)
    resilience.load_indicator_scores(code=code, folder=folder)
    if atlas.set_in_use(district.area) is None:
        atlas_services.draw_schematic_cells(district=district.area, now=places.now())
    return district
