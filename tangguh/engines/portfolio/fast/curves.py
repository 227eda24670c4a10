"""The cost curves of `portfolio.curves`, for all villages at once. Equal to that law, always.

Charges of 32 bits are kept in tables of 32 bits: there the processor takes twice as many at once.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.compiled_loops import compiler
from tangguh.engines.portfolio.fast import HALF

Whole = NDArray[np.int64]
Marks = NDArray[np.uint8]
Chosen = NDArray[np.bool_]

WIDE, NARROW = 60, 29  # bits of what stands where there is no way, by the width of a table
BYTES = 8  # of a wide table
LOST = -(2**61)  # less than any village can lose
CAREFUL = 1e-9  # decimals may err by so much, and nothing is left out for it

compiled = compiler("tangguh.engines.portfolio.fast")


class Ways(NamedTuple):
    """All options at given prices. `first`: where the slots of a village begin, `slots`: options.

    With `most` 0 works are without limit, and all `works` are 0.
    """

    first: Whole
    slots: Whole
    gain: Whole
    charge: Whole
    works: Whole
    most: int


class Room(NamedTuple):
    """Two tables of least charges (works by gain), and which option made each, slot by slot."""

    old: Whole
    new: Whole
    made: Marks


@compiled
def room_for(ways: Ways, top: int, slots: int) -> Room:
    shape = (ways.most + 1, top + 1)
    made = np.zeros((slots, shape[0], shape[1]), np.uint8)
    kind = ways.charge.dtype
    return Room(np.empty(shape, kind), np.empty(shape, kind), made)


@compiled
def never(charges: Whole) -> int:
    """What stands in a table where there is no way: above twice all charges of a village."""
    return 1 << (WIDE if charges.itemsize == BYTES else NARROW)


@compiled
def most_slots(ways: Ways) -> int:
    most = 0
    for village in range(len(ways.first) - 1):
        most = max(most, ways.first[village + 1] - ways.first[village])
    return most


@compiled
def reach(ways: Ways) -> Whole:
    """How much each village can gain at most."""
    found = np.zeros(len(ways.first) - 1, np.int64)
    best, before = np.zeros(ways.most + 1, np.int64), np.zeros(ways.most + 1, np.int64)
    for village in range(len(found)):
        best[:] = 0
        for slot in range(ways.first[village], ways.first[village + 1]):
            before[:] = best
            better(ways, slot, before, best)
        found[village] = best[-1]
    return found


@compiled
def better(ways: Ways, slot: int, before: Whole, best: Whole) -> None:
    """With each number of works the most gain, if one option of the slot may be done as well."""
    for option in range(ways.slots[slot], ways.slots[slot + 1]):
        works = ways.works[option]
        for left in range(works, len(best)):
            best[left] = max(best[left], before[left - works] + ways.gain[option])


@compiled
def summed(ways: Ways, base: Whole, highest: int) -> tuple[Whole, Whole]:
    """What all villages together are charged for each level up to `highest`, in two halves.

    The first level is that of the lowest village.
    """
    levels = highest - base.min() + 1
    upper, lower = np.zeros(levels, np.int64), np.zeros(levels, np.int64)
    room = room_for(ways, max(0, levels - 1), 1)
    for village in range(len(base)):
        need = max(0, highest - base[village])
        charges = curve(ways, village, need, room)
        for place in range(levels):
            charge = charges[max(0, place - (levels - 1 - need))]
            upper[place] += charge >> HALF
            lower[place] += charge & (2**HALF - 1)
    return upper, lower


@compiled
def curve(ways: Ways, village: int, top: int, room: Room) -> Whole:
    """The least charge of each gain from 0 to `top`."""
    old, new = room.old, room.new
    begin(old, top)
    for slot in range(ways.first[village], ways.first[village + 1]):
        if is_alone(ways, slot):
            take(ways, ways.slots[slot], (old, old), top)
            continue
        copy(old, new, top)
        for option in range(ways.slots[slot], ways.slots[slot + 1]):
            take(ways, option, (old, new), top)
        old, new = new, old
    least: Whole = old[-1][: top + 1]
    return least


@compiled
def take(ways: Ways, option: int, tables: tuple[Whole, Whole], top: int) -> None:
    """Allow an option; the largest number of works first, so that the tables may be the same."""
    (old, new), works = tables, ways.works[option]
    for used in range(len(old) - 1, works - 1, -1):
        source, target = old[used - works][: top + 1], new[used][: top + 1]
        lessen(source, target, ways.gain[option], ways.charge[option])


@compiled
def told_curve(ways: Ways, village: int, top: int, room: Room) -> Whole:
    """The same; `room.made` tells slot by slot which of its options made a charge less, from 1."""
    old, new = room.old, room.new
    begin(old, top)
    for slot in range(ways.first[village], ways.first[village + 1]):
        made = room.made[slot - ways.first[village]]
        alone = is_alone(ways, slot)
        target = old if alone else new
        if not alone:
            copy(old, new, top)
        for used in range(len(old)):
            made[used][: top + 1] = 0
        for option in range(ways.slots[slot], ways.slots[slot + 1]):
            take_and_tell(ways, (slot, option), (old, target, made), top)
        if not alone:
            old, new = new, old
    least: Whole = old[-1][: top + 1]
    return least


@compiled
def take_and_tell(
    ways: Ways, which: tuple[int, int], tables: tuple[Whole, Whole, Marks], top: int
) -> None:
    (slot, option), (old, new, made) = which, tables
    works, number = ways.works[option], option - ways.slots[slot] + 1
    rise = (ways.gain[option], ways.charge[option], number)
    for used in range(len(old) - 1, works - 1, -1):
        source, target = old[used - works][: top + 1], new[used][: top + 1]
        lessen_and_tell(source, target, made[used][: top + 1], rise)


@compiled
def is_alone(ways: Ways, slot: int) -> bool:
    """Whether the slot's only option takes works, so that a table can be mended where it stands."""
    first = ways.slots[slot]
    return bool(ways.slots[slot + 1] - first == 1 and ways.works[first] > 0)


