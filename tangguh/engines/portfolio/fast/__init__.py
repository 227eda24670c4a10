"""Loops over all villages, compiled by numba.

It takes a quarter of a second to load, and not every command that knows of portfolios plans one:
so these doors import as they are opened.
"""

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Chosen = NDArray[np.bool_]
NARROW = 28  # bits of a village's charges with which its table is one of 32 bits
HALF = 32  # bits: sums of 84,000 charges of 60 bits are kept in two halves
Ways = tuple[Whole, Whole, Whole, Whole, Whole, int]


def reach(ways: Ways) -> Whole:
    """How much each village can gain at most."""
    from tangguh.engines.portfolio.fast import curves

    return curves.reach(curves.Ways(*narrowed(ways)))


def summed(ways: Ways, base: Whole, highest: int) -> tuple[Whole, Whole]:
    """What all villages are charged for each level, in two halves of which the second has 32 bits."""
    from tangguh.engines.portfolio.fast import curves

    return curves.summed(curves.Ways(*ways), base, highest)


def cheapest(ways: Ways, needs: Whole) -> tuple[int, Chosen]:
    """The options with which all gain what they need; the number of a village that cannot, or -1."""
    from tangguh.engines.portfolio.fast import curves

    return curves.cheapest(curves.Ways(*narrowed(ways)), needs)


def proposals(ways: Ways, rises: Whole, step: int) -> tuple[Whole, Chosen]:
    """What each village keeps at most where each rise is worth `step`, and what it would do for that."""
    from tangguh.engines.portfolio.fast import curves

    return curves.proposals(curves.Ways(*narrowed(ways)), rises, step)


def lowest(ways: Ways, base: Whole, lines: tuple[int, int], fineness: int) -> tuple[Whole, Whole]:
    """For each line, what all villages fall short of it and are charged, at best; below zero, in halves."""
    from tangguh.engines.portfolio.fast import curves

    return curves.lowest(curves.Ways(*narrowed(ways)), base, lines, fineness)


def short_of(ways: Ways, base: Whole, line: int, fineness: int) -> Chosen:
    """What each village does if it falls short of a line or pays, whatever costs it less."""
    from tangguh.engines.portfolio.fast import curves

    return curves.short_of(curves.Ways(*narrowed(ways)), base, line, fineness)


def heaviest(ways: Ways) -> float:
    """The most that a village could be charged, or be paid, with an option in every slot."""
    first, slots, _gain, charges, _works, _most = ways
    if not len(charges):
        return 0.0
    by_slot = np.maximum.reduceat(np.abs(charges).astype(float), slots[:-1])
    sums = np.append(0.0, np.cumsum(by_slot))
    return float(np.max(sums[first[1:]] - sums[first[:-1]], initial=0.0))


def narrowed(ways: Ways) -> Ways:
    """The same, with charges of 32 bits where all of a village's fit into half of them."""
    first, slots, gain, charges, works, most = ways
    if heaviest(ways) >= 2.0**NARROW:
        return ways
    return first, slots, gain, charges.astype(np.int32), works, most
