"""Every fault of a map of zones is named with its row and its place."""

import pytest
import shapely

from tangguh.engines.hazard_zones import (
    Zone,
    classes_at,
    place_numbers,
    review,
    shares_of,
    usable_zones,
)

VILLAGES = {"a": shapely.box(102.0, -2.5, 102.1, -2.4), "b": shapely.box(102.1, -2.5, 102.2, -2.4)}
RIVER = shapely.box(102.05, -2.46, 102.15, -2.44)


def reviewed(*shapes, level="high"):
    return review([Zone(row, level, shape) for row, shape in enumerate(shapes, 1)], VILLAGES)


def test_a_sound_zone_is_clean():
    report = reviewed(RIVER)

    assert report.can_be_imported
    assert report.sticking_out == report.whole_villages == ()


def test_a_border_that_crosses_itself_is_located_and_repaired():
    bow_tie = shapely.Polygon([(102.0, -2.5), (102.1, -2.4), (102.1, -2.5), (102.0, -2.4)])
    report = reviewed(RIVER, bow_tie)

    (fault,) = report.invalid
    assert (fault.row, fault.reason) == (2, "Self-intersection")
    assert fault.where == pytest.approx((102.05, -2.45))
    assert usable_zones([Zone(2, "high", bow_tie)], report.invalid)[0].geometry.is_valid


def test_exchanged_coordinates_are_told_from_a_far_place():
    turned = shapely.transform(RIVER, lambda points: points[:, ::-1])
    far = shapely.box(110.0, -2.5, 110.1, -2.4)
    report = reviewed(RIVER, turned, far)

    assert [each.row for each in report.exchanged] == [2]
    assert report.exchanged[0].where[0] < 0
    assert [each.row for each in report.elsewhere] == [3]
    assert report.elsewhere[0].km == pytest.approx(868, abs=15)
    assert report.invalid == ()
    assert not report.can_be_imported


def test_a_zone_all_over_the_district_is_refused_and_one_over_a_village_only_told():
    report = reviewed(shapely.box(101, -3, 103, -2), VILLAGES["b"])

    assert [(each.row, each.share) for each in report.everywhere] == [(1, pytest.approx(1))]
    assert [(each.row, each.code) for each in report.whole_villages] == [
        (1, "a"),
        (1, "b"),
        (2, "b"),
    ]
    assert [each.row for each in report.sticking_out] == [1]
    assert reviewed(VILLAGES["b"]).can_be_imported


def test_the_same_shape_twice_is_named_with_both_rows():
    (twins,) = reviewed(RIVER, VILLAGES["a"], RIVER.reverse()).twins

    assert twins.rows == (1, 3)


@pytest.mark.parametrize("said", ["", "parah", "HIGH"])
def test_a_class_that_nobody_knows_is_named(said):
    report = reviewed(RIVER, level=said)

    assert [(each.row, each.said) for each in report.classless] == [(1, said)]
    assert not report.can_be_imported


def test_an_empty_shape_and_a_point_cannot_be_used():
    report = reviewed(shapely.Polygon(), shapely.Point(102.05, -2.45))

    assert [(each.row, each.repaired) for each in report.invalid] == [(1, None), (2, None)]
    assert not report.can_be_imported


def test_a_zones_land_is_shared_out_among_the_villages():
    shares = shares_of([Zone(1, "high", RIVER)], VILLAGES)

    assert [share.code for share in shares] == ["a", "b"]
    assert sum(share.km2 for share in shares) == pytest.approx(11.12 * 2.21, rel=0.01)
    assert shares_of([], VILLAGES) == shares_of([Zone(1, "high", RIVER)], {}) == ()


def test_the_gravest_class_counts_where_zones_overlap():
    zones = [Zone(1, "low", VILLAGES["a"]), Zone(2, "high", RIVER)]

    points = [(102.06, -2.45), (102.01, -2.49), (102.19, -2.41), (102.05, -2.46)]
    assert classes_at(zones, points) == ("high", "low", None, "high")
    assert classes_at(zones, []) == ()
    assert classes_at([], points) == (None,) * 4


def test_zones_that_touch_are_one_place():
    west, east = shapely.box(102.0, -2.5, 102.02, -2.4), shapely.box(102.02, -2.5, 102.04, -2.4)
    zones = [Zone(1, "high", west), Zone(2, "high", east), Zone(3, "high", RIVER)]

    here, beside, away, dry = place_numbers(
        zones, [(102.01, -2.45), (102.03, -2.45), (102.1, -2.45), (102.19, -2.41)]
    )

    assert here == beside
    assert away not in {here, None}
    assert dry is None
    assert place_numbers([], [(102.01, -2.45)]) == (None,)
