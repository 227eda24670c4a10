"""Outliers: pull in the farthest values, or take logarithms, until the shape is bearable."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

SKEWNESS_BELOW = 2.0
KURTOSIS_BELOW = 3.5
PULLED_IN_AT_MOST = 5


@dataclass(frozen=True)
class Treated:
    """A column after the treatment: `how` is "none", "winsorised" or "logarithm"."""

    values: Numbers
    how: str
    moved: int


def treat(values: Numbers, at_most: int = PULLED_IN_AT_MOST) -> Treated:
    """Leave a column alone, winsorise it, or take logarithms of the original: the first that fits.

    The steps, and the limits of Groeneveld and Meeden's rule of thumb, are those of the JRC's tools.
    """
    if is_bearable(values):
        return Treated(values, "none", 0)
    pulled = winsorised(values, at_most)
    if is_bearable(pulled.values):
        return pulled
    return Treated(logarithm(values), "logarithm", int(np.sum(~np.isnan(values))))


def is_bearable(values: Numbers) -> bool:
    """No outliers, as far as the shape tells: not both skewed and with heavy tails."""
    known = values[~np.isnan(values)]
    if len(known) < 4 or np.ptp(known) == 0:
        return True
    return abs(skewness(known)) < SKEWNESS_BELOW or kurtosis(known) < KURTOSIS_BELOW


def winsorised(values: Numbers, at_most: int = PULLED_IN_AT_MOST) -> Treated:
    """Again and again, give the farthest value (and its ties) the value of its neighbour."""
    values = values.copy()
    moved: dict[str, int] = {}
    while not is_bearable(values) and sum(moved.values()) < at_most:
        side, end = _heavier_side(values)
        farthest = values == end(values)
        values[farthest] = end(values[~farthest])
        moved[side] = int(farthest.sum())
    return Treated(values, "winsorised", sum(moved.values()))


def logarithm(values: Numbers) -> Numbers:
    """The logarithm after a shift that leaves the smallest value at a hundredth of the range."""
    least, most = np.nanmin(values), np.nanmax(values)
    shifted: Numbers = np.log(values - least + 0.01 * (most - least))
    return shifted


def skewness(values: Numbers) -> float:
    """As spreadsheets compute it (type 2)."""
    n = len(values)
    away = values - values.mean()
    plain = np.sqrt(n) * np.sum(away**3) / np.sum(away**2) ** 1.5
    return float(plain * np.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(values: Numbers) -> float:
    """Above that of the normal distribution, as spreadsheets compute it (type 2)."""
    n = len(values)
    away = values - values.mean()
    plain = n * np.sum(away**4) / np.sum(away**2) ** 2
    return float(((n + 1) * (plain - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)))


def _heavier_side(values: Numbers) -> tuple[str, Callable[[Numbers], np.float64]]:
    known = values[~np.isnan(values)]
    return ("high", np.nanmax) if skewness(known) >= 0 else ("low", np.nanmin)
