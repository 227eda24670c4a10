import numpy as np
import pytest
import shapely
from pyproj import Geod

from tangguh.engines.equal_area import EqualArea, area_km2

SAROLANGUN = shapely.box(101.9, -2.9, 103.4, -1.7)
NORTH_OF_BANDA_ACEH = shapely.box(95.0, 5.0, 95.5, 6.0)


@pytest.mark.parametrize("box", [SAROLANGUN, NORTH_OF_BANDA_ACEH])
def test_areas_agree_with_the_geodesic_area_on_the_ellipsoid(box: shapely.Polygon):
    # Geodesics bend away from parallels: many short sides keep that below the tolerance.
    geodesic, _ = Geod(ellps="WGS84").geometry_area_perimeter(box.segmentize(0.01))

    assert area_km2(box) == pytest.approx(geodesic / 1e6, rel=1e-6)


def test_the_way_back_ends_where_it_began():
    projection = EqualArea(102.6, -2.3)
    places = np.array([[101.9, -2.9], [103.4, -1.7], [95.0, 6.0], [141.0, -11.0]])

    there_and_back = projection.to_lonlat(projection.to_km(places))

    assert there_and_back == pytest.approx(places, abs=1e-9)


def test_an_empty_shape_has_no_area():
    assert area_km2(shapely.Polygon()) == 0
