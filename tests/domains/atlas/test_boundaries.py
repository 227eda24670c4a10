"""From a district's official list to its map, and from a file to its official boundaries."""

import json
from pathlib import Path

import pytest
import shapely

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas import selectors, services
from tangguh.domains.atlas.errors import BoundariesRefused, FacilityKnown
from tangguh.domains.atlas.models import Boundary, BoundarySet
from tangguh.domains.places.models import Area
from tangguh.errors import NotAllowed
from tests.factories import NOW, TODAY, make_area, make_person

pytestmark = pytest.mark.django_db
SQUARES = {"15.03.01.2001": (102.0, "Tambak Ratu"), "15.03.01.2002": (102.1, "Sungai Keradak")}


@pytest.fixture
def district() -> Area:
    """Two villages of about 123 km², side by side."""
    district = make_area()
    for code, (west, name) in SQUARES.items():
        make_area(code, name, area_km2=123, longitude=west + 0.05, latitude=-2.45)
    return district


def geojson(folder: Path, **changed: str) -> Path:
    """A file with one square for each village; `changed` gives a code another one."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": changed.get(name.split()[0].lower(), code), "name": name},
            "geometry": shapely.geometry.mapping(shapely.box(west, -2.5, west + 0.1, -2.4)),
        }
        for code, (west, name) in SQUARES.items()
    ]
    file = folder / "villages.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return file


def test_cells_are_drawn_from_points_and_areas(district):
    boundary_set = services.draw_schematic_cells(district=district, now=NOW)

    drawn = selectors.district_map(district)
    assert boundary_set.report["largest_area_error"] <= 0.03
    assert [village.name for village in drawn.villages] == ["Tambak Ratu", "Sungai Keradak"]
    assert drawn.is_schematic


def test_official_boundaries_take_the_place_of_the_cells(district, tmp_path):
    services.draw_schematic_cells(district=district, now=NOW)
    sari = make_person("sari", Role.Name.PLANNER, district)

    services.import_boundaries(
        by=sari, district=district, file=geojson(tmp_path), source="BIG", as_of=TODAY, now=NOW
    )

    assert not selectors.district_map(district).is_schematic


def test_an_unknown_code_stores_nothing_and_is_counted(district, tmp_path):
    sari = make_person("sari", Role.Name.PLANNER, district)

    with pytest.raises(BoundariesRefused) as refused:
        services.import_boundaries(
            by=sari,
            district=district,
            file=geojson(tmp_path, tambak="15.03.01.2999"),
            source="BIG",
            as_of=TODAY,
            now=NOW,
        )

    assert refused.value.details["report"]["unknown"][0]["code"] == "15.03.01.2999"
    assert (BoundarySet.objects.count(), Boundary.objects.count()) == (0, 0)


def test_a_check_names_what_is_missing_and_stores_nothing(district, tmp_path):
    make_area("15.03.01.2003", "Muaro Air Dua")
    sari = make_person("sari", Role.Name.PLANNER, district)

    report = services.check_boundaries(by=sari, district=district, file=geojson(tmp_path))

    assert [area.code for area in report.missing] == ["15.03.01.2003"]
    assert BoundarySet.objects.count() == 0


def test_a_village_head_may_not_import_boundaries(district, tmp_path):
    budi = make_person("budi", Role.Name.VILLAGE_HEAD, district)

    with pytest.raises(NotAllowed):
        services.check_boundaries(by=budi, district=district, file=geojson(tmp_path))


def test_a_facility_stands_once_in_a_villages_list(district):
    village = Area.objects.get(code="15.03.01.2001")
    budi = make_person("budi", Role.Name.VILLAGE_HEAD, village)
    hall = {"kind": "village_hall", "name": "Balai Desa", "source": "Desa", "as_of": TODAY}
    services.add_facility(by=budi, area=village, **hall)

    with pytest.raises(FacilityKnown):
        services.add_facility(by=budi, area=village, **hall)

    assert [facility.name for facility in selectors.facilities_in(village)] == ["Balai Desa"]


def test_a_village_head_may_not_change_another_villages_list(district):
    budi = make_person("budi", Role.Name.VILLAGE_HEAD, Area.objects.get(code="15.03.01.2001"))
    other = Area.objects.get(code="15.03.01.2002")

    with pytest.raises(NotAllowed):
        services.add_facility(
            by=budi, area=other, kind="school", name="SD 1", source="Desa", as_of=TODAY
        )
