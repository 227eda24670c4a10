"""Cells that grow from the label points like drops of ink, each with its own head start."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, eye_array
from scipy.sparse.linalg import spsolve
from scipy.spatial.distance import cdist

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

AREA_TOLERANCE = 1e-2
MOST_STEPS = 60
SMALLEST_STEP = 1e-3
STEEPEST = 0.98
RAYS = 96
OUTLINE = -1
LIMIT = -2


@dataclass(frozen=True)
class Rays:
    """What can be seen from the sites: lines of sight, and how far each is from the outline.

    `sites` is (n, 2) in km, `directions` (RAYS, 2) unit vectors, `sight` (n, RAYS) in km.
    """

    sites: Floats
    directions: Floats
    sight: Floats


@dataclass(frozen=True)
class Growth:
    """Cells around the sites: how far each reaches along each ray, and what stops it there.

    `reach` is (n, RAYS) in km; `stopper` is (n, RAYS), the stopping site, `OUTLINE` or `LIMIT`; `slope`
    is (n, RAYS), how much farther the ray reaches for one km of head start over its stopper.
    """

    head_starts: Floats
    limits: Floats
    reach: Floats
    stopper: Indices
    slope: Floats

    @property
    def areas(self) -> Floats:
        """(n,) areas in km² of the star-shaped cells."""
        return np.asarray((self.reach**2).sum(axis=1) * np.pi / RAYS)


def balanced_growth(rays: Rays, targets: Floats, longest: float) -> Growth:
    """The growth in which each cell has its target area (km²).

    The cells are an additively weighted Voronoi diagram: a place belongs to the site with the
    least distance minus head start, so each cell is star-shaped around its label and holds it.
    None reaches farther than `longest` times its own radius: a small village amid a large one
    is a spot in it and no needle. Head starts come from damped Newton steps on the dual of semi-discrete optimal transport
    (after Kitagawa, Mérigot and Thibert, 2019): a step is halved until no cell vanishes and
    the error falls.
    """
    seen = grow(rays, np.zeros(len(targets)), np.full(len(targets), np.inf)).areas.sum()
    targets = targets * seen / targets.sum()
    limits = longest * np.sqrt(targets / np.pi)
    growth = grow(rays, np.zeros(len(targets)), limits)
    floor = min(targets.min(), growth.areas.min()) / 2
    for _ in range(MOST_STEPS):
        if np.abs(growth.areas / targets - 1).max() < AREA_TOLERANCE:
            break
        better = _damped_step(rays, growth, targets, floor)
        if better is None:
            break
        growth = better
    return grow(rays, _without_needles(rays.sites, growth.head_starts), limits)


def _without_needles(sites: Floats, head_starts: Floats) -> Floats:
    """Head starts raised where a near and much larger neighbour would leave but a needle.

    No two may differ by more than a part of their distance. What such a cell then has too much
    is pressed out of it later, on all its sides.
    """
    return np.asarray((head_starts - STEEPEST * cdist(sites, sites)).max(axis=1))


def lines_of_sight(sites: Floats, outline: shapely.Polygon) -> Rays:
    """The rays from every site to the first crossing of the outline."""
    angles = np.linspace(0, 2 * np.pi, RAYS, endpoint=False)
    directions = np.column_stack([np.cos(angles), np.sin(angles)])
    start = np.asarray(outline.exterior.coords)[:-1]
    along = np.roll(start, -1, axis=0) - start
    sight = np.stack([_first_crossing(site, directions, start, along) for site in sites])
    return Rays(sites, directions, sight)


def _first_crossing(site: Floats, directions: Floats, start: Floats, along: Floats) -> Floats:
    """(RAYS,) distances from one site to the nearest of the segments on each ray."""
    to_start = start - site
    turn = _cross(directions[:, None, :], along[None, :, :])
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = _cross(to_start, along)[None, :] / turn
        share = _cross(to_start[None, :, :], directions[:, None, :]) / turn
    hit = (distance > 0) & (share >= -1e-9) & (share <= 1 + 1e-9)
    return np.asarray(np.where(hit, distance, np.inf).min(axis=1))


def _cross(first: Floats, second: Floats) -> Floats:
    return np.asarray(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])


def grow(rays: Rays, head_starts: Floats, limits: Floats) -> Growth:
    """How far every cell reaches: the least of limit, outline and hyperbolas to all others."""
    rows = [_reach_of(rays, head_starts, site) for site in range(len(head_starts))]
    reach, stopper, slope = (np.stack(column) for column in zip(*rows, strict=True))
    beyond = reach > limits[:, None]
    return Growth(
        head_starts,
        limits,
        reach=np.minimum(reach, limits[:, None]),
        stopper=np.where(beyond, LIMIT, stopper),
        slope=np.where(beyond, 0.0, slope),
    )


def _reach_of(rays: Rays, head_starts: Floats, site: int) -> tuple[Floats, Indices, Floats]:
    """One site's reach. It meets another at r = (d² - h²) / 2(u·d - h), h its head start."""
    apart = np.delete(rays.sites, site, axis=0) - rays.sites[site]
    others = np.delete(np.arange(len(head_starts)), site)
    ahead = (head_starts[site] - head_starts[others])[None, :]
    squared = (apart**2).sum(axis=1)[None, :]
    approach = rays.directions @ apart.T - ahead
    with np.errstate(divide="ignore", invalid="ignore"):
        meeting = (squared - ahead**2) / (2 * approach)
    meeting[approach <= 0] = np.inf
    meeting[:, (ahead**2 >= squared)[0] & (ahead[0] < 0)] = 0.0
    meeting = np.column_stack([meeting, rays.sight[site]])
    ray = np.arange(RAYS)
    nearest = meeting.argmin(axis=1)
    reach = meeting[ray, nearest]
    stopper = np.append(others, OUTLINE)[nearest]
    approach = np.column_stack([approach, np.ones(RAYS)])[ray, nearest]
    slope = (reach - np.append(ahead[0], 0.0)[nearest]) / approach
    return reach, stopper, np.where(stopper == OUTLINE, 0.0, np.maximum(slope, 0.0))


def _damped_step(rays: Rays, growth: Growth, targets: Floats, floor: float) -> Growth | None:
    """The first growth along the Newton direction that is better; None where none is."""
    shortage = targets - growth.areas
    direction = _newton_direction(growth, shortage)
    step = 1.0
    while step > SMALLEST_STEP:
        tried = grow(rays, growth.head_starts + step * direction, growth.limits)
        left = np.linalg.norm(targets - tried.areas) / np.linalg.norm(shortage)
        if tried.areas.min() > floor and left <= 1 - step / 2:
            return tried
        step /= 2
    return None


def _newton_direction(growth: Growth, shortage: Floats) -> Floats:
    count = len(shortage)
    site, ray = np.nonzero(growth.stopper >= 0)
    other = growth.stopper[site, ray]
    flow = growth.reach[site, ray] * growth.slope[site, ray] * 2 * np.pi / RAYS / 2
    ends, others = np.concatenate([site, other]), np.concatenate([other, site])
    values = np.concatenate([flow, flow, -flow, -flow])
    places = (np.concatenate([ends, ends]), np.concatenate([ends, others]))
    gain = coo_array((values, places), shape=(count, count))
    # Head starts count only relative to each other: a whiff of the identity picks one solution.
    anchor = eye_array(count) * (flow.sum() * 1e-9 + 1e-12)
    return np.asarray(spsolve((gain + anchor).tocsc(), shortage - shortage.mean()))
