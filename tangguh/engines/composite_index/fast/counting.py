"""Sums, ranks and bins of many draws. Sums are whole numbers below 2**16, ranks are counted.

A batch of draws is summed 64 at a time, each is ranked by counting how many units have each sum,
and the bins of the batch go into the histogram together, since that is too large for any cache.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index.fast.packing import (
    DRAWS,
    TOGETHER,
    Bytes,
    Sums,
    Whole,
    compiled,
    in_a_byte,
    packed,
    unpacked,
)

BATCH = 2 * DRAWS
BLOCK = 1024
FOUR = 4
NEVER = 2**62
EIGHT = 8  # bins that are read at once, the first in the lowest byte
SUMS = 2**16

Draw = tuple[Whole, NDArray[np.float32], int]


class Room(NamedTuple):
    """For `DRAWS` draws what each code counts and each unit's sum; for a batch, each unit's bin."""

    counts: Sums
    sums: Sums
    bins: Bytes


def histogram(table: Bytes, drawn: Iterator[Draw], firsts: Whole) -> Sums:
    highest = int(table.max(initial=1))
    number, codes = in_a_byte(highest), packed(table, highest)
    counted = np.zeros((len(table), len(firsts)), dtype=np.uint16)
    width = -(-len(table) // EIGHT) * EIGHT
    room = Room(
        np.zeros((codes.shape[1], (highest + 1) ** number, DRAWS), dtype=np.uint16),
        np.empty((DRAWS, width), dtype=np.uint16),
        np.empty((BATCH, width), dtype=np.uint8),
    )
    filled = 0
    for _, same in groupby(drawn, lambda draw: id(draw[0])):
        while some := tuple(islice(same, DRAWS)):
            if filled + len(some) > BATCH:
                tally(room.bins[:filled], counted)
                filled = 0
            most = np.array([most for _levels, _weights, most in some])
            unpacked(some[0][0].astype(np.uint16), in_columns(some), number, room.counts)
            add_up(codes, room.counts, room.sums)
            into_bins(len(table), room.sums, most, firsts, room.bins[filled:])
            filled += len(some)
    tally(room.bins[:filled], counted)
    return counted


def in_columns(some: Sequence[Draw]) -> Sums:
    """The weights: a row an indicator, a column a draw; what no draw fills is 0."""
    weights = np.zeros((len(some[0][1]), DRAWS), dtype=np.uint16)
    for draw, (_levels, each, _most) in enumerate(some):
        weights[:, draw] = each
    return weights


@compiled
def add_up(codes: Bytes, counts: Sums, sums: Sums) -> None:
    """A row a draw, a column a unit; block by block, so that what some bytes count stays in the cache."""
    block = np.empty((BLOCK, DRAWS), np.uint16)
    for start in range(0, len(codes), BLOCK):
        some = codes[start : start + BLOCK]
        block[:] = 0
        for first in range(0, codes.shape[1], TOGETHER):
            add_some(some, first, counts, block)
        for draw in range(DRAWS):
            row = sums[draw, start : start + len(some)]
            for unit in range(len(row)):
                row[unit] = block[unit, draw]


@compiled
def add_some(codes: Bytes, first: int, counts: Sums, block: Sums) -> None:
    one, two, three, four = counts[first], counts[first + 1], counts[first + 2], counts[first + 3]
    for unit in range(len(codes)):
        code, total = codes[unit, first : first + TOGETHER], block[unit]
        a, b, c, d = one[code[0]], two[code[1]], three[code[2]], four[code[3]]
        for draw in range(DRAWS):
            total[draw] += a[draw] + b[draw] + c[draw] + d[draw]


@compiled
def into_bins(units: int, sums: Sums, most: Whole, firsts: Whole, bins: Bytes) -> None:
    """The bin of each unit's rank in every draw: 1 + how many have a higher sum."""
    having, bin_of = np.empty(SUMS, np.int32), np.empty(SUMS, np.uint8)
    for draw in range(len(most)):
        row, placed = sums[draw, :units], bins[draw]
        having[: most[draw] + 1] = 0
        count(row, having)
        above, place, begins = 0, 0, firsts[1] if len(firsts) > 1 else NEVER
        for total in range(most[draw], -1, -1):
            bin_of[total] = place
            above += having[total]
            while above + 1 >= begins:
                place += 1
                begins = firsts[place + 1] if place + 1 < len(firsts) else NEVER
        for unit in range(len(row)):
            placed[unit] = bin_of[row[unit]]


@compiled
def count(row: Sums, having: NDArray[np.int32]) -> None:
    """Four units are read at once, as in `tally`."""
    for four in row[: len(row) // FOUR * FOUR].view(np.uint64):
        having[four & 65535] += 1
        having[(four >> 16) & 65535] += 1
        having[(four >> 32) & 65535] += 1
        having[four >> 48] += 1
    for unit in range(len(row) // FOUR * FOUR, len(row)):
        having[row[unit]] += 1


@compiled
def tally(bins: Bytes, counted: Sums) -> None:
    """Eight units side by side: a draw often finds a unit in the bin it was just in, and waits."""
    eights = bins.view(np.uint64)
    for start in range(0, len(counted) - EIGHT + 1, EIGHT):
        tally_eight(eights[:, start // EIGHT], counted[start : start + EIGHT])
    for unit in range(len(counted) // EIGHT * EIGHT, len(counted)):
        for draw in range(len(bins)):
            counted[unit, bins[draw, unit]] += 1


@compiled
def tally_eight(bins: NDArray[np.uint64], counted: Sums) -> None:
    a, b, c, d = counted[0], counted[1], counted[2], counted[3]
    e, f, g, h = counted[4], counted[5], counted[6], counted[7]
    for eight in bins:
        a[eight & 255] += 1
        b[(eight >> 8) & 255] += 1
        c[(eight >> 16) & 255] += 1
        d[(eight >> 24) & 255] += 1
        e[(eight >> 32) & 255] += 1
        f[(eight >> 40) & 255] += 1
        g[(eight >> 48) & 255] += 1
        h[eight >> 56] += 1


@compiled
def bins_at(counted: Sums, wanted: Whole) -> Whole:
    found = np.zeros((len(wanted), len(counted)), np.int64)
    for unit in range(len(counted)):
        upto, place = 0, -1
        for row in range(len(wanted)):
            while upto < wanted[row]:
                place += 1
                upto += counted[unit, place]
            found[row, unit] = max(0, place)
    return found
