"""The official list of areas, from a table of rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tangguh.domains.audit import services as audit
from tangguh.domains.places.errors import TableRefused
from tangguh.domains.places.models import Area, NameList, Provenance

CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3}(\.\d{2,3}){0,2})?)?)?")
LEVELS = tuple(Area.Level.values)
# By law a customary village (desa adat: 3) is a desa too; fourteen of Jayapura are in the list.
KINDS = {"1": Area.Kind.KELURAHAN, "2": Area.Kind.DESA, "3": Area.Kind.DESA}
VILLAGE_DEPTH = LEVELS.index(Area.Level.VILLAGE)
BATCH = 2000
UPDATED = (
    "name",
    "level",
    "kind",
    "parent",
    "area_km2",
    "longitude",
    "latitude",
    "valid_from",
    "valid_to",
    "source",
    "as_of",
    "provenance",
)


class RowRefused(ValueError):
    """One row that cannot be taken, and why."""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One line of the list, checked by itself."""

    number: int
    code: str
    name: str
    area_km2: Decimal | None
    longitude: float | None
    latitude: float | None
    valid_from: date | None
    valid_to: date | None

    @property
    def depth(self) -> int:
        return self.code.count(".")

    @property
    def parent_code(self) -> str:
        return self.code.rpartition(".")[0]

    @property
    def kind(self) -> str:
        return KINDS[self.code[9]] if self.depth == VILLAGE_DEPTH else ""


@transaction.atomic
def load_areas(
    *,
    table: Iterable[Mapping[str, str]],
    source: str,
    as_of: date,
    provenance: Provenance = Provenance.REAL,
) -> int:
    """Take a list of areas and tell how many were stored; known codes are brought up to date.

    `table` has the columns code, name and, where known, area_km2, lon, lat (degrees), valid_from
    and valid_to. One faulty row and nothing is stored. For the operator's commands, which run on
    the server itself.
    """
    rows = checked_rows(table)
    known = dict(Area.objects.values_list("code", "pk"))
    refuse_orphans(rows, known)
    for depth in range(len(LEVELS)):
        store([row for row in rows if row.depth == depth], known, (source, as_of, provenance))
    if rows:
        names_changed()
        first = Area(pk=known[min(row.code for row in rows)])
        audit.record("places.areas_loaded", by=None, about=first, areas=len(rows), source=source)
    return len(rows)


def names_changed() -> None:
    """Let every server that runs build its index of names anew."""
    NameList.objects.get_or_create(pk=1)
    NameList.objects.filter(pk=1).update(revision=F("revision") + 1)


def checked_rows(table: Iterable[Mapping[str, str]]) -> list[AreaRow]:
    """Every row by itself and against the rows before it; all faults are told at once."""
    rows: list[AreaRow] = []
    seen: dict[str, int] = {}
    faults: list[str] = []
    for number, raw in enumerate(table, start=2):
        try:
            row = read_row(number, raw)
            refuse_duplicate(row, seen)
        except RowRefused as fault:
            faults.append(_("Row %(number)d: %(fault)s") % {"number": number, "fault": fault})
        else:
            rows.append(row)
    if faults:
        raise TableRefused(faults)
    return rows


def read_row(number: int, raw: Mapping[str, str]) -> AreaRow:
    code, name = cell(raw, "code"), cell(raw, "name")
    if not CODE.fullmatch(code):
        raise RowRefused(
            _("“%(code)s” is not an official code such as 15.03.08.2006.") % {"code": code}
        )
    if not name:
        raise RowRefused(_("the name is empty."))
    return AreaRow(
        number=number,
        code=code,
        name=name,
        area_km2=size(cell(raw, "area_km2")),
        longitude=degrees("lon", cell(raw, "lon"), limit=180),
        latitude=degrees("lat", cell(raw, "lat"), limit=90),
        valid_from=day("valid_from", cell(raw, "valid_from")),
        valid_to=day("valid_to", cell(raw, "valid_to")),
    )


def cell(raw: Mapping[str, str], column: str) -> str:
    return (raw.get(column) or "").strip()


def size(text: str) -> Decimal | None:
    try:
        value = Decimal(text) if text else None
    except InvalidOperation:
        value = Decimal(0)
    if value is not None and not (value.is_finite() and value > 0):
        raise RowRefused(_("area_km2 “%(text)s” is not a number of km² above 0.") % {"text": text})
    return value.quantize(Decimal("0.01")) if value is not None else None


def degrees(column: str, text: str, *, limit: int) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        value = float("inf")
    if value is not None and not abs(value) <= limit:
        raise RowRefused(
            _("%(column)s “%(text)s” is not a number of degrees between -%(limit)d and %(limit)d.")
            % {"column": column, "text": text, "limit": limit}
        )
    return value


def day(column: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RowRefused(
            _("%(column)s “%(text)s” is not a date such as 2026-11-24.")
            % {"column": column, "text": text}
        ) from None


def refuse_duplicate(row: AreaRow, seen: dict[str, int]) -> None:
    first = seen.setdefault(row.code, row.number)
    if first != row.number:
        raise RowRefused(
            _("the code %(code)s stands already in row %(first)d. Keep one of them.")
            % {"code": row.code, "first": first}
        )
    if row.valid_from and row.valid_to and row.valid_to <= row.valid_from:
        raise RowRefused(_("valid_to is not after valid_from."))


def refuse_orphans(rows: list[AreaRow], known: Mapping[str, int]) -> None:
    """Each area lies in one that is in the table or already known."""
    codes = {row.code for row in rows} | known.keys()
    faults = [
        _("Row %(number)d: %(code)s lies in %(parent)s, which is neither in the table nor known.")
        % {"number": row.number, "code": row.code, "parent": row.parent_code}
        for row in rows
        if row.parent_code and row.parent_code not in codes
    ]
    if faults:
        raise TableRefused(faults)


def store(
    rows: list[AreaRow], known: dict[str, int], sourced: tuple[str, date, Provenance]
) -> None:
    """Write the areas of one level, whose parents are stored, and learn their keys."""
    source, as_of, provenance = sourced
    areas = [
        Area(
            code=row.code,
            name=row.name,
            level=LEVELS[row.depth],
            kind=row.kind,
            parent_id=known.get(row.parent_code),
            area_km2=row.area_km2,
            longitude=row.longitude,
            latitude=row.latitude,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=source,
            as_of=as_of,
            provenance=provenance,
        )
        for row in rows
    ]
    Area.objects.bulk_create(
        areas,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=UPDATED,
    )
    if rows:
        known.update(Area.objects.filter(level=LEVELS[rows[0].depth]).values_list("code", "pk"))
