"""The weightings and scales under which units are ranked again.

Weights are drawn, then rounded to whole numbers. So every score is a whole number and every rank
is exact for the weights that were used: on any machine, in whatever order the sums are taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index import fast

Scores = NDArray[np.uint8]
Numbers = NDArray[np.float64]

SCORES = 1 << 14  # about so many different scores can occur; ranks are found by counting them
FIFTIETHS = 50
A_DISTRICT = 2000  # up to so many units plain numpy is as quick, and nothing has to be loaded
DRAWN_AT_ONCE = 64
UNITS_AT_ONCE = 4096  # so that a block of scores stays in the processor's cache


class Scale(Enum):
    """How scores of different indicators are made comparable."""

    GOALPOSTS = "goalposts"  # from the least to the most that the rules allow
    Z_SCORE = "z-score"  # by the differences between units
    PERCENTILE = "percentile"  # by the share of units below, in whole fiftieths


@dataclass(frozen=True)
class Plan:
    """How many draws, from which seed.

    Each official weight is multiplied by a factor around 1: the higher `firmness`, the closer. With
    16 a weight typically moves by a quarter, with 4 by a half; with 1, where all official weights
    are equal, every weighting is as likely as any other.
    """

    draws: int = 1000
    seed: int = 1
    firmness: int = 16
    scales: tuple[Scale, ...] = tuple(Scale)


@dataclass(frozen=True)
class Draw:
    """Whole weights for one scale. A unit's score is the sum of weight times level."""

    scale: Scale
    weights: NDArray[np.float32]  # whole numbers
    most: int  # the largest score that they can give


def draws(table: Scores, official: Sequence[float], plan: Plan) -> Iterator[Draw]:
    """Draw after draw, as many of each scale as of the others, the scales one after the other."""
    noise = np.random.default_rng(plan.seed)
    bases = {scale: _base(table, official, scale) for scale in plan.scales}
    highest = int(table.max(initial=1))
    for scale, count in _turns(plan):
        for start in range(0, count, DRAWN_AT_ONCE):
            size = (min(DRAWN_AT_ONCE, count - start), plan.firmness, len(official))
            factors = noise.standard_exponential(size).sum(axis=1)
            yield from _rounded(bases[scale] * factors, scale, highest)


def _turns(plan: Plan) -> Iterator[tuple[Scale, int]]:
    """How many draws each scale has."""
    numbers = np.arange(plan.draws) * len(plan.scales) // plan.draws
    counts = np.bincount(numbers, minlength=len(plan.scales)).tolist()
    yield from zip(plan.scales, counts, strict=True)


def levelled(table: Scores, scale: Scale) -> Scores:
    """The table with what each score counts on a scale; on most it counts as it stands."""
    if scale is not Scale.PERCENTILE:
        return table
    wide = levels(table, scale)
    first = np.arange(table.shape[1]) * wide.shape[1]
    level = wide.astype(np.uint8).ravel()
    counted = np.empty_like(table)
    for start in range(0, len(table), UNITS_AT_ONCE):
        block = slice(start, start + UNITS_AT_ONCE)
        np.take(level, table[block] + first, out=counted[block], mode="clip")
    return counted


def levels(table: Scores, scale: Scale) -> NDArray[np.int64]:
    """What each score counts: a row an indicator, a column a score from 0."""
    if scale is not Scale.PERCENTILE:
        highest = int(table.max(initial=1))
        return np.broadcast_to(np.arange(highest + 1), (table.shape[1], highest + 1)).copy()
    counts = _counts(table)
    middle = counts.cumsum(axis=1) - counts / 2
    return np.floor(FIFTIETHS * middle / len(table) + 0.5).astype(np.int64)


def _counts(table: Scores) -> NDArray[np.int64]:
    """How many units have each score: a row an indicator, a column a score from 0."""
    highest = int(table.max(initial=1))
    if len(table) > A_DISTRICT:
        return fast.counts_of_scores(table, highest)
    return np.array([np.bincount(scores, minlength=highest + 1) for scores in table.T])


def _base(table: Scores, official: Sequence[float], scale: Scale) -> Numbers:
    """The official weights, for a point on this scale."""
    weights = np.asarray(official, dtype=np.float64)
    if scale is Scale.Z_SCORE:
        counts = _counts(table)
        scores = np.arange(counts.shape[1])
        mean = counts @ scores / len(table)
        spread = np.sqrt((counts * (scores - mean[:, None]) ** 2).sum(axis=1) / len(table))
        # Where all are alike there is nothing to weigh.
        weights = np.divide(weights, spread, out=np.zeros_like(weights), where=spread > 0)
    return weights


def _rounded(weights: Numbers, scale: Scale, highest: int) -> Iterator[Draw]:
    """A row a draw. Percentiles take four times the room, since their levels are ten times as fine."""
    room = SCORES
    if scale is Scale.PERCENTILE:
        room, highest = 4 * SCORES, FIFTIETHS
    parts = (room - 1) // highest
    whole = np.floor(weights * (parts / np.maximum(weights.sum(axis=1), 1e-300))[:, None])
    most = (whole.sum(axis=1) * highest).astype(np.int64).tolist()
    yield from (Draw(scale, row, n) for row, n in zip(whole.astype(np.float32), most, strict=True))
