"""An index as officials write it down: a description, a table of indicators, a table of rules."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tangguh.engines.composite_index.model import (
    Definition,
    Dimension,
    Indicator,
    InvalidDefinition,
    Status,
)
from tangguh.engines.composite_index.rules import Level

ENTRIES = ("title", "code", "reference", "source", "as_of", "settled", "dimensions")
ABOUT, INDICATORS, RULES = "index.yaml", "indicators.csv", "rules.csv"
COLUMNS = {
    INDICATORS: ("code", "dimension", "name", "least", "most"),
    RULES: ("indicator", "score", "above", "from", "to", "below", "answer", "words"),
}
WHO = ("central", "province", "district", "village", "others")
NO = "tidak"
ENDLESS = re.compile(r"[eE][+-]?\d{3}")

Row = Mapping[str, str]


@dataclass(frozen=True)
class Written:
    """What stands in the folder of an index; `rules` is empty where they are not known."""

    name: str
    about: Mapping[str, Any]
    indicators: Sequence[Row]
    rules: Sequence[Row] = ()


def definition_of(written: Written) -> Definition:
    """The index that was written down. Raises InvalidDefinition with the file and the place."""
    about = written.about
    _is_complete(written)
    levels = _levels(written.rules)
    alike = Counter(row["dimension"] for row in written.indicators)
    definition = Definition(
        name=written.name,
        code=str(about["code"]),
        dimensions=tuple(map(_dimension, about["dimensions"])),
        indicators=tuple(_indicator(row, levels, alike) for row in written.indicators),
        statuses=tuple(
            Status(s["code"], s["title"], int(s["from"])) for s in about.get("statuses", ())
        ),
        settled=bool(about["settled"]),
        facts=about,
    )
    if definition.statuses and about.get("parts") != definition.parts:
        said, found = about.get("parts"), definition.parts
        raise InvalidDefinition("parts_differ", file=ABOUT, said=said, found=found)
    return definition


def _is_complete(written: Written) -> None:
    for entry in ENTRIES:
        if entry not in written.about:
            raise InvalidDefinition("no_entry", file=ABOUT, entry=entry)
    for file, rows in ((INDICATORS, written.indicators), (RULES, written.rules)):
        lacking = [column for column in COLUMNS[file] if rows and column not in rows[0]]
        if lacking:
            raise InvalidDefinition("no_column", file=file, column=lacking[0])
    known = {row["code"] for row in written.indicators}
    for line, row in numbered(written.rules):
        if row["indicator"] not in known:
            raise InvalidDefinition(
                "rule_of_nobody", file=RULES, row=line, indicator=row["indicator"]
            )


def numbered(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Each row with its line in the file; the first line names the columns."""
    return enumerate(rows, start=2)


def _dimension(row: Mapping[str, Any]) -> Dimension:
    return Dimension(
        code=str(row["code"]),
        title=str(row["title"]),
        weight=_fraction(str(row["weight"]), ABOUT, str(row["code"])),
        title_en=str(row.get("title_en", "")),
    )


def _indicator(row: Row, levels: Mapping[str, list[Level]], alike: Counter[str]) -> Indicator:
    """Without a column `weight`, all indicators of a dimension weigh the same."""
    code = row["code"]
    given = row.get("weight") or f"1/{alike[row['dimension']]}"
    return Indicator(
        code=code,
        dimension=row["dimension"],
        name=row["name"],
        weight=_fraction(given, INDICATORS, code),
        least=int(_fraction(row["least"], INDICATORS, code)),
        most=int(_fraction(row["most"], INDICATORS, code)),
        name_en=row.get("name_en", ""),
        levels=tuple(levels.get(code, ())),
        actionable=row.get("actionable", "") != NO,
        activity=row.get("activity", ""),
        who={level: _listed(row[level]) for level in WHO if row.get(level)},
        facts=row,
    )


def _levels(rules: Sequence[Row]) -> dict[str, list[Level]]:
    found: dict[str, list[Level]] = {}
    for line, row in numbered(rules):
        level = Level(
            score=int(_fraction(row["score"], RULES, str(line))),
            above=_bound(row["above"], line),
            at_least=_bound(row["from"], line),
            at_most=_bound(row["to"], line),
            below=_bound(row["below"], line),
            answers=tuple(answer.casefold() for answer in _listed(row["answer"])),
            words=row["words"],
        )
        found.setdefault(row["indicator"], []).append(level)
    return found


def _bound(value: str, line: int) -> Fraction | None:
    return _fraction(value, RULES, str(line)) if value else None


def _fraction(value: str, file: str, place: str) -> Fraction:
    """A number such as 1e9999999 would take for ever to write out: it is none."""
    try:
        return Fraction("" if ENDLESS.search(value) else value)
    except (ValueError, ZeroDivisionError):
        raise InvalidDefinition(
            "not_a_fraction", file=file, place=place, value=value or "“”"
        ) from None


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word for part in words.split(";") if (word := part.strip()))
