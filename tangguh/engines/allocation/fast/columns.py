"""What the compiled loops read and write: columns of numbers."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
Entries = NDArray[np.uint64]  # places without a sign: the loops need not ask whether one is below 0

LEAST, MOST = 0, 1  # the columns of what is left to the voters of each ballot


class Choices(NamedTuple):
    """Who chose what, told twice: project by project, and ballot by ballot.

    The supporters of project c stand from starts[c] to starts[c + 1]; `alike` tells that each of
    them gave one point. What ballot j chose stands from ballot_starts[j] to ballot_starts[j + 1].
    """

    starts: Entries
    ballots: Entries
    voters: Floats
    points: Floats
    alike: Flags
    ballot_starts: Entries
    chosen: Entries
    given: Floats


class Goods(NamedTuple):
    """What is for sale: the cost in units and as it was told, its worth, who stands behind it."""

    costs: Floats
    plain_costs: Places
    worth: Floats
    voters: Floats
    points: Floats


class Offers(NamedTuple):
    """What this count knows: a price is above `low` and, if asked since the last purchase, at most
    `high`. A key is a price for its worth; no price ever falls.
    """

    low: Floats
    low_key: Floats
    high: Floats
    high_key: Floats
    waiting: Flags
    unasked: Flags
    paid: Flags


class Purchases(NamedTuple):
    """What is known to be bought first, `forced` of what is `expected`; of the rest it is likely.

    What is found is written to `bought`.
    """

    expected: Places
    forced: int
    bought: Places
