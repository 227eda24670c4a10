"""Rows of a table of people, from CSV (comma or semicolon) or XLSX, as text by column and row number."""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

MOST_ROWS = 20_000
ID_COLUMN = re.compile(r"\b(nik|kk|no_?kk|nomor_?kk|nomor_?induk.*)\b")
Cells = dict[str, str]


class UnreadableFile(Exception):
    """A file that is no such table. `code` says why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def rows(path: Path) -> list[tuple[int, Cells]]:
    """Every row that is not empty, with its number in the file. Columns of ID numbers are left out.

    Raises UnreadableFile: unknown_format, not_utf8, not_readable, too_long.
    """
    kinds = {".csv": of_csv, ".xlsx": of_xlsx}
    read = kinds.get(path.suffix.lower())
    if read is None:
        raise UnreadableFile("unknown_format", name=path.name)
    lines = read(path)
    head = [name_of(cell) for cell in next(lines, [])]
    found = [
        (number, {name: cell for name, cell in zip(head, line, strict=False) if is_kept(name)})
        for number, line in enumerate(lines, start=2)
        if any(line)
    ]
    if len(found) > MOST_ROWS:
        raise UnreadableFile("too_long", most=MOST_ROWS)
    return found


def name_of(cell: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", cell.lower()).strip("_")


def is_kept(name: str) -> bool:
    return bool(name) and not ID_COLUMN.search(name)


def of_csv(path: Path) -> Iterator[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile("not_utf8", name=path.name) from None
    lines = text.splitlines()
    semicolons = bool(lines) and lines[0].count(";") > lines[0].count(",")
    reader = csv.reader(lines, delimiter=";" if semicolons else ",")
    yield from ([cell.strip() for cell in line] for line in reader)


def of_xlsx(path: Path) -> Iterator[list[str]]:
    from zipfile import BadZipFile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as problem:
        raise UnreadableFile("not_readable", name=path.name, why=problem) from None
    for line in book.worksheets[0].iter_rows(values_only=True):
        yield [text_of(cell) for cell in line]


def text_of(cell: object) -> str:
    """A cell as a person would write it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
