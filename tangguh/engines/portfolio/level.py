"""The highest level that every village can be brought to: each asks its cheapest way there."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.portfolio import fast
from tangguh.engines.portfolio.bound import Prices
from tangguh.engines.portfolio.model import Whole
from tangguh.engines.portfolio.options import Options

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Ceiling:
    """No plan lifts every village above `level`, and these prices prove it.

    `stuck` is the village that cannot get higher with everything it may do, if that is the reason.
    """

    level: int
    prices: Prices
    stuck: int | None = None


class Lifts:
    """The cheapest ways of all villages at given prices."""

    def __init__(self, options: Options, prices: Prices) -> None:
        self.options, self.prices = options, prices
        self.charges = prices.charges(options)
        most = options.limits.works
        self.works = most or 0
        self.table: fast.Ways = (
            np.searchsorted(options.slots, options.first),
            np.append(options.slots, len(self.charges)),
            options.gain,
            self.charges,
            np.zeros_like(options.works) if most is None else options.works,
            self.works,
        )

    @cached_property
    def reach(self) -> Whole:
        """How much each village can gain at most."""
        return fast.reach(self.table)

    def ceiling(self) -> Ceiling:
        """The highest level whose cheapest ways together cost no more than all limits are worth."""
        base, purse = self.options.base, self.prices.of_limits(self.options)
        top, stuck = int((base + self.reach).min()), int((base + self.reach).argmin())
        low = int(base.min())
        highest = min(top, self._in_part(purse, low, top))
        upper, lower = fast.summed(fast.narrowed(self.table), base, highest)
        levels = upper.astype(object) * 2**fast.HALF + lower
        fits = np.flatnonzero(levels <= purse)
        level = low + int(fits[-1]) if len(fits) else low - 1
        return Ceiling(level, self.prices, stuck if level == top else None)

    def ways(self, level: int) -> Places | None:
        """What each village does to come to a level; None where one cannot."""
        lacking, chosen = fast.cheapest(self.table, np.maximum(0, level - self.options.base))
        return np.flatnonzero(chosen) if lacking < 0 else None

    def _in_part(self, purse: int, low: int, top: int) -> int:
        """A level that is surely not below the ceiling: options in part, works without limit."""
        gains, charges = self._by_ratio()
        while low < top:
            level = (low + top + 1) // 2
            if self._charged_in_part(level, gains, charges) > purse * (1 + 1e-9) + 1:
                top = level - 1
            else:
                low = level
        return top

    def _by_ratio(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """For each village, gains and charges added up, the best ratio first."""
        options = self.options
        ratio = self.charges / np.maximum(options.gain, 1e-9)
        order = np.lexsort((ratio, options.village))
        village = options.village[order]
        place = np.arange(len(order)) - options.first[village]
        shape = (len(options.base), int(np.diff(options.first).max(initial=0)) + 1)
        gains, charges = np.zeros(shape), np.zeros(shape)
        free = np.minimum(self.charges[order], 0)
        np.add.at(charges[:, 0], village, free)
        gains[village, place + 1] = options.gain[order]
        charges[village, place + 1] = np.maximum(self.charges[order], 0)
        return np.cumsum(gains, axis=1), np.cumsum(charges, axis=1)

    def _charged_in_part(
        self, level: int, gains: NDArray[np.float64], charges: NDArray[np.float64]
    ) -> float:
        need = np.maximum(0, level - self.options.base)
        rows = np.arange(len(need))
        place = np.minimum((gains < need[:, None]).sum(axis=1), gains.shape[1] - 1)
        before = np.maximum(place - 1, 0)
        wide = gains[rows, place] - gains[rows, before]
        part = np.where(wide > 0, (need - gains[rows, before]) / np.maximum(wide, 1e-9), 0.0)
        cost = charges[rows, before] + part * (charges[rows, place] - charges[rows, before])
        return float(np.where(need > 0, cost, charges[:, 0]).sum())


def money_alone(options: Options) -> Prices | None:
    """Prices where one constraint is all there is: any price does, so its unit costs 1."""
    if len(options.constraints) != 1 or options.of_gain.any():
        return None
    return Prices(np.ones(1, dtype=np.int64), 1)
