"""The highest level under several limits: prices are mended until they prove it, or a plan reaches it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.portfolio import fast
from tangguh.engines.portfolio.bound import Prices, whole_prices
from tangguh.engines.portfolio.columns import (
    Numbers,
    Places,
    Pool,
    Table,
    around,
    mixed,
    picked,
    stretched,
)
from tangguh.engines.portfolio.highs import Goal, relaxed, search
from tangguh.engines.portfolio.level import Ceiling, Lifts
from tangguh.engines.portfolio.model import Objective
from tangguh.engines.portfolio.options import Options

ONE_LIMIT = 1e4  # what all limits together are worth, where only the proportions of prices count
ENOUGH = 1e-9
FINE, ROUGH = 1e-3, 0.1  # relative: a plan at the level is sought, its gain comes later
FEW = 40
STEPS = (0, 1, 1, 1, 2, 4, 8, 16, 32, 64, 128)
FORCED, FORBIDDEN = 2**52, 2**54  # above all charges that a village could have: see `_coarse`
COARSER = 2**12


@dataclass
class Raising:
    """A search for the highest level; `ceiling` is proven by its prices, `pool` what was proposed."""

    options: Options
    ceiling: Ceiling
    rounds: int
    nodes: int
    seconds: float

    def __post_init__(self) -> None:
        self.pool = Pool(self.options)
        self.prices: Numbers = self.ceiling.prices.each / self.ceiling.prices.fineness

    def must(self, level: int) -> NDArray[np.bool_]:
        return level > self.options.base

    def lower(self) -> None:
        """Bring the ceiling down as far as prices can: until proposals can be mixed to reach it."""
        for _round in range(self.rounds):
            told = self.mended(self.ceiling.level)
            if told is None or told <= ENOUGH:
                return
            found = Lifts(self.options, whole_prices(self.options, self.prices)).ceiling()
            if found.level < self.ceiling.level:
                self.ceiling = found

    def mended(self, level: int) -> float | None:
        """Propose ways to a level and find the prices at which they are hardest to pay."""
        ways = Lifts(self.options, whole_prices(self.options, self.prices)).ways(level)
        if ways is None:
            return None
        self.pool.add(ways)
        told = stretched(
            self.options, self.pool.table().only(self._reaches(level)), self.must(level)
        )
        if told is None:
            return None
        self.prices = told.prices * ONE_LIMIT
        return told.value

    def _reaches(self, level: int) -> NDArray[np.bool_]:
        table = self.pool.table()
        reaches: NDArray[np.bool_] = self.options.base[table.village] + table.gain >= level
        return reaches

    def plan(self, low: int) -> tuple[Places | None, int]:
        """The highest plan found above `low`, and the level above which it is certain there is none."""
        bound = self.ceiling.level
        while bound > low:
            found, is_certain = self.searched(bound)
            if found is not None:
                return found, bound
            if not is_certain:
                break
            bound -= 1
        return self._below(bound, low), bound

    def _below(self, level: int, low: int) -> Places | None:
        for step in STEPS:
            level -= step
            if level <= low:
                return None
            found = self.picked(level)
            if found is not None:
                return found
        return None

    def picked(self, level: int) -> Places | None:
        """One way to the level for each village, of those proposed at prices around the last."""
        for prices in around(self.prices):
            ways = Lifts(self.options, whole_prices(self.options, prices)).ways(level)
            if ways is None:
                return None
            self.pool.add(ways)
        table = self.pool.table().only(self._reaches(level))
        return picked(
            self.options,
            table,
            table.gain.astype(float),
            self.must(level),
            nodes=min(FEW, self.nodes),
            seconds=self.seconds,
            gap=ROUGH,
        )

    def searched(self, level: int) -> tuple[Places | None, bool]:
        """A plan at a level, or whether it is certain that there is none.

        Only options stay open that are part of a way to the level for which the limits suffice.
        """
        options = self.options
        lifts, room = self._tightest(level)
        if lifts is None or room < 0:
            return None, True
        open_ = np.flatnonzero(_extra(options, lifts, level) <= room)
        goal = Goal(Objective.MOST_GAIN, np.maximum(0, level - options.base))
        found = search(options, goal, open_, nodes=self.nodes, gap=1.0, seconds=self.seconds)
        if found.chosen is None:
            return None, found.is_proven
        reaches = int(options.standing(found.chosen).min()) >= level
        return (found.chosen if reaches and options.keeps(found.chosen) else None), False

    def _tightest(self, level: int) -> tuple[Lifts | None, int]:
        """Of the prices found for a level those that leave least room, in shares of the limits."""
        best: tuple[float, Lifts, int] | None = None
        for _round in range(self.rounds):
            prices = _coarse(self.options, self.prices)
            lifts = Lifts(self.options, prices)
            ways = lifts.ways(level)
            if ways is None:
                return None, 0
            room = prices.of_limits(self.options) - sum(lifts.charges[ways].tolist())
            share = room / prices.fineness
            if best is None or share < best[0]:
                best = (share, lifts, room)
            told = self.mended(level)
            if told is None or share + told * ONE_LIMIT <= ENOUGH * ONE_LIMIT:
                break
        return (None, 0) if best is None else best[1:]


def _extra(options: Options, lifts: Lifts, level: int) -> NDArray[np.int64]:
    """How much more a village is charged for its way to a level if an option must be part of it."""
    needs = np.maximum(0, level - options.base)
    least = _charged(options, lifts, lifts.table, needs)
    extra = np.zeros(len(options.gain), dtype=np.int64)
    for turn in range(int(np.diff(options.first).max(initial=0))):
        forced = options.first[:-1] + turn
        forced = forced[forced < options.first[1:]]
        charges = lifts.charges.copy()
        charges[np.isin(options.slot, options.slot[forced])] = FORBIDDEN
        charges[forced] = lifts.charges[forced] - FORCED
        first, slots, gain, _charges, works, most = lifts.table
        charged = _charged(options, lifts, (first, slots, gain, charges, works, most), needs)
        villages = options.village[forced]
        extra[forced] = charged[villages] - least[villages]
    return extra


def _charged(
    options: Options, lifts: Lifts, table: fast.Ways, needs: NDArray[np.int64]
) -> NDArray[np.int64]:
    _lacking, chosen = fast.cheapest(table, needs)
    charged = np.zeros(len(needs), dtype=np.int64)
    np.add.at(charged, options.village[chosen], lifts.charges[chosen])
    return charged


def gainful(options: Options, known: Places, effort: tuple[int, int, float]) -> Places | None:
    """Of plans that leave no village lower than a known one does, the one that gains most.

    `effort`: rounds, nodes and seconds. None where none was found.
    """
    rounds, nodes, seconds = effort
    needs = np.maximum(0, int(options.standing(known).min()) - options.base)
    pool, must = Pool(options), needs > 0
    pool.add(known)
    all_options = np.arange(len(options.gain))
    prices = relaxed(options, Goal(Objective.MOST_GAIN, needs), all_options).prices
    more = float(options.gain.sum())  # that a village comes up counts for more than all gain
    for _round in range(rounds):
        new = pool.add(_gaining(options, prices, needs))
        table = _enough(pool.table(), needs)
        told = mixed(options, table, table.gain + more * must[table.village])
        if told is None or not new:
            break
        prices = told.prices
    for other in around(prices):
        pool.add(_gaining(options, other, needs))
    table = _enough(pool.table(), needs)
    worth = table.gain.astype(float)
    return picked(options, table, worth, must, nodes=nodes, seconds=seconds, gap=FINE)


def _gaining(options: Options, prices: Numbers, needs: NDArray[np.int64]) -> Places:
    """What each village does that needs so much: the most gain less charges."""
    whole = whole_prices(options, prices)
    lifts = Lifts(options, whole)
    first, slots, gain, charges, works, most = lifts.table
    net = charges - gain * whole.fineness
    return np.flatnonzero(fast.cheapest((first, slots, gain, net, works, most), needs)[1])


def _enough(table: Table, needs: NDArray[np.int64]) -> Table:
    return table.only(table.gain >= needs[table.village])


def _coarse(options: Options, prices: Numbers) -> Prices:
    """Whole prices with room above all charges."""
    most = float(np.max(np.abs(options.uses.T @ prices), initial=1.0))
    return whole_prices(options, prices, int(most * COARSER))
