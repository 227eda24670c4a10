"""Hazard zones from GeoPackage, GeoJSON and Shapefile, with their class, as they stand in the file."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.geometry.base import BaseGeometry

from tangguh.integrations.boundary_files import (
    WGS84,
    Layer,
    moved_to_degrees,
    read_layer,
    rows_of,
)
from tangguh.integrations.boundary_problems import NoReferenceSystem, NotAreas
from tangguh.integrations.reference_systems import Box, guessed_system

# As the maps of BNPB, BPBD and their consultants call them.
CLASS_COLUMNS = (
    "kelas", "kelas_bahaya", "kls_bahaya", "bahaya", "kelas_rawan", "kerawanan", "rawan",
    "tingkat", "class", "level", "kategori", "gridcode",
)  # fmt: skip
CLASS_BEGINNINGS = ("kelas", "kls", "bahaya", "rawan", "tingkat", "class")
DEPTH_COLUMNS = ("depth_m", "depth", "kedalaman", "kedalaman_m", "genangan", "tinggi_genangan")
NAME_COLUMNS = ("nama", "name", "namobj", "keterangan", "ket", "label")
SAID = {
    "high": ("tinggi", "sangat tinggi", "high", "merah", "red", "3"),
    "medium": ("sedang", "menengah", "medium", "kuning", "yellow", "2"),
    "low": ("rendah", "sangat rendah", "low", "hijau", "green", "1"),
}
DEEPEST_M = 100.0
NOT_SAID = {"", "-", "nan", "none", "null", "-9999", "-9999.0"}
ALL_ROUND = 180


@dataclass(frozen=True)
class ZoneFeature:
    """One row of a file, from 1: its class in our words or as it is said, name and shape (degrees).

    depth_m: how deep the water stands in it, where the file tells a number of metres.
    """

    row: int
    level: str
    name: str
    geometry: BaseGeometry
    depth_m: float | None = None


def read_zones(
    path: Path, *, near: Box, layer: str = "", system: str = "", level: str = ""
) -> tuple[ZoneFeature, ...]:
    """Every zone of a file, which may be zipped; invalid and misplaced ones are let through.

    `system` says in which reference system the coordinates are, where the file does not; `level`
    is the class of all rows where it has no column of classes. `near` is the district's box, for
    a guess. Raises a Refused that says what is wrong with the file and what to do.
    """
    found = read_layer(path, layer or None)
    shapes = _in_degrees(found, near, system.strip())
    if not any(shape is not None and not shape.is_empty for shape in shapes.tolist()):
        raise NotAreas(_("No row of the file holds a shape. Draw the zones and export them again."))
    classes = _class_column(found)
    names, depths = _column(found, NAME_COLUMNS), _column(found, DEPTH_COLUMNS)
    return tuple(
        ZoneFeature(
            row,
            _class(properties[classes]) if classes else level,
            str(properties[names] or "").strip()[:160] if names else "",
            shape if shape is not None else shapely.Polygon(),
            _depth(row, properties[depths]) if depths else None,
        )
        for row, (properties, shape) in enumerate(
            zip(rows_of(found.columns, len(shapes)), shapes.tolist(), strict=True), start=1
        )
    )


def _class(value: object) -> str:
    """high, medium or low, from any of the usual words; otherwise what is said."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "")
    plain = re.sub(r"^(kelas|bahaya|zona|kerawanan)\s+", "", text.strip().lower())
    return next((level for level, words in SAID.items() if plain in words), text.strip())


def _depth(row: int, value: object) -> float | None:
    """Metres; None where nothing is said. What says no depth is refused: roads close by it."""
    said = str("" if value is None else value).strip()
    if said.lower() in NOT_SAID:
        return None
    try:
        metres = float(said.replace(",", "."))
    except ValueError:
        metres = -1.0
    if not 0 <= metres < DEEPEST_M:
        raise NotAreas(
            _(
                "Row %(row)d: the depth “%(said)s” is no number of metres from 0 to %(most)d. Write it "
                "as 1.2, or leave it empty: then a guess by class holds."
            )
            % {"row": row, "said": said[:40], "most": DEEPEST_M}
        )
    return metres


def _column(layer: Layer, usual: tuple[str, ...]) -> str | None:
    by_name = {re.sub(r"[^a-z0-9]", "_", name.lower()): name for name in layer.columns}
    return next((by_name[name] for name in usual if name in by_name), None)


def _class_column(layer: Layer) -> str | None:
    """The column of classes: a usual name, or one that begins like one, as KELAS_BHY does."""
    begins = (name for name in layer.columns if name.lower().startswith(CLASS_BEGINNINGS))
    return _column(layer, CLASS_COLUMNS) or next(begins, None)


def _in_degrees(layer: Layer, near: Box, system: str) -> NDArray[np.object_]:
    flat = np.asarray(shapely.force_2d(layer.geometries))
    said = system or layer.crs
    if said is None or _is_degrees(said):
        _refuse_metres(flat, near)
        return flat
    return moved_to_degrees(flat, said)


def _is_degrees(system: str) -> bool:
    try:
        return bool(CRS(system).equals(CRS(WGS84), ignore_axis_order=True))
    except CRSError as error:
        raise NoReferenceSystem(
            _("Nobody knows the reference system “%(system)s”. Write it as EPSG:32748.")
            % {"system": system[:60]}
        ) from error


def _refuse_metres(shapes: NDArray[np.object_], near: Box) -> None:
    """Name the first row in metres, and the system in which it would lie in the district."""
    bounds = shapely.bounds(shapes)
    rows = np.flatnonzero((np.abs(bounds) > ALL_ROUND).any(axis=1))
    if not len(rows):
        return
    x, y = bounds[rows[0], 0], bounds[rows[0], 1]
    where = {"row": rows[0] + 1, "x": f"{x:.0f}", "y": f"{y:.0f}", "count": len(rows)}
    guess = guessed_system(float(x), float(y), near)
    if guess is None:
        raise NoReferenceSystem(
            _(
                "%(count)d rows are in metres (the first is row %(row)d: %(x)s, %(y)s), and the "
                "file does not say in which reference system. Add the .prj file, or export it in "
                "WGS84 (EPSG:4326)."
            )
            % where
        )
    raise NoReferenceSystem(
        _(
            "%(count)d rows are in metres (the first is row %(row)d: %(x)s, %(y)s), and the file "
            "does not say in which reference system. As EPSG:%(code)d (%(name)s) they would lie "
            "in the district: if that is right, write it as the reference system and check again."
        )
        % (where | {"code": guess, "name": CRS.from_epsg(guess).name}),
        guess=f"EPSG:{guess}",
    )
