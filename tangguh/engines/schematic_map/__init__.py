"""Draw a district of which only label points and areas are known, and put names on it."""

from tangguh.engines.schematic_map.cells import draw_cells
from tangguh.engines.schematic_map.labels import Label, PlacedLabel, place_labels
from tangguh.engines.schematic_map.model import (
    Cell,
    DuplicateCode,
    InvalidSites,
    NoSites,
    NotAnArea,
    NotAPlace,
    SamePoint,
    SchematicMap,
    Site,
)
from tangguh.engines.schematic_map.svg import Viewport, merged, on_screen, svg_path

__all__ = [
    "Cell",
    "DuplicateCode",
    "InvalidSites",
    "Label",
    "NoSites",
    "NotAPlace",
    "NotAnArea",
    "PlacedLabel",
    "SamePoint",
    "SchematicMap",
    "Site",
    "Viewport",
    "draw_cells",
    "merged",
    "on_screen",
    "place_labels",
    "svg_path",
]
