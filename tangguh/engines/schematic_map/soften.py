"""Borders softened as by hand, with every area kept."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, diags_array, eye_array
from scipy.sparse.linalg import spsolve

from tangguh.engines.schematic_map.arcs import Arc
from tangguh.engines.schematic_map.growth import OUTLINE, Floats, Indices

SMOOTHINGS = 6
WOBBLE = 0.045
OCTAVES = 3
PRESSINGS = 10
MOST_TURNS = 40
ROUNDINGS = (12, 24, 40)
ROUGH_TOLERANCE = 0.05
TRIES = 7
LARGEST_STEP = 0.3
AREA_TOLERANCE = 1e-3


@dataclass(frozen=True)
class Network:
    """Which points follow each other along which borders; where they lie is kept apart."""

    arcs: tuple[Arc, ...]
    names: tuple[str, ...]

    @cached_property
    def steps(self) -> tuple[Indices, Indices, Indices, Indices]:
        """Start point, end point, left cell and right cell of every step of every arc."""
        start = np.concatenate([arc.path[:-1] for arc in self.arcs])
        end = np.concatenate([arc.path[1:] for arc in self.arcs])
        sizes = [len(arc.path) - 1 for arc in self.arcs]
        left = np.repeat([arc.left for arc in self.arcs], sizes)
        right = np.repeat([arc.right for arc in self.arcs], sizes)
        return start, end, left, right

    def rings(self) -> list[list[Indices]]:
        """The rings of points around every cell, in the order of the cells, the outer one first."""
        parts: list[list[Indices]] = [[] for _ in self.names]
        for arc in self.arcs:
            if arc.left != OUTLINE:
                parts[arc.left].append(arc.path)
            if arc.right != OUTLINE:
                parts[arc.right].append(arc.path[::-1])
        return [_chained(paths) for paths in parts]


def _chained(paths: list[Indices]) -> list[Indices]:
    """Arcs around one cell put end to end, the first point of a ring not repeated at its end."""
    waiting = {int(path[0]): path for path in paths}
    rings = []
    while waiting:
        ring = [waiting.pop(next(iter(waiting)))]
        while int(ring[-1][-1]) in waiting:
            ring.append(waiting.pop(int(ring[-1][-1])))
        rings.append(np.concatenate([path[:-1] for path in ring]))
    return rings


@dataclass(frozen=True)
class Sheet:
    """One island on the drawing board: its network, the areas wanted and the label points."""

    network: Network
    targets: Floats
    labels: Floats

    @cached_property
    def rings(self) -> list[list[Indices]]:
        return self.network.rings()

    def cells(self, points: Floats) -> NDArray[np.object_]:
        """(n,) polygons of all cells, the largest ring of each outside, others as holes."""
        drawn = np.empty(len(self.rings), dtype=object)
        for cell, rings in enumerate(self.rings):
            outer, *holes = sorted(rings, key=lambda ring: -_size(points[ring]))
            drawn[cell] = shapely.Polygon(points[outer], [points[hole] for hole in holes])
        return drawn

    def spoiled(self, points: Floats) -> NDArray[np.bool_]:
        """(n + 1,) which cells are broken, overlap another, are too large or lost their label.

        The last entry stands for the outside and is never spoiled.
        """
        cells = self.cells(points)
        broken = ~shapely.is_valid(cells)
        clashing = ~shapely.is_empty(shapely.coverage_invalid_edges(cells))
        wrong = np.abs(shapely.area(cells) / self.targets - 1) > ROUGH_TOLERANCE / 2
        lost = ~shapely.contains_xy(cells, self.labels)
        return np.append(broken | clashing | wrong | lost, False)

    def is_sound(self, points: Floats) -> bool:
        """Every cell is a proper polygon, and none overlaps another."""
        cells = self.cells(points)
        return bool(shapely.is_valid(cells).all() and shapely.coverage_is_valid(cells))


def _size(corners: Floats) -> float:
    """How much a ring encloses (km²)."""
    ahead = np.roll(corners, -1, axis=0)
    return float(abs((corners[:, 0] * ahead[:, 1] - ahead[:, 0] * corners[:, 1]).sum()) / 2)


def softened(sheet: Sheet, points: Floats) -> Floats:
    """Points moved so that borders look drawn by hand and every cell has its target area.

    Borders are smoothed and pressed by turns, given a small wobble that only the codes of their
    two cells decide, and pressed until every area is right. Where that breaks a cell or loses its
    label, the arcs around it are softened less and the whole is drawn again; the best is kept.
    """
    softness = np.ones(len(sheet.network.arcs))
    best, fewest = points, np.inf
    for attempt in range(TRIES):
        drawn = _drawn(sheet, points, softness)
        bad = sheet.spoiled(drawn)
        if (faults := bad.sum()) < fewest and sheet.is_sound(drawn):
            best, fewest = drawn, faults
        if not faults:
            return drawn
        around = [bad[[arc.left, arc.right]].any() for arc in sheet.network.arcs]
        softness[around] *= 0.5 if attempt < TRIES - 3 else 0.0
    return best if best is not points else _round(sheet, points)


def _drawn(sheet: Sheet, points: Floats, softness: Floats) -> Floats:
    pull = np.ones(len(points))
    for arc, soft in zip(sheet.network.arcs, softness, strict=True):
        pull[arc.path] = np.minimum(pull[arc.path], soft)
    wobbled = _smoothed(sheet, points, pull, SMOOTHINGS)
    still = wobbled.copy()
    for arc, soft in zip(sheet.network.arcs, softness, strict=True):
        wobbled[arc.path] += soft * _wobble(sheet.network, arc, still)
    return _pressed(sheet, wobbled)


def _round(sheet: Sheet, points: Floats) -> Floats:
    """The last resort: cells as round as bubbles, as soon as they are sound."""
    everywhere = np.ones(len(points))
    for smoothings in ROUNDINGS:
        drawn = _pressed(sheet, _smoothed(sheet, points, everywhere, smoothings))
        if sheet.is_sound(drawn):
            return drawn
    return points


def _smoothed(sheet: Sheet, points: Floats, pull: Floats, smoothings: int) -> Floats:
    """Smoothed and pressed by turns, on until the areas are nearly right."""
    smooth = _smoother(sheet.network, len(points))
    for turn in range(MOST_TURNS):
        if turn >= smoothings and largest_error(sheet, points) < ROUGH_TOLERANCE:
            break
        points = points + pull[:, None] * (smooth @ points - points) / 2
        points = points + pressure(sheet, points)
    return points


def _pressed(sheet: Sheet, points: Floats) -> Floats:
    for _ in range(PRESSINGS):
        if largest_error(sheet, points) < AREA_TOLERANCE:
            break
        points = points + pressure(sheet, points)
    return points


def largest_error(sheet: Sheet, points: Floats) -> float:
    """The largest relative difference between an area and its target."""
    return float(np.abs(areas(sheet, points) / sheet.targets - 1).max())


def _smoother(network: Network, count: int) -> csr_array:
    """A matrix that puts every point in the middle of the points next to it."""
    start, end, _, _ = network.steps
    links = coo_array((np.ones(2 * len(start)), (np.r_[start, end], np.r_[end, start])))
    degree = np.bincount(np.r_[start, end], minlength=count)
    return csr_array(diags_array(1 / degree) @ links.tocsr())


def pressure(sheet: Sheet, points: Floats) -> Floats:
    """The least movement (v, 2) in km that brings every area to its target, to first order.

    Every cell presses on its borders as a bubble does: a point moves along the gradient of the
    areas beside it, and the pressures solve one sparse system.
    """
    now = areas(sheet, points)
    most = LARGEST_STEP * np.maximum(now, sheet.targets / 10)
    missing = np.clip(sheet.targets - now, -most, most)
    gradient = _area_gradient(sheet.network, points, len(now))
    movement = diags_array(np.repeat(1 / _length_at(sheet.network, points), 2)) @ gradient.T
    stiffness = gradient @ movement
    firm = stiffness + eye_array(len(now)) * stiffness.diagonal().mean() * 1e-9
    return np.asarray((movement @ spsolve(firm.tocsc(), missing)).reshape(-1, 2))


def _length_at(network: Network, points: Floats) -> Floats:
    """(v,) how much border (km) each point stands for."""
    start, end, _, _ = network.steps
    half = np.hypot(*(points[end] - points[start]).T) / 2
    ends, halves = np.concatenate([start, end]), np.concatenate([half, half])
    lengths = np.bincount(ends, halves, minlength=len(points))
    return np.asarray(np.maximum(lengths, lengths.mean() * 1e-3))


def areas(sheet: Sheet, points: Floats) -> Floats:
    """(n,) signed areas in km² of the cells."""
    start, end, left, right = sheet.network.steps
    count = len(sheet.targets)
    swept = (points[start, 0] * points[end, 1] - points[end, 0] * points[start, 1]) / 2
    gained = np.bincount(left[left >= 0], swept[left >= 0], minlength=count)
    lost = np.bincount(right[right >= 0], swept[right >= 0], minlength=count)
    return np.asarray(gained - lost, dtype=np.float64)


def _area_gradient(network: Network, points: Floats, count: int) -> csr_array:
    """(count, 2v): how each area grows when a point moves east (2i) or north (2i + 1)."""
    start, end, left, right = network.steps
    column = np.concatenate([2 * start, 2 * start + 1, 2 * end, 2 * end + 1])
    value = (
        np.concatenate([points[end, 1], -points[end, 0], -points[start, 1], points[start, 0]]) / 2
    )
    row = np.concatenate([np.tile(left, 4), np.tile(right, 4)])
    column, value = np.tile(column, 2), np.concatenate([value, -value])
    real = row != OUTLINE
    shape = (count, 2 * len(points))
    return csr_array(coo_array((value[real], (row[real], column[real])), shape=shape))


def _wobble(network: Network, arc: Arc, points: Floats) -> Floats:
    """Offsets (km) across an arc: a few sine waves whose strengths come from a hash."""
    if len(arc.path) <= 3:
        return np.zeros((len(arc.path), 2))
    names = [network.names[cell] if cell != OUTLINE else "" for cell in (arc.left, arc.right)]
    digest = hashlib.sha256("|".join(names).encode()).digest()
    strengths = (np.frombuffer(digest[:OCTAVES], np.uint8) / 127.5 - 1) / np.arange(1, OCTAVES + 1)
    chord = points[arc.path[-1]] - points[arc.path[0]]
    length = float(np.hypot(*np.diff(points[arc.path], axis=0).T).sum())
    if np.hypot(*chord) < length / 4:
        return np.zeros((len(arc.path), 2))
    along = np.linspace(0, np.pi, len(arc.path))
    wave = np.sin(np.outer(along, np.arange(2, OCTAVES + 2))) @ strengths
    across = np.array([-chord[1], chord[0]]) / np.hypot(*chord)
    return np.asarray(WOBBLE * length * wave[:, None] * across)
