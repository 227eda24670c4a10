"""A province to plan at once: a million households on 950,000 nodes, the same on every machine.

Roads run along a net of squares with a third of them missing: villages' tracks, and a wider road
every sixteenth line. Two rivers cut it, with bridges on the wider roads. Shelters stand on wider
roads; each has places for those who live nearest to it, some too many and some too few.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from tangguh.engines.evacuation import Case, Households, Roads, Shelters
from tangguh.engines.evacuation.parts import shortest_links

SIDE, HOUSEHOLDS, SHELTERS = 975, 1_000_000, 1_500
WIDE_EVERY, MISSING, RIVERS = 16, 0.36, (1 / 3, 2 / 3)
METRES = 250.0
TRACK, WIDE = (1.2, 0.6), (4.0, 3.0)  # metres a second, persons a second

Index = NDArray[np.int32]


def province(side: int = SIDE, households: int = HOUSEHOLDS, shelters: int = SHELTERS) -> Case:
    chance = np.random.default_rng(15)
    roads = net(side, chance)
    lives = homes(side, households, chance)
    persons = np.minimum(1 + chance.poisson(2.94, households), 12).astype(np.int64)
    people = Households(lives, persons, chance.random(households) < 0.12)
    return Case(roads, people, sheltered(roads, people, shelters, (side, chance)))


def net(side: int, chance: np.random.Generator) -> Roads:
    """Links to the east and to the south, each both ways; travel times as the ground takes them."""
    node = np.arange(side * side, dtype=np.int32).reshape(side, side)
    tail = np.concatenate((node[:, :-1].ravel(), node[:-1].ravel()))
    head = np.concatenate((node[:, 1:].ravel(), node[1:].ravel()))
    row, column = tail // side, tail % side
    east = np.arange(len(tail)) < side * (side - 1)
    wide = np.where(east, row, column) % WIDE_EVERY == 0
    wet = ~east & np.isin(row, [int(side * part) for part in RIVERS])
    there = np.where(wide, chance.random(len(tail)) > 0.02, chance.random(len(tail)) > MISSING)
    is_open = ~wet | (wide & (column % (4 * WIDE_EVERY) == 0))
    seconds = METRES * chance.uniform(1, 1.6, len(tail)) / np.where(wide, WIDE[0], TRACK[0])
    rate = np.where(wide, WIDE[1], TRACK[1])
    both = np.concatenate((tail[there], head[there])), np.concatenate((head[there], tail[there]))
    twice = [np.tile(column[there], 2) for column in (np.round(seconds), rate, is_open)]
    return Roads(side * side, *both, *twice)


def homes(side: int, households: int, chance: np.random.Generator) -> Index:
    """Villages about points of the net, larger ones and smaller ones."""
    villages = households // 400
    centre = chance.integers(0, side, (villages, 2))
    share = chance.lognormal(0, 0.7, villages)
    of = chance.choice(villages, households, p=share / share.sum())
    place = np.clip(np.rint(centre[of] + chance.normal(0, 4, (households, 2))), 0, side - 1)
    return np.asarray(place @ np.array([side, 1]), np.int32)


def sheltered(
    roads: Roads, people: Households, count: int, made: tuple[int, np.random.Generator]
) -> Shelters:
    """Places for 1.3 times the people, near them more or less as they need it."""
    side, chance = made
    lines = np.arange(0, side, WIDE_EVERY)
    crossings = (lines[:, None] * side + lines).ravel()
    node = np.sort(chance.choice(crossings, count, replace=False)).astype(np.int32)
    use = np.flatnonzero(roads.usable)
    graph = shortest_links(roads.nodes, roads.head[use], roads.tail[use], roads.seconds[use])
    way, _before, source = dijkstra(graph, indices=node, min_only=True, return_predecessors=True)
    there = np.isfinite(way[people.node])
    near = np.bincount(source[people.node[there]], people.persons[there], roads.nodes)[node]
    wished = near * chance.lognormal(0, 0.6, count)
    places = 20 + np.floor(wished / wished.sum() * 1.3 * people.persons.sum())
    return Shelters(node, places.astype(np.int64))
