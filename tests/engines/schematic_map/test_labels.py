from itertools import combinations

import shapely
from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.schematic_map import Label, PlacedLabel, place_labels


def box_of(label: Label, placed: PlacedLabel) -> shapely.Polygon:
    return shapely.box(
        placed.x - label.width / 2,
        placed.y - label.height / 2,
        placed.x + label.width / 2,
        placed.y + label.height / 2,
    )


def test_a_name_with_room_stands_in_the_middle_of_its_area():
    (placed,) = place_labels([Label("pauh", shapely.box(0, 0, 100, 100), 40, 10)], 100, 100)

    assert (round(placed.x), round(placed.y), placed.inside) == (50, 50, True)


def test_a_name_moves_within_its_area_rather_than_over_the_border():
    # A key: a round head with room for the name, and a shaft with none.
    key = shapely.Polygon(
        shapely.union(
            shapely.Point(50, 50).buffer(40), shapely.box(80, 48, 200, 52)
        ).boundary.coords
    )

    (placed,) = place_labels([Label("pauh", key, 60, 12)], 200, 100)

    assert key.contains(box_of(Label("pauh", key, 60, 12), placed))


def test_two_names_for_one_small_place_do_not_cover_each_other():
    first = Label("air hitam", shapely.box(90, 90, 110, 110), 80, 14)
    second = Label("bathin viii", shapely.box(110, 90, 130, 110), 80, 14)

    one, other = place_labels([first, second], 300, 300)

    assert not box_of(first, one).intersects(box_of(second, other))


def test_a_name_too_long_for_the_window_is_left_out():
    assert place_labels([Label("pauh", shapely.box(0, 0, 9, 9), 40, 10)], 30, 30) == ()


@given(
    st.lists(st.tuples(st.integers(0, 250), st.integers(0, 250), st.integers(20, 120)), max_size=12)
)
def test_names_never_cover_each_other_or_leave_the_window(places):
    labels = [
        Label(f"k{n:02}", shapely.box(x, y, x + 40, y + 40), width, 14)
        for n, (x, y, width) in enumerate(places)
    ]
    by_code = {label.code: label for label in labels}

    placed = place_labels(labels, 300, 300)

    boxes = [box_of(by_code[spot.code], spot) for spot in placed]
    assert placed == place_labels(labels[::-1], 300, 300)
    # Places are rounded to a tenth of a unit.
    assert all(one.intersection(other).area < 15 for one, other in combinations(boxes, 2))
    assert all(shapely.box(-0.1, -0.1, 300.1, 300.1).contains(box) for box in boxes)
