"""The modelled roads and the flood zones of the example, taken in as its loader takes them."""

from datetime import date

from django.conf import settings

from tangguh.domains.atlas import services as atlas
from tangguh.domains.atlas.services import MapFacts
from tangguh.domains.places.models import Provenance
from tangguh.web.demo import roads
from tests.benchmarks.district_size.ground import TODAY, District, noon

MODELLED = MapFacts("flood", "BPBD", "Model pita sungai", date(2026, 11, 1), Provenance.MODELLED)

FINE_KM, FEW = 0.4, 1_000  # pieces as short as in the files of the modelled district


def add_land(district: District) -> None:
    file = settings.DATA_DIR / "demo" / "flood_zones.geojson"
    atlas.import_zones(by=None, district=district.area, file=file, facts=MODELLED, now=noon(TODAY))
    piece_km = FINE_KM if district.size.evidence > FEW else roads.A_PIECE_KM
    found = roads.modelled(district.area, piece_km=piece_km)
    atlas.load_modelled_roads(
        district=district.area,
        network=found.network,
        source="Model",
        as_of=TODAY,
        now=noon(TODAY),
    )
