"""Which roads a hazard closes or slows, by the maps of zones in use."""
# ruff: noqa: F811

from pathlib import Path

import pytest
import shapely

from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.models import HazardZone, Road, RoadSet
from tangguh.domains.atlas.services import MapFacts
from tangguh.domains.places.models import Area
from tangguh.web.road_tables import NotValidYet, scenario_of
from tests.domains.atlas import files, zone_files
from tests.domains.atlas.test_roads import in_use, planner  # noqa: F401
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def flooded(district: Area, tmp_path: Path):
    """Takes a map of zones in use, over villages that are drawn."""
    file = files.write(tmp_path / "desa.gpkg")
    services.load_boundaries(district=district, file=file, source="BIG", as_of=TODAY, now=NOW)

    def take(*zones, hazard: str = "flood", owner: str = "BPBD"):
        facts = MapFacts(hazard, owner, "Peta 2026", TODAY)
        file = zone_files.write(tmp_path / f"{hazard}{owner}.geojson", *zones)
        return services.import_zones(by=None, district=district, file=file, facts=facts, now=NOW)

    return take


def test_a_flood_closes_roads_in_its_zones_and_a_bridge_stays(
    in_use: RoadSet, district: Area, flooded
):
    flooded()  # a river through the middle, where all three roads lie

    states = selectors.roads_in(selectors.scenario(district, "flood"), in_use, on=TODAY)

    assert {Road.objects.get(pk=pk).name: state.name for pk, state in states.items()} == {
        "Simpang": "CLOSED",
        "Ujung": "CLOSED",
    }
    links = selectors.road_links(
        district,
        selectors.road_network(district, now=NOW),
        now=NOW,
        scenario=selectors.scenario(district, "flood"),
    )
    assert [link.is_open for link in links] == [False, False, True, True, False, False]


def test_a_landslide_strikes_bridges_too_and_by_its_class(in_use: RoadSet, district: Area, flooded):
    over_the_bridge = shapely.box(102.09, -2.46, 102.11, -2.44)
    flooded(("sedang", over_the_bridge), hazard="landslide")

    states = selectors.roads_in(selectors.scenario(district, "landslide"), in_use, on=TODAY)

    assert {Road.objects.get(pk=pk).name: each.name for pk, each in states.items()} == {
        "Jembatan": "SLOW"
    }


def test_valid_maps_go_before_those_nobody_answers_for(in_use: RoadSet, district: Area, flooded):
    flooded(owner="")
    assert not selectors.scenario(district, "flood").is_valid
    with pytest.raises(NotValidYet):
        scenario_of(district, "flood", even_not_valid=False)

    elsewhere = shapely.box(102.04, -2.40, 102.05, -2.39)
    flooded(("tinggi", elsewhere))

    found = scenario_of(district, "flood", even_not_valid=False)
    assert found.is_valid
    assert selectors.roads_in(found, in_use, on=TODAY) == {}


def test_a_map_that_tells_its_depth_goes_before_the_guess_of_its_class(
    in_use: RoadSet, district: Area, flooded
):
    taken = flooded()
    assert selectors.depths_of(taken, on=TODAY) == [("high", 2.0), ("low", 0.76)]
    HazardZone.objects.update(depth_m=0.2)

    states = selectors.roads_in(selectors.scenario(district, "flood"), in_use, on=TODAY)

    assert {each.name for each in states.values()} == {"SLOW"}
    assert selectors.depths_of(taken, on=TODAY) == [("high", 0.2), ("low", 0.2)]
