"""The queues on the road, household by household. It shares nothing with the planner."""

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.compiled_loops import compiler

compiled = compiler("tangguh.engines.evacuation.fast")

Floats = NDArray[np.float64]
Index = NDArray[np.int32]
Whole = NDArray[np.int64]


# What is known of a household, side by side in memory: when its first person comes to the next
# link and when its last, where its links go on and end, persons, and who waits behind it.
COMES, LAST, AT, END, PERSONS, BEHIND = range(6)
# Of a link: when it is free, seconds, persons in a second, and how many will come.
FREE, SECONDS, RATE, CROWD = range(4)
NOBODY = -1
IN_A_SLOT = 4  # about so many come to links within a slot of time
MOST_SLOTS = 1 << 22  # 16 MB
SHORTEST = 1e-9  # seconds


@compiled
def run(
    leave: Floats, first: Whole, links: Index, persons: Whole, seconds: Floats, rate: Floats
) -> Floats:
    """When the last person of each household is safe; nan for households that do not leave.

    Each household comes to a link with its first and its last person. The first enters when the
    link is free, the last when the link has let all in, and not before it has come.

    Who comes later waits in the slot of that time; only those of one slot are kept in order.
    """
    home, road = of_homes(leave, first, persons), of_roads(seconds, rate)
    slots = min(len(links) // IN_A_SLOT + 1, MOST_SLOTS)
    width = max(no_later_than(home, road, links) / slots, SHORTEST)
    safe, line = np.full(len(leave), np.nan), np.full(slots, NOBODY, np.int32)
    start(line, home, width, safe)
    key, who = np.empty(len(leave)), np.empty(len(leave), np.int32)
    for slot in range(slots):
        size = all_of(line[slot], home, key, who)
        while size > 0:
            h = who[0]
            comes = enter(home, road, links, h)
            if home[h, AT] == home[h, END]:
                safe[h] = home[h, LAST]
            elif int(comes / width) <= slot or slot == slots - 1:
                sift_down(key, who, size, comes, h)
                continue
            else:
                wait(line, home, min(int(comes / width), slots - 1), h)
            size -= 1
            if size > 0:
                sift_down(key, who, size, key[size], who[size])
    return safe


@compiled
def start(line: Index, home: Floats, width: float, safe: Floats) -> None:
    """Let all wait for the hour at which they leave; who lives in a shelter is safe then."""
    for h in range(len(home)):
        leave = home[h, COMES]
        if leave >= 0 and home[h, AT] == home[h, END]:
            safe[h] = leave
        elif leave >= 0:
            wait(line, home, min(int(leave / width), len(line) - 1), h)


@compiled
def of_homes(leave: Floats, first: Whole, persons: Whole) -> Floats:
    home = np.empty((len(leave), 8))  # a line of the memory that processors fetch at once
    for h in range(len(leave)):
        home[h, COMES] = home[h, LAST] = leave[h]
        home[h, AT], home[h, END] = first[h], first[h + 1]
        home[h, PERSONS], home[h, BEHIND] = persons[h], NOBODY
    return home


@compiled
def of_roads(seconds: Floats, rate: Floats) -> Floats:
    road = np.zeros((len(seconds), 4))
    road[:, SECONDS] = seconds
    road[:, RATE] = rate
    return road


@compiled
def no_later_than(home: Floats, road: Floats, links: Index) -> float:
    """About when all are safe: the longest way, and the wait at the link to which most come."""
    longest = wait_there = 0.0
    for h in range(len(home)):
        if home[h, LAST] < 0:
            continue
        time = home[h, LAST]
        for a in range(int(home[h, AT]), int(home[h, END])):
            road[links[a], CROWD] += home[h, PERSONS]
            time += road[links[a], SECONDS]
        longest = max(longest, time)
    for one in range(len(road)):
        if road[one, CROWD] > 0:
            wait_there = max(wait_there, road[one, CROWD] / road[one, RATE])
    return longest + wait_there


@compiled
def enter(home: Floats, road: Floats, links: Index, h: int) -> float:
    """Let a household into its next link: when its first person comes to the one after."""
    at = int(home[h, AT])
    link = links[at]
    begin = max(home[h, COMES], road[link, FREE])
    end = max(begin + home[h, PERSONS] / road[link, RATE], home[h, LAST])
    road[link, FREE] = end
    comes: float = begin + road[link, SECONDS]
    home[h, COMES], home[h, LAST], home[h, AT] = comes, end + road[link, SECONDS], at + 1
    return comes


@compiled
def wait(line: Index, home: Floats, slot: int, h: int) -> None:
    home[h, BEHIND] = line[slot]
    line[slot] = h


@compiled
def all_of(h: int, home: Floats, key: Floats, who: Index) -> int:
    """Put a household and all behind it into order: how many they are."""
    size = 0
    while h != NOBODY:
        size = sift_up(key, who, size, home[h, COMES], h)
        h = int(home[h, BEHIND])
    return size


@compiled
def sift_up(key: Floats, who: Index, size: int, time: float, h: int) -> int:
    i = size
    while i > 0 and before(time, h, key[(i - 1) // 4], who[(i - 1) // 4]):
        key[i], who[i] = key[(i - 1) // 4], who[(i - 1) // 4]
        i = (i - 1) // 4
    key[i], who[i] = time, h
    return size + 1


@compiled
def sift_down(key: Floats, who: Index, size: int, time: float, h: int) -> None:
    """Put an entry on top in the place of the first, and let it sink."""
    i = 0
    while 4 * i + 1 < size:
        best = 4 * i + 1
        for child in range(best + 1, min(best + 4, size)):
            if before(key[child], who[child], key[best], who[best]):
                best = child
        if not before(key[best], who[best], time, h):
            break
        key[i], who[i] = key[best], who[best]
        i = best
    key[i], who[i] = time, h


@compiled
def before(time: float, h: int, other: float, g: int) -> bool:
    """Who comes first enters first; at the same moment the lower number."""
    return time < other or (time == other and h < g)
