"""A plan near the bound: what prices decide clearly is done, HiGHS searches among the rest."""

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.portfolio.bound import Bound, Prices
from tangguh.engines.portfolio.highs import Found, Goal, search
from tangguh.engines.portfolio.options import Options
from tangguh.engines.portfolio.repair import repaired

FIRST_CORE = 1500
WIDER = 4
ROUGH = 1e-3
FEW_NODES = 20
ENOUGH = 1e-3  # so near the bound, no further search is needed for a first plan


def near_plan(
    options: Options, bound: Bound, prices: Prices, start: NDArray[np.int64]
) -> NDArray[np.int64] | None:
    """A plan that keeps every constraint, or None where there is none.

    Where repairing is not enough, the options closest to being decided the other way are left
    open, first few, then more.
    """
    plan = repaired(options, bound, start)
    keeps = options.keeps(plan)
    near = int(options.gain[plan].sum()) * prices.fineness >= bound.value * (1 - ENOUGH)
    if keeps and near:
        return plan
    size = FIRST_CORE
    while True:
        open_ = _nearest(bound, size)
        found = _searched(options, plan, open_, nodes=FEW_NODES, gap=ROUGH)
        if found.chosen is not None and options.keeps(found.chosen):
            better = options.gain[found.chosen].sum() > options.gain[plan].sum()
            return found.chosen if better or not keeps else plan
        if keeps:
            return plan
        if size >= len(options.gain):
            return None
        size *= WIDER


def best_plan(
    options: Options,
    bound: Bound,
    prices: Prices,
    plan: NDArray[np.int64],
    nodes: int,
    seconds: float,
) -> Found:
    """The best plan there is: options whose other decision could still beat `plan` stay open."""
    value = int(options.gain[plan].sum())
    room = bound.value - (value + 1) * prices.fineness
    if room < 0:
        return Found(plan, float(value), is_proven=True)
    free = np.flatnonzero(bound.loss <= room)
    found = _searched(options, bound.chosen, free, nodes=nodes, seconds=seconds)
    if found.chosen is not None and options.keeps(found.chosen):
        better = int(options.gain[found.chosen].sum()) >= value
        return found if better else Found(plan, float(value), is_proven=False)
    return Found(plan, float(value), is_proven=found.is_proven)


def _nearest(bound: Bound, size: int) -> NDArray[np.int64]:
    """Those with the least loss; of equal ones every so many-th, so that all kinds are there."""
    if size >= len(bound.loss):
        return np.arange(len(bound.loss))
    tied = np.flatnonzero(bound.loss <= np.partition(bound.loss, size)[size])
    return tied[np.linspace(0, len(tied) - 1, size).astype(np.int64)]


def _searched(
    options: Options,
    plan: NDArray[np.int64],
    free: NDArray[np.int64],
    *,
    nodes: int,
    gap: float = 0.0,
    seconds: float = np.inf,
) -> Found:
    """The best change of a plan among the free options, all others as they are."""
    taken = np.setdiff1d(plan, free)
    open_ = free[~np.isin(options.slot[free], options.slot[taken])]
    return search(options, Goal(), open_, taken, nodes=nodes, gap=gap, seconds=seconds)
