"""Small networks, written as one would draw them, and random ones."""

from collections.abc import Iterable, Mapping

import numpy as np
from hypothesis import strategies as st

from tangguh.engines.evacuation import Case, Households, Roads, Shelters

Road = tuple[str, str, float, float]


def case(
    roads: Iterable[Road],
    homes: Iterable[tuple[str, int]],
    shelters: Mapping[str, int],
    *,
    closed: Iterable[int] = (),
    vulnerable: Iterable[int] = (),
) -> Case:
    """Roads as (from, to, seconds, persons a second), one way; homes as (node, persons)."""
    roads, homes = list(roads), list(homes)
    names = sorted({n for r in roads for n in r[:2]} | {n for n, _ in homes} | set(shelters))
    number = {name: n for n, name in enumerate(names)}
    is_open = np.ones(len(roads), bool)
    is_open[list(closed)] = False
    weak = np.zeros(len(homes), bool)
    weak[list(vulnerable)] = True
    return Case(
        Roads(
            len(names),
            np.array([number[r[0]] for r in roads], np.int32),
            np.array([number[r[1]] for r in roads], np.int32),
            np.array([r[2] for r in roads], float),
            np.array([r[3] for r in roads], float),
            is_open,
        ),
        Households(
            np.array([number[n] for n, _ in homes], np.int32),
            np.array([p for _, p in homes], np.int64),
            weak,
        ),
        Shelters(
            np.array([number[n] for n in shelters], np.int32),
            np.array(list(shelters.values()), np.int64),
        ),
    )


def both_ways(*roads: Road) -> list[Road]:
    return [*roads, *((b, a, s, r) for a, b, s, r in roads)]


def random_case(seed: int) -> Case:
    """Up to 14 nodes, some roads closed, whole travel times and capacities."""
    chance = np.random.default_rng(seed)
    n = int(chance.integers(4, 15))
    m = int(chance.integers(n, 4 * n))
    tail, head = chance.integers(0, n, (2, m)).astype(np.int32)
    homes = int(chance.integers(2, 25))
    shelters = int(chance.integers(1, 4))
    persons = chance.integers(1, 6, homes)
    places = chance.integers(0, int(1.6 * persons.sum() / shelters) + 2, shelters)
    return Case(
        Roads(
            n,
            tail,
            head,
            chance.integers(1, 9, m).astype(float),
            chance.integers(1, 4, m).astype(float),
            chance.random(m) > 0.1,
        ),
        Households(
            chance.integers(0, n, homes).astype(np.int32),
            persons.astype(np.int64),
            chance.random(homes) < 0.2,
        ),
        Shelters(
            chance.choice(n, shelters, replace=False).astype(np.int32), places.astype(np.int64)
        ),
    )


cases = st.integers(0, 2**31).map(random_case)
