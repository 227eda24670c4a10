"""Plans of whole villages against each other, where what a village gains is not worth the same
everywhere: a class climbed, or being among the worst.

Constraints have prices; at these each village proposes its best plan (by its cost curve); a linear
program mixes the proposals and finds new prices; when nobody proposes anything better, the prices
prove a bound, and HiGHS picks one proposal for each village (Dantzig and Wolfe 1960).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from tangguh.engines.portfolio import fast
from tangguh.engines.portfolio.bound import Prices, whole_prices
from tangguh.engines.portfolio.highs import NOBODY, Goal, relaxed, tenth
from tangguh.engines.portfolio.level import Lifts
from tangguh.engines.portfolio.model import Objective, Whole
from tangguh.engines.portfolio.options import Options

Places = NDArray[np.int64]
Numbers = NDArray[np.float64]
NODES = 60
CLOSE = 1e-4
A_HALF = 0.5


@dataclass(frozen=True)
class Weighed:
    """Prices, and what a village's gain is worth: `weights` fineness-ths for a part of gain.

    `step`: parts for each better class. `value` bounds fineness times the objective from above.
    """

    prices: Prices
    weights: Whole
    step: int
    value: int


class Column(NamedTuple):
    village: int
    places: tuple[int, ...]


@dataclass
class _Pool:
    """All proposals so far."""

    options: Options
    columns: list[Column] = field(default_factory=list)

    def add(self, columns: Iterator[Column]) -> int:
        known = set(self.columns)
        new = [column for column in columns if column.places and column not in known]
        self.columns += new
        return len(new)

    def totals(self) -> tuple[Places, Whole, sparse.csr_array]:
        """The village, the gain and the uses of every column."""
        count = len(self.columns)
        places = np.array([p for c in self.columns for p in c.places], dtype=np.int64)
        owner = np.repeat(np.arange(count), [len(c.places) for c in self.columns])
        member = sparse.csr_array(
            (np.ones(len(places), dtype=np.int64), (places, owner)),
            shape=(len(self.options.gain), count),
        )
        gain = np.asarray(self.options.gain @ member, dtype=np.int64)
        uses = (self.options.uses @ member).astype(float).toarray()
        uses -= self.options.of_gain[:, None] * gain[None, :]
        villages = np.array([c.village for c in self.columns], dtype=np.int64)
        return villages, gain, sparse.csr_array(uses)


def weighed_plan(
    options: Options, goal: Goal, known: Sequence[Places], rounds: int
) -> tuple[Places | None, Weighed]:
    """The best plan found for classes or for the worst decile, and a proof of how good it is.

    `known`: plans to begin from, of which one keeps every constraint.
    """
    pool = _Pool(options)
    for plan in known:
        pool.add(_by_village(options, plan))
    villages = len(options.base)
    everywhere = np.arange(len(options.gain))
    prices = relaxed(options, goal, everywhere).prices
    shares = np.full(villages, tenth(villages) / villages)
    best = _propose(options, goal, prices, shares, pool)
    for _ in range(rounds):
        mixed = _mixed(options, goal, pool)
        if mixed is None:
            break
        value, prices, shares = mixed
        before = len(pool.columns)
        told = _propose(options, goal, prices, shares, pool)
        best = min(best, told, key=lambda each: each.value / each.prices.fineness)
        if len(pool.columns) == before or best.value <= value * best.prices.fineness * (1 + CLOSE):
            break
    return _picked(options, goal, pool), best


def _by_village(options: Options, plan: Places) -> Iterator[Column]:
    edges = np.searchsorted(options.village[plan], np.arange(len(options.base) + 1))
    for village in np.flatnonzero(np.diff(edges)).tolist():
        places = plan[edges[village] : edges[village + 1]]
        yield Column(village, tuple(places.tolist()))


def _propose(
    options: Options, goal: Goal, prices: Numbers, shares: Numbers, pool: _Pool
) -> Weighed:
    """Every village's best plan at these prices goes into the pool; their sum is the bound."""
    by_step = goal.objective is Objective.STATUS_STEPS
    largest = goal.step * len(options.measure.statuses) if by_step else 1
    whole = whole_prices(options, prices, largest)
    fine = whole.fineness
    weights = np.full(len(shares), fine) if by_step else _whole_shares(shares, fine)
    value = whole.of_limits(options)
    if not by_step:
        value += sum(int(w) * int(b) for w, b in zip(weights, options.base, strict=True))
    table = Lifts(options, whole).table
    kept, chosen = fast.proposals(table, weights, _rises(options), goal.step * fine)
    pool.add(_by_village(options, np.flatnonzero(chosen)))
    return Weighed(whole, weights, goal.step, value + sum(kept.tolist()))


