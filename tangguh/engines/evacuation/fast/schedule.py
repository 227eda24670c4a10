"""When each household leaves and by which links: one after the other, into the room that is left.

Time is cut into slots. `used` holds how many persons enter a link in each slot already. A
household walks down the tree of its shelter if that is early enough; otherwise it looks for the
earliest way (A*, with the free way to the shelter as what is left at least). Then it leaves as
late as the same arrival allows: people wait at home, not on the road.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.compiled_loops import compiler

compiled = compiler("tangguh.engines.evacuation.fast")

Floats = NDArray[np.float64]
Index = NDArray[np.int32]
Whole = NDArray[np.int64]

EMPTY = 1e-3
NEVER = -1.0
FAR = 1e17


class Net(NamedTuple):
    """Links ordered by the node where they begin."""

    first: Index
    head: Index
    tail: Index
    seconds: Floats
    per_second: Floats


class Slots(NamedTuple):
    """What is used of each link: persons in each slot, and how far ahead to look from it.

    ahead  0 while the slot has room, else slots until a later one; looking on makes it longer
    """

    used: NDArray[np.float32]
    ahead: NDArray[np.int16]
    whole: Floats  # persons in a slot of each link that nobody has used yet
    width: float


class Way(NamedTuple):
    """The way being looked for: its links and when each is entered."""

    link: Index
    entry: Floats


class Search(NamedTuple):
    """Labels of the nodes that a search has seen; `seen` and `done` hold the number of the search."""

    time: Floats
    seen: Index
    done: Index
    by: Index
    key: Floats
    node: Index


Ends = tuple[int, int]  # where a way begins and ends


class Order(NamedTuple):
    """Groups of one node and one shelter in the order of planning, and their households."""

    node: Index
    shelter: Index
    first: Whole
    persons: Floats


class Rules(NamedTuple):
    """How ways are looked for.

    latest    the end of the slots
    early     what is early enough
    greed     weight of the way that is left
    patience  so much later than the household before: look again
    detour    so much farther from the shelter than the home: not there
    """

    latest: float
    early: float
    greed: float
    patience: float
    detour: float


Step = tuple[int, int, int, float]  # a node, a link from it, how many wait, how far is too far
Asked = tuple[Floats, float, int, Rules]  # free ways to the shelter, persons, number of the search


@compiled
def schedule(
    net: Net, slots: Slots, order: Order, goals: Index, ways: Floats, rules: Rules
) -> tuple[Floats, Whole, Index, Index]:
    """For each household: when it leaves (NEVER: no way), and where its links are in the list."""
    people, n = len(order.persons), len(net.first) - 1
    leave = np.full(people, NEVER)
    start, length = np.zeros(people, np.int64), np.zeros(people, np.int32)
    links, used = np.empty(1 << 16, np.int32), 0
    way = Way(np.empty(n + 1, np.int32), np.empty(n + 1))
    search = Search(
        np.zeros(n), np.zeros(n, np.int32), np.zeros(n, np.int32), np.zeros(n, np.int32),
        np.empty(len(net.head) + n + 1), np.empty(len(net.head) + n + 1, np.int32),
    )  # fmt: skip
    number = 0
    for g in range(len(order.node)):
        left = ways[order.shelter[g]]
        ends = (order.node[g], goals[order.shelter[g]])
        count, arrival, begun = -1, np.inf, used
        for h in range(order.first[g], order.first[g + 1]):
            persons = order.persons[h]
            if not goes_again(net, slots, way, (count, persons, arrival + rules.patience)):
                number += 1
                asked = (left, persons, number, rules)
                count, arrival = find(net, slots, way, search, ends, asked)
                begun = used
                links = kept(links, used, way, count)
                used += max(count, 0)
            if count >= 0:
                leave[h] = settle_in(net, slots, way, count, persons)
                start[h], length[h] = begun, count
    return leave, start, length, links[:used]


@compiled
def goes_again(net: Net, slots: Slots, way: Way, asked: tuple[int, float, float]) -> bool:
    """Whether the way of the household before is early enough for this one too."""
    count, persons, until = asked
    if count < 0:
        return False
    arrival = enter_all(net, slots, way, count, persons)
    return arrival != NEVER and arrival <= until


@compiled
def settle_in(net: Net, slots: Slots, way: Way, count: int, persons: float) -> float:
    """Take the room on the way: when the household leaves."""
    wait_at_home(net, slots, way, count, persons)
    take(slots, way, count, persons)
    return way.entry[0] if count > 0 else 0.0


@compiled
def kept(links: Index, used: int, way: Way, count: int) -> Index:
    """The list with the way written behind what is used of it, longer if need be."""
    while used + count > len(links):
        links = np.concatenate((links, links))
    for i in range(count):
        links[used + i] = way.link[i]
    return links


@compiled
def find(
    net: Net, slots: Slots, way: Way, search: Search, ends: Ends, asked: Asked
) -> tuple[int, float]:
    """How many links the way has (-1: none is left in time), and when it arrives."""
    left, persons, number, rules = asked
    early = max(rules.early, left[ends[0]] + rules.patience)
    count = walk_down(net, slots, way, ends, (left, persons, early))
    if count < 0:
        count = earliest(net, slots, way, search, ends, (left, persons, number, rules))
    if count < 0:
        return -1, np.inf
    return count, enter_all(net, slots, way, count, persons)


@compiled
def entry(slots: Slots, link: int, time: float, persons: float) -> float:
    """The first moment from `time` on at which so many may enter; they may fill several slots."""
    last = slots.used.shape[1] - 1
    slot = with_room(slots.ahead[link], min(int(time / slots.width), last))
    while slot < last and not fits(slots, link, slot, persons):
        slot = with_room(slots.ahead[link], slot + 1)
    return NEVER if slot >= last else max(time, slot * slots.width)


@compiled
def with_room(ahead: NDArray[np.int16], slot: int) -> int:
    """The first slot from this one on that is not full."""
    found = slot
    while ahead[found] != 0:
        found += ahead[found]
    while slot != found:
        following = slot + ahead[slot]
        ahead[slot] = found - slot
        slot = following
    return found


@compiled
def fits(slots: Slots, link: int, slot: int, persons: float) -> bool:
    """Whether a household finds room from this slot on, in one go and one slot more."""
    whole = slots.whole[link]
    if whole - slots.used[link, slot] <= EMPTY:
        return False
    left = persons
    end = min(slot + 2 + int(persons / whole), slots.used.shape[1])
    while slot < end and left > 0:
        left -= whole - slots.used[link, slot]
        slot += 1
    return left <= EMPTY


@compiled
def enter_all(net: Net, slots: Slots, way: Way, count: int, persons: float) -> float:
    """Enter every link of the way as early as it goes: the arrival, or NEVER."""
    time = 0.0
    for i in range(count):
        link = way.link[i]
        moment = entry(slots, link, time, persons)
        if moment == NEVER:
            return NEVER
        way.entry[i] = moment
        time = moment + net.seconds[link]
    return time


@compiled
def walk_down(
    net: Net, slots: Slots, way: Way, ends: Ends, asked: tuple[Floats, float, float]
) -> int:
    """Down the tree of the shelter, if that is early enough: how many links, or -1."""
    v, goal = ends
    left, persons, early = asked
    count, time = 0, 0.0
    if left[v] > FAR:
        return -1
    while v != goal:
        link = downhill(net.first, net.head, net.seconds, left, v)
        if link < 0 or count >= len(way.link):
            return -1
        moment = entry(slots, link, time, persons)
        if moment == NEVER:
            return -1
        all_in = moment + persons / net.per_second[link]
        if all_in + net.seconds[link] + left[net.head[link]] > early:
            return -1
        way.link[count] = link
        count += 1
        time = moment + net.seconds[link]
        v = net.head[link]
    return count


@compiled
def downhill(first: Index, head: Index, seconds: Floats, left: Floats, v: int) -> int:
    """The link on the shortest way; -1 where there is none."""
    for link in range(first[v], first[v + 1]):
        if seconds[link] + left[head[link]] <= left[v] * (1 + 1e-12) + 1e-9:
            return link
    return -1


@compiled
def straight(first: Index, head: Index, seconds: Floats, left: Floats, ends: Ends) -> Index:
    """The links of the shortest way from a node to the shelter."""
    v, goal = ends
    way, count = np.empty(len(left), np.int32), 0
    while v != goal:
        way[count] = downhill(first, head, seconds, left, v)
        v = head[way[count]]
        count += 1
    return way[:count].copy()


@compiled
def earliest(net: Net, slots: Slots, way: Way, search: Search, ends: Ends, asked: Asked) -> int:
    """A*: how many links the way has that arrives first, or -1."""
    v0, goal = ends
    left, number = asked[0], asked[2]
    farthest = left[v0] + asked[3].detour
    if left[v0] > FAR:
        return -1
    search.time[v0], search.seen[v0] = 0.0, number
    size = push(search, 0, left[v0], v0)
    while size > 0:
        v = search.node[0]
        size = pop(search, size)
        if search.done[v] == number:
            continue
        search.done[v] = number
        if v == goal:
            return trace(net, way, search, v0, goal)
        for link in range(net.first[v], net.first[v + 1]):
            size = relax(net, slots, search, (v, link, size, farthest), asked)
    return -1


@compiled
def relax(net: Net, slots: Slots, search: Search, step: Step, asked: Asked) -> int:
    """See whether a link leads to its end earlier than known; how many wait then."""
    v, link, size, farthest = step
    left, persons, number, rules = asked
    u = net.head[link]
    if search.done[u] == number or left[u] > farthest:
        return size
    moment = entry(slots, link, search.time[v], persons)
    if moment == NEVER:
        return size
    time = moment + net.seconds[link]
    if time + left[u] > rules.latest or (
        search.seen[u] == number and time >= search.time[u] - 1e-9
    ):
        return size
    search.seen[u], search.time[u], search.by[u] = number, time, link
    return push(search, size, time + rules.greed * left[u], u)


@compiled
def trace(net: Net, way: Way, search: Search, v0: int, goal: int) -> int:
    count, v = 0, goal
    while v != v0:
        way.link[count] = search.by[v]
        v = net.tail[search.by[v]]
        count += 1
    for i in range(count // 2):
        j = count - 1 - i
        way.link[i], way.link[j] = way.link[j], way.link[i]
    return count


@compiled
def wait_at_home(net: Net, slots: Slots, way: Way, count: int, persons: float) -> None:
    """Every entry as late as the next one allows."""
    last = slots.used.shape[1] - 2
    for i in range(count - 2, -1, -1):
        link = way.link[i]
        limit = way.entry[i + 1] - net.seconds[link]
        earliest_slot = int(way.entry[i] / slots.width)
        slot = min(int(limit / slots.width), last)
        while slot > earliest_slot and not fits(slots, link, slot, persons):
            slot -= 1
        end = (slot + 1) * slots.width - 1e-6
        way.entry[i] = max(way.entry[i], min(limit, end))


@compiled
def take(slots: Slots, way: Way, count: int, persons: float) -> None:
    last = slots.used.shape[1] - 1
    for i in range(count):
        link, left = way.link[i], persons
        slot = int(way.entry[i] / slots.width)
        while left > 0 and slot < last:
            room = slots.whole[link] - slots.used[link, slot]
            taken = min(left, room)
            slots.used[link, slot] += taken
            left -= taken
            if room - taken <= EMPTY:
                slots.ahead[link, slot] = 1
            slot += 1


@compiled
def push(search: Search, size: int, key: float, node: int) -> int:
    i = size
    while i > 0:
        parent = (i - 1) // 4
        if search.key[parent] <= key:
            break
        search.key[i], search.node[i] = search.key[parent], search.node[parent]
        i = parent
    search.key[i], search.node[i] = key, node
    return size + 1


@compiled
def pop(search: Search, size: int) -> int:
    """Take the first away; the last sinks from the top to its place."""
    size -= 1
    key, node = search.key[size], search.node[size]
    i = 0
    while 4 * i + 1 < size:
        best = 4 * i + 1
        for child in range(best + 1, min(best + 4, size)):
            if search.key[child] < search.key[best]:
                best = child
        if search.key[best] >= key:
            break
        search.key[i], search.node[i] = search.key[best], search.node[best]
        i = best
    search.key[i], search.node[i] = key, node
    return size
