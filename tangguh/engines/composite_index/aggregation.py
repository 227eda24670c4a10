"""Many indicators become one figure. A unit with a missing value has none."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Rule = Callable[[Numbers, Numbers], Numbers]


class NotPositive(ValueError):
    """A geometric or harmonic mean was asked of a value that is zero or less."""


def arithmetic(table: Numbers, weights: Numbers) -> Numbers:
    """One good value makes up for a bad one."""
    mean: Numbers = table @ (weights / weights.sum())
    return mean


def geometric(table: Numbers, weights: Numbers) -> Numbers:
    """A bad value is made up for in part only. All values must be above zero."""
    _positive(table)
    mean: Numbers = np.exp(np.log(table) @ (weights / weights.sum()))
    return mean


def harmonic(table: Numbers, weights: Numbers) -> Numbers:
    """A bad value is hardly made up for. All values must be above zero."""
    _positive(table)
    mean: Numbers = 1.0 / ((1.0 / table) @ (weights / weights.sum()))
    return mean


def copeland(table: Numbers, weights: Numbers) -> Numbers:
    """How many others a unit beats less those that beat it, each pair decided by weight.

    Only the order of the values counts: nothing makes up for anything. A tied indicator counts half
    for either side.
    """
    weights = weights / weights.sum()
    return np.array([_wins(unit, table, weights) for unit in table])


def aggregate(
    values: Mapping[str, Numbers],
    parents: Mapping[str, str],
    weights: Mapping[str, float],
    rule: Rule = arithmetic,
) -> dict[str, Numbers]:
    """Every level of a tree from its leaves: `parents` names what each part belongs to."""
    known = dict(values)
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    while waiting := [parent for parent in children if parent not in known]:
        ready = [parent for parent in waiting if all(child in known for child in children[parent])]
        if not ready:
            raise ValueError(f"a part is missing, or the tree is a circle: {waiting}")
        for parent in ready:
            table = np.column_stack([known[child] for child in children[parent]])
            known[parent] = rule(table, np.array([weights[child] for child in children[parent]]))
    return known


def _wins(unit: Numbers, table: Numbers, weights: Numbers) -> float:
    ahead = (unit > table) @ weights
    behind = (unit < table) @ weights
    won = np.sign(np.where(np.isclose(ahead, behind, rtol=0, atol=1e-12), 0, ahead - behind))
    return np.nan if np.isnan(unit).any() else float(won.sum())


def _positive(table: Numbers) -> None:
    if (table <= 0).any():
        raise NotPositive(
            "this mean needs values above zero; normalise to a range above zero first"
        )
