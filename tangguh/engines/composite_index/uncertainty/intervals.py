"""Where each unit's rank lies, from a histogram that is filled draw by draw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from tangguh.engines.composite_index import fast
from tangguh.engines.composite_index.uncertainty.draws import (
    A_DISTRICT,
    UNITS_AT_ONCE,
    Draw,
    Plan,
    Scale,
    Scores,
    draws,
    levelled,
    levels,
)
from tangguh.engines.composite_index.uncertainty.ranking import (
    Whole,
    fill_scores,
    room_for_scores,
    units_upto,
    whole,
)

DRAWS_AT_ONCE = 48
MOST_BINS = 250
HISTOGRAM_BYTES = 24_000_000


@dataclass(frozen=True)
class Robustness:
    """For each unit the ranks between which it lay in 90 of 100 draws, and the middle one.

    `kept` is the share of draws in which it stayed in its class: as many units as officially are
    in each class. With up to 250 units the ranks are exact; with more, `low` and `high` are the
    outer ends of bins `width` ranks wide, so that an interval is at most so much too wide.
    """

    low: Whole
    middle: Whole
    high: Whole
    kept: NDArray[np.float64]
    width: int


class NothingToRank(ValueError):
    """No unit, no draw, or more draws than can be counted."""


def robustness(
    table: Scores,
    official: Sequence[float],
    plan: Plan,
    classes: Sequence[int] = (),
    sure: float = 0.9,
) -> Robustness:
    """Rank all units again in every draw.

    `classes` numbers the class of each unit, 0 the best; units with the same official score are in
    the same class. `sure` is the share of draws that an interval holds.
    """
    if not len(table) or not 1 <= plan.draws <= np.iinfo(np.uint16).max:
        raise NothingToRank
    last = _last_ranks(classes)
    firsts = _first_ranks(len(table), last)
    drawn = draws(table, official, plan)
    counted = (counted_fast if len(table) > A_DISTRICT else histogram)(table, drawn, firsts)
    ends = np.append(firsts[1:], len(table) + 1) - 1
    tail = (1 - sure) / 2
    low, middle, high = _bins_at(counted, plan.draws, (tail, 0.5, 1 - tail))
    return Robustness(
        low=firsts[low],
        middle=(firsts[middle] + ends[middle]) // 2,
        high=ends[high],
        kept=_kept(counted, firsts, last, classes) / plan.draws,
        width=int((ends - firsts).max()) + 1,
    )


def _last_ranks(classes: Sequence[int]) -> Whole:
    """The last rank of each class, if as many units as now are in each."""
    return np.cumsum(np.bincount(np.asarray(classes, dtype=np.int64))) if len(classes) else _NONE


def _first_ranks(units: int, last: Whole) -> Whole:
    """The first rank of every bin: of equal width, and a new one wherever a class begins."""
    bins = min(units, MOST_BINS, max(16, HISTOGRAM_BYTES // (2 * units)))
    even = 1 + np.arange(bins) * units // bins
    begins = last[last < units] + 1
    return np.unique(np.concatenate([even, begins])) if bins < units else even


def counted_fast(table: Scores, drawn: Iterator[Draw], firsts: Whole) -> NDArray[np.uint16]:
    """The same in compiled loops."""
    known = {scale: levels(table, scale) for scale in Scale}
    told = ((known[draw.scale], draw.weights, draw.most) for draw in drawn)
    return fast.histogram(table, told, firsts)


def histogram(table: Scores, drawn: Iterator[Draw], firsts: Whole) -> NDArray[np.uint16]:
    """How many draws put each unit into each bin. This is the law; `fast` is tested against it."""
    counted = np.zeros((len(table), len(firsts)), dtype=np.uint16)
    keys = room_for_scores(DRAWS_AT_ONCE, len(table))
    bins = np.empty((DRAWS_AT_ONCE, len(table)), dtype=np.uint8)
    blocks = [slice(n, n + UNITS_AT_ONCE) for n in range(0, len(table), UNITS_AT_ONCE)]
    for scale, same in groupby(drawn, lambda draw: draw.scale):
        scores = levelled(table, scale)
        while some := tuple(islice(same, DRAWS_AT_ONCE)):
            fill_scores(keys, scores, some)
            for draw, key, row in zip(some, keys[:, : len(table)], bins, strict=False):
                _fill_bins(firsts, draw, key, row)
            for block in blocks:
                _count(counted, bins[: len(some)], block)
    return counted


def _fill_bins(
    firsts: Whole, draw: Draw, keys: NDArray[np.float32], bins: NDArray[np.uint8]
) -> None:
    """The bin of each unit's rank in one draw: by sorting few, else from a table of every score."""
    key = whole(keys)
    if len(key) <= A_DISTRICT:
        ranks = 1 + len(key) - np.searchsorted(np.sort(key), key, "right")
        bins[:] = np.searchsorted(firsts, ranks, "right") - 1
        return
    # From this score on, so many units have it or less that the rank is before a bin's first.
    begins = np.searchsorted(units_upto(key, draw), len(key) + 2 - firsts[:0:-1], "left")
    widths = np.diff(begins, prepend=0, append=draw.most + 1)
    of_score = np.repeat(np.arange(len(firsts) - 1, -1, -1, dtype=np.uint8), widths)
    np.take(of_score, key, out=bins, mode="clip")


def _count(counted: NDArray[np.uint16], bins: NDArray[np.uint8], block: slice) -> None:
    """Add to a block of units how often each was in each bin."""
    seen = np.ascontiguousarray(bins[:, block].T)
    units, times = seen.shape
    ones = np.ones(seen.size, dtype=np.uint16)
    ends = np.arange(0, seen.size + 1, times, dtype=np.int32)
    rows = csr_array((ones, seen.ravel().astype(np.int32), ends), (units, counted.shape[1]))
    counted[block] += rows.toarray()


def _bins_at(counted: NDArray[np.uint16], times: int, shares: Sequence[float]) -> tuple[Whole, ...]:
    """For each share the first bin up to which at least so much of the draws lies."""
    wanted = [max(1, int(np.ceil(round(share * times, 9)))) for share in shares]
    if len(counted) > A_DISTRICT:
        return tuple(fast.bins_at(counted, np.array(wanted)))
    found = np.empty((len(shares), len(counted)), dtype=np.int64)
    for start in range(0, len(counted), UNITS_AT_ONCE):
        block = slice(start, start + UNITS_AT_ONCE)
        upto = np.cumsum(counted[block], axis=1, dtype=np.uint16)
        for row, times_wanted in zip(found, wanted, strict=True):
            row[block] = (upto >= times_wanted).argmax(axis=1)
    return tuple(found)


def _kept(
    counted: NDArray[np.uint16], firsts: Whole, last: Whole, classes: Sequence[int]
) -> NDArray[np.int64]:
    """In how many draws each unit's rank was one of its class."""
    if not len(last):
        return np.zeros(len(counted), dtype=np.int64)
    class_of_bin = np.searchsorted(last, firsts, "left")
    own = np.asarray(classes)
    kept = np.zeros(len(counted), dtype=np.int64)
    for number in range(len(last)):
        members = own == number
        kept[members] = counted[members][:, class_of_bin == number].sum(axis=1)
    return kept


_NONE = np.empty(0, dtype=np.int64)
