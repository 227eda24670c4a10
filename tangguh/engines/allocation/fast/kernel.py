"""One count between two purses, as loops that numba compiles.

What is left to the voters of each ballot is enclosed between a least and a most, for every purse
from the lower to the higher. Where each purchase is clear for all of them, the count is proven for
all. A single purse is the same, with both ends alike but for rounding.

Every amount is a whole number of a tiny unit, held as float64 and with all money together below
2**53: so sums are exact in any order, and a compiler may reorder them. Quotients are rounded to
the safe side.
"""

import numpy as np

from tangguh.engines.allocation.fast.columns import (
    LEAST,
    MOST,
    Choices,
    Floats,
    Goods,
    Offers,
    Purchases,
)
from tangguh.engines.allocation.fast.compiling import (
    compiled,
    compiled_in_any_order,
    compiled_into_its_callers,
)

NOBODY, TOO_CLOSE = -1, -2
BETTER, AS_GOOD, WORSE, UNKNOWN = range(4)
UNSURE = -1.0
NONE_PAYS, SOME_MAY_PAY, IS_DEARER, ALL_PAY = range(4)
DOWN = 1 - 2.0**-50  # a quotient in float64 is off by less than this share of itself
UP = 1 + 2.0**-50
WELL_UP = 1 + 2.0**-47  # so that the quotient of a price so far up lies above for sure
LARGEST_PRODUCT = 2**62
ONE = np.uint64(1)


@compiled
def count(
    purses: Floats, left: Floats, who: Choices, goods: Goods, purchases: Purchases
) -> tuple[int, int]:
    """Why no more is bought (NOBODY can pay, or TOO_CLOSE to call), and how much is bought."""
    left[:, LEAST] = purses[LEAST]
    left[:, MOST] = purses[MOST]
    offers = first_offers(purses[MOST], goods)
    number = 0
    while True:
        likely = purchases.expected[number] if number < len(purchases.expected) else NOBODY
        if number < purchases.forced:
            best = likely
            if best != NOBODY:
                enclose(best, left, who, goods, offers)
        else:
            best = cheapest(likely, left, who, goods, offers)
        if best < 0:
            return best, number
        pay(best, left, who, offers)
        purchases.bought[number] = best
        number += 1


@compiled
def first_offers(purse: float, goods: Goods) -> Offers:
    """No price is below an equal share of the cost."""
    many = len(goods.costs)
    low = np.maximum(np.floor(goods.costs / goods.points * DOWN) - 1, 0.0)
    return Offers(
        low,
        low / goods.worth * DOWN,
        np.zeros(many),
        np.zeros(many),
        goods.voters * purse >= goods.costs,
        np.zeros(many, dtype=np.bool_),
        np.zeros(many, dtype=np.bool_),
    )


@compiled
def cheapest(likely: int, left: Floats, who: Choices, goods: Goods, offers: Offers) -> int:
    """The project whose key is below all others', NOBODY, or that it is TOO_CLOSE to call."""
    offers.unasked[:] = offers.waiting
    offers.high_key[:] = np.inf
    best, best_key = NOBODY, np.inf
    project = likely if likely >= 0 and offers.waiting[likely] else lowest(offers, best_key)
    while project != NOBODY:
        offers.unasked[project] = False
        answer = ask(project, best_key, left, who, goods, offers)
        if answer == NONE_PAYS:
            offers.waiting[project] = False
        elif offers.high_key[project] < best_key:
            best, best_key = project, offers.high_key[project]
        project = lowest(offers, best_key)
    return decide(best, best_key, left, who, goods, offers)


@compiled
def lowest(offers: Offers, limit: float) -> int:
    """Whom to ask next: the lowest key that is not above the limit."""
    found, key = NOBODY, limit
    for project in range(len(offers.low_key)):
        if offers.unasked[project] and offers.low_key[project] <= key:
            found, key = project, offers.low_key[project]
    return found


