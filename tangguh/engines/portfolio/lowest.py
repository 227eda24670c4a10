"""The lowest tenth as high as can be: a line is drawn, and who stays below it pays for each part.

For the line at the height of the tenth's highest village, the sum of the tenth is the line times
their number, less what lies below it; for any other line it is at least that. So the best plan of
each line is sought, and prices prove for each line what no plan exceeds.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.portfolio import fast, nation
from tangguh.engines.portfolio.bound import Prices, coarse_prices, whole_prices
from tangguh.engines.portfolio.columns import (
    Mixed,
    Numbers,
    Places,
    Pool,
    Table,
    around,
    mixed,
    picked,
)
from tangguh.engines.portfolio.highs import Goal, relaxed, tenth
from tangguh.engines.portfolio.level import Lifts
from tangguh.engines.portfolio.model import Objective, Whole
from tangguh.engines.portfolio.options import Options

NEAR = 0.5
A_LITTLE = 2e-3  # for so much, fewer prices may prove a nation's bound: each takes seconds


@dataclass
class Lines:
    """Bounds for every line from the first to the last, each by the prices that prove the least."""

    options: Options
    first: int
    last: int
    told: list[tuple[Prices, Whole]] = field(default_factory=list)

    @classmethod
    def of(cls, options: Options, reach: Whole) -> "Lines":
        """From where the tenth's highest village stands to where it could come."""
        place = tenth(len(options.base)) - 1
        first = int(np.partition(options.base, place)[place])
        last = int(np.partition(options.base + reach, place)[place])
        return cls(options, first, last)

    def prove(self, prices: Prices) -> None:
        """What these prices prove for each line, in whole parts."""
        options, fine = self.options, prices.fineness
        table = Lifts(options, prices).table
        upper, lower = fast.lowest(table, options.base, (self.first, self.last), fine)
        count, purse = tenth(len(options.base)), prices.of_limits(options)
        lost = upper.astype(object) * 2**fast.HALF + lower
        lines = np.arange(self.first, self.last + 1, dtype=object)
        bounds = (lost + purse + lines * (count * fine)) // fine
        self.told.append((prices, bounds.astype(np.int64)))

    @property
    def bounds(self) -> Whole:
        least: Whole = np.min([bounds for _prices, bounds in self.told], axis=0)
        return least

    @property
    def bound(self) -> int:
        return int(self.bounds.max())

    @property
    def best(self) -> int:
        """The line at which most may be reached."""
        return self.first + int(self.bounds.argmax())

    def proof(self, more: float = 0.0) -> tuple[tuple[int, Prices], ...]:
        """As few prices as can be, each with the last line for which it proves the bound.

        `more`: by what share they may prove more than the bound.
        """
        place, most, found = 0, int(self.bound * (1 + more)), []
        while place <= self.last - self.first:
            ends = [_until(bounds, place, most) for _prices, bounds in self.told]
            which = int(np.argmax(ends))
            place = ends[which]
            found.append((self.first + place - 1, self.told[which][0]))
        return tuple(found)


def _until(bounds: Whole, place: int, most: int) -> int:
    """The first place from one on where a bound is not enough."""
    over = np.flatnonzero(bounds[place:] > most)
    return place + int(over[0]) if len(over) else len(bounds)


def lowest_plan(
    options: Options, start: Numbers, *, rounds: int, nodes: int, seconds: float
) -> tuple[Places | None, Lines]:
    """The best plan found, and bounds on all lines."""
    lowered = _lowered(options, start, rounds, _whole)
    pool, line = lowered.pool, lowered.line
    for other in around(lowered.prices):
        pool.add(_at_line(options, _whole(options, other), line))
    table = pool.table()
    nobody = np.zeros(len(options.base), dtype=bool)
    worth = _worth(options, table, line)
    found = picked(options, table, worth, nobody, nodes=nodes, seconds=seconds)
    return found, lowered.lines


def national(options: Options, rounds: int) -> tuple[Places | None, Lines]:
    """A plan for villages without number, and bounds on all lines by prices of a sample."""
    sample = nation.sample_of(options)
    start = relaxed(sample, Goal(Objective.WORST_DECILE), np.arange(len(sample.gain))).prices
    lowered = _lowered(sample, start, rounds, coarse_prices)
    line = lowered.line

    def worth(asked: Options, plan: Places) -> int:
        lifted = np.minimum(line, asked.standing(plan)) - np.minimum(line, asked.base)
        return int(lifted.sum())

    goal = nation.Goal(
        lambda asked, at: _at_line(asked, coarse_prices(asked, at), line), worth, 1.0
    )
    mixture = nation.mixture_of(sample, goal, around(lowered.prices))
    lines = _lines(options, lowered.lines.told[0][0])
    for _last, prices in lowered.lines.proof(A_LITTLE):
        lines.prove(prices)
    return nation.followed(options, goal, mixture), lines


@dataclass(frozen=True)
class _Lowered:
    lines: Lines
    pool: Pool
    prices: Numbers
    line: int


def _lowered(
    options: Options,
    start: Numbers,
    rounds: int,
    whole: Callable[[Options, Numbers], Prices],
) -> _Lowered:
    """Propose at the prices which the mix for the best line asks for, until it reaches the bound."""
    pool, prices = Pool(options), start
    first = whole(options, prices)
    lines = _lines(options, first)
    lines.prove(first)
    line = lines.best
    for _round in range(rounds):
        line = lines.best
        pool.add(_at_line(options, whole(options, prices), line))
        told = _mixed(options, pool, line)
        if told is None or lines.bound <= told.value + NEAR:
            break
        prices = told.prices
        lines.prove(whole(options, prices))
    return _Lowered(lines, pool, prices, line)


def _lines(options: Options, prices: Prices) -> Lines:
    return Lines.of(options, Lifts(options, prices).reach)


def _whole(options: Options, prices: Numbers) -> Prices:
    return whole_prices(options, prices, options.measure.parts * options.measure.scale)


def _at_line(options: Options, prices: Prices, line: int) -> Places:
    """What all villages do that fall short of the line or pay, whatever costs them less."""
    table = Lifts(options, prices).table
    return np.flatnonzero(fast.short_of(table, options.base, line, prices.fineness))


def _worth(options: Options, table: Table, line: int) -> Numbers:
    """How much less lies below the line if a village does what it proposes."""
    base = options.base[table.village]
    worth: NDArray[np.int64] = np.minimum(line, base + table.gain) - np.minimum(line, base)
    return worth.astype(float)


def _mixed(options: Options, pool: Pool, line: int) -> Mixed | None:
    table = pool.table()
    told = mixed(options, table, _worth(options, table, line))
    if told is None:
        return None
    below = int(np.minimum(0, options.base - line).sum())
    return Mixed(told.value + below + tenth(len(options.base)) * line, told.prices)
