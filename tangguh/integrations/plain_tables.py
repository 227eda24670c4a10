"""Tables on files: CSV, Parquet, GeoPackage, GeoJSON and Shapefile, with shapes where there are any."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

LAYERS = (".gpkg", ".geojson", ".json", ".shp")
PARQUET = (".parquet", ".geoparquet")
KINDS = (".csv", *PARQUET, *LAYERS)
SHAPES = ("geometry", "geom", "wkt")  # columns of CSV and Parquet that hold shapes
WGS84 = "EPSG:4326"
SEPARATORS = ",;\t"
MOST_CHARACTERS = 10_000_000  # in one cell: a zone may be long


class UnreadableTable(Exception):
    """A file that is no table. `code` says why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, eq=False)
class PlainTable:
    """The rows of a file, the shape of each (None: no shapes), and the system of their coordinates."""

    rows: list[dict[str, Any]]
    shapes: NDArray[np.object_] | None = None
    crs: str | None = None


def rows(path: Path) -> list[dict[str, Any]]:
    """Every row of the file as a mapping from column to cell. Raises UnreadableTable."""
    return table(path).rows


def table(path: Path, layer: str | None = None) -> PlainTable:
    """Rows and shapes; of several layers the one called `layer`. Raises UnreadableTable."""
    kind = path.suffix.lower()
    if kind in LAYERS:
        return from_layer(path, layer)
    if kind in PARQUET:
        return from_parquet(path)
    if kind != ".csv":
        raise UnreadableTable("unknown_format", path=path)
    return from_csv(path)


def from_csv(path: Path) -> PlainTable:
    """Comma, semicolon or tab between cells; shapes as WKT."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableTable("not_utf8", path=path) from None
    head = text.split("\n", 1)[0]
    csv.field_size_limit(MOST_CHARACTERS)
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=head.count))
    try:
        found = list(lines)
    except csv.Error as problem:
        raise UnreadableTable("not_readable", path=path, why=problem) from None
    refuse_ragged(path, lines.fieldnames or (), found)
    column = shape_column(lines.fieldnames or ())
    if column is None:
        return PlainTable(found)
    texts = [row.pop(column) or None for row in found]
    try:
        return PlainTable(found, np.asarray(shapely.from_wkt(texts), object))
    except (shapely.GEOSException, TypeError) as problem:
        raise UnreadableTable("not_readable", path=path, why=problem) from None


def refuse_ragged(path: Path, head: Sequence[str], found: Sequence[dict[Any, Any]]) -> None:
    """A decimal comma makes a cell too many, and all that follow it would stand in the wrong column."""
    twice = next((name for n, name in enumerate(head) if name in head[:n]), None)
    if twice is not None:
        raise UnreadableTable("column_is_repeated", path=path, column=twice)
    for line, row in enumerate(found, 2):
        if is_ragged(row):
            raise UnreadableTable("row_is_ragged", path=path, line=line, columns=len(head))
        row.pop(None, None)  # empty cells at the right


def is_ragged(row: Mapping[Any, Any]) -> bool:
    """Whether a row of csv.DictReader has a cell too many or too few; empty ones too many are none."""
    return any(row.get(None) or ()) or None in row.values()


def from_parquet(path: Path) -> PlainTable:
    """Plain Parquet, or GeoParquet with shapes as WKB."""
    import pyarrow
    import pyarrow.parquet

    try:
        read = pyarrow.parquet.ParquetFile(path).read()
    except (pyarrow.ArrowException, OSError) as problem:
        raise UnreadableTable("not_readable", path=path, why=problem) from None
    column = shape_column(read.column_names)
    if column is None or not pyarrow.types.is_binary(read.schema.field(column).type):
        return PlainTable(read.to_pylist())
    shapes = shapely.from_wkb(read.column(column).to_pylist(), on_invalid="ignore")
    told = json.loads((read.schema.metadata or {}).get(b"geo", b"{}"))
    crs = told.get("columns", {}).get(column, {}).get("crs", WGS84 if told else None)
    return PlainTable(
        read.drop_columns([column]).to_pylist(),
        np.asarray(shapes, object),
        crs if crs is None or isinstance(crs, str) else json.dumps(crs),
    )


def shape_column(columns: Iterable[str]) -> str | None:
    return next((name for name in columns if name.lower() in SHAPES), None)


def from_layer(path: Path, layer: str | None) -> PlainTable:
    import pyogrio.raw
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        names = [str(name) for name, _kind in pyogrio.list_layers(path)]
        meta, _fids, shapes, columns = pyogrio.raw.read(path, layer=chosen(path, names, layer))
    except (DataSourceError, DataLayerError) as problem:
        raise UnreadableTable("not_readable", path=path, why=problem) from None
    fields = [str(name) for name in meta["fields"]]
    cells = [column.tolist() for column in columns]
    count = len(shapes) if shapes is not None else len(cells[0]) if cells else 0
    found = [{name: cells[n][row] for n, name in enumerate(fields)} for row in range(count)]
    if shapes is None or all(shape is None for shape in shapes):
        return PlainTable(found)
    return PlainTable(found, shapely.from_wkb(shapes, on_invalid="ignore"), meta["crs"])


def chosen(path: Path, names: Sequence[str], layer: str | None) -> str:
    if len(names) == 1:
        return names[0]
    if layer in names:
        return str(layer)
    raise UnreadableTable("several_layers", path=path, layers=", ".join(names), layer=layer)


def write(path: Path, head: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """A table as CSV or Parquet, by the ending of the path. An empty cell is None."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(lines)
        return
    import pyarrow
    import pyarrow.parquet

    columns = list(zip(*lines, strict=True)) or [() for _ in head]
    made = pyarrow.table({name: list(cells) for name, cells in zip(head, columns, strict=True)})
    pyarrow.parquet.write_table(made, path)
