"""Loops over all villages, compiled by numba.

It takes a quarter of a second to load, and not every command that knows of portfolios plans one:
so these doors import as they are opened.
"""

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Chosen = NDArray[np.bool_]
HALF = 32  # bits: sums of 84,000 charges of 60 bits are kept in two halves
Ways = tuple[Whole, Whole, Whole, Whole, Whole, int]


def reach(ways: Ways) -> Whole:
    """How much each village can gain at most."""
    from tangguh.engines.portfolio.fast import curves

    return curves.reach(curves.Ways(*ways))


def summed(ways: Ways, base: Whole, highest: int) -> tuple[Whole, Whole]:
    """What all villages are charged for each level, in two halves of which the second has 32 bits."""
    from tangguh.engines.portfolio.fast import curves

    return curves.summed(curves.Ways(*ways), base, highest)


def cheapest(ways: Ways, needs: Whole) -> tuple[int, Chosen]:
    """The options with which all gain what they need; the number of a village that cannot, or -1."""
    from tangguh.engines.portfolio.fast import curves

    return curves.cheapest(curves.Ways(*ways), needs)


def proposals(ways: Ways, rises: Whole, step: int) -> tuple[Whole, Chosen]:
    """What each village keeps at most where each rise is worth `step`, and what it would do for that."""
    from tangguh.engines.portfolio.fast import curves

    return curves.proposals(curves.Ways(*ways), rises, step)


def lowest(ways: Ways, base: Whole, lines: tuple[int, int], fineness: int) -> tuple[Whole, Whole]:
    """For each line, what all villages fall short of it and are charged, at best; below zero, in halves."""
    from tangguh.engines.portfolio.fast import curves

    return curves.lowest(curves.Ways(*ways), base, lines, fineness)


def aims(ways: Ways, base: Whole, line: int, fineness: int) -> Whole:
    """What each village gains if it falls short of a line or pays, whatever costs it less."""
    from tangguh.engines.portfolio.fast import curves

    return curves.aims(curves.Ways(*ways), base, line, fineness)
