"""The third step of the handbook: what to do where a value is missing. Saying so is one way."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


class Imputation(Enum):
    """How a missing value (NaN) is filled; NONE leaves it missing."""

    NONE = "none"
    MEAN = "mean"
    MEDIAN = "median"
    GROUP = "group"  # the mean of the same group
    LATEST = "latest"  # the unit's own last known value


@dataclass(frozen=True)
class Imputed:
    """The values, and which of them nobody measured."""

    values: Numbers
    filled: NDArray[np.bool_]


def impute(
    values: Numbers,
    how: Imputation,
    *,
    groups: Sequence[str] = (),
    earlier: Sequence[Numbers] = (),
) -> Imputed:
    """Fill a table (a row a unit, a column an indicator) column by column.

    GROUP asks for the group of each unit; LATEST for earlier tables, the latest first. What they
    do not know stays missing.
    """
    filler = {
        Imputation.NONE: lambda: np.full_like(values, np.nan),
        Imputation.MEAN: lambda: np.broadcast_to(_mean(values), values.shape),
        Imputation.MEDIAN: lambda: np.broadcast_to(_median(values), values.shape),
        Imputation.GROUP: lambda: _of_the_group(values, groups),
        Imputation.LATEST: lambda: _latest(values, earlier),
    }[how]()
    gone = np.isnan(values)
    whole = np.where(gone, filler, values)
    return Imputed(whole, gone & ~np.isnan(whole))


def _of_the_group(values: Numbers, groups: Sequence[str]) -> Numbers:
    filler = np.full_like(values, np.nan)
    named = np.array(groups)
    for group in dict.fromkeys(groups):
        rows = named == group
        filler[rows] = _mean(values[rows])
    return filler


def _latest(values: Numbers, earlier: Sequence[Numbers]) -> Numbers:
    filler = np.full_like(values, np.nan)
    for table in earlier:
        filler = np.where(np.isnan(filler), table, filler)
    return filler


def _mean(values: Numbers) -> Numbers:
    """Of each column; NaN where nothing is known."""
    known = ~np.isnan(values)
    counts = known.sum(axis=0)
    sums = np.where(known, values, 0).sum(axis=0)
    mean: Numbers = np.divide(sums, counts, out=np.full(len(counts), np.nan), where=counts > 0)
    return mean


def _median(values: Numbers) -> Numbers:
    columns = [column[~np.isnan(column)] for column in values.T]
    return np.array([np.median(column) if len(column) else np.nan for column in columns])
