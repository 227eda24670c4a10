"""One count between two purses, as loops over integers that numba compiles.

`least` and `most` enclose what is left to each ballot's voters, for every purse from the lower to
the higher. Where each purchase is clear for all of them, the count is proven for all. A single
purse is the same, with both ends alike but for rounding.
"""

import numpy as np
from numba import njit

from tangguh.engines.allocation.fast.table import Flags, Floats, Places

DONE, UNCLEAR = 0, 1
NOBODY, TOO_CLOSE = -1, -2
ALL_PAY, SOME_MAY_PAY, NONE_PAYS = 0, 1, 2
DOWN = 1 - 2.0**-50  # a quotient in float64 is off by less than this share of itself
UP = 1 + 2.0**-50
WELL_UP = 1 + 2.0**-47  # so that the quotient of a price so far up lies above for sure
LARGEST = 2**60

# The supporters of all projects one after the other, with the voters and points of each: those of
# project c are at places from starts[c] to ends[c]; behind stand those whose purse is empty.
# alike[c] tells that everybody gave one point.
Who = tuple[Places, Places, Places, Places, Places, Flags]
Left = tuple[Places, Places]  # the least and the most that each ballot's voters have left
Bounds = tuple[Places, Places, Flags]  # low and high price of each project; waiting


@njit(cache=True)
def count(
    purses: Places,
    number_of_ballots: int,
    who: Who,
    costs: Places,
    worth: Floats,
    plain_costs: Places,
    forced: Places,
    bought: Places,
) -> tuple[int, int]:
    """How it ended, and how many purchases are clear; `forced` is known to be bought first."""
    left = (np.full(number_of_ballots, purses[0]), np.full(number_of_ballots, purses[1]))
    bounds = first_bounds(who, costs)
    number = 0
    while True:
        if number < len(forced):
            best = forced[number]
            if best != NOBODY:
                enclose(best, who, costs[best], left, bounds)
        else:
            best = cheapest(who, costs, worth, plain_costs, left, bounds)
        if best == NOBODY:
            return DONE, number
        if best == TOO_CLOSE:
            return UNCLEAR, number
        pay(best, who, left, bounds)
        bought[number] = best
        number += 1