@compiled
def begin(table: Whole, top: int) -> None:
    for works in range(len(table)):
        table[works][: top + 1] = never(table)
        table[works, 0] = 0


@compiled
def copy(source: Whole, target: Whole, top: int) -> None:
    for works in range(len(source)):
        target[works][: top + 1] = source[works][: top + 1]


@compiled
def lessen(source: Whole, target: Whole, gain: int, charge: int) -> None:
    """An option may be taken from `source`: where that charges less, so does `target`."""
    gain, kind = min(gain, len(target)), target.dtype.type
    enough = kind(source[0] + charge)
    for place in range(gain):
        target[place] = min(target[place], enough)
    more, moved = target[gain:], source[: len(source) - gain]
    for place in range(len(more)):
        more[place] = min(more[place], kind(moved[place] + charge))


@compiled
def lessen_and_tell(source: Whole, target: Whole, made: Marks, rise: tuple[int, int, int]) -> None:
    gain, charge, number = min(rise[0], len(target)), rise[1], rise[2]
    kind = target.dtype.type
    for place in range(gain):
        if source[0] + charge < target[place]:
            target[place], made[place] = source[0] + charge, number
    more, moved, told = target[gain:], source[: len(source) - gain], made[gain:]
    for place in range(len(more)):
        charged, known = kind(moved[place] + charge), more[place]
        less = charged < known  # without a branch: twice as quick
        more[place] = charged if less else known
        told[place] = number if less else told[place]


@compiled
def trace(ways: Ways, village: int, need: int, room: Room, chosen: Chosen) -> None:
    """Mark the options that gain so much, after the village's curve was told."""
    left = ways.most
    for slot in range(ways.first[village + 1] - 1, ways.first[village] - 1, -1):
        number = room.made[slot - ways.first[village], left, need]
        if number:
            option = ways.slots[slot] + number - 1
            chosen[option] = True
            left -= ways.works[option]
            need = max(0, need - ways.gain[option])


@compiled
def cheapest(ways: Ways, needs: Whole) -> tuple[int, Chosen]:
    """The options with which all gain what they need; the number of a village that cannot, or -1."""
    chosen = np.zeros(len(ways.gain), np.bool_)
    room = room_for(ways, needs.max(), most_slots(ways))
    for village in range(len(needs)):
        charges = told_curve(ways, village, needs[village], room)
        if charges[-1] >= never(charges) // 2:
            return village, chosen
        trace(ways, village, needs[village], room, chosen)
    return -1, chosen


