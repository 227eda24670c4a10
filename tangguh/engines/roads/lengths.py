import numpy as np

from tangguh.engines.roads.model import Floats

MEAN_RADIUS_M = 6371008.8


def steps_m(points: Floats) -> Floats:
    """Metres between each point of an (n, 2) array of degrees and the next: n - 1 of them."""
    longitude, latitude = np.radians(points[:, 0]), np.radians(points[:, 1])
    half = np.sin(np.diff(latitude) / 2) ** 2
    half = half + np.cos(latitude[:-1]) * np.cos(latitude[1:]) * np.sin(np.diff(longitude) / 2) ** 2
    return np.asarray(2 * MEAN_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half, 1))))


def lengths_m(lines: tuple[Floats, ...]) -> Floats:
    """How long each line is on the mean sphere (at most 0.6 % from the ellipsoid)."""
    return np.array([steps_m(line).sum() for line in lines], np.float64)
