"""One count in fractions, quick because a purse is told by what its owner has bought.

Whoever is not at the end of the purse has exactly the first purse less the prices of what was
bought and chosen; whoever is, has exactly nothing. So the money of any group is a sum of a few
counts times a few prices. Integers tell who is rich and who is poor; where two projects are close,
fractions decide.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

import numpy as np

from tangguh.engines.allocation.fast.prices import DOWN, SPARE, UP, prices, unit_for
from tangguh.engines.allocation.fast.table import Flags, Floats, Places, Supporters, Table
from tangguh.engines.allocation.model import Count, Purchase


def count_exactly(table: Table, purse: Fraction) -> Count:
    return ExactCount(table, purse).count()


class ExactCount:
    def __init__(self, table: Table, purse: Fraction) -> None:
        self.table = table
        self.purse = purse
        self.unit = unit_for(table, purse)
        self.left = np.full(len(table.voters), float(floor(purse * self.unit)))
        self.width = 1.0
        self.spare = 0.0  # by how much `left` may be too high in sum, and by at most 1 each
        self.empty = np.zeros(len(table.voters), dtype=np.bool_)
        self.price: dict[int, Fraction] = {}  # of what is bought, in order
        self.waiting = set(range(len(table.projects)))
        self.low = [0.0] * len(table.projects)

    def price_of_known(self, project: int) -> Fraction:
        price = self.exact_price(project)
        if price is None:
            raise AssertionError(f"{self.table.projects[project].id} cannot be paid")
        return price

    def follow(self, bought: Sequence[int]) -> None:
        """Buy what is known to be bought next, without asking what else could be."""
        for project in bought[len(self.price) :]:
            self.pay(project, self.price_of_known(project))

    def count(self) -> Count:
        purchases: list[Purchase] = []
        while cheapest := self.cheapest():
            project, price = cheapest
            purchases.append(self.purchase(project, price))
            self.pay(project, price)
        return Count(self.purse, tuple(purchases))

    def cheapest(self) -> tuple[int, Fraction] | None:
        """The project to buy and its price; whoever turns out too dear for its voters is out."""
        while self.waiting:
            offers = {project: self.exact_price(project) for project in self.candidates()}
            self.waiting -= {project for project, price in offers.items() if price is None}
            keys = [
                (price / self.table.worth[project], project)
                for project, price in offers.items()
                if price is not None
            ]
            if keys:
                key, project = min(keys)
                return project, key * self.table.worth[project]
        return None

    def candidates(self) -> list[int]:
        """Projects that may be the cheapest, as far as integers tell."""
        lows: dict[int, float] = {}
        best = float("inf")
        for project in sorted(self.waiting, key=self.low_key):
            if self.low_key(project) > best:
                break
            low, high = self.enclosed(project)
            if project in self.waiting:
                lows[project] = low
                best = min(best, high)
        return [project for project, low in lows.items() if low <= best]

    def low_key(self, project: int) -> float:
        return self.low[project] / self.table.worth[project] * DOWN

    def enclosed(self, project: int) -> tuple[float, float]:
        """Keys between which the true one lies; who is surely too dear is dismissed."""
        who = self.table.supporters[project]
        cost = float(self.table.projects[project].cost * self.unit)
        left = self.left[who.ballots][:, None]
        width, start = np.array([self.width]), np.array([self.low[project]])
        found = prices(left, width, np.array([self.spare]), cost, start, who)
        if not found.found[0] and found.money[0] + self.width * who.total_voters < cost:
            self.waiting.discard(project)
        self.low[project] = float(found.low[0])
        high = float(found.high[0]) if found.found[0] else float("inf")
        return self.low_key(project), high / self.table.worth[project] * UP

    def exact_price(self, project: int) -> Fraction | None:
        """Who surely pays all there is, who surely pays the price, and the few between them."""
        who = self.live(self.table.supporters[project])
        cost = Fraction(self.table.projects[project].cost)
        left = self.left[who.ballots]
        low, high = self.rough_price(project, who)
        poor = left + self.width < low * who.points
        rich = left - SPARE > high * who.points
        missing = cost - self.money(who.only(poor))
        points = int(who.voters[~poor] @ who.points[~poor])
        between = who.only(~poor & ~rich)
        purses = [self.exactly_left(int(ballot)) for ballot in between.ballots]
        line = sorted(
            zip(purses, between.points, between.voters, strict=True),
            key=lambda entry: entry[0] / int(entry[1]),
        )
        for purse, given, voters in line:
            if missing / points * int(given) <= purse:
                return missing / points
            missing -= purse * int(voters)
            points -= int(given) * int(voters)
        return missing / points if points else None

    def rough_price(self, project: int, who: Supporters) -> tuple[float, float]:
        cost = float(self.table.projects[project].cost * self.unit)
        found = prices(
            self.left[who.ballots][:, None],
            np.array([self.width]),
            np.array([self.spare]),
            cost,
            np.array([self.low[project]]),
            who,
        )
        high = float(found.high[0]) if found.found[0] else float("inf")
        return float(found.low[0]), high

    def live(self, who: Supporters) -> Supporters:
        return who.only(~self.empty[who.ballots])

    def money(self, who: Supporters) -> Fraction:
        """What the voters of these ballots have left, all together; none of them has nothing."""
        total = int(who.voters.sum()) * self.purse
        if self.price and len(who.ballots):
            bought = self.points_given(who)
            total -= sum(
                (int(bought[project]) * price for project, price in self.price.items()), Fraction(0)
            )
        return total

    def points_given(self, who: Supporters) -> Floats:
        """The points that these voters gave to each project, all together."""
        entry, length = self.entries_of(who)
        given = self.table.points[entry] * np.repeat(who.voters, length)
        chosen, many = self.table.chosen[entry], len(self.table.projects)
        return np.bincount(chosen, given, minlength=many).astype(np.float64)

    def entries_of(self, who: Supporters) -> tuple[Places, Places]:
        """All choices on these ballots: their places in the table, and how many on each."""
        first = self.table.starts[who.ballots]
        length = self.table.starts[who.ballots + 1] - first
        entry = np.repeat(first - np.concatenate([[0], np.cumsum(length)[:-1]]), length)
        return entry + np.arange(len(entry)), length

    def exactly_left(self, ballot: int) -> Fraction:
        entries = range(int(self.table.starts[ballot]), int(self.table.starts[ballot + 1]))
        left = self.purse
        for entry in entries:
            price = self.price.get(int(self.table.chosen[entry]))
            if price is not None:
                left -= price * int(self.table.points[entry])
        return max(left, Fraction(0))

    def pay(self, project: int, price: Fraction) -> None:
        who = self.live(self.table.supporters[project])
        least = float(ceil(price * self.unit))
        rest = self.left[who.ballots] - least * who.points
        most = float(who.points.max(initial=1.0))
        self.price[project] = price
        self.waiting.discard(project)
        unsure = (rest <= 0) & (rest + self.width + most > 0)
        empty = (rest <= 0) & ~unsure
        for place in np.flatnonzero(unsure):
            empty[place] = self.exactly_left(int(who.ballots[place])) == 0
        self.width += most
        self.left[who.ballots] = np.where(empty, 0.0, np.maximum(rest, SPARE))
        self.spare += who.voters[(rest < SPARE) & ~empty].sum()
        self.empty[who.ballots[empty]] = True

    # What the voters of a project have left, and what they paid for others

    def replay(self) -> dict[int, dict[int, int]]:
        """Count again; for each project bought, what the voters of each other project paid."""
        spent: dict[int, dict[int, int]] = {}
        while cheapest := self.cheapest():
            project, price = cheapest
            spent[project] = self.paid_by_voters_of_others(project, price)
            self.pay(project, price)
        return spent

    def money_left(self, project: int) -> Fraction:
        return self.money(self.live(self.table.supporters[project]))

    def paid_by_voters_of_others(self, project: int, price: Fraction) -> dict[int, int]:
        """In whole units of money; what is below half a unit is not told."""
        who = self.live(self.table.supporters[project])
        full = float(price * self.unit) * who.points
        paid = np.minimum(self.left[who.ballots], full) * who.voters
        entry, length = self.entries_of(who)
        sums = np.bincount(
            self.table.chosen[entry], np.repeat(paid, length), minlength=len(self.table.projects)
        )
        whole = np.rint(sums / self.unit).astype(np.int64)
        return {int(other): int(whole[other]) for other in np.flatnonzero(whole)}

    def purchase(self, project: int, price: Fraction) -> Purchase:
        everybody = self.table.supporters[project]
        who = self.live(everybody)
        full = self.pays_in_full(who, price)
        live, paid = who.total_voters, int(who.voters[full].sum())
        cost = self.table.projects[project].cost
        return Purchase(
            project=self.table.projects[project].id,
            cost=cost,
            price=price,
            effective_votes=cost / price,
            supporters=everybody.total_voters,
            paid_in_full=paid,
            paid_what_was_left=live - paid,
            had_nothing_left=everybody.total_voters - live,
        )

    def pays_in_full(self, who: Supporters, price: Fraction) -> Flags:
        scaled = price * self.unit
        left = self.left[who.ballots]
        full = left - SPARE >= float(ceil(scaled)) * who.points
        unsure = ~full & (left + self.width >= float(floor(scaled)) * who.points)
        for place in np.flatnonzero(unsure):
            needed = price * int(who.points[place])
            full[place] = self.exactly_left(int(who.ballots[place])) >= needed
        return full
