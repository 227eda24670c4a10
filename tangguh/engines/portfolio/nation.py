"""A plan for more villages than can be searched: each follows one of the prices that a sample found.

A sample proposes whole plans at many prices; a linear program mixes them within the sample's share
of all limits (Dantzig and Wolfe 1960, one block). Each village of the nation then does what suits it
at one of those prices, as many of them at each as the mixture says.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from tangguh.engines.portfolio.columns import Numbers, Places
from tangguh.engines.portfolio.options import Options
from tangguh.engines.portfolio.repair import filled

ROUNDS = 20
SAMPLE = 600  # villages
Columns = tuple[tuple[Numbers, ...], Numbers, Numbers]  # prices; by column: uses, worth
Answers = Callable[[Options, Numbers], Places]
Worth = Callable[[Options, Places], int]
GOLDEN = 0.6180339887498949  # its multiples fall evenly between 0 and 1: villages take turns
TRIES = 12
MORE = 1.2  # what was used above a limit is held back so many times
SMALL = 1e-9
ALL = 1 - SMALL
MENDED = 1e-4  # a mixture so near what the sample could reach at most is good enough


@dataclass(frozen=True)
class Goal:
    """What villages do at given prices, and what a plan is worth; prices are in `unit`s of worth.

    `everyone`: no village may be left to do nothing.
    """

    answers: Answers
    worth: Worth
    unit: float
    everyone: bool = False

    def suffices(self, parts: Numbers) -> bool:
        """Whether a mixture of these parts is one that villages may follow."""
        return bool(parts.sum() >= ALL) if self.everyone else bool(parts.any())


@dataclass(frozen=True)
class Mixture:
    """Prices of a sample, and how large a part of all villages does what suits it at each of them."""

    sample: Options
    prices: tuple[Numbers, ...]
    uses: Numbers
    worth: Numbers
    parts: Numbers
    duals: Numbers
    value: float


def part_of(options: Options, taken: NDArray[np.bool_]) -> Options:
    """The same question for some villages, with their share of every limit."""
    share = Fraction(int(taken.sum()), len(taken))
    places = np.flatnonzero(taken)
    kept = taken[options.village]
    setting = options.setting
    return replace(
        options,
        setting=replace(
            setting,
            villages=tuple(setting.villages[n] for n in places.tolist()),
            areas=tuple(setting.areas[n] for n in places.tolist()),
            scores=setting.scores[places],
        ),
        village=(np.cumsum(taken) - 1)[options.village[kept]],
        package=options.package[kept],
        works=options.works[kept],
        gain=options.gain[kept],
        cost=options.cost[kept],
        gains=sparse.csr_array(options.gains[:, kept]),
        uses=sparse.csr_array(options.uses[:, kept]),
        constraints=tuple(replace(c, limit=floor(c.limit * share)) for c in options.constraints),
    )


def sample_of(options: Options) -> Options:
    """A part of the villages, as evenly as can be from the lowest to the highest."""
    count = min(SAMPLE, len(options.base))
    order = np.argsort(options.base, kind="stable")
    taken = np.zeros(len(order), dtype=bool)
    taken[order[(np.arange(count) * 2 + 1) * len(order) // (2 * count)]] = True
    return part_of(options, taken)


def mixture_of(options: Options, goal: Goal, start: Iterable[Numbers]) -> Mixture:
    """Plans at the first prices, then at those which the mixture asks for."""
    asked = _Asked(options, goal)
    for first in start:
        asked.ask(first)
    mixture = asked.mixture()
    for _round in range(ROUNDS):
        if asked.ask(mixture.duals) <= MENDED * abs(mixture.value):
            break
        mixture = asked.mixture()
    return mixture


class _Asked:
    def __init__(self, options: Options, goal: Goal) -> None:
        self.options, self.goal = options, goal
        self.prices: list[Numbers] = []
        self.uses: list[Numbers] = []
        self.worth: list[float] = []

    def ask(self, prices: Numbers) -> float:
        """Take the plan at these prices; tell how much more it keeps than the mixtures so far."""
        plan = self.goal.answers(self.options, prices)
        uses = self.options.used(plan).astype(float)
        worth = self.goal.worth(self.options, plan) / self.goal.unit
        keeps = [w - u @ prices for w, u in zip(self.worth, self.uses, strict=True)]
        self.prices.append(prices)
        self.uses.append(uses)
        self.worth.append(worth)
        return float(worth - uses @ prices - max(keeps, default=-np.inf))

    def mixture(self) -> Mixture:
        nothing = np.zeros(len(self.options.limit))
        columns = (tuple(self.prices), np.column_stack(self.uses), np.array(self.worth))
        return mixed(self.options, columns, nothing)


def mixed(options: Options, columns: Columns, held: Numbers) -> Mixture:
    """The best mixture of plans within all limits, of which something is held back.

    Where there is none, no part is taken of any.
    """
    _prices, uses, worth = columns
    limit = options.limit.astype(float)
    size = np.maximum(1.0, np.maximum(np.abs(limit), np.abs(uses).max(axis=1)))
    result = optimize.linprog(
        -worth,
        A_ub=np.vstack([uses / size[:, None], np.ones(len(worth))]),
        b_ub=np.append((limit - held) / size, 1.0),
    )
    if result.x is None:
        return Mixture(options, *columns, np.zeros(len(worth)), np.zeros(len(limit)), 0.0)
    duals = np.maximum(0.0, -result.ineqlin.marginals[:-1]) / size
    return Mixture(options, *columns, result.x, duals, -float(result.fun))


def followed(options: Options, goal: Goal, mixture: Mixture) -> Places | None:
    """A plan in which villages take turns at the prices of a mixture; None if none keeps all limits.

    Where all together use more than a limit, the parts are mixed again with so much of it held back.
    """
    columns = (mixture.prices, mixture.uses, mixture.worth)
    turns, held = _Turns(options, goal, mixture.prices), np.zeros(len(options.limit))
    share = len(mixture.sample.base) / len(options.base)
    for _try in range(TRIES):
        if not goal.suffices(mixture.parts):
            return None
        turns.take(np.where(mixture.parts > SMALL, mixture.parts, 0.0))
        plan = np.flatnonzero(turns.chosen)
        if options.keeps(plan):
            return filled(options, plan)
        held += MORE * np.maximum(0, options.used(plan) - options.limit)
        mixture = mixed(mixture.sample, columns, held * share)
    return None


class _Turns:
    """Which price each village follows (-1: none, it does nothing), and what it does."""

    def __init__(self, options: Options, goal: Goal, prices: Sequence[Numbers]) -> None:
        self.options, self.goal, self.prices = options, goal, prices
        villages = len(options.base)
        order = np.argsort(options.base, kind="stable")
        self.turn = np.empty(villages)
        self.turn[order] = np.arange(villages) * GOLDEN % 1.0
        self.follows = np.full(villages, -1)
        self.chosen = np.zeros(len(options.gain), dtype=bool)

    def take(self, parts: Numbers) -> None:
        """Bring each village to its price; only those for which it is another are asked again."""
        count = len(parts)
        follows = np.searchsorted(np.cumsum(parts), self.turn, side="right")
        follows[follows >= count] = -1
        changed, self.follows = follows != self.follows, follows
        self.chosen[changed[self.options.village]] = False
        for n, prices in enumerate(self.prices):
            mine = changed & (follows == n)
            if mine.any():
                places = np.flatnonzero(mine[self.options.village])
                self.chosen[places[self.goal.answers(part_of(self.options, mine), prices)]] = True
