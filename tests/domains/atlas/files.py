"""Files of boundaries: one square for each of two villages, written by GDAL."""

import zipfile
from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

SQUARES = {"15.03.01.2001": (102.0, "Tambak Ratu"), "15.03.01.2002": (102.1, "Sungai Keradak")}
VILLAGES = Path(__file__).parents[4] / "shared/data/reference/admin/sarolangun_villages.geojson"


def square(code: str) -> shapely.Polygon:
    west, _name = SQUARES[code]
    return shapely.box(west, -2.5, west + 0.1, -2.4)


def bow_tie() -> shapely.Polygon:
    """A border that crosses itself, where the first village lies."""
    return shapely.Polygon([(102.0, -2.5), (102.1, -2.4), (102.1, -2.5), (102.0, -2.4)])


def write(
    path: Path,
    shapes: dict[str, BaseGeometry] | None = None,
    *,
    codes: tuple[str, ...] | None = None,
    crs: str = "EPSG:4326",
    column: str = "KODE_DESA",
) -> Path:
    """A file of the shapes by code. `codes` stand in its rows instead of the true ones."""
    shapes = shapes or {code: square(code) for code in SQUARES}
    if crs != "EPSG:4326":
        change = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
        shapes = {code: moved(shape, change) for code, shape in shapes.items()}
    names = [SQUARES.get(code, (0, "Lain"))[1] for code in shapes]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array(list(shapes.values()), dtype=object)),
        [np.array(codes or tuple(shapes), dtype=object), np.array(names, dtype=object)],
        [column, "NAMA"],
        geometry_type="Unknown" if path.suffix == ".gpkg" else "Polygon",
        crs=crs,
    )
    return path


def moved(shape: BaseGeometry, change: Transformer) -> BaseGeometry:
    return shapely.transform(
        shape, lambda points: np.column_stack(change.transform(points[:, 0], points[:, 1]))
    )


def zipped_shapefile(folder: Path) -> Path:
    write(folder / "desa.shp")
    path = folder / "desa.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.glob("desa.[dps]*"):
            archive.write(part, part.name)
    return path


def wrong_zone(path: Path) -> Path:
    """Coordinates of UTM zone 48 that say that they are of zone 47: 660 km too far west."""
    write(path.with_name("right.gpkg"), crs="EPSG:32748")
    _meta, _fids, shapes, fields = pyogrio.raw.read(path.with_name("right.gpkg"))
    pyogrio.raw.write(
        path, shapes, fields, ["KODE_DESA", "NAMA"], geometry_type="Polygon", crs="EPSG:32747"
    )
    return path


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("desa.shp", bytes(8 * 2**20))
    return path