@compiled_into_its_callers
def ask(
    project: int, best_key: float, left: Floats, who: Choices, goods: Goods, offers: Offers
) -> int:
    """Whether the project is dearer than the best so far; its price enclosed where it may not be."""
    cost, worth = goods.costs[project], goods.worth[project]
    price = np.floor(best_key * worth * WELL_UP) + 2
    if offers.low[project] < price < np.inf:
        most, rich, all_money = most_paid_at(project, price, left, who)
        if all_money < cost:
            return NONE_PAYS
        if most < cost:
            raise_low(project, price + np.ceil((cost - most) / rich) - 1, worth, offers)
            return IS_DEARER
    return enclose(project, left, who, goods, offers)


@compiled_into_its_callers
def enclose(project: int, left: Floats, who: Choices, goods: Goods, offers: Offers) -> int:
    """Climb to the lowest whole price at which the least that is left pays the cost.

    What is paid is concave in the price, so that a step along its slope never goes too far: each
    also tells what the price is above even with the most that is left.
    """
    cost, worth, price = goods.costs[project], goods.worth[project], offers.low[project]
    while True:
        least, poorer_rich, most, rich = paid_at(project, price, left, who)
        if most < cost:
            if rich == 0:
                return NONE_PAYS
            raise_low(project, price + np.ceil((cost - most) / rich) - 1, worth, offers)
        if least >= cost:
            offers.high[project] = price
            offers.high_key[project] = price / worth * UP
            return ALL_PAY
        if poorer_rich == 0:
            offers.high[project] = np.inf
            return SOME_MAY_PAY
        price += np.ceil((cost - least) / poorer_rich)


@compiled
def raise_low(project: int, price: float, worth: float, offers: Offers) -> None:
    if price > offers.low[project]:
        offers.low[project] = price
        offers.low_key[project] = price / worth * DOWN


@compiled_in_any_order
def paid_at(
    project: int, price: float, left: Floats, who: Choices
) -> tuple[float, float, float, float]:
    """What comes together at a price, and the points that could pay more: at least, at most."""
    least, poorer_rich, most, rich = 0.0, 0.0, 0.0, 0.0
    if who.alike[project]:
        for entry in entries(project, who):
            ballot, voters = who.ballots[entry], who.voters[entry]
            least += voters * min(left[ballot, LEAST], price)
            most += voters * min(left[ballot, MOST], price)
            poorer_rich += voters if left[ballot, LEAST] > price else 0.0
            rich += voters if left[ballot, MOST] > price else 0.0
        return least, poorer_rich, most, rich
    for entry in entries(project, who):
        ballot, voters, points = who.ballots[entry], who.voters[entry], who.points[entry]
        least += voters * min(left[ballot, LEAST], price * points)
        most += voters * min(left[ballot, MOST], price * points)
        poorer_rich += voters * points if left[ballot, LEAST] > price * points else 0.0
        rich += voters * points if left[ballot, MOST] > price * points else 0.0
    return least, poorer_rich, most, rich


@compiled_in_any_order
def most_paid_at(
    project: int, price: float, left: Floats, who: Choices
) -> tuple[float, float, float]:
    """The same at most, and all that they have: half the work, and enough to pass over rivals."""
    most, rich, all_money = 0.0, 0.0, 0.0
    if who.alike[project]:
        for entry in entries(project, who):
            voters, may_have = who.voters[entry], left[who.ballots[entry], MOST]
            most += voters * min(may_have, price)
            rich += voters if may_have > price else 0.0
            all_money += voters * may_have
        return most, rich, all_money
    for entry in entries(project, who):
        ballot, voters, points = who.ballots[entry], who.voters[entry], who.points[entry]
        may_have = left[ballot, MOST]
        most += voters * min(may_have, price * points)
        rich += voters * points if may_have > price * points else 0.0
        all_money += voters * may_have
    return most, rich, all_money


@compiled
def entries(project: int, who: Choices) -> range:
    """The places of a project's supporters."""
    return range(who.starts[project], who.starts[project + 1])


