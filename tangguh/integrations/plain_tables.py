"""Rows of a CSV file, a GeoPackage or a GeoJSON, as mappings from column to cell."""

import csv
from pathlib import Path
from typing import Any

LAYERS = (".gpkg", ".geojson", ".json", ".shp")


class UnreadableTable(Exception):
    """A file that is no table. `code` says why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def rows(path: Path) -> list[dict[str, Any]]:
    """Every row of the file; of files with geometry only the columns. Raises UnreadableTable."""
    if path.suffix.lower() in LAYERS:
        return layer_rows(path)
    if path.suffix.lower() != ".csv":
        raise UnreadableTable("unknown_format", path=path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableTable("not_utf8", path=path) from None
    return list(csv.DictReader(text.splitlines()))


def layer_rows(path: Path) -> list[dict[str, Any]]:
    import pyogrio.raw
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        meta, _fids, _shapes, columns = pyogrio.raw.read(path, read_geometry=False)
    except (DataSourceError, DataLayerError) as problem:
        raise UnreadableTable("not_readable", path=path, why=problem) from None
    names = [str(name) for name in meta["fields"]]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
