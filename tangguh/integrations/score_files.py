"""Files of scores: CSV, XLSX, and the ministry's summary (rumusan) as OpenSID stores it."""

import csv
import json
import zipfile
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tangguh.errors import Refused

MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 200 * 2**20
MOST_COLUMNS = 400
ZIP = b"PK\x03\x04"
TOTALS = ("IKS", "IKE", "IKL", "IDM")

Lines = list[list[str]]


class UnreadableScores(Refused):
    """The file is none of the kinds that we read, or is broken."""

    code = "unreadable_scores"


@dataclass(frozen=True, slots=True)
class Rumusan:
    """One village in one year, as the ministry's application tells it.

    `scores` by the ministry's name of the indicator; `totals` IKS, IKE, IKL and IDM, 0 to 1.
    """

    code: str
    year: int
    scores: dict[str, str]
    totals: dict[str, str]
    status: str


def read_scores(path: Path) -> Lines | Rumusan:
    """The lines of a table, the first one its head, or one village's summary; told by the content."""
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableScores(
            _("The file is larger than %(limit)d MB. Send only the table with the scores.")
            % {"limit": MOST_BYTES // 2**20}
        )
    content = path.read_bytes()
    if content.startswith(ZIP):
        return spreadsheet(path)
    try:
        text = plain_text(content)
    except UnicodeDecodeError:
        raise UnreadableScores(
            _(
                "The file is no text. Save the table as CSV UTF-8 or XLSX, or send the JSON of OpenSID."
            )
        ) from None
    return rumusan(text) if text.lstrip().startswith(("{", "[")) else table(text)


def plain_text(content: bytes) -> str:
    """UTF-8, with its mark or without. Raises UnicodeDecodeError, also where no text has a zero."""
    text = content.decode("utf-8-sig")
    if (place := text.find("\0")) >= 0:
        raise UnicodeDecodeError("utf-8", content, place, place + 1, "a zero is no text")
    return text


def csv_lines(text: str) -> Lines:
    """Lines of CSV; semicolons, as Indonesian spreadsheets write them, are understood.

    Empty columns at the right are left out. Raises csv.Error.
    """
    head = text.partition("\n")[0]
    sign = ";" if head.count(";") > head.count(",") else ","
    lines = list(csv.reader(text.splitlines(), delimiter=sign, strict=True))
    return trimmed(lines) if lines and lines[0][-1:] == [""] else lines


def table(text: str) -> Lines:
    try:
        return csv_lines(text)
    except csv.Error as fault:
        raise UnreadableScores(
            _("The table cannot be read: %(why)s. Save it again as CSV UTF-8.") % {"why": fault}
        ) from None


def spreadsheet(path: Path) -> Lines:
    """The cells of the first sheet, as text; a formula of which no result was kept, as itself."""
    try:
        refuse_bomb(path)
        results, formulas = (cells_of(path, results=which) for which in (True, False))
        found = [
            [cell_text(result) or cell_text(formula) for result, formula in zip_longest(*rows)]
            for rows in zip_longest(results, formulas, fillvalue=())
        ]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError, EOFError):
        raise UnreadableScores(
            _("This is no spreadsheet that can be read. Save it again as XLSX or as CSV UTF-8.")
        ) from None
    return trimmed(found)


def cells_of(path: Path, *, results: bool) -> list[tuple[object, ...]]:
    """The rows of the first sheet: what its formulas came to, or the formulas."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=results)
    rows = list(book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True))
    book.close()
    return rows


def refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > MOST_UNPACKED:
        raise UnreadableScores(
            _(
                "The spreadsheet unpacks to far more than scores need. Send only the sheet with them."
            )
        )


def trimmed(lines: Lines) -> Lines:
    """Without the empty columns at the right that spreadsheets keep."""
    wide = max((n for line in lines for n, cell in enumerate(line, 1) if cell), default=0)
    return [line[:wide] for line in lines]


def cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def rumusan(text: str) -> Rumusan:
    """The ministry's answer, bare or inside mapData, as OpenSID keeps it."""
    try:
        said = json.loads(text)
        said = said.get("mapData") or said
        rows = [row for row in said["ROW"] if isinstance(row, dict)]
        year = int(said["SUMMARIES"]["TAHUN"])
        code = dotted(str(said["IDENTITAS"][0]["id_desa"]))
        return summary(said, rows, year, code)
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OverflowError,
        RecursionError,
    ):
        raise UnreadableScores(
            _(
                "This JSON is no summary (rumusan) of the ministry: SUMMARIES with TAHUN, ROW and "
                "IDENTITAS with id_desa are needed. In OpenSID it stands in the table idm."
            )
        ) from None


def summary(said: dict[str, Any], rows: list[dict[str, Any]], year: int, code: str) -> Rumusan:
    named = {" ".join(str(row["INDIKATOR"]).split()): cell_text(row["SKOR"]) for row in rows}
    totals = {part: named[key] for part in TOTALS if (key := f"{part} {year}") in named}
    totals.setdefault("IDM", cell_text(said["SUMMARIES"].get("SKOR_SAAT_INI")))
    return Rumusan(
        code=code,
        year=year,
        scores={name: score for name, score in named.items() if name.startswith("Skor ")},
        totals=totals,
        status=str(said["SUMMARIES"].get("STATUS") or "").strip().lower(),
    )


def dotted(code: str) -> str:
    """A village's code with its dots: 1503012001 is 15.03.01.2001."""
    code = code.strip()
    if len(code) == 10 and code.isdigit():
        return f"{code[:2]}.{code[2:4]}.{code[4:6]}.{code[6:]}"
    return code
