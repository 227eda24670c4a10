"""What a file of scores holds, and what is wrong with it. Nothing here is stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
from tangguh.engines import composite_index
from tangguh.engines.composite_index import Definition
from tangguh.integrations.score_files import Rumusan, dotted, read_scores

ROUNDING = Fraction(1, 10_000)
STATUS, YEAR = "status", "year"
YEARS = {"year", "tahun"}
A_FEW = 3
LONGEST = 40


@dataclass
class Reading:
    """The scores of a file by area, what it says of the whole, and its faults.

    `scores` and `totals` by the area's key; a fault is {row, column, code, says}.
    """

    definition: Definition
    year: int
    scores: dict[int, dict[str, int]] = field(default_factory=dict)
    totals: dict[int, dict[str, Decimal]] = field(default_factory=dict)
    statuses: dict[int, str] = field(default_factory=dict)
    faults: list[dict[str, Any]] = field(default_factory=list)
    conflicts: list[dict[str, str]] = field(default_factory=list)
    missing: int = 0

    def refuse(self, row: int, column: str, code: str, says: str) -> None:
        self.faults.append({"row": row, "column": column, "code": code, "says": says})


def read_file(file: Path, index: str, year: int, areas: Mapping[str, Area]) -> Reading:
    """Read a file whole, and list all that is wrong with it. `areas`: villages by code."""
    reading = Reading(parameters.shipped(index), year)
    if index in parameters.computed_definitions():
        says = _("%(index)s is counted from the rows of this system; its scores are not imported.")
        reading.refuse(0, "", "", says % {"index": index})
        return reading
    if not in_force(reading.definition, year):
        reading.refuse(
            0,
            "",
            "",
            _("%(index)s is not in force in %(year)d. Choose its year, or the index of that year.")
            % {"index": index, "year": year},
        )
        return reading
    found = read_scores(file)
    lines = lines_of(reading, index, found) if isinstance(found, Rumusan) else found
    if not reading.faults:
        read_lines(reading, lines, areas)
    return reading


def in_force(definition: Definition, year: int) -> bool:
    facts = definition.facts
    return int(str(facts.get("valid_from", 0))) <= year <= int(str(facts.get("valid_to", 9999)))


def lines_of(reading: Reading, index: str, found: Rumusan) -> list[list[str]]:
    """A ministry's summary as a table of one village."""
    names = parameters.ministry_names(index)
    if found.year != reading.year:
        reading.refuse(
            0,
            "TAHUN",
            found.code,
            _("The file is of %(found)d, not of %(year)d. Choose its year.")
            % {"found": found.year, "year": reading.year},
        )
    for name in sorted(set(found.scores) - set(names)):
        reading.refuse(
            0,
            name,
            found.code,
            _(
                "The ministry's list does not know this indicator. Take the file out of OpenSID again."
            ),
        )
    known = {names[name]: score for name, score in found.scores.items() if name in names}
    cells = {**known, **found.totals, STATUS: found.status}
    return [["code", *cells], [found.code, *cells.values()]]


def read_lines(reading: Reading, lines: Sequence[Sequence[str]], areas: Mapping[str, Area]) -> None:
    rows = [(number, line) for number, line in enumerate(lines, 1) if any(line)]
    if len(rows) < 2:
        reading.refuse(
            1,
            "",
            "",
            _("The file holds no village. The first line names the columns: code, %(first)s…")
            % {"first": reading.definition.indicators[0].code},
        )
        return
    head = [plain(name) for name in rows[0][1]]
    check_head(reading, head)
    if reading.faults:
        return
    seen: dict[str, int] = {}
    for number, line in rows[1:]:
        if any(line[len(head) :]):
            reading.refuse(
                number,
                "",
                "",
                _(
                    "The row has more cells than the first line has columns. A score with a "
                    "comma needs quotes in CSV."
                ),
            )
            continue
        cells = dict(zip(head, (cell.strip() for cell in line), strict=False))
        cells["code"] = dotted(cells["code"])
        if not is_of_year(reading, number, cells):
            continue
        if area := village_of(reading, number, cells["code"], seen, areas):
            read_row(reading, number, area, cells)


def plain(name: str) -> str:
    """A column's name; that of the year in whatever language and letters."""
    name = name.strip()
    return YEAR if name.casefold() in YEARS else name


def check_head(reading: Reading, head: Sequence[str]) -> None:
    definition = reading.definition
    known = {i.code for i in definition.indicators} | {"code", YEAR, STATUS, *parts_of(definition)}
    strange = [name for name in head if name not in known]
    if other := parameters.index_with(strange):
        refuse_other(reading, strange, other)
        return
    for name in dict.fromkeys(head):
        if name in strange:
            reading.refuse(
                1,
                name,
                "",
                _("This is no indicator of %(index)s. Correct the column's name, or remove it.")
                % {"index": definition.name},
            )
        elif head.count(name) > 1:
            reading.refuse(1, name, "", _("This column is there twice. Keep one."))
    if "code" not in head:
        reading.refuse(
            1, "code", "", _("There is no column with the villages' codes. Name it “code”.")
        )
    if not any(i.code in head for i in definition.indicators):
        reading.refuse(
            1,
            "",
            "",
            _("There is no column of an indicator, such as %(first)s. Add the scores.")
            % {"first": definition.indicators[0].code},
        )


