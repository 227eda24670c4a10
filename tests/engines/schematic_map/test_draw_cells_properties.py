import numpy as np
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tangguh.engines.schematic_map import Site, draw_cells

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def districts(draw: st.DrawFn, smallest_km2: float = 8.0, largest_km2: float = 90.0) -> list[Site]:
    """Up to twelve villages about 5.5 km apart, as mainland villages often are."""
    squares = st.tuples(st.integers(0, 7), st.integers(0, 7))
    places = draw(st.lists(squares, min_size=1, max_size=12, unique=True))
    areas = st.floats(smallest_km2, largest_km2)
    return [
        Site(f"v{n:02}", f"k{n % 3}", 102 + x / 20, -2 + y / 20, draw(areas))
        for n, (x, y) in enumerate(places)
    ]


@few
@given(districts())
def test_every_cell_has_its_official_area(sites: list[Site]):
    assert draw_cells(sites).largest_error <= 0.03


@few
@given(districts(smallest_km2=0.5, largest_km2=800))
def test_cells_tile_without_overlaps_however_unequal_the_villages(sites: list[Site]):
    polygons = np.array([cell.polygon for cell in draw_cells(sites).cells])

    assert shapely.is_valid(polygons).all()
    assert shapely.coverage_is_valid(polygons)


@few
@given(districts())
def test_no_gap_is_left_between_cells(sites: list[Site]):
    land = shapely.get_parts(shapely.union_all([cell.polygon for cell in draw_cells(sites).cells]))

    assert not any(part.interiors for part in land)


@few
@given(districts(), st.randoms(use_true_random=False))
def test_the_order_of_villages_does_not_matter(sites, chance):
    shuffled = list(sites)
    chance.shuffle(shuffled)

    assert draw_cells(shuffled) == draw_cells(sites)
