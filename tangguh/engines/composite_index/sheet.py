"""A table with a row a village: `code`, and a column for each indicator."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index.model import Definition, Indicator
from tangguh.engines.composite_index.rules import Unscored, UnusableAnswer, score_of
from tangguh.engines.composite_index.scoring import MISSING, InvalidScores

YEAR, STATUS = "year", "status"
ENDS = {"from": 0, "to": 9999}
LONGEST = 40
SMALL = {str(number): number for number in range(101)}


@dataclass(frozen=True)
class Sheet:
    """The villages in the order of the file, and their scores in the order of the definition.

    `undefined` names the cells whose answer the rules leave out; `unusual` those with a score that
    the rules of the indicator cannot give. Both are (row of the file, code, indicator). `aside`
    are the columns that tell what is computed here anew.
    """

    codes: tuple[str, ...]
    scores: NDArray[np.int64]
    undefined: tuple[tuple[int, str, str], ...]
    unusual: tuple[tuple[int, str, str], ...]
    aside: tuple[str, ...] = ()


def sheet_of(
    definition: Definition, lines: Sequence[Sequence[str]], *, answers: bool = False
) -> Sheet:
    """Take all lines or none; the first names the columns and is row 1.

    Raises InvalidScores with the row, the indicator and what is wrong.
    """
    if answers and not any(indicator.levels for indicator in definition.indicators):
        raise InvalidScores("no_rules", index=definition.name)
    rows = [(number, line) for number, line in enumerate(lines, start=1) if any(line)]
    if len(rows) < 2:
        raise InvalidScores("no_rows", first=definition.indicators[0].code)
    head = [name.strip() for name in rows[0][1]]
    places = _places(head, definition)
    codes = _codes(rows[1:], head)
    _refuse_other_years(rows[1:], head, definition)
    found = _Reader(definition, answers=answers).sheet(rows[1:], codes, places)
    computed = _computed(definition)
    return replace(found, aside=tuple(name for name in head if name in computed))


def _computed(definition: Definition) -> set[str]:
    """The columns that a table may bring beside its scores."""
    return {STATUS, definition.code, *(dimension.code for dimension in definition.dimensions)}


def _places(head: Sequence[str], definition: Definition) -> list[int]:
    """Where in a row each indicator stands."""
    known = [indicator.code for indicator in definition.indicators]
    if "code" not in head:
        raise InvalidScores("no_code_column")
    for name in head:
        if head.count(name) > 1:
            raise InvalidScores("column_twice", column=name or "“”")
        if name not in {"code", YEAR, *known, *_computed(definition)}:
            near = get_close_matches(name, known, n=1)
            raise InvalidScores(
                "unknown_indicator",
                column=name or "“”",
                index=definition.name,
                nearest=f" ({near[0]}?)" if near else "",
            )
    if lacking := [code for code in known if code not in head]:
        raise InvalidScores("missing_columns", columns=", ".join(lacking), index=definition.name)
    return [head.index(code) for code in known]


def _codes(rows: Sequence[tuple[int, Sequence[str]]], head: Sequence[str]) -> tuple[str, ...]:
    place = head.index("code")
    seen: dict[str, int] = {}
    for number, line in rows:
        if any(line[len(head) :]):
            raise InvalidScores("too_many_cells", row=number)
        code = line[place].strip() if place < len(line) else ""
        if not code:
            raise InvalidScores("no_code", row=number)
        if code in seen:
            raise InvalidScores("duplicate_code", row=number, village=code, first=seen[code])
        seen[code] = number
    return tuple(seen)


def _refuse_other_years(
    rows: Sequence[tuple[int, Sequence[str]]], head: Sequence[str], definition: Definition
) -> None:
    """Where the table tells the year of a row, the definition must be in force in it."""
    if YEAR not in head:
        return
    place, facts = head.index(YEAR), definition.facts
    first, last = (int(str(facts.get(f"valid_{end}") or far)) for end, far in ENDS.items())
    for number, line in rows:
        said = line[place].strip() if place < len(line) else ""
        if said and not (said.isdecimal() and first <= int(said) <= last):
            raise InvalidScores(
                "year_not_in_force",
                row=number,
                village=line[head.index("code")].strip(),
                value=said,
                index=definition.name,
                first=first,
                last=last if last < ENDS["to"] else "…",
            )


class _Reader:
    """Turns cells into scores, and remembers those that a reader should look at."""

    def __init__(self, definition: Definition, *, answers: bool) -> None:
        self.definition = definition
        self.score = self.answered if answers else self.given
        self.undefined: list[tuple[int, str, str]] = []
        self.unusual: list[tuple[int, str, str]] = []
        self.usual = {i.code: frozenset(i.scores) for i in definition.indicators}

    def sheet(
        self, rows: Sequence[tuple[int, Sequence[str]]], codes: tuple[str, ...], places: list[int]
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
        """The range first: a number such as 1e9999999 would take for ever to write out."""
        value = cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…"
        try:
            number = Decimal(cell.replace(",", "."))
        except InvalidOperation:
            raise self.refused("not_a_score", indicator, place, value=value) from None
        if not number.is_finite():
            raise self.refused("not_a_score", indicator, place, value=value)
        if not indicator.least <= number <= indicator.most:
            raise self.refused("score_out_of_range", indicator, place, value=value)
        if number != int(number):
            raise self.refused("not_a_score", indicator, place, value=value)
        return int(number)

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
        return InvalidScores(
            fault,
            row=row,
            village=code,
            indicator=indicator.code,
            **limits,
            **params,
        )
