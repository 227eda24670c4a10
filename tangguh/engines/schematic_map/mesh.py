"""Borders as a network: every point stored once, so that neighbours cannot drift apart."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Voronoi

from tangguh.engines.schematic_map.growth import LIMIT, OUTLINE, Floats, Growth, Indices, Rays

NEAR = 0.06
OUTLINE_STEPS = 400
FRAME = 3.0
FAR = 1e6


@dataclass(frozen=True)
class Mesh:
    """Borders between cells: `points` (v, 2) in km; each row of `edges` (e, 2) is a step from
    point to point, with the cell on its left and on its right in `sides` (e, 2)."""

    points: Floats
    edges: Indices
    sides: Indices


def mesh_of(rays: Rays, growth: Growth, outline: shapely.Polygon) -> Mesh:
    """The borders of the grown cells as a network.

    Pairs of samples are laid on both sides of every border; a sample belongs to the cell that
    reaches it first. In the Voronoi diagram of the samples, the ridges between samples of
    different owners run along the borders. A piece cut off from its cell joins a neighbour.
    """
    samples = np.concatenate([rays.sites, _pairs(rays, growth), _rim(outline), _frame(outline)])
    samples = np.unique(samples.round(9), axis=0)
    owners = _owners(samples, rays.sites, growth, outline)
    diagram = Voronoi(samples)
    neighbours = np.asarray(diagram.ridge_points, dtype=np.intp)
    owners = _joined(owners, neighbours, samples, rays.sites)
    return _borders(diagram, neighbours, samples, owners)


def _pairs(rays: Rays, growth: Growth) -> Floats:
    """Two mirrored samples across the border at the end of each ray that another cell stops."""
    site, ray = np.nonzero((growth.stopper != OUTLINE) & (growth.reach > 0))
    ends = rays.sites[site] + growth.reach[site, ray, None] * rays.directions[ray]
    stopper = growth.stopper[site, ray]
    limited = (stopper == LIMIT)[:, None]
    facing = ends + growth.reach[site, ray, None] * rays.directions[ray]
    away = ends - np.where(limited, facing, rays.sites[stopper])
    distance = np.hypot(*away.T)[:, None]
    across = rays.directions[ray] - away / np.maximum(distance, 1e-12)
    across /= np.maximum(np.hypot(*across.T)[:, None], 1e-12)
    gap = NEAR * np.minimum(growth.reach[site, ray, None], distance)
    return np.concatenate([ends - gap * across, ends + gap * across])


def _rim(outline: shapely.Polygon) -> Floats:
    """Mirrored samples on both sides of the outline."""
    ring = outline.exterior
    at = np.linspace(0, ring.length, OUTLINE_STEPS, endpoint=False)
    step = ring.length / OUTLINE_STEPS
    here = shapely.get_coordinates(shapely.line_interpolate_point(ring, at))
    ahead = shapely.get_coordinates(
        shapely.line_interpolate_point(ring, (at + step / 20) % ring.length)
    )
    along = (ahead - here) / np.maximum(np.hypot(*(ahead - here).T)[:, None], 1e-12)
    across = np.column_stack([-along[:, 1], along[:, 0]]) * step / 3
    return np.concatenate([here + across, here - across])


def _frame(outline: shapely.Polygon) -> Floats:
    """Eight samples far outside, so that every border has two ends."""
    middle = np.asarray(outline.centroid.coords)
    angles = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    reach = FRAME * outline.length
    return np.asarray(middle + reach * np.column_stack([np.cos(angles), np.sin(angles)]))


def _owners(samples: Floats, sites: Floats, growth: Growth, outline: shapely.Polygon) -> Indices:
    distance = np.hypot(*(samples[:, None, :] - sites[None, :, :]).transpose(2, 0, 1))
    too_far = np.where(distance > growth.limits, FAR, 0.0)
    owners = (distance - growth.head_starts + too_far).argmin(axis=1).astype(np.intp)
    inside = shapely.contains_xy(outline, samples)
    return np.asarray(np.where(inside, owners, OUTLINE), dtype=np.intp)


def _joined(owners: Indices, neighbours: Indices, samples: Floats, sites: Floats) -> Indices:
    """Owners after every piece cut off from its cell has joined the neighbour it touches most."""
    home = np.array([np.abs(samples - site).sum(axis=1).argmin() for site in sites])
    while True:
        first, second = neighbours[owners[neighbours[:, 0]] == owners[neighbours[:, 1]]].T
        links = coo_array((np.ones(len(first)), (first, second)), shape=(len(owners),) * 2)
        _, piece = connected_components(links, directed=False)
        kept = np.append(piece[home], piece[samples[:, 0].argmax()])
        stray = ~np.isin(piece, kept)
        touching = _touching(stray, owners, neighbours)
        if not len(touching):
            return owners
        owners = _hand_over(owners, piece, touching)


def _touching(stray: NDArray[np.bool_], owners: Indices, neighbours: Indices) -> Indices:
    """Neighbours of which the first is in a stray piece and the second in a cell that stays."""
    both_ways = np.concatenate([neighbours, neighbours[:, ::-1]])
    first, second = both_ways.T
    return np.asarray(both_ways[stray[first] & ~stray[second] & (owners[second] != OUTLINE)])


def _hand_over(owners: Indices, piece: Indices, touching: Indices) -> Indices:
    owners = owners.copy()
    for moving in np.unique(piece[touching[:, 0]]):
        heirs = owners[touching[piece[touching[:, 0]] == moving, 1]]
        owners[piece == moving] = np.bincount(heirs).argmax()
    return owners


def _borders(diagram: Voronoi, neighbours: Indices, samples: Floats, owners: Indices) -> Mesh:
    ends = np.asarray(diagram.ridge_vertices, dtype=np.intp)
    border = owners[neighbours[:, 0]] != owners[neighbours[:, 1]]
    neighbours, ends = neighbours[border], ends[border]
    points = np.asarray(diagram.vertices)
    step = points[ends[:, 1]] - points[ends[:, 0]]
    to_first = samples[neighbours[:, 0]] - points[ends[:, 0]]
    on_right = step[:, 0] * to_first[:, 1] - step[:, 1] * to_first[:, 0] < 0
    sides = np.where(on_right[:, None], neighbours[:, ::-1], neighbours)
    used, edges = np.unique(ends, return_inverse=True)
    return Mesh(points[used], edges.reshape(-1, 2), owners[sides])
