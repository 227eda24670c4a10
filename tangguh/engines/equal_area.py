"""A local map projection in kilometres in which every area is true on the WGS84 ellipsoid."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

EQUATOR_KM = 6378.137
FLATTENING = 1 / 298.257223563
ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)
ECCENTRICITY = float(np.sqrt(ECCENTRICITY_2))

Points = NDArray[np.float64]


@dataclass(frozen=True)
class EqualArea:
    """Cylindrical equal-area projection whose shapes are true at one latitude.

    Reference: Snyder, Map Projections: A Working Manual (1987), equations 3-12 and 10-13 to 10-16.
    """

    longitude: float
    latitude: float

    @classmethod
    def around(cls, lonlat: Points) -> Self:
        """The projection true in the middle of the points, an (n, 2) array of degrees."""
        middle = (lonlat.min(axis=0) + lonlat.max(axis=0)) / 2
        return cls(float(middle[0]), float(middle[1]))

    @property
    def stretch(self) -> float:
        """Length of a radian of longitude at the true latitude, over the equatorial radius."""
        sine = np.sin(np.radians(self.latitude))
        return float(np.cos(np.radians(self.latitude)) / np.sqrt(1 - ECCENTRICITY_2 * sine**2))

    def to_km(self, lonlat: Points) -> Points:
        """(n, 2) degrees of longitude and latitude to (n, 2) kilometres east and north."""
        east = EQUATOR_KM * self.stretch * np.radians(lonlat[:, 0] - self.longitude)
        north = EQUATOR_KM * _authalic(np.radians(lonlat[:, 1])) / (2 * self.stretch)
        return np.column_stack([east, north])

    def to_lonlat(self, km: Points) -> Points:
        """(n, 2) kilometres east and north back to (n, 2) degrees."""
        longitude = self.longitude + np.degrees(km[:, 0] / (EQUATOR_KM * self.stretch))
        latitude = _inverse_authalic(2 * self.stretch * km[:, 1] / EQUATOR_KM)
        return np.column_stack([longitude, np.degrees(latitude)])

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in degrees as one in kilometres."""
        return shapely.transform(geometry, self.to_km)

    def unproject(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in kilometres as one in degrees."""
        return shapely.transform(geometry, self.to_lonlat)


def area_km2(geometry: BaseGeometry) -> float:
    """Area in km² of a geometry in degrees of longitude and latitude; 0 for an empty one."""
    if geometry.is_empty:
        return 0.0
    west, south, east, north = geometry.bounds
    return float(EqualArea((west + east) / 2, (south + north) / 2).project(geometry).area)


def _authalic(latitude: Points) -> Points:
    """Snyder's q: twice the area from the equator to a latitude, a radian wide, over a²."""
    sine = np.sin(latitude)
    log_term = np.log((1 - ECCENTRICITY * sine) / (1 + ECCENTRICITY * sine)) / (2 * ECCENTRICITY)
    return np.asarray((1 - ECCENTRICITY_2) * (sine / (1 - ECCENTRICITY_2 * sine**2) - log_term))


def _inverse_authalic(q: Points) -> Points:
    """The latitude of q by Newton's method; four steps reach the last digit away from the poles."""
    latitude = np.arcsin(q / 2)
    for _ in range(4):
        sine = np.sin(latitude)
        slope = 2 * (1 - ECCENTRICITY_2) * np.cos(latitude) / (1 - ECCENTRICITY_2 * sine**2) ** 2
        latitude = latitude + (q - _authalic(latitude)) / slope
    return np.asarray(latitude)
