from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.compiled_loops import compiler
from tangguh.engines.portfolio.checked import HALF

Whole = NDArray[np.int64]

BYTES = 8  # of a wide table
compiled = compiler("tangguh.engines.portfolio.checked")


class Table(NamedTuple):
    """What could be done, by village and group: of a group at most one. `first`: by village.

    `value` is what it adds at given prices; with `most` 0 works are without limit and all 0.
    """

    first: Whole
    group: Whole
    works: Whole
    gain: Whole
    value: Whole
    most: int


@compiled
def nowhere(values: Whole) -> int:
    """What stands where nothing leads: below half of it even with all that a village can add."""
    return -(1 << 62) if values.itemsize == BYTES else -(1 << 30)


@compiled
def rooms(table: Table, top: int) -> tuple[Whole, Whole]:
    shape = (table.most + 1, top + 1)
    return np.empty(shape, table.value.dtype), np.empty(shape, table.value.dtype)


@compiled
def best(table: Table, village: int, top: int, room: tuple[Whole, Whole]) -> Whole:
    """For each gain up to `top` (the last: that or more) the most value with which it is gained."""
    now, before = room
    for works in range(len(now)):
        now[works][: top + 1] = nowhere(now)
        now[works, 0] = 0
    group = -1
    for number in range(table.first[village], table.first[village + 1]):
        if table.group[number] != group:
            group = table.group[number]
            for works in range(len(now)):
                before[works][: top + 1] = now[works][: top + 1]
        taken = table.works[number]
        for works in range(taken, len(now)):
            source, target = before[works - taken][: top + 1], now[works][: top + 1]
            add(source, target, table.gain[number], table.value[number])
    found: Whole = now[-1][: top + 1]
    return found


@compiled
def add(source: Whole, target: Whole, gain: int, value: int) -> None:
    kind, top = target.dtype.type, len(target) - 1
    moved = min(gain, top)
    within, beyond = source[: top + 1 - moved], source[top + 1 - moved :]
    raised = target[moved:]
    for place in range(len(within)):
        raised[place] = max(raised[place], kind(within[place] + value))
    for place in range(len(beyond)):
        target[top] = max(target[top], kind(beyond[place] + value))


@compiled
def reach(table: Table) -> Whole:
    found = np.zeros(len(table.first) - 1, np.int64)
    now, before = np.zeros(table.most + 1, np.int64), np.zeros(table.most + 1, np.int64)
    for village in range(len(found)):
        now[:] = 0
        group = -1
        for number in range(table.first[village], table.first[village + 1]):
            if table.group[number] != group:
                group = table.group[number]
                before[:] = now
            taken = table.works[number]
            for works in range(taken, len(now)):
                now[works] = max(now[works], before[works - taken] + table.gain[number])
        found[village] = now[-1]
    return found


@compiled
def most(table: Table, rises: Whole, step: int) -> Whole:
    found = np.zeros(len(rises), np.int64)
    room = rooms(table, rises.max() if rises.size else 0)
    for village in range(len(rises)):
        top = rises[village].max() if rises.size else 0
        values = best(table, village, top, room)
        largest, out = np.int64(values[0]), nowhere(values) // 2
        for gain in range(1, top + 1):
            if values[gain] <= out:
                continue
            climbed = 0
            for rise in rises[village]:
                climbed += 1 if 0 < rise <= gain else 0
            largest = max(largest, values[gain] + climbed * step)
        found[village] = largest
    return found


@compiled
def least(table: Table, needs: Whole) -> tuple[Whole, NDArray[np.bool_]]:
    found, can = np.zeros(len(needs), np.int64), np.zeros(len(needs), np.bool_)
    room = rooms(table, needs.max())
    for village in range(len(needs)):
        values = best(table, village, needs[village], room)
        found[village] = values[-1]
        can[village] = values[-1] > nowhere(values) // 2
    return found, can


@compiled
def lines(table: Table, base: Whole, span: tuple[int, int], fineness: int) -> tuple[Whole, Whole]:
    first, last = span
    upper, lower = np.zeros(last - first + 1, np.int64), np.zeros(last - first + 1, np.int64)
    room = rooms(table, max(0, last - base.min()))
    for village in range(len(base)):
        values = best(table, village, max(0, last - base[village]), room)
        kept = short_of(values, base[village], first, last, fineness)
        for line in range(len(kept)):
            upper[line] += kept[line] >> HALF
            lower[line] += kept[line] & ((1 << HALF) - 1)
    return upper, lower


@compiled
def short_of(values: Whole, base: int, first: int, last: int, fineness: int) -> Whole:
    """For each line the most of value, less `fineness` for each part that the village is short of it."""
    out, nothing = nowhere(values) // 2, np.int64(-(1 << 62))
    there = np.full(len(values), nothing, np.int64)  # the most of those that gain so much or more
    for gain in range(len(values) - 1, -1, -1):
        there[gain] = values[gain] if values[gain] > out else nothing
        if gain + 1 < len(values):
            there[gain] = max(there[gain], there[gain + 1])
    kept, gain, below = np.zeros(last - first + 1, np.int64), 0, nothing
    for line in range(first, last + 1):
        need = max(0, line - base)
        while gain < need:
            if values[gain] > out:
                below = max(below, values[gain] + gain * fineness)
            gain += 1
        short = below - need * fineness if below > nothing else nothing
        kept[line - first] = max(there[need], short)
    return kept
