"""Exact ranks without sorting: scores are small whole numbers, so units are counted by score."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index.uncertainty.draws import Draw, Scale, Scores, levels

Keys = NDArray[np.float32]
Whole = NDArray[np.int64]

UNITS_AT_ONCE = 4096  # so that a block of scores stays in the processor's cache


def ranks(table: Scores, drawn: Sequence[Draw]) -> Iterator[Whole]:
    """For each draw the exact rank of each unit: 1 + how many have a higher score."""
    for keys, draw in zip(scores_of(table, drawn), drawn, strict=True):
        key = keys.astype(np.int64)
        yield 1 + units_above(key, draw)[key]


def scores_of(table: Scores, drawn: Sequence[Draw]) -> Keys:
    """A row a draw, a column a unit. Sums of whole numbers below 2**24 are exact as floats."""
    keys = np.empty((len(drawn), len(table)), dtype=np.float32)
    fill_scores(keys, table, drawn, {scale: levels(table, scale) for scale in Scale})
    return keys


def fill_scores(
    keys: Keys,
    table: Scores,
    drawn: Sequence[Draw],
    counted: dict[Scale, NDArray[np.float32] | None],
) -> None:
    """The same into room that is there."""
    for scale, group in groupby(enumerate(drawn), lambda numbered: numbered[1].scale):
        rows, same = zip(*group, strict=True)
        weights = np.array([draw.weights for draw in same])
        for start in range(0, len(table), UNITS_AT_ONCE):
            block = _counted(table[start : start + UNITS_AT_ONCE], counted[scale])
            room = keys[rows[0] : rows[-1] + 1, start : start + UNITS_AT_ONCE]
            np.matmul(weights, block, out=room)


def units_above(key: Whole, draw: Draw) -> Whole:
    """For every score that can be: how many units have a higher one."""
    counts = np.bincount(key, minlength=draw.most + 1)
    return len(key) - np.cumsum(counts)


def _counted(block: Scores, level: NDArray[np.float32] | None) -> Keys:
    """An indicator a row, a unit a column: what each score counts on this scale."""
    if level is None:
        return block.T.astype(np.float32)
    return level[np.arange(block.shape[1])[:, None], block.T]
