import numpy as np
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tangguh.engines.schematic_map import Site, draw_cells

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def districts(draw: st.DrawFn) -> list[Site]:
    """Up to twelve villages on a grid of about 1 km, their areas up to 500 times each other's."""
    places = draw(
        st.lists(
            st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=12, unique=True
        )
    )
    return [
        Site(f"v{n:02}", f"k{n % 3}", 102 + x / 100, -2 + y / 100, draw(st.floats(1, 500)))
        for n, (x, y) in enumerate(places)
    ]


@few
@given(districts())
def test_every_cell_is_one_sound_polygon_of_its_official_area(sites: list[Site]):
    drawn = draw_cells(sites)

    assert all(cell.polygon.is_valid and len(cell.rings) == 1 for cell in drawn.cells)
    assert drawn.largest_error <= 0.03


@few
@given(districts())
def test_cells_tile_without_gaps_or_overlaps(sites: list[Site]):
    polygons = np.array([cell.polygon for cell in draw_cells(sites).cells])

    land = shapely.get_parts(shapely.union_all(polygons))

    assert shapely.coverage_is_valid(polygons)
    assert not any(part.interiors for part in land)


@few
@given(districts(), st.randoms(use_true_random=False))
def test_the_order_of_villages_does_not_matter(sites, chance):
    shuffled = list(sites)
    chance.shuffle(shuffled)

    assert draw_cells(shuffled) == draw_cells(sites)
