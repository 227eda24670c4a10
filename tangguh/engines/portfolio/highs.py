"""The whole question, or what is left of it, as a mixed-integer program for HiGHS."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from tangguh.engines.portfolio.model import Objective, Whole
from tangguh.engines.portfolio.options import Options

Places = NDArray[np.int64]
Numbers = NDArray[np.float64]
NOBODY: Places = np.zeros(0, dtype=np.int64)
A_HALF = 0.5
INFEASIBLE = 2
OPTIMAL = 0


@dataclass(frozen=True)
class Goal:
    """What to look for. With `needs`, each village must gain at least so much.

    `step` is what a better class is worth in parts of gain, where status steps are the goal.
    """

    objective: Objective = Objective.MOST_GAIN
    needs: Whole | None = None
    step: int = 0


class Found(NamedTuple):
    """The options chosen, None where there is no way; `bound`: nothing better than this exists."""

    chosen: Places | None
    bound: float
    is_proven: bool


class Program(NamedTuple):
    """maximise `worth` · x, `left` x ≤ `right`, `low` ≤ x ≤ `high`; the first columns are whole."""

    worth: Numbers
    left: sparse.csr_array
    right: Numbers
    low: Numbers
    high: Numbers
    is_whole: Numbers
    constraints: int


def search(  # noqa: PLR0913 what is left open, and for how long
    options: Options,
    goal: Goal,
    free: Places,
    taken: Places = NOBODY,
    *,
    nodes: int = 100_000,
    gap: float = 0.0,
    seconds: float = np.inf,
) -> Found:
    """The best choice among the free options, once those taken are chosen in any case.

    It stops after so many nodes or seconds, or within `gap` (relative) of its bound.
    """
    if not len(free):
        return Found(taken if options.keeps(taken) else None, float("nan"), is_proven=True)
    program = formulate(options, goal, free, taken)
    result = optimize.milp(
        -program.worth,
        constraints=optimize.LinearConstraint(program.left, -np.inf, program.right),
        bounds=optimize.Bounds(program.low, program.high),
        integrality=program.is_whole,
        options={"node_limit": nodes, "mip_rel_gap": gap, "time_limit": seconds},
    )
    if result.x is None:
        return Found(None, float("nan"), is_proven=result.status == INFEASIBLE)
    chosen = np.sort(np.concatenate([taken, free[result.x[: len(free)] > A_HALF]]))
    bound = -float(result.mip_dual_bound)
    return Found(chosen, bound, is_proven=result.status == OPTIMAL)


class Relaxed(NamedTuple):
    """Where options can be done in part: what a unit of each constraint is worth, and the parts."""

    prices: Numbers
    parts: Numbers


def relaxed(options: Options, goal: Goal, free: Places, share: float = 1.0) -> Relaxed:
    """The best if options could be done in part; all zero where there is no way even then.

    `share`: how much of every limit the free options may use, where they are a sample.
    """
    if not len(free):
        return Relaxed(np.zeros(len(options.constraints)), np.zeros(0))
    program = formulate(options, goal, free, NOBODY)
    right = program.right.copy()
    right[: program.constraints] *= share
    result = optimize.linprog(
        -program.worth,
        A_ub=program.left,
        b_ub=right,
        bounds=np.column_stack([program.low, program.high]),
        method="highs",
    )
    if result.x is None:
        return Relaxed(np.zeros(program.constraints), np.zeros(len(free)))
    worth = -result.ineqlin.marginals[: program.constraints]
    return Relaxed(np.maximum(0.0, worth), result.x[: len(free)])


def formulate(options: Options, goal: Goal, free: Places, taken: Places) -> Program:
    """Columns: the free options, all gain (for shares of it), then what the objective adds."""
    rows = _Rows(options, free, taken)
    rows.add_constraints()
    rows.add_works()
    rows.add_slots()
    if goal.needs is not None:
        rows.add_needs(goal.needs)
    {
        Objective.MOST_GAIN: rows.aim_at_gain,
        Objective.MAX_MIN: rows.aim_at_lowest,
        Objective.STATUS_STEPS: lambda: rows.aim_at_steps(goal.step),
        Objective.WORST_DECILE: rows.aim_at_decile,
    }[goal.objective]()
    return rows.program()


class _Rows:
    """Collects inequalities; each is a table over the options and one over the added columns."""

    def __init__(self, options: Options, free: Places, taken: Places) -> None:
        self.options, self.free, self.taken = options, free, taken
        self.gain = options.gain[free]
        self.standing = options.standing(taken)
        self.villages = len(self.standing)
        self.of_village = self._table(options.village[free], self.gain, self.villages)
        self.blocks: list[tuple[sparse.csr_array, sparse.csr_array | None, Numbers]] = []
        self.worth = np.zeros(len(free))
        self.added: Numbers = np.zeros((0, 4))  # worth, low, high, whether it is whole

    def _table(self, rows: Places, data: Whole, count: int) -> sparse.csr_array:
        places = np.arange(len(rows))
        return sparse.csr_array((data.astype(float), (rows, places)), shape=(count, len(rows)))

    def add_constraints(self) -> None:
        options = self.options
        uses = options.uses[:, self.free].astype(float)
        right = (options.limit - options.used(self.taken)).astype(float)
        if not options.of_gain.any():
            self.blocks.append((uses, None, right))
            return
        self.added = np.array([[0.0, 0.0, np.inf, 0.0]])
        of_gain = sparse.csr_array(-options.of_gain[:, None].astype(float))
        self.blocks.append((uses, of_gain, right))
        all_gain = sparse.csr_array(-self.gain[None, :].astype(float))
        self.blocks.append((all_gain, sparse.csr_array([[1.0]]), np.zeros(1)))

    def add_works(self) -> None:
        most = self.options.limits.works
        if most is None:
            return
        options, free = self.options, self.free
        done = np.bincount(
            options.village[self.taken], options.works[self.taken], minlength=self.villages
        )
        table = self._table(options.village[free], options.works[free], self.villages)
        self.blocks.append((table, None, (most - done).astype(float)))

    def add_slots(self) -> None:
        slots, place, times = np.unique(
            self.options.slot[self.free], return_inverse=True, return_counts=True
        )
        shared = np.flatnonzero(times > 1)
        if len(shared):
            table = self._table(place, np.ones(len(place), dtype=np.int64), len(slots))
            self.blocks.append((table[shared], None, np.ones(len(shared))))

    def add_needs(self, needs: Whole) -> None:
        lacking = np.flatnonzero(self.options.base + needs > self.standing)
        right = self.standing - self.options.base - needs
        self.blocks.append((-self.of_village[lacking], None, right[lacking].astype(float)))

    def aim_at_gain(self) -> None:
        self.worth = self.gain.astype(float)

    def aim_at_lowest(self) -> None:
        most = float(self.options.measure.parts * self.options.measure.scale)
        column = self._add([[1.0, 0.0, most, 0.0]])
        coefficients = self._new(np.arange(self.villages), np.full(self.villages, column))
        self.blocks.append((-self.of_village, coefficients, self.standing.astype(float)))

    def aim_at_steps(self, step: int) -> None:
        """A column for each better class that a village could climb to."""
        self.worth = self.gain.astype(float)
        for least in self.options.measure.statuses:
            below = np.flatnonzero(self.options.base < least)
            first = self._add([[float(step), 0.0, 1.0, 1.0]] * len(below))
            lacking = (least - self.standing[below]).astype(float)
            needed = np.maximum(0.0, lacking)
            reached = self._new(np.arange(len(below)), first + np.arange(len(below)), needed)
            self.blocks.append((-self.of_village[below], reached, np.zeros(len(below))))

    def aim_at_decile(self) -> None:
        """The sum of the lowest: a line, times their number, less what lies below the line."""
        most = float(self.options.measure.parts * self.options.measure.scale)
        line = self._add([[float(tenth(self.villages)), 0.0, most, 0.0]])
        first = self._add([[-1.0, 0.0, np.inf, 0.0]] * self.villages)
        each = np.arange(self.villages)
        coefficients = self._new(
            np.concatenate([each, each]),
            np.concatenate([np.full(self.villages, line), first + each]),
            np.concatenate([np.ones(self.villages), -np.ones(self.villages)]),
        )
        self.blocks.append((-self.of_village, coefficients, self.standing.astype(float)))

    def _add(self, columns: list[list[float]]) -> int:
        first = len(self.added)
        self.added = np.vstack([self.added, np.array(columns).reshape(-1, 4)])
        return first

    def _new(self, rows: Places, columns: Places, data: Numbers | None = None) -> sparse.csr_array:
        values = np.ones(len(rows)) if data is None else data
        return sparse.csr_array((values, (rows, columns)), shape=(self.villages, len(self.added)))[
            : rows.max() + 1 if len(rows) else 0
        ]

    def program(self) -> Program:
        wide = len(self.added)
        left = sparse.vstack(
            [sparse.hstack([own, _widened(new, own.shape[0], wide)]) for own, new, _ in self.blocks]
        )
        options = len(self.free)
        return Program(
            worth=np.concatenate([self.worth, self.added[:, 0]]),
            left=left.tocsr(),
            right=np.concatenate([right for _, _, right in self.blocks]),
            low=np.concatenate([np.zeros(options), self.added[:, 1]]),
            high=np.concatenate([np.ones(options), self.added[:, 2]]),
            is_whole=np.concatenate([np.ones(options), self.added[:, 3]]),
            constraints=len(self.options.constraints),
        )


def _widened(table: sparse.csr_array | None, rows: int, columns: int) -> sparse.csr_array:
    if table is None:
        return sparse.csr_array((rows, columns))
    found = table.tocoo()
    return sparse.csr_array((found.data, (found.row, found.col)), shape=(rows, columns))


def tenth(villages: int) -> int:
    """How many villages the worst decile holds: a tenth, rounded up."""
    return -(-villages // 10)
