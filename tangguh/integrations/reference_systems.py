"""Shapes from one system of coordinates into another."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from tangguh.integrations.plain_tables import UnreadableTable

# What surveys of the district come in when their file does not say so.
GUESSES = (32748, 32747, 23833, 23832, 23834, 23831, 32648, 32647, 3857)
AROUND = 0.5  # degrees around the district: a guess must fall in here

Box = tuple[float, float, float, float]  # west, south, east, north in degrees WGS84


def moved(shapes: NDArray[np.object_], system: str | None, into: str | None) -> NDArray[np.object_]:
    """The shapes in the other system; as they are where one of the two is not told.

    Raises UnreadableTable where a system is unknown.
    """
    if system is None or into is None:
        return shapes
    from pyproj import CRS, Transformer
    from pyproj.exceptions import CRSError, ProjError

    try:
        if CRS(system).equals(CRS(into), ignore_axis_order=True):
            return shapes
        change = Transformer.from_crs(system, into, always_xy=True)

        def other(points: NDArray[np.float64]) -> Any:
            return np.column_stack(change.transform(points[:, 0], points[:, 1]))

        return np.asarray(shapely.transform(shapely.force_2d(shapes), other), object)
    except (CRSError, ProjError) as problem:
        raise UnreadableTable("system_is_unknown", why=problem) from None


def guessed_system(x: float, y: float, near: Box) -> int | None:
    """The EPSG code of the first usual system in which a point in metres lies in or by a box."""
    from pyproj import Transformer

    west, south, east, north = near
    for code in GUESSES:
        change = Transformer.from_crs(code, "EPSG:4326", always_xy=True)
        longitude, latitude = change.transform(x, y)
        in_width = west - AROUND <= longitude <= east + AROUND
        if in_width and south - AROUND <= latitude <= north + AROUND:
            return code
    return None
