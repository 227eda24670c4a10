"""Rank intervals of a nation, counted in compiled loops. Equal to `uncertainty`, always.

numba takes a quarter of a second to load, and a district is ranked without it: so the door imports
as it is opened.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


def counts_of_scores(table: NDArray[np.uint8], highest: int) -> Whole:
    """How many units have each score: a row an indicator, a column a score from 0."""
    from tangguh.engines.composite_index.fast import packing

    return packing.counts_of_scores(table, highest)


def histogram(
    table: NDArray[np.uint8],
    drawn: Iterator[tuple[Whole, NDArray[np.float32], int]],
    firsts: Whole,
) -> NDArray[np.uint16]:
    """How many draws put each unit into each bin of ranks; `firsts`: where bins begin.

    A draw: what each score of each indicator counts, the weights, and the largest sum of both.
    """
    from tangguh.engines.composite_index.fast import counting

    return counting.histogram(table, drawn, firsts)


def bins_at(counted: NDArray[np.uint16], wanted: Whole) -> Whole:
    """For each number of draws (rising) and unit, the first bin up to which so many lie."""
    from tangguh.engines.composite_index.fast import counting

    return counting.bins_at(counted, wanted)
