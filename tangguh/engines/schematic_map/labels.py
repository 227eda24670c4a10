"""Names on a map that do not cover each other."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

GRID = 9
RINGS_AWAY = 12
PLACES_ON_A_RING = 16


@dataclass(frozen=True)
class Label:
    """A name to be placed: its area on screen, and the width and height of its text in units."""

    code: str
    shape: shapely.Polygon | shapely.MultiPolygon
    width: float
    height: float


@dataclass(frozen=True)
class PlacedLabel:
    """Where the middle of a name goes. `inside`: the middle lies in its own area."""

    code: str
    x: float
    y: float
    inside: bool


def place_labels(labels: Sequence[Label], width: float, height: float) -> tuple[PlacedLabel, ...]:
    """Places for names in a window of width by height units, none over another.

    The tightest area chooses first. A name tries spots inside its area, those that keep most of
    the text there first, then those near the point deepest inside; then rings farther out. A name
    for which no room is left is left out. The order of the labels is irrelevant.
    """
    window = shapely.box(0, 0, width, height)
    taken: list[shapely.Polygon] = []
    placed: list[PlacedLabel] = []
    for label in sorted(labels, key=lambda label: (_room(label), label.code)):
        spot = next(
            (spot for spot in _spots(label) if _is_free(_box(label, spot), window, taken)), None
        )
        if spot is not None:
            taken.append(_box(label, spot))
            inside = bool(shapely.contains_xy(label.shape, *spot))
            placed.append(PlacedLabel(label.code, round(spot[0], 1), round(spot[1], 1), inside))
    return tuple(sorted(placed, key=lambda label: label.code))


def _room(label: Label) -> float:
    """How often the text would fit into the area, by size alone."""
    return float(label.shape.area) / (label.width * label.height)


def _spots(label: Label) -> Iterator[tuple[float, float]]:
    middle = _deepest(label.shape)
    yield from _spots_inside(label, middle)
    for ring in range(1, RINGS_AWAY + 1):
        for angle in np.linspace(0, 2 * np.pi, PLACES_ON_A_RING, endpoint=False):
            away = ring * label.height * 0.8
            yield (
                float(middle[0] + away * np.cos(angle) * label.width / label.height / 2),
                float(middle[1] + away * np.sin(angle)),
            )


def _spots_inside(label: Label, middle: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Points of a grid inside the area: most of the text in its own area first, then nearest."""
    left, top, right, bottom = label.shape.bounds
    columns, rows = np.meshgrid(np.linspace(left, right, GRID), np.linspace(top, bottom, GRID))
    grid = np.vstack([[middle], np.column_stack([columns.ravel(), rows.ravel()])])
    spots = [(float(x), float(y)) for x, y in grid[shapely.contains_xy(label.shape, grid)]]
    yield from sorted(spots, key=lambda spot: (_spill(label, spot), math.dist(spot, middle), spot))


def _spill(label: Label, spot: tuple[float, float]) -> int:
    """Tenths of the text that lie outside its own area."""
    box = _box(label, spot)
    return round(10 * float(box.difference(label.shape).area / box.area))


def _deepest(shape: shapely.Polygon | shapely.MultiPolygon) -> tuple[float, float]:
    """The pole of inaccessibility: the point farthest from the border, near enough."""
    tolerance = max(float(np.sqrt(shape.area)) / 100, 1e-6)
    radius = shapely.maximum_inscribed_circle(shape, tolerance)
    x, y = radius.coords[0]
    return float(x), float(y)


def _box(label: Label, spot: tuple[float, float]) -> shapely.Polygon:
    x, y = spot
    return shapely.box(
        x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2
    )


def _is_free(
    box: shapely.Polygon, window: shapely.Polygon, taken: Sequence[shapely.Polygon]
) -> bool:
    return window.contains(box) and not any(box.intersects(other) for other in taken)
