"""Rows as csv, for spreadsheets that would take a cell for a formula."""

import csv
from collections.abc import Iterable, Iterator

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
UTF_8 = "\ufeff"  # the mark by which spreadsheets know


class Echo:
    """A file that hands every line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The rows as lines of csv, made as they are asked for."""
    writer = csv.writer(Echo())
    yield UTF_8
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def harmless(cell: object) -> str:
    """A cell that no spreadsheet runs. Numbers keep their sign."""
    text = "" if cell is None else str(cell)
    is_number = isinstance(cell, int | float)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) and not is_number else text
