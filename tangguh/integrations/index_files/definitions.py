"""A folder with index.yaml, indicators.csv and, where they are known, rules.csv."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from tangguh.engines.composite_index import (
    Definition,
    Dimension,
    Indicator,
    InvalidDefinition,
    Level,
    Status,
)
from tangguh.integrations.index_files.problems import refuse

ENTRIES = ("title", "code", "reference", "source", "as_of", "settled", "dimensions")
COLUMNS = ("code", "dimension", "name", "least", "most")
RULE_COLUMNS = ("indicator", "score", "above", "from", "to", "below", "answer", "words")
WHO = ("central", "province", "district", "village", "others")
NO = "tidak"

Row = Mapping[str, str]


def known_definitions(shipped: Path) -> list[str]:
    """The names of the shipped indices."""
    return sorted(path.parent.name for path in shipped.glob("*/index.yaml"))


def read_definition(name: str, shipped: Path) -> Definition:
    """The shipped index of this name, or the one in a folder."""
    folder = shipped / name if name in known_definitions(shipped) else Path(name)
    if not (folder / "index.yaml").is_file():
        raise refuse("no_definition", name=name, known=", ".join(known_definitions(shipped)))
    about = _described(folder / "index.yaml")
    levels = _levels(folder / "rules.csv")
    rows = list(_rows(folder / "indicators.csv", COLUMNS))
    alike = Counter(row["dimension"] for _line, row in rows)
    indicators = tuple(
        _indicator(row, levels, alike, f"{folder / 'indicators.csv'}") for _line, row in rows
    )
    _rules_are_of(indicators, levels, folder / "rules.csv")
    try:
        definition = Definition(
            name=folder.name,
            code=str(about["code"]),
            dimensions=tuple(_dimension(d, folder / "index.yaml") for d in about["dimensions"]),
            indicators=indicators,
            statuses=tuple(
                Status(s["code"], s["title"], int(s["from"])) for s in about.get("statuses", ())
            ),
            settled=bool(about["settled"]),
            facts=about,
        )
    except InvalidDefinition as fault:
        raise refuse(fault.code, path=folder, **fault.params) from None
    if definition.statuses and about.get("parts") != definition.parts:
        raise refuse(
            "parts_differ",
            path=folder / "index.yaml",
            said=about.get("parts"),
            found=definition.parts,
        )
    return definition


def _described(path: Path) -> dict[str, Any]:
    try:
        about = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as fault:
        raise refuse("not_yaml", path=path, why=" ".join(str(fault).split())) from None
    for entry in ENTRIES:
        if entry not in about:
            raise refuse("no_entry", path=path, entry=entry)
    return dict(about)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """Each row of a table with its line."""
    if not path.is_file():
        raise refuse("no_file", path=path)
    with path.open(newline="", encoding="utf-8-sig") as lines:
        reader = csv.DictReader(lines)
        for column in columns:
            if column not in (reader.fieldnames or ()):
                raise refuse("no_column", path=path, column=column)
        yield from enumerate(reader, start=2)


def _dimension(row: Mapping[str, Any], path: Path) -> Dimension:
    return Dimension(
        code=str(row["code"]),
        title=str(row["title"]),
        weight=_fraction(str(row["weight"]), path, str(row["code"])),
        title_en=str(row.get("title_en", "")),
    )


def _indicator(
    row: Row, levels: Mapping[str, list[Level]], alike: Counter[str], path: str
) -> Indicator:
    """Without a column `weight`, all indicators of a dimension weigh the same."""
    code = row["code"]
    given = row.get("weight") or f"1/{alike[row['dimension']]}"
    return Indicator(
        code=code,
        dimension=row["dimension"],
        name=row["name"],
        weight=_fraction(given, Path(path), code),
        least=int(_fraction(row["least"], Path(path), code)),
        most=int(_fraction(row["most"], Path(path), code)),
        name_en=row.get("name_en", ""),
        levels=tuple(levels.get(code, ())),
        actionable=row.get("actionable", "") != NO,
        activity=row.get("activity", ""),
        who={level: _listed(row[level]) for level in WHO if row.get(level)},
        facts=row,
    )


def _levels(path: Path) -> dict[str, list[Level]]:
    """The rules of each indicator; none where the table is not there."""
    found: dict[str, list[Level]] = {}
    if not path.is_file():
        return found
    for line, row in _rows(path, RULE_COLUMNS):
        level = Level(
            score=int(_fraction(row["score"], path, str(line))),
            above=_bound(row["above"], path, line),
            at_least=_bound(row["from"], path, line),
            at_most=_bound(row["to"], path, line),
            below=_bound(row["below"], path, line),
            answers=tuple(answer.casefold() for answer in _listed(row["answer"])),
            words=row["words"],
        )
        found.setdefault(row["indicator"], []).append(level)
    return found


def _rules_are_of(
    indicators: tuple[Indicator, ...], levels: Mapping[str, list[Level]], path: Path
) -> None:
    known = {indicator.code for indicator in indicators}
    for line, row in _rows(path, RULE_COLUMNS) if levels else ():
        if row["indicator"] not in known:
            raise refuse("rule_of_nobody", path=path, row=line, indicator=row["indicator"])


def _bound(value: str, path: Path, line: int) -> Fraction | None:
    return _fraction(value, path, str(line)) if value else None


def _fraction(value: str, path: Path, place: str) -> Fraction:
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise refuse("not_a_fraction", path=path, place=place, value=value or "“”") from None


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word for part in words.split(";") if (word := part.strip()))
