"""Scores of several indicators in one byte, and what each byte counts in many draws."""

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.compiled_loops import compiler

Whole = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Sums = NDArray[np.uint16]

DRAWS = 64  # at once: four registers of sixteen sums each
TOGETHER = 4  # bytes whose sums are added in one go

compiled = compiler("tangguh.engines.composite_index.fast")


def in_a_byte(highest: int) -> int:
    """How many indicators fit into one."""
    number = 1
    while (highest + 1) ** (number + 1) <= 256:
        number += 1
    return number


def packed(table: Bytes, highest: int) -> Bytes:
    """A row a unit; bytes that are always 0 fill the row up to a whole number of goes."""
    number = in_a_byte(highest)
    width = -(-table.shape[1] // number)
    codes = np.zeros((len(table), -(-width // TOGETHER) * TOGETHER), dtype=np.uint8)
    pack(table, number, highest + 1, codes)
    return codes


@compiled
def pack(table: Bytes, number: int, base: int, codes: Bytes) -> None:
    for unit in range(len(table)):
        for first in range(0, table.shape[1], number):
            code = 0
            for indicator in range(first, min(first + number, table.shape[1])):
                code = code * base + table[unit, indicator]
            codes[unit, first // number] = code


@compiled
def unpacked(levels: Whole, weights: Sums, number: int, counts: Sums) -> None:
    """`counts`: for each byte of a row, each code and each draw, what it adds to the sum.

    `levels`: what each score of each indicator counts. `weights`: a row an indicator, a column a
    draw.
    """
    indicators, base = levels.shape
    for first in range(0, indicators, number):
        last = min(first + number, indicators)
        for code in range(base ** (last - first)):
            unpack(levels[first:last], weights[first:last], code, counts[first // number, code])


@compiled
def unpack(levels: Whole, weights: Sums, code: int, total: Sums) -> None:
    """What one code adds in each draw: the last indicator stands lowest in it."""
    total[:] = 0
    for indicator in range(len(levels) - 1, -1, -1):
        level, each = levels[indicator, code % levels.shape[1]], weights[indicator]
        for draw in range(DRAWS):
            total[draw] += each[draw] * level
        code //= levels.shape[1]


@compiled
def counts_of_scores(table: Bytes, highest: int) -> Whole:
    counts = np.zeros((table.shape[1], highest + 1), np.int64)
    for unit in range(len(table)):
        for indicator in range(table.shape[1]):
            counts[indicator, table[unit, indicator]] += 1
    return counts
