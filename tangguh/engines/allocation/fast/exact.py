"""One count in fractions, quick because a purse is told by what its owner has bought.

Whoever is not at the end of the purse has exactly the first purse less the prices of what was
bought and chosen; whoever is, has exactly nothing. So the money of any group is a sum of a few
counts times a few prices. Whole units tell who is rich and who is poor; where two projects are
close, fractions decide.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, gcd

import numpy as np

from tangguh.engines.allocation.fast import kernel, sums
from tangguh.engines.allocation.fast.columns import LEAST, MOST, Entries, Floats, Places
from tangguh.engines.allocation.fast.table import Table, table_of
from tangguh.engines.allocation.model import Count, Election, Purchase
from tangguh.engines.allocation.rules import Rule


def count_exactly(table: Table, purse: Fraction, bought: Sequence[int]) -> Count:
    """The purchases with their prices, where it is known which projects are bought."""
    exact = ExactCount(table, purse)
    return Count(purse, tuple(exact.buy(project) for project in bought))


def money_of_losers(
    election: Election, rule: Rule, count: Count
) -> dict[str, tuple[Fraction, dict[str, int]]]:
    """For each eligible project not bought, what its voters have left and what they paid for which."""
    table = table_of(election, rule)
    exact = ExactCount(table, count.purse)
    place = {project.id: i for i, project in enumerate(table.projects)}
    spent_on: dict[str, dict[str, int]] = {id_: {} for id_ in place if id_ not in count.winners}
    for bought in count.purchases:
        paid = exact.paid_by_voters_of_others(place[bought.project], bought.price)
        exact.pay(place[bought.project], bought.price)
        for loser, projects in spent_on.items():
            if money := int(paid[place[loser]]):
                projects[bought.project] = money
    return {loser: (exact.money_left(place[loser]), paid) for loser, paid in spent_on.items()}


class ExactCount:
    """Purses after the purchases so far. Where `most` is above 0 there is something left."""

    def __init__(self, table: Table, purse: Fraction) -> None:
        self.table = table
        self.who = table.who
        self.purse = purse
        self.unit = table.unit_for(purse)
        self.goods = table.goods_in(self.unit)
        units = purse * self.unit
        self.left = np.empty((len(table.voters), 2))
        self.left[:, LEAST], self.left[:, MOST] = floor(units), ceil(units)
        self.offers = kernel.first_offers(float(ceil(units)), self.goods)
        # Purse and prices over one divisor: whole numbers are added faster than fractions
        self.divisor = purse.denominator
        self.full = purse.numerator
        self.prices: dict[int, int] = {}  # of what is bought, in order

    def buy(self, project: int) -> Purchase:
        price = self.known_price(project)
        purchase = self.purchase(project, price)
        self.pay(project, price)
        return purchase

    def follow(self, bought: Sequence[int]) -> None:
        """Pay what is known to be bought next."""
        for project in bought[len(self.prices) :]:
            self.pay(project, self.known_price(project))

    def known_price(self, project: int) -> Fraction:
        price = self.exact_price(project)
        if price is None:
            raise AssertionError(f"{self.table.projects[project].id} cannot be paid")
        return price

    def cheapest(self) -> int:
        """The project to buy next, or NOBODY; fractions are compared where that is needed."""
        project = kernel.cheapest(kernel.NOBODY, self.left, self.who, self.goods, self.offers)
        if project != kernel.TOO_CLOSE:
            return int(project)
        offers = {rival: self.exact_price(rival) for rival in self.rivals()}
        keys = [(p / self.table.worth[c], c) for c, p in offers.items() if p is not None]
        if keys:
            return min(keys)[1]
        self.offers.waiting[list(offers)] = False
        return self.cheapest()

    def rivals(self) -> list[int]:
        """Projects that may be the cheapest, as far as whole units tell."""
        waiting = self.offers.waiting
        best = self.offers.high_key[waiting].min(initial=np.inf)
        return np.flatnonzero(waiting & (self.offers.low_key <= best)).tolist()

    def exact_price(self, project: int) -> Fraction | None:
        """Who surely pays all there is, who surely pays the price, and the few between them."""
        answer = kernel.enclose(project, self.left, self.who, self.goods, self.offers)
        if answer == kernel.NONE_PAYS:
            return None
        given = np.zeros(len(self.table.projects))
        poor, points, unsure = sums.points_of_the_poor(
            project, self.offers, self.left, self.who, given
        )
        missing = self.table.projects[project].cost - self.money(poor, given)
        shares = int(points)
        for purse, point, voters in self.between(project) if unsure else ():
            if missing <= purse / point * shares:
                break
            missing -= purse * voters
            shares -= point * voters
        return missing / shares if shares else None

    def between(self, project: int) -> list[tuple[Fraction, int, int]]:
        """Purse, points and voters of those who may pay the price or all they have, poorest first."""
        ballots, voters, points = self.entries(project)
        low, high = self.offers.low[project], self.offers.high[project]
        least, most = self.left[ballots, LEAST], self.left[ballots, MOST]
        unsure = np.flatnonzero((most > low * points) & (least < high * points))
        line = [
            (self.exactly_left(int(ballots[i])), int(points[i]), int(voters[i])) for i in unsure
        ]
        return sorted(line, key=lambda entry: entry[0] / entry[1])

    def entries(self, project: int) -> tuple[Entries, Floats, Floats]:
        mine = slice(self.who.starts[project], self.who.starts[project + 1])
        return self.who.ballots[mine], self.who.voters[mine], self.who.points[mine]

    def money(self, voters: float, given: Floats) -> Fraction:
        """What so many voters, none of them with an empty purse, have left after these points."""
        paid = sum(int(given[project]) * price for project, price in self.prices.items())
        return Fraction(int(voters) * self.full - paid, self.divisor)

    def exactly_left(self, ballot: int) -> Fraction:
        left = self.full
        start, end = self.who.ballot_starts[ballot], self.who.ballot_starts[ballot + 1]
        for project, points in zip(
            self.who.chosen[start:end], self.who.given[start:end], strict=True
        ):
            left -= self.prices.get(int(project), 0) * int(points)
        return Fraction(max(left, 0), self.divisor)

    def pay(self, project: int, price: Fraction) -> None:
        """Take an exact price from every purse, and tell who has nothing left from who has little."""
        offers, units = self.offers, price * self.unit
        offers.low[project], offers.high[project] = floor(units), ceil(units)
        kernel.pay(project, self.left, self.who, offers)
        self.remember(project, price)
        ballots, _voters, _points = self.entries(project)
        unsure = (self.left[ballots, LEAST] == 0) & (self.left[ballots, MOST] > 0)
        for ballot in ballots[unsure]:
            if not self.exactly_left(int(ballot)):
                self.left[ballot, MOST] = 0

    def remember(self, project: int, price: Fraction) -> None:
        times = price.denominator // gcd(price.denominator, self.divisor)
        if times > 1:
            self.divisor *= times
            self.full *= times
            self.prices = {c: known * times for c, known in self.prices.items()}
        self.prices[project] = price.numerator * (self.divisor // price.denominator)

    def purchase(self, project: int, price: Fraction) -> Purchase:
        """The purchase as it is written down, before anybody has paid."""
        units = price * self.unit
        full, nothing, unsure = sums.payers(project, floor(units), ceil(units), self.left, self.who)
        if unsure:
            full = self.paying_in_full(project, price)
        supporters, paid_in_full = int(self.goods.voters[project]), int(full)
        cost = self.table.projects[project].cost
        return Purchase(
            project=self.table.projects[project].id,
            cost=cost,
            price=price,
            effective_votes=cost / price,
            supporters=supporters,
            paid_in_full=paid_in_full,
            paid_what_was_left=supporters - paid_in_full - int(nothing),
            had_nothing_left=int(nothing),
        )

    def paying_in_full(self, project: int, price: Fraction) -> int:
        ballots, voters, points = self.entries(project)
        units = price * self.unit
        full = self.left[ballots, LEAST] >= ceil(units) * points
        may = self.left[ballots, MOST] >= floor(units) * points
        for i in np.flatnonzero(~full & may):
            full[i] = self.exactly_left(int(ballots[i])) >= price * int(points[i])
        return int(voters[full].sum())

    # What the voters of a project have left, and what they paid for others

    def money_left(self, project: int) -> Fraction:
        given = np.zeros(len(self.table.projects))
        everybody = sums.points_of_everybody(project, self.left, self.who, given)
        return self.money(everybody, given)

    def paid_by_voters_of_others(self, project: int, price: Fraction) -> Places:
        """What the voters of each project pay together for this one, in whole units of money."""
        together = np.zeros(len(self.table.projects))
        sums.paid_by_voters_of_others(
            project, float(price * self.unit), self.left, self.who, together
        )
        whole: Places = np.rint(together / self.unit).astype(np.int64)
        return whole
