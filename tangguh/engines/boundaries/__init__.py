"""Say what is wrong with a set of boundaries before anybody relies on them."""

from tangguh.engines.boundaries.model import (
    AreaDifference,
    BoundaryReport,
    Duplicate,
    Expected,
    Feature,
    Gap,
    Invalid,
    Overlap,
    StrayLabel,
    Tolerances,
    Unknown,
)
from tangguh.engines.boundaries.review import review, usable_features
from tangguh.engines.boundaries.shapes import review_shapes

__all__ = [
    "AreaDifference",
    "BoundaryReport",
    "Duplicate",
    "Expected",
    "Feature",
    "Gap",
    "Invalid",
    "Overlap",
    "StrayLabel",
    "Tolerances",
    "Unknown",
    "review",
    "review_shapes",
    "usable_features",
]
