"""Most classes climbed, then most gain: a class is worth more than all gain that there could be."""

import numpy as np

from tangguh.engines.portfolio import fast, nation
from tangguh.engines.portfolio.bound import Prices, coarse_prices, whole_prices
from tangguh.engines.portfolio.columns import (
    Numbers,
    Places,
    Pool,
    Table,
    around,
    mixed,
    picked,
)
from tangguh.engines.portfolio.highs import Goal, relaxed
from tangguh.engines.portfolio.level import Lifts
from tangguh.engines.portfolio.model import Objective, Whole
from tangguh.engines.portfolio.options import Options

NEAR = 1e-6


class Climb:
    """`bound`: fineness of `prices` times what no plan exceeds, where a class is worth `step` parts."""

    def __init__(
        self, options: Options, step: int, start: Numbers, *, coarse: bool = False
    ) -> None:
        self.options, self.step, self.coarse = options, step, coarse
        self.pool = Pool(options)
        self.prices, self.bound = self._proposed(start)

    @property
    def proven(self) -> int:
        """The value, in parts, that no plan exceeds."""
        return self.bound // self.prices.fineness

    def plan(self, known: Places, *, rounds: int, nodes: int, seconds: float) -> Places | None:
        """The best plan found; afterwards `bound` is as low as the rounds could bring it."""
        self.pool.add(known)
        for other in around(self.mend(rounds)):
            self._lower(other)
        table = self.pool.table()
        nobody = np.zeros(len(self.options.base), dtype=bool)
        worth = self._worth(table)
        return picked(self.options, table, worth, nobody, nodes=nodes, seconds=seconds)

    def mend(self, rounds: int) -> Numbers:
        """Propose at the prices which the mix asks for, until it reaches the bound; the last of them."""
        last = self.prices.each / self.prices.fineness
        for _round in range(rounds):
            table = self.pool.table()
            told = mixed(self.options, table, self._worth(table))
            if told is None or self.proven <= told.value * (1 + NEAR):
                break
            last = told.prices
            self._lower(last)
        return last

    def _lower(self, prices: Numbers) -> None:
        whole, bound = self._proposed(prices)
        if bound * self.prices.fineness < self.bound * whole.fineness:
            self.prices, self.bound = whole, bound

    def _proposed(self, prices: Numbers) -> tuple[Prices, int]:
        """Every village's best plan at these prices goes into the pool; their sum is a bound."""
        options = self.options
        whole = _whole(options, prices, self.step, coarse=self.coarse)
        kept, plan = at_prices(options, whole, self.step)
        self.pool.add(plan)
        return whole, whole.of_limits(options) + kept

    def _worth(self, table: Table) -> Numbers:
        base, statuses = self.options.base[table.village], self.options.measure.statuses
        after = base + table.gain
        climbed = sum(((base < least) & (after >= least)).astype(np.int64) for least in statuses)
        return (table.gain + self.step * climbed).astype(float)


def national(options: Options, step: int, rounds: int) -> tuple[Places | None, Prices, int]:
    """A plan for villages without number, prices, and the value in parts that these prove."""
    sample = nation.sample_of(options)
    start = relaxed(sample, Goal(Objective.STATUS_STEPS, step=step), np.arange(len(sample.gain)))
    climb = Climb(sample, step, start.prices, coarse=True)
    prices = climb.mend(rounds)

    def answers(asked: Options, at: Numbers) -> Places:
        return at_prices(asked, _whole(asked, at * step, step, coarse=True), step)[1]

    goal = nation.Goal(answers, lambda asked, plan: worth(asked, plan, step), float(step))
    mixture = nation.mixture_of(sample, goal, around(prices / step))
    kept, _plan = at_prices(options, climb.prices, step)
    proven = (climb.prices.of_limits(options) + kept) // climb.prices.fineness
    return nation.followed(options, goal, mixture), climb.prices, proven


def worth(options: Options, places: Places, step: int) -> int:
    """The classes that all climb together, a `step` each, and the gain."""
    return step * climbed(options, places) + int(options.gain[places].sum())


def climbed(options: Options, places: Places) -> int:
    """How many classes all villages climb together."""
    after = options.standing(places)
    return sum(
        int(((options.base < least) & (after >= least)).sum()) for least in options.measure.statuses
    )


def _whole(options: Options, prices: Numbers, step: int, *, coarse: bool) -> Prices:
    if coarse:
        return coarse_prices(options, prices)
    return whole_prices(options, prices, step * len(options.measure.statuses))


def at_prices(options: Options, prices: Prices, step: int) -> tuple[int, Places]:
    """What all villages keep at most at these prices, and what they would do for that."""
    first, slots, gain, charges, works, most = Lifts(options, prices).table
    net = charges - gain * prices.fineness
    table = (first, slots, gain, net, works, most)
    kept, chosen = fast.proposals(table, _rises(options), step * prices.fineness)
    return sum(kept.tolist()), np.flatnonzero(chosen)


def _rises(options: Options) -> Whole:
    """For each village what it lacks to each better class; 0 where it has it."""
    statuses = np.array(options.measure.statuses, dtype=np.int64)
    rises: Whole = np.maximum(0, statuses[None, :] - options.base[:, None])
    return rises
