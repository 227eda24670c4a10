"""What villages can do at best at given prices, written a second time for those who check.

Nothing here is shared with the search (`portfolio.fast`). The loops import as they are first asked.
"""

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
HALF = 32  # bits: what all villages lose at a line is added up in two halves
NARROW = 29  # bits of what a village may be worth at most, in tables of 32 bits
WIDE = 61
Table = tuple[Whole, Whole, Whole, Whole, Whole, int]


def fitted(table: Table) -> Table:
    """The same, its values in 32 bits where all of a village's fit. ValueError where 64 are too few."""
    first, group, works, gain, value, most = table
    total = np.append(0.0, np.cumsum(np.abs(value.astype(float))))
    largest = float(np.max(total[first[1:]] - total[first[:-1]], initial=0.0))
    if largest >= 2.0**WIDE:
        raise ValueError("a price is too large to be checked")
    kind = np.int32 if largest < 2.0**NARROW else np.int64
    return first, group, works, gain, value.astype(kind), most


def reach(table: Table) -> Whole:
    """How much each village can gain at most with the works that it may have."""
    from tangguh.engines.portfolio.checked import loops

    return loops.reach(loops.Table(*fitted(table)))


def most(table: Table, rises: Whole, step: int) -> Whole:
    """What each village is worth at most, where each of its rises (0: none) is worth `step`."""
    from tangguh.engines.portfolio.checked import loops

    return loops.most(loops.Table(*fitted(table)), rises, step)


def least(table: Table, needs: Whole) -> tuple[Whole, NDArray[np.bool_]]:
    """The most that is left to each village that gains what it needs, and whether it can."""
    from tangguh.engines.portfolio.checked import loops

    return loops.least(loops.Table(*fitted(table)), needs)


def lines(table: Table, base: Whole, span: tuple[int, int], fineness: int) -> list[int]:
    """For each line of a span, what is left to all villages that fall short of it or pay."""
    from tangguh.engines.portfolio.checked import loops

    upper, lower = loops.lines(loops.Table(*fitted(table)), base, span, fineness)
    return [a * 2**HALF + b for a, b in zip(upper.tolist(), lower.tolist(), strict=True)]
