"""The step at which the purses stop growing, without counting at every step."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

import numpy as np

from tangguh.engines.allocation.fast import gallop, kernel
from tangguh.engines.allocation.fast.columns import Places, Purchases
from tangguh.engines.allocation.fast.exact import ExactCount, count_exactly
from tangguh.engines.allocation.fast.table import LARGEST, Table, table_of
from tangguh.engines.allocation.model import Count, Election
from tangguh.engines.allocation.rules import Rule, first_purse, purse

Bought = tuple[int, ...]  # projects by their place in line, in the order of the purchases


def equal_shares_fast(election: Election, rule: Rule) -> tuple[int, Count]:
    """The step that counts, and its purchases: equal to the reference, always."""
    table = table_of(election, rule)
    search = Search(table, election, rule)
    step, bought = search.stop() if rule.increment else (0, search.at(0))
    return step, count_exactly(table, purse(election, rule, step), bought)


def count_fast(election: Election, rule: Rule, step: int) -> Count:
    """The purchases at one step: equal to the reference, always."""
    table = table_of(election, rule)
    bought = Search(table, election, rule).at(step)
    return count_exactly(table, purse(election, rule, step), bought)


class Search:
    """Compiled loops go from step to step; what is too close for them is settled by fractions."""

    def __init__(self, table: Table, election: Election, rule: Rule) -> None:
        self.table = table
        self.election = election
        self.rule = rule
        self.left = np.empty((len(table.voters), 2))
        self.settled = 0  # by fractions; for those who measure

    def stop(self) -> tuple[int, Bought]:
        """The step after which the purses grow no more, and what is bought there."""
        if not self.table.projects:
            return 0, ()
        pace = np.array([0, 1, 0, 0], dtype=np.int64)
        bought = np.zeros((2, len(self.table.projects)), dtype=np.int64)
        why = gallop.GOES_ON
        while why == gallop.GOES_ON:
            why = self.go_on(pace, bought)
            if why == kernel.TOO_CLOSE:
                why = self.settle(pace, bought)
        last = tuple(bought[0, : pace[gallop.NUMBER]].tolist())
        return int(pace[gallop.STEP]) - (why == gallop.EXCEEDS), last

    def go_on(self, pace: Places, bought: Places) -> int:
        """Go on as far as the unit of the next purse reaches."""
        step = int(pace[gallop.STEP])
        unit = max(self.table.unit_for(purse(self.election, self.rule, step)) // 2, 1)
        goods, growth = self.table.goods_in(unit), self.growth(unit)
        return int(gallop.gallop(pace, growth, self.left, self.table.who, goods, bought))

    def growth(self, unit: int) -> gallop.Growth:
        first = first_purse(self.election, self.rule)
        rise = self.rule.increment * self.election.units
        richest = Fraction(LARGEST, unit * self.table.everybody)
        return gallop.Growth(
            first=first.numerator * unit,
            rise=rise * unit * first.denominator,
            divisor=first.denominator,
            last=int((richest - first) / rise),
            budget=self.election.budget,
            exhaustive_stop=self.rule.exhaustive_stop,
        )

    def settle(self, pace: Places, bought: Places) -> int:
        """Take one step in fractions, where it is needed."""
        found = np.array(self.at(int(pace[gallop.STEP])), dtype=np.int64)
        verdict = gallop.judge(found, self.table.goods, self.growth(1))
        if verdict != gallop.EXCEEDS:
            gallop.keep(found, bought[0], pace)
        pace[gallop.STEP] += verdict == gallop.GOES_ON
        return int(verdict)

    def at(self, step: int) -> Bought:
        """What is bought at one step."""
        exactly = purse(self.election, self.rule, step)
        why, bought = self.count(exactly, ())
        exact: ExactCount | None = None
        while why == kernel.TOO_CLOSE:
            self.settled += 1
            exact = exact or ExactCount(self.table, exactly)
            exact.follow(bought)
            why, bought = self.count(exactly, (*bought, exact.cheapest()))
        return bought

    def count(self, exactly: Fraction, forced: Sequence[int]) -> tuple[int, Bought]:
        """Why it ended, and what is bought with this purse once the forced ones are bought."""
        unit = self.table.unit_for(exactly)
        bought = np.zeros(len(self.table.projects), dtype=np.int64)
        why, number = kernel.count(
            np.array([floor(exactly * unit), ceil(exactly * unit)], dtype=np.float64),
            self.left,
            self.table.who,
            self.table.goods_in(unit),
            Purchases(np.array(forced, dtype=np.int64), len(forced), bought),
        )
        return int(why), tuple(bought[:number].tolist())
