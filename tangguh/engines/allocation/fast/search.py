"""The step at which the purses stop growing, without counting at every step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from tangguh.engines.allocation.fast.columns import Columns, Outcome
from tangguh.engines.allocation.fast.exact import count_exactly
from tangguh.engines.allocation.fast.table import Table, table_of
from tangguh.engines.allocation.fast.verdict import Verdict
from tangguh.engines.allocation.model import Count, Election
from tangguh.engines.allocation.rules import Rule, first_purse, purse

NUMBERS_AT_ONCE = 300_000
FEWEST, MOST = 12, 256
GAP_FILLED_AT_ONCE = 4
SCOUTS = (1.02, 1.05, 1.1, 1.15, 1.2, 1.3, 1.4, 1.6, 2, 3, 4, 8, 16, 64)  # times the first purse


def equal_shares_fast(election: Election, rule: Rule) -> tuple[int, Count]:
    """The step that counts, and its purchases: equal to the reference, always."""
    table = table_of(election, rule)
    grows = rule.increment and table.projects
    step = Search(table, election, rule).step() if grows else 0
    return step, count_exactly(table, purse(election, rule, step))


def count_fast(election: Election, rule: Rule, step: int) -> Count:
    """The purchases at one step: equal to the reference, always."""
    return count_exactly(table_of(election, rule), purse(election, rule, step))


@dataclass
class Search:
    """Steps before `cleared` neither exceed the budget nor end the rule."""

    table: Table
    election: Election
    rule: Rule
    verdict: Verdict = field(init=False)
    cleared: int = 0
    stride: int = 1
    counted: int = 0  # columns, for those who measure
    exact: int = 0

    def __post_init__(self) -> None:
        self.verdict = Verdict(self.table, self.election, self.rule)

    def step(self) -> int:
        """The first step after which the rule stops, in windows of growing or shrinking stride."""
        guess = self.scouted()
        while True:
            wanted = (guess - self.cleared) // self.stride + 2
            columns = min(wanted if wanted > 1 else self.capacity(), self.capacity())
            last = self.cleared + self.stride * (columns - 1)
            stop = self.first_stop(range(self.cleared, last + 1, self.stride))
            if stop is not None:
                return stop
            self.cleared = last + 1

    def capacity(self) -> int:
        rows = max(len(self.table.voters), 1)
        return min(max(NUMBERS_AT_ONCE // rows, FEWEST), MOST)

    def scouted(self) -> int:
        """Where the rule may stop. Only a guess: it says how far to look at first."""
        first = first_purse(self.election, self.rule)
        rise = self.rule.increment * self.election.units
        steps = sorted({1 + int(first * Fraction(times - 1) / rise) for times in SCOUTS})
        for step, outcome in zip(steps, self.outcomes(steps), strict=True):
            if self.verdict.stops(outcome.bought):
                return step
        return steps[-1]

    def first_stop(self, window: range) -> int | None:
        """Count at these steps, and then wherever nothing is proven between two of them."""
        known: dict[int, Outcome] = {}
        missing: list[int] = list(window)
        while missing:
            known |= zip(missing, self.outcomes(missing), strict=True)
            if len(known) == len(window):
                self.adapt(window, known)
            stop = next(
                (step for step in sorted(known) if self.verdict.stops(known[step].bought)), None
            )
            missing = self.unproven(known, stop)
        if stop is None:
            return None
        return stop - 1 if self.verdict.exceeds(known[stop].bought) else stop

    def unproven(self, known: Mapping[int, Outcome], stop: int | None) -> list[int]:
        """Steps to count next: a few in every gap before the stop that no pair has proven."""
        steps: list[int] = []
        for here, there in pairwise(sorted(known)):
            if stop is not None and here >= stop:
                break
            if there > here + 1 and not known[here].same_until_next:
                stride = max((there - here) // GAP_FILLED_AT_ONCE, 1)
                steps += sorted({*range(here + 1, there, stride), there - 1})
            if len(steps) >= self.capacity():
                break
        return steps

    def adapt(self, window: range, known: Mapping[int, Outcome]) -> None:
        """Longer strides where most pairs are proven, shorter ones where few are."""
        proven = sum(known[step].same_until_next for step in window) / max(len(window) - 1, 1)
        if proven > 0.8:
            self.stride *= 4
        elif proven < 0.3:
            self.stride = max(self.stride // 4, 1)

    def outcomes(self, steps: Sequence[int]) -> list[Outcome]:
        purses = [purse(self.election, self.rule, step) for step in steps]
        self.counted += len(purses)
        columns = Columns(self.table, purses)
        outcomes = columns.count()
        self.exact += columns.counted_exactly
        return outcomes