@compiled
def proposals(ways: Ways, rises: Whole, step: int) -> tuple[Whole, Chosen]:
    """What each village would do where each rise that it gains is worth `step`, and what it keeps.

    `rises`: for each village the gains that count, rising, 0 for none. Charges may be below zero.
    """
    chosen, kept = np.zeros(len(ways.gain), np.bool_), np.zeros(len(rises), np.int64)
    tops = np.zeros(len(rises), np.int64)
    one = room_for(ways, 0, 1)
    for village in range(len(rises)):
        kept[village] = -curve(ways, village, 0, one)[0]
        tops[village] = worth_trying(ways, village, rises[village], (step, kept[village]))
    room = room_for(ways, tops.max(), most_slots(ways))
    for village in range(len(rises)):
        charges = curve(ways, village, tops[village], room)
        best, worth = 0, 0
        for rise in rises[village]:
            worth += step if rise > 0 else 0
            there = 0 < rise < len(charges) and charges[rise] < never(charges) // 2
            if there and worth - charges[rise] > kept[village]:
                best, kept[village] = rise, worth - charges[rise]
        told_curve(ways, village, best, room)
        trace(ways, village, best, room, chosen)
    return kept, chosen


@compiled
def worth_trying(ways: Ways, village: int, rises: Whole, known: tuple[int, int]) -> int:
    """The highest rise that may be worth its charge, were works without limit and done in part.

    `known`: what a rise is worth, and what the village keeps without any.
    """
    step, kept = known
    first, last = ways.slots[ways.first[village]], ways.slots[ways.first[village + 1]]
    gain, charge = ways.gain[first:last], ways.charge[first:last]
    order = np.argsort(charge / np.maximum(gain, 1))
    top, worth = 0, float(-np.minimum(0, charge).sum() - kept)
    for rise in rises:
        worth += step if rise > 0 else 0
        if rise > 0 and in_part(gain, charge, order, rise) * (1 - CAREFUL) <= worth + 1:
            top = rise
    return top


@compiled
def in_part(gain: Whole, charge: Whole, order: Whole, need: int) -> float:
    """The least charge above zero of gaining so much, where options may be done in part."""
    charged, lacking = 0.0, float(need)
    for option in order:
        if lacking <= 0.0:
            break
        if gain[option] > 0:
            part = min(1.0, lacking / gain[option])
            charged += part * max(0.0, float(charge[option]))
            lacking -= gain[option]
    return charged if lacking <= 0.0 else float(1 << WIDE)


@compiled
def lowest(ways: Ways, base: Whole, lines: tuple[int, int], fineness: int) -> tuple[Whole, Whole]:
    """For each line from the first to the last, what all villages lose there, in two halves.

    A village loses what it is charged, and `fineness` for each part by which it stays below the line.
    """
    first, last = lines
    upper, lower = np.zeros(last - first + 1, np.int64), np.zeros(last - first + 1, np.int64)
    room = room_for(ways, max(0, last - base.min()), 1)
    for village in range(len(base)):
        charges = curve(ways, village, max(0, last - base[village]), room)
        lose(charges, base[village] - first, fineness, (upper, lower))
    return upper, lower


@compiled
def lose(charges: Whole, above: int, fineness: int, halves: tuple[Whole, Whole]) -> None:
    """Add what a village loses at each line; it stands so much above the first one."""
    upper, lower = halves
    best, out_of_reach = LOST, never(charges) // 2
    for need in range(min(0, -above), len(charges)):
        value = -charges[max(0, need)] if charges[max(0, need)] < out_of_reach else LOST
        if need > 0:
            if charges[need - 1] < out_of_reach:
                best = max(best, (need - 1) * fineness - charges[need - 1])
            value = max(value, best - need * fineness)
        place = above + need
        if 0 <= place < len(upper):
            upper[place] += value >> HALF
            lower[place] += value & (2**HALF - 1)


@compiled
def short_of(ways: Ways, base: Whole, line: int, fineness: int) -> Chosen:
    """What each village does at best where staying below the line costs `fineness` a part.

    Of equal ways the one that gains most.
    """
    chosen = np.zeros(len(ways.gain), np.bool_)
    room = room_for(ways, max(0, line - base.min()), most_slots(ways))
    for village in range(len(base)):
        need = max(0, line - base[village])
        charges = curve(ways, village, need, room)
        best, least, out_of_reach = 0, charges[0] + need * fineness, never(charges) // 2
        for gain in range(1, need + 1):
            loss = charges[gain] + (need - gain) * fineness
            if charges[gain] < out_of_reach and loss <= least:
                best, least = gain, loss
        told_curve(ways, village, best, room)
        trace(ways, village, best, room, chosen)
    return chosen
