"""Exact scores: whole numbers of equal parts, rounded only when somebody reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index.model import Definition, InvalidDefinition, Status

MISSING = -1

Whole = NDArray[np.int64]


class InvalidScores(ValueError):
    """What was handed over cannot be scored; `code` and `params` are for the room to translate."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Scorecard:
    """One unit: each dimension and the index in whole parts, None where a score is missing."""

    dimensions: Mapping[str, int | None]
    index: int | None
    status: Status | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Scored:
    """Many units: whole parts, MISSING where one of the scores is missing."""

    dimensions: Mapping[str, Whole]
    index: Whole


def score(definition: Definition, scores: Mapping[str, int | None]) -> Scorecard:
    """The dimensions, the index and the status of one unit. A missing score is never zero."""
    row = [scores.get(i.code) for i in definition.indicators]
    table = np.array([[MISSING if value is None else value for value in row]], dtype=np.int64)
    scored = score_all(definition, table)
    index = _or_none(scored.index[0])
    return Scorecard(
        dimensions={code: _or_none(values[0]) for code, values in scored.dimensions.items()},
        index=index,
        status=definition.status_of(index) if index is not None and definition.settled else None,
        missing=tuple(
            i.code for i, value in zip(definition.indicators, row, strict=True) if value is None
        ),
    )


def score_all(definition: Definition, table: NDArray[np.integer]) -> Scored:
    """The same for a table: a row a unit, a column an indicator in the definition's order."""
    table = table.astype(np.int64, copy=False)
    least = np.array([i.least for i in definition.indicators])
    most = np.array([i.most for i in definition.indicators])
    gone = table == MISSING
    wrong = ~gone & ((table < least) | (table > most))
    if wrong.any():
        row, column = (int(place[0]) for place in np.nonzero(wrong))
        raise InvalidScores(
            "score_is_out_of_range",
            row=row,
            indicator=definition.indicators[column].code,
            score=int(table[row, column]),
            least=int(least[column]),
            most=int(most[column]),
        )
    raised = np.where(gone, 0, table - least)
    dimensions = {
        d.code: _parts(definition, definition.dimension_points, raised, gone, d.code)
        for d in definition.dimensions
    }
    return Scored(dimensions, _parts(definition, definition.points, raised, gone))


def statuses(definition: Definition, index: Whole) -> list[Status | None]:
    """The status of each unit; None where the index is missing or the way to it is not settled."""
    if not definition.settled:
        return [None] * len(index)
    return [None if value == MISSING else definition.status_of(int(value)) for value in index]


def reweighted(
    definition: Definition, scored: Scored, weights: Mapping[str, Fraction]
) -> tuple[Whole, list[Status | None]]:
    """What the index and the statuses were with other weights of the dimensions.

    The index is in as many equal parts as make it whole; a status begins at the same share as before.
    """
    if min(weights.values()) < 0 or sum(weights.values()) != 1:
        raise InvalidDefinition(
            "weights_do_not_sum", place=definition.code, total=str(sum(weights.values()))
        )
    shares = {code: weights[code] / definition.dimension_parts[code] for code in scored.dimensions}
    parts = lcm(definition.parts, *(share.denominator for share in shares.values()))
    columns = np.array(list(scored.dimensions.values()))
    total: Whole = np.array([int(share * parts) for share in shares.values()]) @ columns
    index = np.where((columns == MISSING).any(axis=0), MISSING, total)
    return index, statuses(
        definition, np.where(index < 0, index, index * definition.parts // parts)
    )


def decimals(part: int, parts: int, digits: int = 4) -> str:
    """So many parts of a whole as a decimal; an exact half is rounded up."""
    rounded = (2 * part * 10**digits + parts) // (2 * parts)
    whole, rest = divmod(rounded, 10**digits)
    return f"{whole}.{rest:0{digits}}"


def _parts(
    definition: Definition,
    points: Mapping[str, int],
    raised: Whole,
    gone: NDArray[np.bool_],
    dimension: str = "",
) -> Whole:
    """The points of a dimension, or of all, added up for each unit."""
    columns: Sequence[int] = [
        column
        for column, indicator in enumerate(definition.indicators)
        if dimension in ("", indicator.dimension)
    ]
    each = np.array([points[definition.indicators[column].code] for column in columns])
    total: Whole = raised[:, columns] @ each
    return np.where(gone[:, columns].any(axis=1), MISSING, total)


def _or_none(value: np.int64) -> int | None:
    return None if value == MISSING else int(value)
