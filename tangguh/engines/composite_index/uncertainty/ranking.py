"""Exact ranks without sorting: scores are small whole numbers, so units are counted by score."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index.uncertainty.draws import (
    UNITS_AT_ONCE,
    Draw,
    Scale,
    Scores,
    levelled,
)

Keys = NDArray[np.float32]
Whole = NDArray[np.int64]


def ranks(table: Scores, drawn: Iterator[Draw]) -> Iterator[Whole]:
    """For each draw the exact rank of each unit: 1 + how many have a higher score."""
    known: dict[Scale, Scores] = {}
    for draw in drawn:
        if draw.scale not in known:
            known[draw.scale] = levelled(table, draw.scale)
        keys = np.empty((1, len(table)), dtype=np.float32)
        fill_scores(keys, known[draw.scale], [draw])
        key = whole(keys[0])
        yield 1 + len(table) - units_upto(key, draw)[key]


def fill_scores(keys: Keys, counted: Scores, drawn: Sequence[Draw]) -> None:
    """A row a draw, a column a unit. Sums of whole numbers below 2**24 are exact as floats."""
    weights = np.array([draw.weights for draw in drawn])
    for start in range(0, len(counted), UNITS_AT_ONCE):
        block = counted[start : start + UNITS_AT_ONCE].T.astype(np.float32)
        np.matmul(weights, block, out=keys[: len(drawn), start : start + UNITS_AT_ONCE])


def whole(keys: Keys) -> Whole:
    """In two steps, since processors have no quick one from the short float to the long integer."""
    return keys.astype(np.int32).astype(np.int64)


def units_upto(key: Whole, draw: Draw) -> Whole:
    """For every score that can be: how many units have it or a lower one."""
    return np.cumsum(np.bincount(key, minlength=draw.most + 1))
