"""From step to step of the purse, and over strides of steps that surely buy the same."""

from typing import NamedTuple

import numpy as np

from tangguh.engines.allocation.fast.columns import Choices, Floats, Goods, Places, Purchases
from tangguh.engines.allocation.fast.compiling import compiled
from tangguh.engines.allocation.fast.kernel import TOO_CLOSE, count

GOES_ON, IS_FINAL, EXCEEDS = range(3)
SHORTEST = 4
ALIKE_BEFORE_STRIDES = 3
LONG = 64
STEP, STRIDE, ALIKE, NUMBER = range(4)


class Growth(NamedTuple):
    """How the purses grow, and when they stop.

    At step k a purse is (first + k * rise) / divisor units; `last` is the last step in this unit.
    """

    first: int
    rise: int
    divisor: int
    last: int
    budget: int
    exhaustive_stop: bool


@compiled
def gallop(
    pace: Places, growth: Growth, left: Floats, who: Choices, goods: Goods, bought: Places
) -> int:
    """Go on from where `pace` is; answer what stopped it at its step.

    GOES_ON says that another unit is needed from that step on. `bought` has two rows: what the
    last step bought, as many as the pace tells, and what this one buys.
    """
    last, now = bought[0], bought[1]
    while pace[STEP] <= growth.last:
        end = min(pace[STEP] + pace[STRIDE] - 1, growth.last)
        purses = np.empty(2)
        purses[0] = (growth.first + pace[STEP] * growth.rise) // growth.divisor
        purses[1] = -(-(growth.first + end * growth.rise) // growth.divisor)
        purchases = Purchases(last[: pace[NUMBER]], 0, now)
        why, number = count(purses, left, who, goods, purchases)
        if why == TOO_CLOSE:
            if end == pace[STEP]:
                return TOO_CLOSE
            pace[STRIDE], pace[ALIKE] = shorter(pace[STRIDE]), 0
            continue
        verdict = judge(now[:number], goods, growth)
        if verdict != GOES_ON:
            if verdict == IS_FINAL:
                keep(now[:number], last, pace)
            return verdict
        pace[ALIKE] = pace[ALIKE] + 1 if same(now[:number], last[: pace[NUMBER]]) else 0
        keep(now[:number], last, pace)
        pace[STEP] = end + 1
        pace[STRIDE] = longer(pace[STRIDE], pace[ALIKE])
    return GOES_ON


@compiled
def judge(bought: Places, goods: Goods, growth: Growth) -> int:
    """Whether it is too much, or everything, or the rule stops because nothing else fits."""
    left, waiting = growth.budget, np.ones(len(goods.costs), dtype=np.bool_)
    for project in bought:
        left -= goods.plain_costs[project]
        waiting[project] = False
    if left < 0:
        return EXCEEDS
    if len(bought) == len(goods.costs):
        return IS_FINAL
    if not growth.exhaustive_stop:
        return GOES_ON
    for project in range(len(goods.costs)):
        if waiting[project] and goods.plain_costs[project] <= left:
            return GOES_ON
    return IS_FINAL


@compiled
def keep(bought: Places, last: Places, pace: Places) -> None:
    last[: len(bought)] = bought
    pace[NUMBER] = len(bought)


@compiled
def same(one: Places, other: Places) -> bool:
    return len(one) == len(other) and bool((one == other).all())


@compiled
def longer(stride: int, alike: int) -> int:
    if stride > 1:
        return stride * 2
    return SHORTEST if alike >= ALIKE_BEFORE_STRIDES else 1


@compiled
def shorter(stride: int) -> int:
    part = stride // 4 if stride >= LONG else stride // 2
    return part if part >= SHORTEST else 1
