"""Plans of whole villages, proposed at prices, mixed by a linear program, and picked one a village.

At the prices of the limits each village proposes what suits it best (by its cost curve); a linear
program mixes the proposals and finds new prices (Dantzig and Wolfe 1960); HiGHS picks the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from tangguh.engines.portfolio.model import Whole
from tangguh.engines.portfolio.options import Options

Places = NDArray[np.int64]
Numbers = NDArray[np.float64]
CLOSE = 1e-6
A_HALF = 0.5
AROUND = (0.5, 0.8, 1.25, 2.0)


class Column(NamedTuple):
    village: int
    places: tuple[int, ...]


class Table(NamedTuple):
    """The village, the gain and the uses (constraints by columns) of every column."""

    columns: list[Column]
    village: Places
    gain: Whole
    uses: sparse.csc_array

    def only(self, kept: NDArray[np.bool_]) -> "Table":
        where = np.flatnonzero(kept)
        columns = [self.columns[n] for n in where.tolist()]
        return Table(columns, self.village[where], self.gain[where], self.uses[:, where])

    def of_village(self, villages: int) -> sparse.csr_array:
        """A row for each village, with a 1 for each of its columns."""
        count = len(self.columns)
        cells = (np.ones(count), (self.village, np.arange(count)))
        return sparse.csr_array(cells, shape=(villages, count))


class Mixed(NamedTuple):
    """What proposals are worth together if they can be mixed, and the prices of all limits then."""

    value: float
    prices: Numbers


@dataclass
class Pool:
    """All proposals so far, in the order in which they were made."""

    options: Options
    columns: dict[Column, None] = field(default_factory=dict)

    def add(self, plan: Places) -> int:
        """Take what each village does in a plan as its proposal; tell how many are new."""
        before = len(self.columns)
        self.columns.update((column, None) for column in self._of(plan))
        return len(self.columns) - before

    def _of(self, plan: Places) -> Iterator[Column]:
        edges = np.searchsorted(self.options.village[plan], np.arange(len(self.options.base) + 1))
        for village in np.flatnonzero(np.diff(edges)).tolist():
            places = plan[edges[village] : edges[village + 1]]
            yield Column(village, tuple(places.tolist()))

    def table(self) -> Table:
        options, columns = self.options, list(self.columns)
        places = np.array([p for c in columns for p in c.places], dtype=np.int64)
        owner = np.repeat(np.arange(len(columns)), [len(c.places) for c in columns])
        member = sparse.csr_array(
            (np.ones(len(places), dtype=np.int64), (places, owner)),
            shape=(len(options.gain), len(columns)),
        )
        gain = np.asarray(options.gain @ member, dtype=np.int64)
        uses = (options.uses @ member).astype(float).toarray()
        uses -= options.of_gain[:, None] * gain[None, :]
        villages = np.array([c.village for c in columns], dtype=np.int64)
        return Table(columns, villages, gain, sparse.csc_array(uses))


def around(prices: Numbers) -> Iterator[Numbers]:
    """The prices, and each of them a little and a lot dearer and cheaper, so that villages differ."""
    yield prices
    for row in np.flatnonzero(prices > 0).tolist():
        for times in AROUND:
            other = prices.copy()
            other[row] *= times
            yield other


def mixed(options: Options, table: Table, worth: Numbers) -> Mixed | None:
    """The best mix of proposals within all limits, at most one whole for each village."""
    if not len(table.columns):
        return None
    left, right = _at_most_one(options, table)
    result = optimize.linprog(-worth, A_ub=left, b_ub=right, bounds=(0, 1))
    if result.x is None:
        return None
    prices = np.maximum(0.0, -result.ineqlin.marginals[: len(options.constraints)])
    return Mixed(-float(result.fun), prices)


def stretched(options: Options, table: Table, must: NDArray[np.bool_]) -> Mixed | None:
    """How far all limits must be stretched so that each village of `must` can have a proposal.

    In shares of what a limit is, or of the largest use of it; below zero where there is room.
    """
    count, number = len(table.columns), len(must)
    free = np.flatnonzero(~must)
    own = sparse.hstack(
        [
            table.of_village(number),
            sparse.csr_array(
                (np.ones(len(free)), (free, np.arange(len(free)))), (number, len(free))
            ),
            sparse.csr_array((number, 1)),
        ]
    )
    size = _sizes(options)
    left = sparse.hstack(
        [table.uses, sparse.csr_array((len(size), len(free))), sparse.csr_array(-size[:, None])]
    )
    worth, low = np.zeros(count + len(free) + 1), np.zeros(count + len(free) + 1)
    worth[-1], low[-1] = 1, -1
    result = optimize.linprog(
        worth,
        A_ub=left.tocsr(),
        b_ub=options.limit.astype(float),
        A_eq=own.tocsr(),
        b_eq=np.ones(number),
        bounds=np.column_stack([low, np.full(len(low), np.inf)]),
    )
    if result.x is None:
        return None
    return Mixed(float(result.fun), np.maximum(0.0, -result.ineqlin.marginals))


def _sizes(options: Options) -> Numbers:
    uses = np.abs(options.uses).max(axis=1).toarray().ravel()
    sizes: Numbers = np.maximum(1.0, np.maximum(np.abs(options.limit), uses).astype(float))
    return sizes


def picked(  # noqa: PLR0913 one program
    options: Options,
    table: Table,
    worth: Numbers,
    must: NDArray[np.bool_],
    *,
    nodes: int,
    seconds: float,
    gap: float = CLOSE,
) -> Places | None:
    """One proposal for each village of `must` and at most one for the others, so that all is best.

    None where none was found; that proves nothing.
    """
    if not len(table.columns):
        return None
    left, right = _at_most_one(options, table)
    low = np.concatenate([np.full(len(options.constraints), -np.inf), must.astype(float)])
    result = optimize.milp(
        -worth,
        constraints=optimize.LinearConstraint(left, low, right),
        bounds=optimize.Bounds(0, 1),
        integrality=np.ones(len(worth)),
        options={"node_limit": nodes, "time_limit": seconds, "mip_rel_gap": gap},
    )
    if result.x is None:
        return None
    taken = np.flatnonzero(result.x > A_HALF).tolist()
    chosen = np.array(sorted(p for n in taken for p in table.columns[n].places), dtype=np.int64)
    return chosen if options.keeps(chosen) else None


def _at_most_one(options: Options, table: Table) -> tuple[sparse.csr_array, Numbers]:
    villages = len(options.base)
    left = sparse.vstack([table.uses, table.of_village(villages)]).tocsr()
    return left, np.concatenate([options.limit.astype(float), np.ones(villages)])
