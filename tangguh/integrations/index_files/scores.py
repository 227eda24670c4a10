"""A table with a row a village, `code`, and a column for each indicator."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index import (
    MISSING,
    Definition,
    Indicator,
    Unscored,
    UnusableAnswer,
    score_of,
)
from tangguh.integrations.index_files.problems import refuse

SMALL = {str(number): number for number in range(101)}


@dataclass(frozen=True)
class Sheet:
    """The villages in the order of the file, and their scores in the order of the definition.

    `undefined` names the cells whose answer the rules leave out; `unusual` those with a score that
    the rules of the indicator cannot give. Both are (row of the file, code, indicator).
    """

    codes: tuple[str, ...]
    scores: NDArray[np.int64]
    undefined: tuple[tuple[int, str, str], ...]
    unusual: tuple[tuple[int, str, str], ...]


def read_scores(path: Path, definition: Definition, *, answers: bool = False) -> Sheet:
    """Take all rows or none. Row 1 is the line with the names of the columns."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse("not_utf8", path=path) from None
    if answers and not any(indicator.levels for indicator in definition.indicators):
        raise refuse("no_rules", index=definition.name)
    lines = list(csv.reader(text.splitlines()))
    rows = [(number, line) for number, line in enumerate(lines, start=1) if any(line)]
    if len(rows) < 2:
        raise refuse("no_rows", path=path, first=definition.indicators[0].code)
    head = [name.strip() for name in rows[0][1]]
    places = _places(head, definition, path)
    codes = _codes(rows[1:], head, path)
    return _Reader(path, definition, answers=answers).sheet(rows[1:], codes, places)


def _places(head: Sequence[str], definition: Definition, path: Path) -> list[int]:
    """Where in a row each indicator stands."""
    known = [indicator.code for indicator in definition.indicators]
    if "code" not in head:
        raise refuse("no_code_column", path=path)
    for name in head:
        if head.count(name) > 1:
            raise refuse("column_twice", path=path, column=name)
        if name != "code" and name not in known:
            near = get_close_matches(name, known, n=1)
            raise refuse(
                "unknown_indicator",
                path=path,
                column=name or "“”",
                index=definition.name,
                nearest=f" ({near[0]}?)" if near else "",
            )
    if lacking := [code for code in known if code not in head]:
        raise refuse(
            "missing_columns", path=path, columns=", ".join(lacking), index=definition.name
        )
    return [head.index(code) for code in known]


def _codes(
    rows: Sequence[tuple[int, list[str]]], head: Sequence[str], path: Path
) -> tuple[str, ...]:
    place = head.index("code")
    seen: dict[str, int] = {}
    for number, line in rows:
        if len(line) > len(head):
            raise refuse("too_many_cells", path=path, row=number)
        code = line[place].strip() if place < len(line) else ""
        if not code:
            raise refuse("no_code", path=path, row=number)
        if code in seen:
            raise refuse("duplicate_code", path=path, row=number, code=code, first=seen[code])
        seen[code] = number
    return tuple(seen)


class _Reader:
    """Turns cells into scores, and remembers those that a reader should look at."""

    def __init__(self, path: Path, definition: Definition, *, answers: bool) -> None:
        self.path = path
        self.definition = definition
        self.score = self.answered if answers else self.given
        self.undefined: list[tuple[int, str, str]] = []
        self.unusual: list[tuple[int, str, str]] = []
        self.usual = {i.code: frozenset(i.scores) for i in definition.indicators}

    def sheet(
        self, rows: Sequence[tuple[int, list[str]]], codes: tuple[str, ...], places: list[int]
    ) -> Sheet:
        table = np.full((len(rows), len(places)), MISSING, dtype=np.int64)
        asked = list(zip(self.definition.indicators, places, strict=True))
        for n, ((number, line), code) in enumerate(zip(rows, codes, strict=True)):
            table[n] = [
                self.score(indicator, line[place].strip(), (number, code, indicator.code))
                if place < len(line)
                else MISSING
                for indicator, place in asked
            ]
        return Sheet(codes, table, tuple(self.undefined), tuple(self.unusual))

    def given(self, indicator: Indicator, cell: str, place: tuple[int, str, str]) -> int:
        if not cell:
            return MISSING
        score = SMALL[cell] if cell in SMALL else self.whole(indicator, cell, place)
        if not indicator.least <= score <= indicator.most:
            raise self.refused("score_out_of_range", indicator, place, value=score)
        if score not in self.usual[indicator.code]:
            self.unusual.append(place)
        return score

    def whole(self, indicator: Indicator, cell: str, place: tuple[int, str, str]) -> int:
        try:
            number = Decimal(cell.replace(",", "."))
            if number == int(number):
                return int(number)
        except (InvalidOperation, ValueError, OverflowError):
            pass
        raise self.refused("not_a_score", indicator, place, value=cell)

    def answered(self, indicator: Indicator, cell: str, place: tuple[int, str, str]) -> int:
        try:
            score = score_of(indicator.levels, cell)
        except UnusableAnswer as fault:
            known = ", ".join(map(str, fault.params.get("known", ())))  # type: ignore[call-overload]
            question = indicator.facts.get("question", indicator.name)
            raise self.refused(
                fault.code,
                indicator,
                place,
                answer=fault.params["answer"],
                known=known,
                question=question,
            ) from None
        if score is Unscored.UNDEFINED:
            self.undefined.append(place)
        return MISSING if isinstance(score, Unscored) else score

    def refused(
        self, fault: str, indicator: Indicator, place: tuple[int, str, str], **params: object
    ) -> Exception:
        row, code, _indicator = place
        limits = {"least": indicator.least, "most": indicator.most}
        return refuse(
            fault,
            path=self.path,
            row=row,
            code=code,
            indicator=indicator.code,
            **limits,
            **params,
        )