def refuse_other(reading: Reading, columns: Sequence[str], other: str) -> None:
    """A file of another index, and so of other years."""
    reading.refuse(
        1,
        ", ".join(columns[:A_FEW]) + (" …" if len(columns) > A_FEW else ""),
        "",
        _(
            "These are columns of %(other)s, not of %(index)s. Choose that index and its year, or "
            "the file of %(year)d."
        )
        % {"other": other, "index": reading.definition.name, "year": reading.year},
    )


def parts_of(definition: Definition) -> dict[str, int]:
    """The dimensions and the index itself, and in how many parts each is counted."""
    return {**definition.dimension_parts, definition.code: definition.parts}


def is_of_year(reading: Reading, row: int, cells: Mapping[str, str]) -> bool:
    """Whether a row is of the release's year, where the file tells it."""
    said = cells.get(YEAR, "")
    if said in {"", str(reading.year)}:
        return True
    reading.refuse(
        row,
        YEAR,
        cells["code"],
        _("The row is of %(said)s, not of %(year)d. Choose its year, or take the row out.")
        % {"said": shortened(said), "year": reading.year},
    )
    return False


def village_of(
    reading: Reading, row: int, code: str, seen: dict[str, int], areas: Mapping[str, Area]
) -> Area | None:
    if not code:
        reading.refuse(
            row, "code", "", _("The code is missing. Write the village's official code.")
        )
    elif code in seen:
        reading.refuse(
            row,
            "code",
            code,
            _("This village stands already in row %(first)d. Keep one of the two.")
            % {"first": seen[code]},
        )
    elif code not in areas:
        reading.refuse(
            row,
            "code",
            shortened(code),
            _("This is no village of the district. Compare the code with the official list."),
        )
    else:
        seen[code] = row
        return areas[code]
    return None


def read_row(reading: Reading, row: int, area: Area, cells: Mapping[str, str]) -> None:
    """One village: its scores, and what the file says they add up to."""
    scores = dict(scores_in(reading, row, area, cells))
    totals = dict(totals_in(reading, row, area, cells))
    reading.scores[area.pk], reading.totals[area.pk] = scores, totals
    reading.missing += len(reading.definition.indicators) - len(scores)
    if status := status_in(reading, row, area, cells):
        reading.statuses[area.pk] = status
    reading.conflicts += conflicts(reading, area, scores, totals)


def status_in(reading: Reading, row: int, area: Area, cells: Mapping[str, str]) -> str:
    """The status that the file tells, as the definition calls it; empty where it tells none."""
    said = " ".join(cells.get(STATUS, "").casefold().split())
    known = [status.title for status in reading.definition.statuses]
    if said and said not in map(str.casefold, known):
        reading.refuse(
            row,
            STATUS,
            area.code,
            _("“%(said)s” is no status of %(index)s. There are: %(known)s.")
            % {
                "said": shortened(said),
                "index": reading.definition.name,
                "known": ", ".join(known),
            },
        )
    return said


def scores_in(
    reading: Reading, row: int, area: Area, cells: Mapping[str, str]
) -> Iterator[tuple[str, int]]:
    for indicator in reading.definition.indicators:
        said = cells.get(indicator.code, "")
        if not said:
            continue
        value = number(said)
        inside = value is not None and indicator.least <= value <= indicator.most
        if value is None or (inside and value != int(value)):
            reading.refuse(
                row,
                indicator.code,
                area.code,
                _(
                    "“%(said)s” is no whole number. Write a score from %(least)d to %(most)d, or leave the cell empty."
                )
                % limits(indicator, said),
            )
        elif not inside:
            reading.refuse(
                row,
                indicator.code,
                area.code,
                _(
                    "%(said)s is out of range. Scores go from %(least)d to %(most)d; correct it, or leave the cell empty."
                )
                % limits(indicator, said),
            )
        else:
            yield indicator.code, int(value)


def limits(indicator: composite_index.Indicator, said: str) -> dict[str, object]:
    return {"said": shortened(said), "least": indicator.least, "most": indicator.most}


def totals_in(
    reading: Reading, row: int, area: Area, cells: Mapping[str, str]
) -> Iterator[tuple[str, Decimal]]:
    for part in parts_of(reading.definition):
        if not (said := cells.get(part, "")):
            continue
        value = number(said)
        if value is None or not 0 <= value <= 1:
            reading.refuse(
                row,
                part,
                area.code,
                _("“%(said)s” is no number from 0 to 1. Correct it, or leave the cell empty.")
                % {"said": shortened(said)},
            )
        else:
            yield part, value.quantize(Decimal("0.0001"))


def shortened(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"


def number(said: str) -> Decimal | None:
    try:
        value = Decimal(said.replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def conflicts(
    reading: Reading, area: Area, scores: Mapping[str, int], totals: Mapping[str, Decimal]
) -> list[dict[str, str]]:
    """Where what the file says is not what its scores add up to."""
    card = composite_index.score(reading.definition, dict(scores))
    computed = {**card.dimensions, reading.definition.code: card.index}
    found = []
    for part, parts in parts_of(reading.definition).items():
        value = computed[part]
        if (
            part in totals
            and value is not None
            and abs(Fraction(totals[part]) - Fraction(value, parts)) > ROUNDING
        ):
            found.append(
                {"code": area.code, "name": area.name, "part": part}
                | {"said": str(totals[part]), "computed": composite_index.decimals(value, parts)}
            )
    return found
