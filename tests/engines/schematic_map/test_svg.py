import gzip
import re

import pytest
import shapely

from tangguh.engines.schematic_map import Viewport, merged, on_screen, svg_path


def test_a_square_becomes_one_start_and_three_steps():
    square = shapely.box(10, 20, 40, 60)

    # Clockwise on screen from the lower right corner; the way home is the closing z.
    assert svg_path(square) == "M40 20l0 40-30 0 0-40z"


def test_the_hole_of_an_area_is_a_ring_of_its_own():
    ring = shapely.box(0, 0, 90, 90).difference(shapely.box(30, 30, 60, 60))

    assert svg_path(ring).count("M") == 2


def test_what_is_smaller_than_a_unit_is_not_drawn():
    assert svg_path(shapely.box(5.0, 5.0, 5.2, 5.2)) == ""


def test_north_is_up_and_the_window_fits_the_shapes():
    west, east = shapely.box(102.0, -2.2, 102.1, -2.0), shapely.box(102.1, -2.1, 102.2, -2.0)
    window = Viewport.around([west, east], width=200, margin=10)

    screen = on_screen({"west": west, "east": east}, window)
    left, top, right, bottom = shapely.unary_union(list(screen.values())).bounds

    assert (left, right) == pytest.approx((10, 190))
    assert (top, bottom) == pytest.approx((10, window.height - 10), abs=1)
    assert screen["east"].centroid.y < screen["west"].centroid.y


def test_neighbours_simplified_together_stay_neighbours():
    wavy = [(102.05 + 0.001 * (n % 2), -2.0 - n / 100) for n in range(11)]
    west = shapely.Polygon([*wavy, (102.0, -2.1), (102.0, -2.0)])
    east = shapely.Polygon([*wavy, (102.1, -2.1), (102.1, -2.0)])
    window = Viewport.around([west, east], width=100)

    screen = on_screen({"west": west, "east": east}, window, tolerance=5)

    assert shapely.get_num_coordinates(screen["west"]) < shapely.get_num_coordinates(west)
    assert screen["west"].intersection(screen["east"]).area == 0
    assert merged(screen, {"west": "k", "east": "k"})["k"].geom_type == "Polygon"


def test_the_whole_map_of_sarolangun_is_small_enough_for_a_slow_line(drawn_sarolangun):
    cells = drawn_sarolangun.cells
    shapes = {cell.code: cell.polygon for cell in cells}
    screen = on_screen(shapes, Viewport.around(shapes.values()))
    groups = merged(screen, {cell.code: cell.group for cell in cells})

    paths = [svg_path(shape) for shape in (*screen.values(), *groups.values())]

    assert all(re.fullmatch(r"(M[-\d l]+z)+", path) for path in paths)
    assert len("".join(paths)) <= 60_000
    assert len(gzip.compress("".join(paths).encode())) <= 20_000
