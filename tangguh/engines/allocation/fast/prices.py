"""What a project costs its supporters, enclosed between two integers.

Money is counted in a unit so small that a price is a large integer, yet so large that all money
together stays below 2**53: then sums of float64 hold integers only, and are exact in any order.
"""

from fractions import Fraction
from math import ceil
from typing import NamedTuple

import numpy as np

from tangguh.engines.allocation.fast.table import Flags, Floats, Supporters, Table
from tangguh.engines.allocation.model import InvalidElection

LARGEST = 2**52
SPARE = 1.0  # what a purse keeps that may or may not be empty
# A quotient of two integers below 2**53 is off by less than this share of itself.
DOWN = 1 - 2.0**-50
UP = 1 + 2.0**-50


def unit_for(table: Table, richest: Fraction) -> int:
    """How many of our units make one unit of money: a power of two that keeps all sums exact."""
    voters = max(int(table.voters.sum()), 1)
    dearest = max((project.cost for project in table.projects), default=1)
    most = max(ceil(voters * richest), dearest, 1)
    if most > LARGEST:
        raise InvalidElection("too_much_money", most=LARGEST, found=most)
    return 1 << ((LARGEST // most).bit_length() - 1)


class Prices(NamedTuple):
    """For each column: the true price is above `low` and at most `high`, where it is `found`.

    Where it is not, the supporters together hold at most `money` (and the width of the column).
    """

    low: Floats
    high: Floats
    found: Flags
    money: Floats


def paid(left: Floats, price: Floats, who: Supporters) -> Floats:
    """What comes together when a point costs `price`, one column for each price."""
    limit = price if who.alike else who.points[:, None] * price
    return who.voters @ np.minimum(left, limit)


def prices(
    left: Floats, width: Floats, spare: Floats, cost: float, start: Floats, who: Supporters
) -> Prices:
    """Climb from a price that is too low until all is paid, by as much as surely is too little.

    What is paid is a concave function of the price: beyond two prices, the line through them
    lies above it, so that a step along the line never goes too far. `left` may be too high by
    `spare` in sum: so much more must come together before the price is surely high enough.
    """
    goal = cost + spare
    before, paid_before, price = np.zeros_like(start), np.zeros_like(start), start
    while True:
        sum_ = paid(left, price, who)
        more = sum_ - paid_before
        climbing = (sum_ < goal) & ((more > 0) | (price == 0))
        if not climbing.any():
            break
        step = np.ceil((goal - sum_) * ((price - before) / np.where(more > 0, more, 1.0)))
        before, paid_before = (
            np.where(climbing, price, before),
            np.where(climbing, sum_, paid_before),
        )
        price = np.where(climbing, price + np.maximum(step, 1.0), price)
    more = paid(left, price + 1, who) - sum_
    low = _lowest(left, price, more, width, spare, who)
    return Prices(np.maximum(low, start), price, sum_ >= goal, sum_)


def _lowest(
    left: Floats, price: Floats, more: Floats, width: Floats, spare: Floats, who: Supporters
) -> Floats:
    """A price at which too little is paid even if everybody with a purse holds `width` more.

    Those who pay in full pay no more for holding more. Each of the others may add `width`, and
    `more` points stand ready to take off the price what they add.
    """
    live = paid(left, np.ones_like(price), who)
    full = more if who.alike else 0.0
    added = width * (live - full) + spare
    steep = np.where(more > 0, more, 1.0)
    low = price - 3 - np.ceil(added / steep * UP)
    return np.where(more > 0, low, 0.0)
