"""The search for the step that counts, with compiled counts: long strides where all is proven."""

from fractions import Fraction
from math import ceil, floor

import numpy as np

from tangguh.engines.allocation.fast import kernel
from tangguh.engines.allocation.fast.exact import ExactCount
from tangguh.engines.allocation.fast.table import Table
from tangguh.engines.allocation.fast.verdict import Verdict
from tangguh.engines.allocation.model import Election
from tangguh.engines.allocation.rules import Rule, purse

SHORTEST = 4
ALIKE_BEFORE_STRIDES = 6
LONG = 64

Bought = tuple[int, ...]


class Gallop:
    """Counts at single steps, and over strides that buy the same from their first step to the last."""

    def __init__(self, table: Table, election: Election, rule: Rule) -> None:
        self.table = table
        self.election = election
        self.rule = rule
        self.verdict = Verdict(table, election, rule)
        self.starts = np.cumsum([0, *(len(s.ballots) for s in table.supporters)]).astype(np.int64)
        self.ends = self.starts[1:].copy()
        self.ballots = np.concatenate([s.ballots for s in table.supporters]).astype(np.int64)
        self.points = np.concatenate([s.points for s in table.supporters]).astype(np.int64)
        self.voters = np.concatenate([s.voters for s in table.supporters]).astype(np.int64)
        self.alike = np.array([s.alike for s in table.supporters])
        self.everybody = max(int(table.voters.sum()), 1)
        self.plain = np.array([project.cost for project in table.projects], dtype=np.int64)
        self.worth = np.array(table.worth, dtype=np.float64)
        self.most_points = int(self.points.max(initial=1))
        self.counted = self.exact = 0

    def step(self) -> tuple[int, Bought]:
        """The step at which the rule stops, and what is bought there."""
        step, stride, alike = 0, 1, 0
        last: Bought = ()
        while True:
            if stride >= SHORTEST:
                bought = self.between(step, step + stride - 1)
                if bought is None:
                    stride //= 4 if stride >= LONG else 2
                    alike = 0
                    continue
            else:
                bought, stride = self.at(step), 1
                alike = alike + 1 if bought == last else 0
            if self.verdict.exceeds(bought):
                return step - 1, last
            if self.verdict.is_final(bought):
                return step, bought
            step, last = step + stride, bought
            if stride > 1:
                stride *= 2
            elif alike >= ALIKE_BEFORE_STRIDES:
                stride = SHORTEST

    def at(self, step: int) -> Bought:
        """What is bought at one step; what is too close for integers is settled by fractions."""
        exactly = purse(self.election, self.rule, step)
        forced: Bought = ()
        exact: ExactCount | None = None
        while True:
            done, bought = self.count(exactly, exactly, forced)
            if done:
                return bought
            self.exact += 1
            exact = exact or ExactCount(self.table, exactly)
            exact.follow(bought)
            chosen = exact.cheapest()
            forced = (*bought, chosen[0] if chosen else kernel.NOBODY)

    def between(self, first: int, last: int) -> Bought | None:
        """What is bought at every step from the first to the last; None where it is not proven."""
        done, bought = self.count(
            purse(self.election, self.rule, first), purse(self.election, self.rule, last), ()
        )
        return bought if done else None

    def count(self, poor: Fraction, rich: Fraction, forced: Bought) -> tuple[bool, Bought]:
        self.counted += 1
        unit = self.unit(rich)
        bought = np.zeros(len(self.plain), dtype=np.int64)
        ended, number = kernel.count(
            np.array([floor(poor * unit), ceil(rich * unit)], dtype=np.int64),
            len(self.table.voters),
            (self.starts, self.ends, self.ballots, self.voters, self.points, self.alike),
            self.plain * unit,
            self.worth,
            self.plain,
            np.array(forced, dtype=np.int64),
            bought,
        )
        return ended == kernel.DONE, tuple(map(int, bought[:number]))

    def unit(self, richest: Fraction) -> int:
        """A power of two that keeps all sums below 2**60."""
        most = max(ceil(self.everybody * richest), int(self.plain.max(initial=1))) * self.most_points
        return 1 << max((kernel.LARGEST // most).bit_length() - 1, 0)
