"""Worked examples on squares of a hundredth of a degree: about 1.11 km wide, 1.23 km² large."""

from collections.abc import Mapping

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from tangguh.engines.boundaries import (
    BoundaryReport,
    Duplicate,
    Expected,
    Feature,
    Tolerances,
    Unknown,
    review,
    usable_features,
)

SQUARE_KM2 = 1.2308


def square(column: float, row: float = 0, size: float = 1) -> shapely.Polygon:
    """A square of the grid whose corner lies at 102° E, the equator."""
    west, south = 102 + column / 100, row / 100
    return shapely.box(west, south, west + size / 100, south + size / 100)


def feature(row: int, code: str, geometry: BaseGeometry) -> Feature:
    return Feature(row, code, code, geometry)


def reviewed(shapes: Mapping[str, BaseGeometry], **tolerances: float) -> BoundaryReport:
    features = [feature(row, code, shape) for row, (code, shape) in enumerate(shapes.items(), 1)]
    return review(features, [Expected(code, code) for code in shapes], Tolerances(**tolerances))


def test_areas_that_meet_at_their_border_are_clean():
    report = reviewed({"a": square(0), "b": square(1)})

    assert report.is_clean
    assert report.can_be_imported


def test_an_overlap_is_told_in_km2_and_as_a_share_of_the_smaller_area():
    report = reviewed({"a": square(0), "b": square(0.75)})

    (overlap,) = report.overlapping
    assert (overlap.first_code, overlap.second_code) == ("a", "b")
    assert overlap.area_km2 == pytest.approx(SQUARE_KM2 / 4, rel=1e-3)
    assert overlap.share == pytest.approx(0.25, rel=1e-3)
    assert not report.can_be_imported


def test_a_sliver_below_the_tolerance_is_let_pass():
    shapes = {"a": square(0), "b": square(0.99)}

    assert reviewed(shapes, sliver_km2=0.02).overlapping == ()
    assert len(reviewed(shapes, sliver_km2=0.01).overlapping) == 1


def test_a_bow_tie_is_invalid_where_it_crosses_and_can_be_repaired():
    bow_tie = shapely.Polygon([(102, 0), (102.02, 0.02), (102.02, 0), (102, 0.02)])

    report = reviewed({"a": bow_tie})

    (invalid,) = report.invalid
    assert invalid.reason == "Self-intersection"
    assert invalid.where == pytest.approx((102.01, 0.01))
    assert invalid.repaired is not None
    assert invalid.repaired.is_valid
    assert report.can_be_imported


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (shapely.Polygon(), "Empty"),
        (shapely.Point(102, 0), "Point instead of an area"),
        (shapely.box(478_000, 9_700_000, 479_000, 9_701_000), "Outside longitude and latitude"),
    ],
)
def test_what_cannot_be_an_area_on_earth_is_beyond_repair(shape: BaseGeometry, reason: str):
    report = reviewed({"a": shape})

    (invalid,) = report.invalid
    assert (invalid.row, invalid.reason, invalid.repaired) == (1, reason, None)
    assert not report.can_be_imported


def test_missing_unknown_and_duplicate_codes_are_named_with_their_rows():
    features = [
        feature(1, "a", square(0)),
        feature(2, "x", square(1)),
        feature(3, "a", square(2)),
    ]

    report = review(features, [Expected("a", "Ampelu"), Expected("b", "Bukit")])

    assert report.missing == (Expected("b", "Bukit"),)
    assert report.unknown == (Unknown(2, "x", "x"),)
    assert report.duplicate == (Duplicate("a", (1, 3)),)


def test_a_hole_between_areas_is_a_gap_and_a_bay_is_none():
    around = square(0, size=3).difference(square(1, 1))
    bay = square(4, size=3).difference(square(5, 1).union(square(5, 2)))

    report = reviewed({"a": around, "b": bay})

    (gap,) = report.gaps
    assert gap.area_km2 == pytest.approx(SQUARE_KM2, rel=1e-3)
    assert square(1, 1).contains(shapely.Point(gap.where))


def test_an_area_far_from_the_official_figure_is_named():
    features = [feature(1, "a", square(0)), feature(2, "b", square(1))]
    expected = [Expected("a", "a", area_km2=SQUARE_KM2), Expected("b", "b", area_km2=1.0)]

    (difference,) = review(features, expected, Tolerances(area_share=0.05)).differing

    assert difference.code == "b"
    assert difference.share == pytest.approx(0.2308, abs=1e-3)


def test_a_label_outside_its_area_is_told_with_its_distance():
    expected = [Expected("a", "a", label=(102.02, 0.005))]

    (stray,) = review([feature(1, "a", square(0))], expected).stray_labels

    assert stray.distance_km == pytest.approx(1.113, abs=0.002)


def test_a_shape_far_from_its_label_lies_elsewhere_and_is_no_boundary():
    expected = [Expected("a", "a", label=(102.3, 0.005))]

    near = review([feature(1, "a", square(0))], expected, Tolerances(label_km=40))
    far = review([feature(1, "a", square(0))], expected, Tolerances(label_km=20))

    assert (len(near.stray_labels), near.elsewhere, near.can_be_imported) == (1, (), True)
    assert (far.stray_labels, len(far.elsewhere), far.can_be_imported) == ((), 1, False)


def test_repaired_shapes_take_the_place_of_invalid_ones():
    bow_tie = shapely.Polygon([(102, 0), (102.02, 0.02), (102.02, 0), (102, 0.02)])
    features = [feature(1, "a", bow_tie), feature(2, "b", shapely.Point(102, 0))]

    usable = usable_features(features, review(features, []).invalid)

    assert [found.code for found in usable] == ["a"]
    assert usable[0].geometry.is_valid


def test_no_boundaries_at_all_leave_every_area_missing():
    assert review([], [Expected("a", "a")]).missing == (Expected("a", "a"),)
