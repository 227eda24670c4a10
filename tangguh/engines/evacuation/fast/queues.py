"""The queues on the road, household by household. It shares nothing with the planner."""

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.compiled_loops import compiler

compiled = compiler("tangguh.engines.evacuation.fast")

Floats = NDArray[np.float64]
Index = NDArray[np.int32]
Whole = NDArray[np.int64]


@compiled
def run(
    leave: Floats, first: Whole, links: Index, persons: Whole, seconds: Floats, rate: Floats
) -> Floats:
    """When the last person of each household is safe; nan for households that do not leave.

    Each household comes to a link with its first and its last person. The first enters when the
    link is free, the last when the link has let all in, and not before it has come.
    """
    count = len(leave)
    safe = np.full(count, np.nan)
    free = np.zeros(len(seconds))
    last = leave.copy()
    at = first[:-1].copy()
    key, who = np.empty(count), np.empty(count, np.int32)
    size = 0
    for h in range(count):
        if first[h] < first[h + 1] and leave[h] >= 0:
            size = sift_up(key, who, size, leave[h], h)
        elif leave[h] >= 0:
            safe[h] = leave[h]
    while size > 0:
        h = who[0]
        link = links[at[h]]
        begin = max(key[0], free[link])
        end = max(begin + persons[h] / rate[link], last[h])
        free[link] = end
        last[h] = end + seconds[link]
        at[h] += 1
        if at[h] < first[h + 1]:
            sift_down(key, who, size, begin + seconds[link], h)
            continue
        safe[h] = last[h]
        size -= 1
        if size > 0:
            sift_down(key, who, size, key[size], who[size])
    return safe


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
