"""Compare the boundaries in a file with the official list of areas."""

from collections.abc import Mapping, Sequence

from tangguh.engines.boundaries.fabric import gaps_between, overlaps_between
from tangguh.engines.boundaries.model import (
    AreaDifference,
    BoundaryReport,
    Duplicate,
    Expected,
    Feature,
    Invalid,
    StrayLabel,
    Tolerances,
    Unknown,
)
from tangguh.engines.boundaries.shapes import Placed, place, review_shapes

DEFAULT = Tolerances()


def review(
    features: Sequence[Feature], expected: Sequence[Expected], tolerances: Tolerances = DEFAULT
) -> BoundaryReport:
    """What stands between these boundaries and their import.

    Geometry comes in degrees (WGS84); areas are true km² on its ellipsoid. Later checks use the
    repaired shape of an invalid feature; one beyond repair takes no part in them. A shape far from
    its label point lies elsewhere: a wrong reference system, or another area's code.
    """
    official = {area.code: area for area in expected}
    invalid = review_shapes(features)
    placed = place(usable_features(features, invalid))
    stray = _stray_labels(placed, official)
    return BoundaryReport(
        invalid=invalid,
        overlapping=overlaps_between(placed, tolerances.sliver_km2),
        missing=_missing(features, expected),
        unknown=_unknown(features, official),
        duplicate=_duplicate(features),
        gaps=gaps_between(placed, tolerances.sliver_km2),
        differing=_differing(placed, official, tolerances.area_share),
        stray_labels=tuple(found for found in stray if found.distance_km <= tolerances.label_km),
        elsewhere=tuple(found for found in stray if found.distance_km > tolerances.label_km),
    )


def usable_features(features: Sequence[Feature], invalid: Sequence[Invalid]) -> tuple[Feature, ...]:
    """The features with invalid shapes replaced by their repairs, those beyond repair left out."""
    repairs = {found.row: found.repaired for found in invalid}
    usable = []
    for feature in features:
        geometry = repairs.get(feature.row, feature.geometry)
        if geometry is not None:
            usable.append(Feature(feature.row, feature.code, feature.name, geometry))
    return tuple(usable)


def _missing(features: Sequence[Feature], expected: Sequence[Expected]) -> tuple[Expected, ...]:
    present = {feature.code for feature in features}
    absent = [area for area in expected if area.code not in present]
    return tuple(sorted(absent, key=lambda area: area.code))


def _unknown(features: Sequence[Feature], official: Mapping[str, Expected]) -> tuple[Unknown, ...]:
    return tuple(
        Unknown(feature.row, feature.code, feature.name)
        for feature in features
        if feature.code not in official
    )


def _duplicate(features: Sequence[Feature]) -> tuple[Duplicate, ...]:
    rows: dict[str, list[int]] = {}
    for feature in features:
        rows.setdefault(feature.code, []).append(feature.row)
    return tuple(
        Duplicate(code, tuple(found)) for code, found in sorted(rows.items()) if len(found) > 1
    )


def _differing(
    placed: Placed, official: Mapping[str, Expected], largest_share: float
) -> tuple[AreaDifference, ...]:
    found = []
    for feature, shape in zip(placed.features, placed.shapes.tolist(), strict=True):
        area = official.get(feature.code)
        if area is None or not area.area_km2:
            continue
        difference = AreaDifference(feature.row, feature.code, shape.area, area.area_km2)
        if abs(difference.share) > largest_share:
            found.append(difference)
    return tuple(found)


def _stray_labels(placed: Placed, official: Mapping[str, Expected]) -> tuple[StrayLabel, ...]:
    found = []
    for feature, shape in zip(placed.features, placed.shapes.tolist(), strict=True):
        area = official.get(feature.code)
        if area is None or area.label is None:
            continue
        distance = shape.distance(placed.point_in_km(area.label))
        if distance > 0:
            found.append(StrayLabel(feature.row, feature.code, area.label, distance))
    return tuple(found)
