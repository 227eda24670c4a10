"""Exact ranks without sorting: scores are small whole numbers, so units are counted by score."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from tangguh.engines.composite_index.uncertainty.draws import (
    UNITS_AT_ONCE,
    Draw,
    Scale,
    Scores,
    levelled,
)

Keys = NDArray[np.float32]
Whole = NDArray[np.int64]
Counts = NDArray[np.int32]
T = TypeVar("T", bound=np.integer)


def ranks(table: Scores, drawn: Iterator[Draw]) -> Iterator[Whole]:
    """For each draw the exact rank of each unit: 1 + how many have a higher score."""
    known: dict[Scale, Scores] = {}
    for draw in drawn:
        counted = known.setdefault(draw.scale, levelled(table, draw.scale))
        keys = np.empty((1, len(table)), dtype=np.float32)
        fill_scores(keys, counted, [draw])
        key = keys[0].astype(np.int32)
        yield 1 + len(table) - units_upto(key, draw).astype(np.int64)[key]


def fill_scores(keys: Keys, counted: Scores, drawn: Sequence[Draw]) -> None:
    """A row a draw, a column a unit. Sums of whole numbers below 2**24 are exact as floats."""
    weights = np.array([draw.weights for draw in drawn])
    for start in range(0, len(counted), UNITS_AT_ONCE):
        block = counted[start : start + UNITS_AT_ONCE].T.astype(np.float32)
        np.matmul(weights, block, out=keys[: len(drawn), start : start + UNITS_AT_ONCE])


def units_upto(key: Counts, draw: Draw) -> Counts:
    """For every score that can be: how many units have it or a lower one."""
    return np.cumsum(tally(key[None, :], draw.most + 1, np.int32)[0], dtype=np.int32)


def tally(values: Counts, count: int, kind: type[T]) -> NDArray[T]:
    """How often each of `count` values stands in each row."""
    rows, times = values.shape
    ones = np.ones(values.size, dtype=kind)
    ends = np.arange(0, values.size + 1, times, dtype=np.int32)
    tallied: NDArray[T] = csr_array((ones, values.ravel(), ends), shape=(rows, count)).toarray()
    return tallied
