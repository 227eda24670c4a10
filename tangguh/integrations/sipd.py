"""What the operator types into SIPD-RI, row by row and in one order; SIPD has no door for files.

No public specification of SIPD's form exists, and its menus change from year to year. The columns
are the ones that officials of Sarolangun name: what is asked for, why, where, how much, for which
agency, at what cost. Whoever types copies cell by cell; nothing here is uploaded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

COLUMNS = (
    "No",
    "Nomor usulan",
    "Usulan",
    "Permasalahan",
    "Kecamatan",
    "Desa/Kelurahan",
    "Alamat",
    "Volume",
    "Perkiraan biaya (Rp)",
    "Penerima manfaat",
    "Pengusul",
    "OPD tujuan",
    "Kode wilayah",
    "Lintang",
    "Bujur",
    "Nomor SIPD",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal as it is typed, in the order of COLUMNS."""

    number: str
    title: str
    problem: str
    subdistrict: str
    village: str
    address: str
    volume: str
    cost: int | None
    helps: str
    proposed_by: str
    agency: str
    area_code: str
    latitude: str
    longitude: str
    sipd_number: str


def sheet(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    """The head and the rows, counted from 1. Line breaks would not survive the pasting."""
    yield COLUMNS
    for position, row in enumerate(rows, start=1):
        cells = (getattr(row, field.name) for field in fields(row))
        yield (position, *(on_one_line(cell) for cell in cells))


def on_one_line(cell: object) -> object:
    return " ".join(cell.split()) if isinstance(cell, str) else cell
