"""What no plan can exceed: constraints are given prices, and each village then decides alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.portfolio.model import Whole
from tangguh.engines.portfolio.options import Options

FINENESS = 40  # prices are whole numbers of 2^-40 parts, where the numbers allow it
ROOM = 2.0**58  # below what 64 bits hold, so that sums inside a village stay exact
NARROW = 2.0**27  # what a village is charged for an option in every slot, in tables of 32 bits
NONE = -(2**60)


@dataclass(frozen=True)
class Prices:
    """What one unit of each constraint costs, in whole `fineness`ths of a part of gain."""

    each: Whole
    fineness: int

    def of_limits(self, options: Options) -> int:
        """What all that may be used would cost."""
        return sum(
            p * c.limit for p, c in zip(self.each.tolist(), options.constraints, strict=True)
        )

    def charges(self, options: Options) -> Whole:
        """What each option would pay for what it uses."""
        charged: Whole = options.uses.T @ self.each
        return charged - options.gain * int(options.of_gain @ self.each)


@dataclass(frozen=True)
class Bound:
    """`value`: fineness times the gain that no plan exceeds.

    `chosen` is what the villages would do at these prices, and `loss` what the bound would lose if
    an option were decided the other way. `works_price` is what one work more is worth to a village.
    """

    value: int
    chosen: NDArray[np.int64]
    loss: Whole
    works_price: Whole


def whole_prices(options: Options, prices: NDArray[np.float64], largest: int = 1) -> Prices:
    """The prices as whole numbers, as fine as 64 bits allow; `largest`: what a village may reach."""
    charged = float(np.max(options.uses.T @ prices, initial=1.0))
    most = max(charged, float(options.gain.max(initial=1)), float(largest))
    for power in range(FINENESS, 0, -1):
        if most * 2.0**power < ROOM:
            break
    return Prices(np.rint(prices * 2.0**power).astype(np.int64), 2**power)


def coarse_prices(options: Options, prices: NDArray[np.float64]) -> Prices:
    """The prices as fine as tables of 32 bits allow, which are searched twice as fast."""
    charged = np.abs(options.uses.T @ prices - options.gain * float(options.of_gain @ prices))
    of_slot = np.maximum.reduceat(charged, options.slots) if len(charged) else charged
    village = options.village[options.slots]
    heaviest = float(np.bincount(village, of_slot).max(initial=1.0))
    power = int(np.clip(np.floor(np.log2(NARROW / heaviest)), 1, FINENESS))
    return Prices(np.rint(prices * 2.0**power).astype(np.int64), 2**power)


def bound_at(options: Options, prices: Prices) -> Bound:
    """The most that any plan can gain, by these prices: sum of what villages would keep, and limits.

    Each village takes in every slot the option with the best surplus. Where works are limited, a
    work has its own price in each village, and the limit is worth that price.
    """
    surplus = options.gain * prices.fineness - prices.charges(options)
    works_price = _works_price(options, surplus)
    net = surplus - options.works * works_price[options.village]
    best, chosen, loss = _decided(options, net)
    value = sum(np.maximum(best, 0).tolist()) + prices.of_limits(options)
    if options.limits.works is not None:
        value += options.limits.works * sum(works_price.tolist())
    return Bound(value, chosen, loss, works_price)


def _works_price(options: Options, surplus: Whole) -> Whole:
    """The surplus of the best work that no longer fits; zero where all fit."""
    villages, most = len(options.setting.villages), options.limits.works
    price = np.zeros(villages, dtype=np.int64)
    if most is None or not len(surplus):
        return price
    groups = max(package.group for package in options.packages) + 1
    if groups <= most:
        return price
    best = np.maximum.reduceat(surplus // options.works, options.slots)
    table = np.zeros(villages * groups, dtype=np.int64)
    table[options.slot[options.slots]] = np.maximum(best, 0)
    place = groups - most - 1
    price[:] = np.partition(table.reshape(villages, groups), place, axis=1)[:, place]
    return price


def _decided(options: Options, net: Whole) -> tuple[Whole, NDArray[np.int64], Whole]:
    """The best of each slot, those that are worth it, and the loss of the opposite."""
    if not len(net):
        return net, np.zeros(0, dtype=np.int64), net
    lengths = np.diff(options.slots, append=len(net))
    best = np.maximum.reduceat(net, options.slots)
    loss = np.repeat(np.maximum(best, 0), lengths) - net
    places = np.flatnonzero(net == np.repeat(best, lengths))
    slot_of = np.repeat(np.arange(len(best)), lengths)
    _slots, firsts = np.unique(slot_of[places], return_index=True)
    winners = places[firsts]
    others = net.copy()
    others[winners] = NONE
    second = np.maximum(np.maximum.reduceat(others, options.slots), 0)
    taken = best > 0
    loss[winners[taken]] = best[taken] - second[taken]
    return best, winners[taken], loss