@njit(cache=True)
def first_bounds(who: Who, costs: Places) -> Bounds:
    """No price is below an equal share of the cost; all supporters are there again."""
    starts, ends, ballots, voters, points, alike = who
    low = np.zeros(len(costs), dtype=np.int64)
    for project in range(len(costs)):
        ends[project] = starts[project + 1]
        total = 0
        for entry in range(starts[project], ends[project]):
            total += voters[entry] * points[entry]
        low[project] = max(costs[project] // total - 1, 0)
    return low, np.zeros(len(costs), dtype=np.int64), np.ones(len(costs), dtype=np.bool_)


@njit(cache=True)
def cheapest(
    who: Who, costs: Places, worth: Floats, plain_costs: Places, left: Left, bounds: Bounds
) -> int:
    """The project whose price is below all others' for its worth, or that it is too close."""
    low, high, waiting = bounds
    best, best_key = NOBODY, np.inf
    unasked = waiting.copy()
    keys = np.full(len(costs), np.inf)
    while True:
        project = lowest(low, worth, unasked, best_key)
        if project == NOBODY:
            break
        unasked[project] = False
        if best != NOBODY and is_dearer(project, who, costs, worth, left, low, best_key):
            continue
        answer = enclose(project, who, costs[project], left, bounds)
        if answer == NONE_PAYS:
            waiting[project] = False
        elif answer == ALL_PAY:
            keys[project] = high[project] / worth[project] * UP
            if keys[project] < best_key:
                best, best_key = project, keys[project]
    return decide(best, best_key, who, worth, plain_costs, left, bounds, keys)


@njit(cache=True)
def lowest(low: Places, worth: Floats, unasked: Flags, limit: float) -> int:
    """Whom to ask next: the lowest key that is not above the limit."""
    found, key = NOBODY, limit
    for project in range(len(low)):
        if unasked[project]:
            mine = low[project] / worth[project] * DOWN
            if mine <= key:
                found, key = project, mine
    return found


@njit(cache=True)
def is_dearer(
    project: int, who: Who, costs: Places, worth: Floats, left: Left, low: Places, key: float
) -> bool:
    """Too little is paid at a price just above the best key: so the price is higher."""
    cap = key * worth[project] * WELL_UP + 2
    if cap >= LARGEST:
        return False
    price = int(cap)
    together, _rich = paid_at(project, who, left[1], price)
    if together >= costs[project]:
        return False
    low[project] = max(low[project], price)
    return True


@njit(cache=True)
def enclose(project: int, who: Who, cost: int, left: Left, bounds: Bounds) -> int:
    """The price lies above `low` where most is left, and at most at `high` where least is.

    What is paid is concave in the price, so that a step along its slope never goes too far. The
    climb goes to the lowest whole price at which all is paid, first with the most, then on with
    the least.
    """
    low, high, _waiting = bounds
    forget_the_empty(project, who, left)
    least, most = left
    price = low[project]
    while True:
        together, rich = paid_at(project, who, most, price)
        if together >= cost:
            break
        if rich == 0:
            return NONE_PAYS
        price += (cost - together + rich - 1) // rich
    low[project] = max(price - 1, low[project])
    while True:
        together, rich = paid_at(project, who, least, price)
        if together >= cost:
            high[project] = price
            return ALL_PAY
        if rich == 0:
            return SOME_MAY_PAY
        price += (cost - together + rich - 1) // rich


@njit(cache=True)
def paid_at(project: int, who: Who, left: Places, price: int) -> tuple[int, int]:
    """What comes together at a price, and the points that could pay more."""
    starts, ends, ballots, voters, points, alike = who
    together, rich = 0, 0
    if alike[project]:
        for entry in range(starts[project], ends[project]):
            has = left[ballots[entry]]
            together += voters[entry] * min(has, price)
            rich += voters[entry] * (has > price)
        return together, rich
    for entry in range(starts[project], ends[project]):
        asked, has = price * points[entry], left[ballots[entry]]
        together += voters[entry] * min(has, asked)
        rich += voters[entry] * points[entry] * (has > asked)
    return together, rich


@njit(cache=True)
def forget_the_empty(project: int, who: Who, left: Left) -> None:
    starts, ends, ballots, voters, points, alike = who
    _least, most = left
    entry = starts[project]
    while entry < ends[project]:
        if most[ballots[entry]] > 0:
            entry += 1
            continue
        last = ends[project] - 1
        ballots[entry], ballots[last] = ballots[last], ballots[entry]
        voters[entry], voters[last] = voters[last], voters[entry]
        points[entry], points[last] = points[last], points[entry]
        ends[project] = last


@njit(cache=True)
def pay(project: int, who: Who, left: Left, bounds: Bounds) -> None:
    starts, ends, ballots, _voters, points, _alike = who
    least, most = left
    low, high, waiting = bounds
    for entry in range(starts[project], ends[project]):
        ballot, given = ballots[entry], points[entry]
        least[ballot] = max(least[ballot] - high[project] * given, 0)
        most[ballot] = max(most[ballot] - low[project] * given, 0)
    waiting[project] = False


@njit(cache=True)
def decide(
    best: int,
    best_key: float,
    who: Who,
    worth: Floats,
    plain_costs: Places,
    left: Left,
    bounds: Bounds,
    keys: Floats,
) -> int:
    """The best, where no rival may be as cheap; else by numbers, where everybody pays alike."""
    low, high, waiting = bounds
    votes = 0
    for rival in range(len(worth)):
        if rival == best or not waiting[rival] or low[rival] / worth[rival] * DOWN > best_key:
            continue
        if best == NOBODY or keys[rival] == np.inf:
            return TOO_CLOSE
        if votes == 0:
            votes = paying_alike(best, who, left, high[best])
        theirs = paying_alike(rival, who, left, high[rival])
        if votes < 0 or theirs < 0:
            return TOO_CLOSE
        verdict = compare(rival, theirs, best, votes, worth, plain_costs)
        if verdict == TOO_CLOSE:
            return TOO_CLOSE
        if verdict < 0 or (verdict == 0 and rival < best):
            best, votes = rival, theirs
    return best


@njit(cache=True)
def paying_alike(project: int, who: Who, left: Left, price: int) -> int:
    """The points that pay, where nobody pays less than the price; -1 where some may."""
    starts, ends, ballots, voters, points, alike = who
    least, most = left
    together = 0
    for entry in range(starts[project], ends[project]):
        ballot = ballots[entry]
        if most[ballot] == 0:
            continue
        if least[ballot] == 0 or least[ballot] < price * points[entry]:
            return -1
        together += voters[entry] * points[entry]
    return together


@njit(cache=True)
def compare(
    one: int, votes: int, other: int, other_votes: int, worth: Floats, costs: Places
) -> int:
    """-1 where `one` is the better buy, 0 where both are equally good, 1 where `other` is."""
    mine, theirs = other_votes, votes
    if worth[one] == 1 and worth[other] == 1:
        if max(costs[one], costs[other]) > LARGEST // max(votes, other_votes):
            return TOO_CLOSE
        mine, theirs = costs[one] * other_votes, costs[other] * votes
    if mine == theirs:
        return 0
    return -1 if mine < theirs else 1