def _rises(options: Options) -> Whole:
    """For each village what it lacks to each better class; 0 where it has it."""
    statuses = np.array(options.measure.statuses, dtype=np.int64)
    rises: Whole = np.maximum(0, statuses[None, :] - options.base[:, None])
    return rises


def _whole_shares(shares: Numbers, fine: int) -> Whole:
    """Whole weights between 0 and `fine` that add up to a tenth of the villages times `fine`."""
    whole = np.floor(np.clip(shares, 0.0, 1.0) * fine).astype(np.int64)
    lacking = tenth(len(shares)) * fine - sum(whole.tolist())
    for village in np.argsort(-shares, kind="stable"):
        given = max(-int(whole[village]), min(lacking, fine - int(whole[village])))
        whole[village] += given
        lacking -= given
    return whole


def _program(
    options: Options, goal: Goal, pool: _Pool
) -> tuple[Numbers, sparse.csr_array, Numbers, Numbers]:
    """worth, left ≤ right, and upper bounds; the first columns are the proposals."""
    villages, gain, uses = pool.totals()
    count, number = len(villages), len(options.base)
    own = sparse.csr_array((np.ones(count), (villages, np.arange(count))), shape=(number, count))
    rows, right = [uses, own], [options.limit.astype(float), np.ones(number)]
    if goal.objective is Objective.STATUS_STEPS:
        after = options.base[villages] + gain
        climbed = sum(
            (options.base[villages] < least) & (after >= least)
            for least in options.measure.statuses
        )
        worth = (gain + goal.step * np.asarray(climbed, dtype=np.int64)).astype(np.float64)
        return (
            worth,
            sparse.vstack(rows).tocsr(),
            np.concatenate(right),
            np.ones(count),
        )
    return _lowest(options, (villages, gain, uses), own, right)


def _lowest(
    options: Options,
    totals: tuple[Places, Whole, sparse.csr_array],
    own: sparse.csr_array,
    right: list[Numbers],
) -> tuple[Numbers, sparse.csr_array, Numbers, Numbers]:
    """A line above the lowest tenth: its height times their number, less what lies below it."""
    villages, gain, uses = totals
    count, number = len(villages), len(options.base)
    lifted = sparse.csr_array((gain.astype(float), (villages, np.arange(count))), shape=own.shape)
    line = sparse.csr_array(np.ones((number, 1)))
    left = sparse.block_array(
        [[uses, None, None], [own, None, None], [-lifted, line, -sparse.eye_array(number)]]
    )
    worth = np.concatenate([np.zeros(count), [float(tenth(number))], -np.ones(number)])
    high = np.concatenate([np.ones(count), np.full(1 + number, np.inf)])
    return worth, left.tocsr(), np.concatenate([*right, options.base.astype(float)]), high


def _mixed(options: Options, goal: Goal, pool: _Pool) -> tuple[float, Numbers, Numbers] | None:
    """The best mix of proposals: its value, the prices, and how much each village counts."""
    if not pool.columns:
        return None
    worth, left, right, high = _program(options, goal, pool)
    result = optimize.linprog(
        -worth, A_ub=left, b_ub=right, bounds=np.column_stack([np.zeros(len(high)), high])
    )
    if result.x is None:
        return None
    marginals = -result.ineqlin.marginals
    prices = np.maximum(0.0, marginals[: len(options.constraints)])
    last = marginals[-len(options.base) :]
    return -float(result.fun), prices, np.clip(last, 0.0, 1.0)


def _picked(options: Options, goal: Goal, pool: _Pool) -> Places | None:
    """One proposal for each village that has any, so that the whole is best."""
    if not pool.columns:
        return NOBODY if options.keeps(NOBODY) else None
    worth, left, right, high = _program(options, goal, pool)
    whole = np.zeros(len(high))
    whole[: len(pool.columns)] = 1
    result = optimize.milp(
        -worth,
        constraints=optimize.LinearConstraint(left, -np.inf, right),
        bounds=optimize.Bounds(0, high),
        integrality=whole,
        options={"node_limit": NODES, "mip_rel_gap": CLOSE},
    )
    if result.x is None:
        return None
    picked = np.flatnonzero(result.x[: len(pool.columns)] > A_HALF)
    chosen = np.array(
        sorted(p for n in picked.tolist() for p in pool.columns[n].places), dtype=np.int64
    )
    return chosen if options.keeps(chosen) else None
