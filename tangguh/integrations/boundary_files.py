"""Boundaries from GeoPackage, GeoJSON and Shapefile, in any reference system, as WGS84 records."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyogrio
import pyogrio.raw
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from pyogrio.errors import DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.geometry.base import BaseGeometry

from tangguh.errors import Refused
from tangguh.integrations import boundary_archives
from tangguh.integrations.boundary_columns import code_column, name_column, official_code
from tangguh.integrations.boundary_problems import (
    EmptyLayer,
    FileTooLarge,
    NoReferenceSystem,
    NotAreas,
    NotAVectorFile,
    SeveralLayers,
)

WGS84 = "EPSG:4326"
LARGEST_FILE = 256 * 2**20
MOST_FEATURES = 100_000
ROWS_NAMED = 5

SHAPEFILE_START = bytes.fromhex("0000270a")
SQLITE_START = b"SQLite format 3\x00"


@dataclass(frozen=True)
class BoundaryFeature:
    """One row of a file, from 1: its official code, name, all its columns and its WGS84 shape."""

    row: int
    code: str
    name: str
    properties: Mapping[str, object]
    geometry: BaseGeometry


@dataclass(frozen=True)
class Layer:
    """One layer: its shapes, and its columns by name."""

    crs: str | None
    geometries: NDArray[np.object_]
    columns: Mapping[str, NDArray[np.object_]]


def read_boundaries(
    path: Path, *, layer: str | None = None, column: str | None = None
) -> tuple[BoundaryFeature, ...]:
    """Every area in a file, which may be zipped. `layer` and `column` settle what is ambiguous.

    Raises a Refused that says what is wrong with the file and what to do. Shapes that are areas
    but invalid are let through: reviewing them is the engine's work.
    """
    found = read_layer(path, layer)
    shapes = _in_degrees(found)
    _refuse_what_is_no_area(shapes)
    return _features(found, shapes, column)


def read_in_degrees(path: Path, *, layer: str | None = None) -> Layer:
    """One layer of a file, whatever its shapes, in degrees WGS84. Raises a Refused."""
    found = read_layer(path, layer)
    return replace(found, crs=WGS84, geometries=_in_degrees(found))


def read_layer(path: Path, layer: str | None = None) -> Layer:
    """One layer of a file, which may be zipped, as it stands there."""
    if path.stat().st_size > LARGEST_FILE:
        raise FileTooLarge(
            _("The file has %(size)d MB; at most %(most)d MB are read. Simplify it or split it.")
            % {"size": path.stat().st_size // 2**20, "most": LARGEST_FILE // 2**20}
        )
    with _unpacked(path) as source:
        return _read_layer(source, layer)


@contextmanager
def _unpacked(path: Path) -> Iterator[str]:
    """What GDAL is to open: only the kinds we name, never a format that can point elsewhere."""
    if boundary_archives.is_archive(path):
        with tempfile.TemporaryDirectory() as folder:
            yield _source(boundary_archives.unpack(path, Path(folder)))
    else:
        yield _source(path)


def _source(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(64)
    if start.startswith(SQLITE_START):
        return f"GPKG:{path}"
    if start.startswith(SHAPEFILE_START):
        boundary_archives.refuse_incomplete_shapefile(path)
        return str(path)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and _is_geojson(path):
        return f"GeoJSON:{path}"
    raise _not_a_vector_file()


def _is_geojson(path: Path) -> bool:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return False
    return content.get("type") in {"FeatureCollection", "Feature"}


def _not_a_vector_file() -> Refused:
    return NotAVectorFile(
        _(
            "This is not a file of boundaries that can be read. Send a GeoPackage (.gpkg), "
            "a GeoJSON file, or a Shapefile with all its parts in one .zip."
        )
    )


def _read_layer(source: str, wanted: str | None) -> Layer:
    try:
        name = _chosen_layer(source, wanted)
        info = pyogrio.read_info(source, layer=name, force_feature_count=True)
        _refuse_wrong_size(name, int(info["features"]))
        meta, _fids, shapes, values = pyogrio.raw.read(source, layer=name)
    except DataSourceError as error:
        raise _not_a_vector_file() from error
    columns = dict(zip(meta["fields"].tolist(), values, strict=True))
    return Layer(meta["crs"], shapely.from_wkb(shapes, on_invalid="ignore"), columns)


def _chosen_layer(source: str, wanted: str | None) -> str:
    layers = [str(name) for name, kind in pyogrio.list_layers(source) if kind is not None]
    if not layers:
        raise EmptyLayer(_("The file has no layer with shapes. Export it again with its shapes."))
    if wanted is None and len(layers) == 1:
        return layers[0]
    if wanted in layers:
        return str(wanted)
    raise SeveralLayers(
        _("The file has the layers %(layers)s. Choose the one that is meant.")
        % {"layers": ", ".join(layers)},
        layers=layers,
    )


def _refuse_wrong_size(layer: str, count: int) -> None:
    if count == 0:
        raise EmptyLayer(
            _("The layer %(layer)s is empty. Export it again, with all its areas.")
            % {"layer": layer}
        )
    if count > MOST_FEATURES:
        raise FileTooLarge(
            _("The layer has %(count)d areas; at most %(most)d are read. Send one district a time.")
            % {"count": count, "most": MOST_FEATURES}
        )


def _in_degrees(layer: Layer) -> NDArray[np.object_]:
    """The shapes in longitude and latitude. Without a reference system they must be that already."""
    flat = shapely.force_2d(layer.geometries)
    if layer.crs is None:
        _refuse_what_looks_like_metres(flat)
        return np.asarray(flat)
    try:
        if CRS(layer.crs).equals(CRS(WGS84), ignore_axis_order=True):
            _refuse_what_looks_like_metres(flat)
            return np.asarray(flat)
    except CRSError as error:
        raise _wrong_system() from error
    return moved_to_degrees(flat, layer.crs)


def moved_to_degrees(shapes: NDArray[np.object_], crs: str) -> NDArray[np.object_]:
    """Shapes of a reference system as longitude and latitude; refused where they do not fit it."""
    try:
        moved = _moved(shapes, Transformer.from_crs(crs, WGS84, always_xy=True))
    except (CRSError, ProjError) as error:
        raise _wrong_system() from error
    if not np.isfinite(shapely.total_bounds(moved)).all():
        raise _wrong_system()
    return np.asarray(moved)


def _moved(shapes: NDArray[np.object_], change: Transformer) -> NDArray[np.object_]:
    def to_degrees(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(change.transform(points[:, 0], points[:, 1]))

    return np.asarray(shapely.transform(shapes, to_degrees))


def _wrong_system() -> Refused:
    return NoReferenceSystem(
        _(
            "The coordinates do not fit the reference system that the file names. Export it "
            "again in WGS84 (EPSG:4326)."
        )
    )


def _refuse_what_looks_like_metres(shapes: NDArray[np.object_]) -> None:
    west, south, east, north = shapely.total_bounds(shapes)
    if west >= -90 and east <= 90 < north <= 180:
        raise NoReferenceSystem(
            _(
                "Longitude and latitude seem to be exchanged: each corner must give its longitude "
                "first, such as 102.7, then its latitude, such as −2.3. Export the file again."
            )
        )
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise NoReferenceSystem(
            _(
                "The coordinates look like metres, and the file does not say in which reference "
                "system. Add the .prj file, or export it in WGS84 (EPSG:4326)."
            )
        )


def _refuse_what_is_no_area(shapes: NDArray[np.object_]) -> None:
    areas = np.isin(
        shapely.get_type_id(shapes),
        [shapely.GeometryType.POLYGON.value, shapely.GeometryType.MULTIPOLYGON.value],
    )
    rows = (np.flatnonzero(~areas) + 1).tolist()
    if rows:
        named = ", ".join(str(row) for row in rows[:ROWS_NAMED])
        raise NotAreas(
            _(
                "%(count)d rows hold no area (row %(rows)s). Boundaries must be polygons: remove "
                "points, lines and empty rows, and send the file again."
            )
            % {"count": len(rows), "rows": named},
            rows=rows,
        )


def _features(
    layer: Layer, shapes: NDArray[np.object_], column: str | None
) -> tuple[BoundaryFeature, ...]:
    codes = code_column(layer.columns, column)
    names = name_column(layer.columns)
    return tuple(
        BoundaryFeature(
            row=number,
            code=official_code(properties[codes]) or str(properties[codes] or "").strip(),
            name=str(properties[names] or "").strip() if names else "",
            properties=properties,
            geometry=shape,
        )
        for number, (properties, shape) in enumerate(
            zip(rows_of(layer.columns, len(shapes)), shapes.tolist(), strict=True), start=1
        )
    )


def rows_of(columns: Mapping[str, NDArray[np.object_]], count: int) -> Sequence[dict[str, object]]:
    """The columns of a layer as one mapping a row."""
    lists = {name: values.tolist() for name, values in columns.items()}
    return [{name: values[row] for name, values in lists.items()} for row in range(count)]
