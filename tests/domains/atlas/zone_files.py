"""Files of hazard zones over the two villages of these tests."""

from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

RIVER = shapely.box(102.04, -2.46, 102.16, -2.44)  # through both villages
BANK = shapely.box(102.04, -2.47, 102.16, -2.43)


def write(
    path: Path,
    *zones: tuple[str, BaseGeometry],
    crs: str | None = "EPSG:4326",
    column: str = "KELAS",
) -> Path:
    """A file of zones, each with the class it says."""
    rows = zones or (("tinggi", RIVER), ("rendah", BANK))
    shapes = np.array([shape for _said, shape in rows], dtype=object)
    said = np.array([said for said, _shape in rows], dtype=object)
    pyogrio.raw.write(
        path,
        shapely.to_wkb(shapes),
        [said],
        [column],
        geometry_type="Unknown" if path.suffix == ".gpkg" else "Polygon",
        crs=crs,
    )
    return path


def exchanged(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda points: points[:, ::-1])


def in_metres(shape: BaseGeometry) -> BaseGeometry:
    """UTM zone 48S."""
    change = Transformer.from_crs("EPSG:4326", "EPSG:32748", always_xy=True)
    return shapely.transform(shape, lambda p: np.column_stack(change.transform(p[:, 0], p[:, 1])))


def bow_tie() -> shapely.Polygon:
    return shapely.Polygon([(102.0, -2.5), (102.1, -2.4), (102.1, -2.5), (102.0, -2.4)])
