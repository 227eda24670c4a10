"""One scale for all indicators. Each takes a column in which more is better."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def directed(values: Numbers, direction: int) -> Numbers:
    """A column in which more is better: `direction` is -1 where less is."""
    return values * direction


def min_max(values: Numbers, low: float = 0.0, high: float = 100.0) -> Numbers:
    """From the lowest to the highest value seen. A constant column stands at the low end."""
    least, most = np.nanmin(values), np.nanmax(values)
    return _between(values, least, most, low, high)


def goalposts(
    values: Numbers, least: float, most: float, low: float = 0.0, high: float = 100.0
) -> Numbers:
    """From one fixed post to another; what lies outside stands at the post."""
    return _between(np.clip(values, least, most), least, most, low, high)


def z_score(values: Numbers, mean: float = 0.0, deviation: float = 1.0) -> Numbers:
    """How many standard deviations (n - 1) from the mean. A constant column is all mean."""
    away = values - np.nanmean(values)
    spread = float(np.nanstd(values, ddof=1)) if np.ptp(values[~np.isnan(values)]) else 1.0
    return mean + deviation * away / spread


def percentile(values: Numbers) -> Numbers:
    """The share of units that lie below, those that are equal counted half; 0 to 100."""
    ordered = np.sort(values[~np.isnan(values)])
    below = np.searchsorted(ordered, values, "left")
    upto = np.searchsorted(ordered, values, "right")
    return np.where(np.isnan(values), np.nan, 50.0 * (below + upto) / len(ordered))


def rank(values: Numbers) -> Numbers:
    """1 for the lowest; equal values share the mean of their places."""
    known = np.sort(values[~np.isnan(values)])
    below = np.searchsorted(known, values, "left")
    upto = np.searchsorted(known, values, "right")
    return np.where(np.isnan(values), np.nan, (below + upto + 1) / 2)


def distance_to_target(values: Numbers, target: float, high: float = 100.0) -> Numbers:
    """How much of the way from the lowest value seen to the target; who passed it stands at it."""
    least = float(np.nanmin(values))
    return _between(np.minimum(values, target), least, target, 0.0, high)


def _between(values: Numbers, least: float, most: float, low: float, high: float) -> Numbers:
    if most == least:
        return np.where(np.isnan(values), np.nan, low)
    return low + (high - low) * (values - least) / (most - least)
