"""The highest level of more villages than can be searched, under several limits.

In a sample, whole plans that bring every village to a level are mixed within its share of all limits.
Where no mixture brings all there, its prices prove a lower level; the nation follows the mixture.
"""

from dataclasses import dataclass

import numpy as np

from tangguh.engines.portfolio import fast, nation
from tangguh.engines.portfolio.bound import coarse_prices
from tangguh.engines.portfolio.columns import Numbers, Places, around
from tangguh.engines.portfolio.highs import Goal, relaxed
from tangguh.engines.portfolio.level import Ceiling, Lifts
from tangguh.engines.portfolio.model import Objective
from tangguh.engines.portfolio.options import Options

ROUNDS = 20
LOWER = (2, 4, 8, 16)  # thousandths of a level: the nation does not fit like its sample


@dataclass(frozen=True)
class _Mixed:
    """Prices that prove a sample's level, and the plans that reach it together."""

    level: int
    prices: Numbers


def national(options: Options) -> tuple[Places | None, Ceiling]:
    """A plan for villages without number, and a level above which none can lift them all."""
    sample = nation.sample_of(options)
    found = _mixed(sample)
    ceiling = _ceiling(options, found.prices)
    level = min(found.level, ceiling.level)
    for thousandths in LOWER:
        goal = _at(level - level * thousandths // 1000)
        mixture = nation.mixture_of(sample, goal, around(found.prices))
        plan = nation.followed(options, goal, mixture)
        if plan is not None:
            return plan, ceiling
    return None, ceiling


def _mixed(sample: Options) -> _Mixed:
    """Lower the level until plans can be mixed that reach it."""
    everything = np.arange(len(sample.gain))
    prices = relaxed(sample, Goal(Objective.MAX_MIN), everything).prices
    level = _ceiling(sample, prices).level
    for _round in range(ROUNDS):
        goal = _at(level)
        mixture = nation.mixture_of(sample, goal, around(prices))
        if goal.suffices(mixture.parts) or not mixture.duals.any():
            break
        lower = _ceiling(sample, mixture.duals).level
        if lower < level:
            prices = mixture.duals
        level = min(level - 1, lower)
    return _Mixed(level, prices)


def _ceiling(options: Options, prices: Numbers) -> Ceiling:
    return Lifts(options, coarse_prices(options, prices)).ceiling()


def _at(level: int) -> nation.Goal:
    """Every village comes to the level, in the way that is cheapest for it; a plan is worth them all."""

    def answers(asked: Options, prices: Numbers) -> Places:
        table = Lifts(asked, coarse_prices(asked, prices)).table
        return np.flatnonzero(fast.cheapest(table, np.maximum(0, level - asked.base))[1])

    return nation.Goal(answers, lambda asked, _plan: len(asked.base), 1.0, everyone=True)
