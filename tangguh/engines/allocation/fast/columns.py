"""Several counts side by side, one for each purse, each number enclosed between integers.

A column holds for every distinct ballot the least that is left to its voters, `left`; the most
is `left` + `width`. Two neighbouring columns that buy the same projects, each time clearly, prove
the same for every purse between theirs: who starts with more has more left after each equal
purchase, so that every price in between lies between theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

import numpy as np

from tangguh.engines.allocation.fast.exact import ExactCount
from tangguh.engines.allocation.fast.prices import DOWN, SPARE, UP, paid, prices, unit_for
from tangguh.engines.allocation.fast.table import Flags, Floats, Places, Supporters, Table

NOBODY = -1
FEWER_DIED = 0.1
ROUNDS_BETWEEN = 4


@dataclass(frozen=True)
class Outcome:
    """What one column bought, in order."""

    bought: tuple[int, ...]
    same_until_next: bool  # also for every purse between this and the next column's


@dataclass
class Columns:
    """Purses must grow from column to column; `count` answers with one outcome for each."""

    table: Table
    purses: Sequence[Fraction]
    unit: int = field(init=False)

    def __post_init__(self) -> None:
        table, count = self.table, len(self.purses)
        self.unit = unit_for(table, self.purses[-1])
        exact = [purse * self.unit for purse in self.purses]
        lowest = np.array([float(floor(purse)) for purse in exact])
        self.left = np.repeat(lowest[None, :], len(table.voters), axis=0)
        self.width = np.array([float(purse.denominator > 1) for purse in exact])
        self.costs = np.array([float(p.cost * self.unit) for p in table.projects])
        self.worth = np.array(table.worth, dtype=np.float64)
        self.supporters = list(table.supporters)
        self.seen_dead = [0] * len(table.projects)
        points = np.array([float(s.total_points) for s in table.supporters])
        start = np.maximum(np.floor(self.costs / points * DOWN) - 1, 0.0)
        self.low = np.repeat(start[:, None], count, axis=1)
        self.low_key = self.low / self.worth[:, None] * DOWN
        self.high = np.full((len(table.projects), count), np.inf)
        voters = np.array([float(s.total_voters) for s in table.supporters])
        self.waiting = voters[:, None] * (lowest + self.width) >= self.costs[:, None]
        self.exhausted = np.zeros(len(table.voters), dtype=np.bool_)
        self.dead = 0
        self.places = np.arange(count)  # the column's place among all that were asked for
        self.joined = np.ones(count, dtype=np.bool_)  # proven the same as the next one so far
        self.joined[-1:] = False
        self.bought: list[list[int]] = [[] for _ in range(count)]
        self.spare = np.zeros(count)  # by how much `left` may be too high in sum
        self.settled: dict[int, ExactCount] = {}  # columns that have been counted in fractions
        self.counted_exactly = 0

    def count(self) -> list[Outcome]:
        same = np.zeros(len(self.purses), dtype=np.bool_)
        while len(self.places):
            best = self.cheapest()
            self.settle(best)
            self.join(best)
            over = best == NOBODY
            same[self.places[over]] = self.joined[over]
            self.buy(best)
            if len(self.bought[self.places[0]]) % ROUNDS_BETWEEN == 0:
                self.forget_the_empty()
            if over.any():
                self.keep(~over)
        return [Outcome(tuple(bought), bool(same[i])) for i, bought in enumerate(self.bought)]

    # The cheapest project

    def cheapest(self) -> Places:
        """The project with the lowest upper key in each column, after all others were asked."""
        count = len(self.places)
        best = np.full(count, NOBODY)
        best_key = np.full(count, np.inf)
        limit = best_key
        self.high_key = np.full_like(self.low_key, np.inf)
        lowest = np.where(self.waiting, self.low_key, np.inf).min(axis=1)
        for project in np.argsort(lowest, kind="stable"):
            if lowest[project] > limit.max() or lowest[project] == np.inf:
                break
            need = self.waiting[project] & (self.low_key[project] <= limit)
            if not need.any():
                continue
            self.ask(int(project), need, limit)
            key = self.high_key[project]
            better = key < best_key
            best = np.where(better, project, best)
            best_key = np.where(better, key, best_key)
            limit = self.limit(best, best_key)
        return best

    def limit(self, best: Places, best_key: Floats) -> Floats:
        """Keys above it need not be known; a joined neighbour with less money wants more known."""
        limit = best_key.copy()
        near = self.joined[:-1] & (best[:-1] != NOBODY) & np.isfinite(best_key[1:])
        limit[1:][near] = np.maximum(limit[1:], best_key[:-1])[near]
        return limit

    def ask(self, project: int, columns: Flags, limit: Floats) -> None:
        """Enclose the price of a project in these columns, or show that it lies above the limit."""
        who = self.payers(project)
        places = np.flatnonzero(columns)
        left = self.left.take(who.ballots, axis=0)
        if len(places) < len(self.places):
            left = left.take(places, axis=1)
        places, left = self.drop_losers(project, places, left, limit[places], who)
        if len(places):
            self.enclose(project, places, left, who)

    def payers(self, project: int) -> Supporters:
        """Supporters, without those whose purse is empty in every column."""
        who = self.supporters[project]
        if self.dead - self.seen_dead[project] > FEWER_DIED * len(who.ballots):
            who = self.supporters[project] = who.only(~self.exhausted[who.ballots])
            self.seen_dead[project] = self.dead
        return who

    def drop_losers(
        self, project: int, places: Places, left: Floats, limit: Floats, who: Supporters
    ) -> tuple[Places, Floats]:
        if np.isinf(limit).all():
            return places, left
        worth, cost = self.worth[project], self.costs[project]
        price = np.where(np.isinf(limit), 0.0, np.ceil(limit * worth * UP) + 1)
        short = paid(left, price, who) + self.width[places] * who.total_voters < cost
        loser = short & (price > self.low[project, places])
        self.low[project, places[loser]] = price[loser]
        self.low_key[project, places[loser]] = price[loser] / worth * DOWN
        if not loser.any():
            return places, left
        return places[~loser], left[:, ~loser]

    def enclose(self, project: int, places: Places, left: Floats, who: Supporters) -> None:
        worth, cost, width = self.worth[project], self.costs[project], self.width[places]
        found = prices(left, width, self.spare[places], cost, self.low[project, places], who)
        gone = ~found.found & (found.money + width * who.total_voters < cost)
        self.waiting[project, places[gone]] = False
        self.low[project, places] = found.low
        self.low_key[project, places] = found.low / worth * DOWN
        self.high[project, places] = found.high
        key = np.where(found.found, found.high / worth * UP, np.inf)
        self.high_key[project, places] = key

    # Who is too close to call

    def settle(self, best: Places) -> None:
        """Decide columns where a rival may be as cheap: by votes where all pay alike, or exactly."""
        count = np.arange(len(self.places))
        key = np.where(best == NOBODY, np.inf, self.high_key[best, count])
        rivals = self.waiting & (self.low_key <= key)
        rivals[best[best != NOBODY], count[best != NOBODY]] = False
        self.close = rivals.any(axis=0)
        for column in np.flatnonzero(self.close):
            line = [int(project) for project in np.flatnonzero(rivals[:, column])]
            if best[column] != NOBODY:
                line.append(int(best[column]))
            best[column] = self.closest(line, int(column))

    def closest(self, line: list[int], column: int) -> int:
        votes = [self.votes_paying_alike(project, column) for project in line]
        if None not in votes:
            keys = [self.key_of(c, Fraction(v or 1)) for c, v in zip(line, votes, strict=True)]
            return min(zip(keys, line, strict=True))[1]
        return self.decide_exactly(line, column)

    def key_of(self, project: int, points: Fraction) -> Fraction:
        """The exact key of a project that so many points pay for alike."""
        return self.table.projects[project].cost / (points * self.table.worth[project])

    def decide_exactly(self, line: list[int], column: int) -> int:
        """Follow the purchases of this column in fractions and compare the prices themselves."""
        place = int(self.places[column])
        if place not in self.settled:
            self.settled[place] = ExactCount(self.table, self.purses[place])
        exact = self.settled[place]
        exact.follow(self.bought[place])
        self.counted_exactly += 1
        offers = {project: exact.exact_price(project) for project in line}
        for project, price in offers.items():
            if price is None:
                self.waiting[project, column] = False
        keys = [(p / self.table.worth[c], c) for c, p in offers.items() if p is not None]
        return min(keys)[1] if keys else NOBODY

    def votes_paying_alike(self, project: int, column: int) -> int | None:
        """The points that pay, where nobody pays less than the price; None where some may."""
        who = self.supporters[project]
        left = self.left[who.ballots, column]
        live = left > 0
        price = self.high[project, column]
        if not np.isfinite(self.high_key[project, column]):
            return None
        if (left[live] < np.maximum(price * who.points[live], SPARE + 1)).any():
            return None
        return int(who.voters[live] @ who.points[live])

    # Proof for the purses in between

    def join(self, best: Places) -> None:
        """Keep a pair joined where the poorer one's choice beats all that the richer one could."""
        if not self.joined.any():
            return
        next_ = np.flatnonzero(self.joined) + 1
        here = next_ - 1
        same = best[here] == best[next_]
        self.joined[here[~same]] = False
        here = here[same]
        buys = here[best[here] != NOBODY]
        rivals = self.waiting[:, buys + 1] & (
            self.low_key[:, buys + 1] <= self.high_key[best[buys], buys]
        )
        rivals[best[buys], np.arange(len(buys))] = False
        for place in np.flatnonzero(rivals.any(axis=0)):
            column = int(buys[place])
            tied = [int(best[column]), *map(int, np.flatnonzero(rivals[:, place]))]
            self.joined[column] = self.tied_throughout(tied, column)

    def tied_throughout(self, projects: list[int], column: int) -> bool:
        """All pay alike at both ends, so that the same comparison of counts decides between."""
        if not self.close[column + 1]:
            return False
        here = [self.votes_paying_alike(project, column) for project in projects]
        return None not in here and here == [
            self.votes_paying_alike(project, column + 1) for project in projects
        ]

    # The purchase

    def buy(self, best: Places) -> None:
        for project in np.unique(best[best != NOBODY]):
            places = np.flatnonzero(best == project)
            self.pay(int(project), places)
            self.waiting[project, places] = False
            for place in self.places[places]:
                self.bought[place].append(int(project))

    def pay(self, project: int, places: Places) -> None:
        """Take the price from every purse.

        A purse that may or may not be empty keeps a trifle, so that it is not forgotten; the
        trifles are counted in `spare`.
        """
        who = self.supporters[project]
        price = self.high[project, places]
        spread = price - self.low[project, places]
        everywhere = len(places) == len(self.places)
        rows = who.ballots if everywhere else who.ballots[:, None]
        columns = slice(None) if everywhere else places[None, :]
        rest = self.left[rows, columns]
        rest -= price if who.alike else who.points[:, None] * price
        self.width[places] += spread * (1.0 if who.alike else who.points.max())
        poor = rest <= 0
        rest[poor] = np.where((rest > -self.width[places])[poor], SPARE, 0.0)
        unsure = (rest == SPARE) & poor
        if unsure.any():
            self.spare[places] += who.voters @ unsure
        self.left[rows, columns] = rest

    def forget_the_empty(self) -> None:
        """Take ballots off whose purses are empty in every column: they pay for nothing more."""
        self.exhausted = np.asarray(~self.left.any(axis=1))
        self.dead = int(self.exhausted.sum())

    def keep(self, kept: Flags) -> None:
        """Go on with these columns; a pair that loses a column is no pair."""
        here = np.flatnonzero(self.joined[:-1])
        broken = here[~(kept[here] & kept[here + 1])]
        self.joined[broken] = False
        self.left = np.ascontiguousarray(self.left[:, kept])
        for name in ("width", "spare", "joined", "places"):
            setattr(self, name, getattr(self, name)[kept])
        for name in ("low", "low_key", "high", "waiting"):
            setattr(self, name, getattr(self, name)[:, kept])
