"""A district's register of roads: CSV with two points or a line, or lines of a GIS file."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from tangguh.errors import Refused
from tangguh.integrations.boundary_files import read_in_degrees
from tangguh.integrations.plain_tables import is_ragged
from tangguh.integrations.reference_systems import Box, guessed_system

Floats = NDArray[np.float64]
Row = Mapping[str, object]

COLUMNS = {
    "id": ("id", "no_ruas", "nomor_ruas", "kode_ruas", "kode", "nomor", "no"),
    "name": ("name", "nama_ruas", "nama", "nm_ruas"),
    "class": ("class", "road_class", "kelas", "status", "kewenangan"),
    "one_way": ("one_way", "oneway", "satu_arah"),
    "bridge": ("bridge", "is_bridge", "jembatan"),
    "ford": ("ford", "is_ford", "lintas_air"),
    "surface": ("surface", "permukaan", "perkerasan"),
    "capacity": ("capacity_pps", "capacity", "kapasitas"),
}
LINE = ("wkt", "geom", "geometry", "linestring")
POINTS = ("from_lon", "from_lat", "to_lon", "to_lat")
CLASSES = {
    "national": ("national", "nasional", "negara"),
    "provincial": ("provincial", "provinsi", "propinsi"),
    "district": ("district", "kabupaten", "kota"),
    "village": ("village", "desa", "lingkungan", "poros desa"),
    "farm": ("farm", "usaha tani", "kebun", "perkebunan", "produksi", "track"),
    "foot": ("foot", "setapak", "jalan kaki", "path"),
    "boat": ("boat", "perahu", "sungai", "ketek"),
}
CLASS_OF = {word: code for code, words in CLASSES.items() for word in words}
ONE_WAY = {"1": 1, "yes": 1, "ya": 1, "true": 1, "-1": -1, "reverse": -1, "terbalik": -1}
NO = {"", "0", "no", "tidak", "false", "-"}
YES = {"1", "yes", "ya", "true"}
MOST_A_SECOND = 1000.0  # persons: a motorway lets fewer through
MOST_ROWS = 200_000
MOST_NAMED = 20


class RegisterRefused(Refused):
    """A register whose rows are no roads. The message names the row."""

    code = "register_refused"


@dataclass(frozen=True, eq=False)
class RegisterLine:
    """One road of a register, from row 1; one_way as Way has it; capacity in persons a second."""

    row: int
    id: str
    points: Floats
    road_class: str
    one_way: int
    is_bridge: bool
    is_ford: bool
    surface: str
    name: str
    capacity: float | None


def read_register(
    path: Path, *, layer: str | None = None, near: Box | None = None
) -> list[RegisterLine]:
    """Every road of a file, in degrees WGS84. Raises a Refused that names the rows and the remedy.

    `near` is the district's box: in it the reference system of coordinates in metres is guessed.
    """
    found = list(csv_lines(path) if path.suffix.lower() == ".csv" else layer_lines(path, layer))
    if not found:
        raise RegisterRefused(_("The register has no rows. Export it again, with all its roads."))
    lines = [line for row, cells, shape in found for line in described(row, cells, shape)]
    refuse_misplaced(lines, near)
    return lines


def csv_lines(path: Path) -> Iterator[tuple[int, Row, shapely.Geometry]]:
    """The rows of a table with their lines."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RegisterRefused(_("The table is not in UTF-8. Save it as CSV in UTF-8.")) from None
    separator = ";" if text.partition("\n")[0].count(";") > 2 else ","
    rows = csv.DictReader(text.splitlines(), delimiter=separator)
    names = {name.strip().lower(): name for name in rows.fieldnames or () if name}
    line = next((names[name] for name in LINE if name in names), "")
    if not line and not all(name in names for name in POINTS):
        raise RegisterRefused(
            _("The table needs a column wkt, or the columns %(points)s. It has: %(there)s.")
            % {"points": ", ".join(POINTS), "there": ", ".join(names)}
        )
    for number, cells in enumerate(rows, 1):
        refuse_too_many(number)
        if is_ragged(cells):
            raise ragged(number)
        shape = from_wkt(number, cells[line]) if line else between(number, cells, names)
        yield number, {key: cells[name] for key, name in names.items()}, shape


def refuse_too_many(number: int) -> None:
    if number > MOST_ROWS:
        raise RegisterRefused(
            _("The register has more than %(most)d rows. Send one district at a time.")
            % {"most": MOST_ROWS}
        )


def ragged(row: int) -> RegisterRefused:
    return RegisterRefused(
        _(
            "Row %(row)d has not as many cells as the first row has columns. Write decimals with a "
            "point, or separate the cells by semicolons."
        )
        % {"row": row}
    )


def from_wkt(row: int, text: object) -> shapely.Geometry:
    try:
        return shapely.from_wkt(str(text or ""))
    except shapely.errors.GEOSException:
        raise RegisterRefused(
            _("Row %(row)d: “%(text)s” is no line. Write LINESTRING (102.7 -2.3, 102.8 -2.4).")
            % {"row": row, "text": str(text)[:60]}
        ) from None


def between(row: int, cells: Row, names: Mapping[str, str]) -> shapely.Geometry:
    said = [number_in(cells[names[name]]) for name in POINTS]
    known = [value for value in said if value is not None]
    if len(known) < len(POINTS):
        missing = ", ".join(n for n, value in zip(POINTS, said, strict=True) if value is None)
        raise RegisterRefused(
            _("Row %(row)d: %(missing)s is no number. Write degrees, such as 102.7 and -2.3.")
            % {"row": row, "missing": missing}
        )
    return shapely.LineString([known[:2], known[2:]])


