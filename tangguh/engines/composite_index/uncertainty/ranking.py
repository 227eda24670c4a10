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


# So few units to a product that BLAS starts no threads for it: where others use the machine, its
# threads wait for each other several times longer than the product takes.
UNITS_A_PRODUCT = 64


def ranks(table: Scores, drawn: Iterator[Draw]) -> Iterator[Whole]:
    """For each draw the exact rank of each unit: 1 + how many have a higher score."""
    known: dict[Scale, Scores] = {}
    for draw in drawn:
        if draw.scale not in known:
            known[draw.scale] = levelled(table, draw.scale)
        keys = room_for_scores(1, len(table))
        fill_scores(keys, known[draw.scale], [draw])
        key = whole(keys[0, : len(table)])
        yield 1 + len(table) - units_upto(key, draw)[key]


def room_for_scores(drawn: int, units: int) -> Keys:
    """A row a draw, a column a unit, and some columns more, so that the products come out even."""
    return np.empty((drawn, -(-units // UNITS_A_PRODUCT) * UNITS_A_PRODUCT), dtype=np.float32)


def fill_scores(keys: Keys, counted: Scores, drawn: Sequence[Draw]) -> None:
    """What each draw gives each unit. Sums of whole numbers below 2**24 are exact as floats."""
    weights = np.array([draw.weights for draw in drawn])
    rooms = keys.reshape(len(keys), -1, UNITS_A_PRODUCT).transpose(1, 0, 2)
    for start in range(0, len(counted), UNITS_AT_ONCE):
        block = counted[start : start + UNITS_AT_ONCE].astype(np.float32)
        lacking = -len(block) % UNITS_A_PRODUCT
        if lacking:
            block = np.pad(block, ((0, lacking), (0, 0)))
        products = block.reshape(-1, UNITS_A_PRODUCT, block.shape[1]).transpose(0, 2, 1)
        first = start // UNITS_A_PRODUCT
        np.matmul(weights, products, out=rooms[first : first + len(products), : len(drawn)])


def whole(keys: Keys) -> Whole:
    """In two steps, since processors have no quick one from the short float to the long integer."""
    return keys.astype(np.int32).astype(np.int64)


def units_upto(key: Whole, draw: Draw) -> Whole:
    """For every score that can be: how many units have it or a lower one."""
    return np.cumsum(np.bincount(key, minlength=draw.most + 1))
