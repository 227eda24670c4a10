"""Back to the data: do the items measure one thing, do they differ, and which of them decide?"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index.model import Definition

Numbers = NDArray[np.float64]
ALIKE_FROM = 0.95


@dataclass(frozen=True)
class Share:
    """What one indicator has to do with the whole, over all units with complete scores.

    `weight` is what the definition intends; `variance` what it does to the differences between
    units; `gap` its part of all the parts that are missing to a perfect score.
    """

    weight: Fraction
    variance: float
    gap: Fraction


def alpha(table: Numbers) -> float:
    """Cronbach's alpha: near 1 if the items measure one thing; below 0.5 they do not.

    Not a number for one unit, for one item, and where all units have the same sum.
    """
    units, items = table.shape
    total = np.var(table.sum(axis=1), ddof=1) if units > 1 else 0
    if items < 2 or total == 0:
        return float("nan")
    return float(items / (items - 1) * (1 - np.var(table, axis=0, ddof=1).sum() / total))


def constant_items(table: NDArray[np.integer], share: float = ALIKE_FROM) -> tuple[int, ...]:
    """The columns in which more than this share of the units has one and the same score."""
    most = [np.unique(column, return_counts=True)[1].max() for column in table.T]
    return tuple(int(n) for n in np.flatnonzero(np.array(most) > share * len(table)))


def decompose(definition: Definition, table: NDArray[np.integer]) -> Mapping[str, Share]:
    """Each indicator's part of the weights, of the variance and of the gap; each adds up to 1."""
    points = np.array([definition.points[i.code] for i in definition.indicators])
    most = np.array([i.most for i in definition.indicators])
    parts = table.astype(np.int64) * points
    lost = ((most - table.astype(np.int64)) * points).sum(axis=0)
    covariance = _covariance_with_the_sum(parts.astype(np.float64))
    return {
        i.code: Share(
            weight=definition.shares[i.code] * (i.most - i.least),
            variance=float(covariance[n]),
            gap=Fraction(int(lost[n]), max(1, int(lost.sum()))),
        )
        for n, i in enumerate(definition.indicators)
    }


def _covariance_with_the_sum(parts: Numbers) -> Numbers:
    away = parts - parts.mean(axis=0)
    total = away.sum(axis=1)
    spread = float(total @ total)
    return (total @ away) / spread if spread else np.zeros(parts.shape[1])