@compiled
def pay(project: int, left: Floats, who: Choices, offers: Offers) -> None:
    """Take the price from every purse: the highest from the least, the lowest from the most."""
    low, high = offers.low[project], offers.high[project]
    for entry in entries(project, who):
        ballot, points = who.ballots[entry], who.points[entry]
        left[ballot, LEAST] = max(left[ballot, LEAST] - high * points, 0.0)
        left[ballot, MOST] = max(left[ballot, MOST] - low * points, 0.0)
    offers.waiting[project] = False
    offers.paid[project] = True


@compiled
def decide(
    best: int, best_key: float, left: Floats, who: Choices, goods: Goods, offers: Offers
) -> int:
    """The best, where no rival may be as cheap; else what whole numbers say about the two."""
    for rival in range(len(offers.low_key)):
        if rival == best or not offers.waiting[rival] or offers.low_key[rival] > best_key:
            continue
        if best == NOBODY or offers.high_key[rival] == np.inf:
            return TOO_CLOSE
        verdict = compare(rival, best, left, who, goods, offers)
        if verdict == UNKNOWN:
            return TOO_CLOSE
        if verdict == BETTER or (verdict == AS_GOOD and rival < best):
            best = rival
    return best


@compiled
def compare(one: int, other: int, left: Floats, who: Choices, goods: Goods, offers: Offers) -> int:
    """Whether `one` is the better buy, told by counts of voters alone.

    A price is the cost less what the poor have, shared by the others; and what somebody has is the
    first purse less the prices of what that ballot bought. So where the same cost lacks the same
    counts of the same prices, two prices are equal, whatever they are.
    """
    given = np.zeros(len(goods.costs))
    poor, shares = account(one, 1.0, left, who, offers, given)
    other_poor, other_shares = account(other, -1.0, left, who, offers, given)
    if UNSURE in (shares, other_shares):
        return UNKNOWN
    if poor == 0 and other_poor == 0:
        return compare_counts(one, int(shares), other, int(other_shares), goods)
    same_goods = goods.costs[one] == goods.costs[other] and goods.worth[one] == goods.worth[other]
    if not same_goods or poor != other_poor or shares != other_shares:
        return UNKNOWN
    for project in range(len(given)):
        if offers.paid[project] and given[project] != 0:
            return UNKNOWN
    return AS_GOOD


@compiled
def account(
    project: int, sign: float, left: Floats, who: Choices, offers: Offers, given: Floats
) -> tuple[float, float]:
    """Voters who pay all they have, and the points of those who pay the price; UNSURE of anybody.

    The points that the former gave to each project are added to `given`, times the sign.
    """
    low, high, poor, shares = offers.low[project], offers.high[project], 0.0, 0.0
    for entry in entries(project, who):
        ballot, voters, points = who.ballots[entry], who.voters[entry], who.points[entry]
        least, most = left[ballot, LEAST], left[ballot, MOST]
        if most == 0:
            continue
        if least > 0 and least >= high * points:
            shares += voters * points
        elif least > 0 and most <= low * points:
            poor += voters
            add_choices(ballot, sign * voters, who, given)
        else:
            return poor, UNSURE
    return poor, shares


@compiled
def add_choices(ballot: int, times: float, who: Choices, given: Floats) -> None:
    for choice in range(who.ballot_starts[ballot], who.ballot_starts[ballot + ONE]):
        given[who.chosen[choice]] += times * who.given[choice]


@compiled
def compare_counts(one: int, points: int, other: int, other_points: int, goods: Goods) -> int:
    """Where nobody pays less than the price, points alone decide, or points for the money."""
    mine, theirs = other_points, points
    if goods.worth[one] == 1 and goods.worth[other] == 1:
        dearest = max(goods.plain_costs[one], goods.plain_costs[other])
        if dearest > LARGEST_PRODUCT // max(mine, theirs):
            return UNKNOWN
        mine, theirs = goods.plain_costs[one] * mine, goods.plain_costs[other] * theirs
    if mine == theirs:
        return AS_GOOD
    return BETTER if mine < theirs else WORSE
