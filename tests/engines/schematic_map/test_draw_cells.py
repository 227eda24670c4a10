"""Worked examples: how a district is drawn of which only points and areas are known."""

import hashlib

import numpy as np
import pytest
import shapely

from tangguh.engines.equal_area import area_km2
from tangguh.engines.schematic_map import (
    DuplicateCode,
    NoSites,
    NotAnArea,
    NotAPlace,
    SamePoint,
    SchematicMap,
    Site,
    draw_cells,
)


def site(code: str, lon: float, lat: float, area_km2: float = 10.0) -> Site:
    return Site(code, code[:1], lon, lat, area_km2)


def test_one_village_is_one_round_cell_of_its_own_area():
    (cell,) = draw_cells([site("a", 102.5, -2.3, 78.5)]).cells

    assert cell.area_km2 == pytest.approx(78.5, rel=1e-3)
    assert cell.holds_its_label
    # A circle of this area is 10 km wide: 0.09 degrees.
    west, south, east, north = cell.polygon.bounds
    assert (east - west, north - south) == pytest.approx((0.09, 0.09), abs=0.005)


def test_two_villages_share_every_point_of_their_border():
    left, right = draw_cells([site("a", 102.5, -2.3, 30), site("b", 102.55, -2.3, 10)]).cells

    border = set(left.rings[0]) & set(right.rings[0])
    shared = left.polygon.intersection(right.polygon)

    assert len(border) > 3
    assert shared.length > 0
    assert shared.area == 0


def test_the_drawn_areas_are_the_official_ones_however_unequal():
    drawn = draw_cells(
        [site("a", 102.5, -2.3, 1), site("b", 102.52, -2.3, 400), site("c", 102.6, -2.4, 20)]
    )

    assert [area_km2(cell.polygon) for cell in drawn.cells] == pytest.approx([1, 400, 20], rel=0.01)


def test_a_small_village_amid_a_large_one_is_a_spot_around_its_label():
    drawn = draw_cells([site("forest", 102.5, -2.3, 400), site("market", 102.52, -2.3, 1)])

    market = drawn.cells[1].polygon

    assert drawn.largest_error < 0.03
    assert drawn.cells[1].holds_its_label
    # Compact: a circle has 1, a needle has almost 0.
    assert 4 * np.pi * market.area / market.length**2 > 0.4


def test_villages_far_apart_are_islands():
    drawn = draw_cells([site("a", 102.0, -2.3), site("b", 103.0, -2.3)])

    assert drawn.cells[0].polygon.distance(drawn.cells[1].polygon) > 0.9


def test_villages_along_one_line_are_drawn():
    drawn = draw_cells([site(code, 102 + n / 10, -2.0) for n, code in enumerate("abcde")])

    assert drawn.largest_error < 0.03
    assert all(cell.holds_its_label for cell in drawn.cells)


def test_a_subdistrict_is_the_union_of_its_villages():
    drawn = draw_cells(
        [site("a1", 102.50, -2.3), site("a2", 102.53, -2.3), site("b1", 102.56, -2.3)]
    )

    outlines = drawn.outlines()

    assert outlines["a"].geom_type == "Polygon"
    assert set(outlines) == {"a", "b"}
    assert area_km2(outlines["a"]) == pytest.approx(20, rel=0.01)


def test_no_village_cannot_be_drawn():
    with pytest.raises(NoSites, match="no villages"):
        draw_cells([])


def test_one_code_given_twice_is_refused_by_name():
    with pytest.raises(DuplicateCode, match=r"15\.03\.01\.2001"):
        draw_cells([site("15.03.01.2001", 102, -2), site("15.03.01.2001", 103, -2)])


@pytest.mark.parametrize("area", [0, -1, float("nan"), float("inf")])
def test_an_area_must_be_above_nothing(area: float):
    with pytest.raises(NotAnArea, match="a has an area of"):
        draw_cells([site("a", 102, -2, area)])


@pytest.mark.parametrize(("lon", "lat"), [(478_000, -2), (102, 9_700_000), (102, float("nan"))])
def test_a_label_point_must_be_on_the_globe(lon: float, lat: float):
    with pytest.raises(NotAPlace, match="a lies at"):
        draw_cells([site("a", lon, lat)])


def test_two_villages_on_one_point_are_refused_by_name():
    with pytest.raises(SamePoint, match="a and b"):
        draw_cells([site("a", 102, -2), site("b", 102, -2)])


def test_every_village_of_sarolangun_is_as_large_as_the_official_list_says(
    drawn_sarolangun: SchematicMap,
):
    assert len(drawn_sarolangun.cells) == 158
    assert drawn_sarolangun.largest_error <= 0.03


def test_the_villages_of_sarolangun_tile_the_district(drawn_sarolangun: SchematicMap):
    polygons = np.array([cell.polygon for cell in drawn_sarolangun.cells])

    assert shapely.is_valid(polygons).all()
    assert shapely.coverage_is_valid(polygons)
    assert shapely.union_all(polygons).geom_type == "Polygon"


def test_almost_every_village_of_sarolangun_holds_its_label(
    sarolangun: list[Site], drawn_sarolangun: SchematicMap
):
    outside = [cell for cell in drawn_sarolangun.cells if not cell.holds_its_label]

    assert len(outside) <= 5
    for cell in outside:
        label = next(village for village in sarolangun if village.code == cell.code)
        assert cell.polygon.distance(shapely.Point(label.lon, label.lat)) < 0.01


def test_drawing_again_in_another_order_changes_nothing(
    sarolangun: list[Site], drawn_sarolangun: SchematicMap
):
    by_chance = sorted(
        sarolangun, key=lambda village: hashlib.sha256(village.code.encode()).digest()
    )

    assert draw_cells(by_chance) == drawn_sarolangun
