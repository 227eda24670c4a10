"""Shapes from one system of coordinates into another."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from tangguh.integrations.plain_tables import UnreadableTable


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
