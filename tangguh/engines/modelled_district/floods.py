"""Rivers past the villages that reports name as flooded, and the land they cover."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely

from tangguh.engines.equal_area import EqualArea
from tangguh.engines.modelled_district.lines import smoothed, tour, wandering
from tangguh.engines.modelled_district.model import Floats, Flood, dice

BESIDE_KM = 0.35
JUMP_KM = 25.0
STEP_KM = 0.4
HALF_WIDTH_KM = 0.3
RETURNS = ((5, 0.55, 1.5), (25, 1.0, 3.0), (100, 1.55, 4.5))  # years, width, depth in metres


def rivers_past(points: Floats, seed: int) -> tuple[shapely.LineString, ...]:
    """Lines in kilometres that pass each riverside village at 350 m, not leaping over hills."""
    if len(points) < 2:
        return ()
    order = tour(points)
    found = []
    for number, (one, other) in enumerate(pairwise(order)):
        start, end = points[one], points[other]
        step = end - start
        length = float(np.hypot(*step))
        if length > JUMP_KM or length == 0:
            continue
        aside = np.array([-step[1], step[0]]) / length * BESIDE_KM
        line = wandering(start + aside, end + aside, dice(seed, "river", str(number)), 0.16)
        found.append(shapely.LineString(smoothed(line)))
    return tuple(found)


def floods_of(
    rivers: Sequence[shapely.LineString], here: EqualArea, seed: int
) -> tuple[Flood, ...]:
    """For each return time the union of discs along the rivers, wider where chance says so."""
    return tuple(flood(rivers, here, seed, *figures) for figures in RETURNS)


def flood(
    rivers: Sequence[shapely.LineString],
    here: EqualArea,
    seed: int,
    years: int,
    width: float,
    depth_m: float,
) -> Flood:
    parts = []
    for number, river in enumerate(rivers):
        chance = dice(seed, "flood", str(number))
        count = max(int(river.length / STEP_KM), 1)
        noise = np.convolve(chance.normal(size=count + 4), np.ones(5) / 5, mode="valid")
        cuts = np.linspace(0, river.length, count + 1)
        spots = shapely.line_interpolate_point(river, cuts)
        pieces = shapely.linestrings(
            np.stack([shapely.get_coordinates(spots[:-1]), shapely.get_coordinates(spots[1:])], 1)
        )
        wide = HALF_WIDTH_KM * width * np.exp(0.35 * noise)
        parts.append(shapely.union_all(shapely.buffer(pieces, wide[:count], quad_segs=3)))
    shape = shapely.simplify(shapely.union_all(parts), 0.02)
    return Flood(years, shapely.set_precision(here.unproject(shape), 1e-6), depth_m)