def number_in(cell: object) -> float | None:
    try:
        value = float(str(cell).strip().replace(",", "."))
    except ValueError:
        return None
    return value if np.isfinite(value) else None


def layer_lines(path: Path, layer: str | None) -> Iterator[tuple[int, Row, shapely.Geometry]]:
    """The rows of a GeoPackage, Shapefile or GeoJSON with their lines."""
    found = read_in_degrees(path, layer=layer)
    columns = {name.strip().lower(): values.tolist() for name, values in found.columns.items()}
    for number, shape in enumerate(found.geometries.tolist()):
        yield number + 1, {name: values[number] for name, values in columns.items()}, shape


def described(row: int, cells: Row, shape: shapely.Geometry | None) -> Iterator[RegisterLine]:
    """A road from its row; a line of several parts becomes several roads of one id."""
    word = text_of(cells, "class").lower()
    road_class = CLASS_OF.get(re.sub(r"^jalan\s+", "", word) if word != "jalan kaki" else word)
    if road_class is None:
        raise RegisterRefused(
            _("Row %(row)d: the class “%(word)s” is not known. Known are: %(known)s.")
            % {"row": row, "word": word, "known": ", ".join(CLASS_OF)}
        )
    for points in lines_of(row, shape):
        yield RegisterLine(
            row=row,
            id=text_of(cells, "id") or str(row),
            points=points,
            road_class=road_class,
            one_way=one_of(row, cells, "one_way", ONE_WAY),
            is_bridge=bool(one_of(row, cells, "bridge", dict.fromkeys(YES, 1))),
            is_ford=bool(one_of(row, cells, "ford", dict.fromkeys(YES, 1))),
            surface=text_of(cells, "surface")[:30],
            name=text_of(cells, "name")[:120],
            capacity=capacity_of(row, cells),
        )


def one_of(row: int, cells: Row, what: str, known: Mapping[str, int]) -> int:
    """What a word means; 0 for no. A word that is neither is refused: it would silently be no."""
    said = text_of(cells, what).lower()
    if said not in known and said not in NO:
        raise RegisterRefused(
            _("Row %(row)d: “%(said)s” in the column %(column)s is not known. Write %(known)s.")
            % {
                "row": row,
                "said": said,
                "column": next(name for name in COLUMNS[what] if name in cells),
                "known": ", ".join([*known, "0"]),
            }
        )
    return known.get(said, 0)


def capacity_of(row: int, cells: Row) -> float | None:
    said = text_of(cells, "capacity")
    value = number_in(said) if said else None
    if said and (value is None or not 0 <= value <= MOST_A_SECOND):
        raise RegisterRefused(
            _(
                "Row %(row)d: the capacity “%(said)s” is no number of persons a second, from 0 to "
                "%(most)d. Correct it, or leave it empty: then that of the class holds."
            )
            % {"row": row, "said": said, "most": MOST_A_SECOND}
        )
    return value


def text_of(cells: Row, what: str) -> str:
    for name in COLUMNS[what]:
        if name in cells and cells[name] is not None:
            said = str(cells[name]).strip().removesuffix(".0")
            return "" if said == "nan" else said
    return ""


def lines_of(row: int, shape: shapely.Geometry | None) -> Iterable[Floats]:
    """The points of each part; a row without a line is refused."""
    parts = [] if shape is None else shapely.get_parts(shape).tolist()
    if not parts or any(part.geom_type != "LineString" or part.is_empty for part in parts):
        raise RegisterRefused(
            _("Row %(row)d holds no line. Remove it, or draw its road.") % {"row": row}
        )
    return [shapely.get_coordinates(part) for part in parts]


def refuse_misplaced(lines: Sequence[RegisterLine], near: Box | None) -> None:
    """Name every row with latitude and longitude exchanged, or in metres, and where the first lies."""
    furthest = {line.row: np.abs(line.points).max(axis=0) for line in lines}
    first = {line.row: line.points[0].tolist() for line in reversed(lines)}
    if exchanged := [row for row, (x, y) in furthest.items() if x <= 20 and 90 < y <= 180]:
        raise RegisterRefused(
            _(
                "%(rows)s: longitude and latitude are exchanged; the first says %(x)s, %(y)s. "
                "Longitude, such as 102.7, is first."
            )
            % ({"rows": named(exchanged)} | dict(zip("xy", first[exchanged[0]], strict=True)))
        )
    if metres := [row for row, (x, y) in furthest.items() if x > 180 or y > 90]:
        x, y = first[metres[0]]
        words = {"rows": named(metres), "x": f"{x:.0f}", "y": f"{y:.0f}"}
        told = _(
            "%(rows)s: the coordinates look like metres; the first says %(x)s, %(y)s. Export the "
            "register in degrees, WGS84 (EPSG:4326)."
        )
        raise RegisterRefused(f"{told % words} {guess(x, y, near)}".strip())


def guess(x: float, y: float, near: Box | None) -> str:
    """In which system the point would lie in the district, if in any of the usual ones."""
    code = guessed_system(x, y, near) if near else None
    if code is None:
        return ""
    return _("As EPSG:%(code)d it would lie in the district: that is what to export from.") % {
        "code": code
    }


def named(rows: Sequence[int]) -> str:
    """The rows that a fault concerns, as many as can be read."""
    told = ", ".join(map(str, rows[:MOST_NAMED]))
    if len(rows) == 1:
        return _("Row %(rows)s") % {"rows": told}
    more = f" … ({len(rows)})" if len(rows) > MOST_NAMED else ""
    return _("Rows %(rows)s") % {"rows": told + more}
