"""How many people live in each village, in which households, at which junction."""

from collections.abc import Sequence

import numpy as np

from tangguh.engines.modelled_district.model import Floats, Homes, Village, dice

A_HOUSEHOLD = 3.7
IN_NEED = 0.16  # of persons: small children, the old, the ill, the disabled
NEAR_KM = 0.9
SCATTERED = 0.012
REACH_KM = 3.0


def pull(area_km2: float) -> float:
    """How much a village weighs when people are shared out: larger ones hold more, but not as much."""
    return float(max(area_km2, 0.1) ** 0.25)


def expected_people(area_km2: float, all_km2: Sequence[float], people: int) -> float:
    """The people of one village if those of the district were shared out without chance."""
    return people * pull(area_km2) / sum(pull(each) for each in all_km2)


def shares(villages: Sequence[Village], people: int, seed: int) -> list[int]:
    """The people of each village; they add up exactly (largest remainder, ties by order)."""
    weights = np.array(
        [
            pull(village.area_km2) * dice(seed, "people", village.code).lognormal(0, 0.35)
            for village in villages
        ]
    )
    exact = weights / weights.sum() * people
    whole = np.floor(exact).astype(int)
    order = np.argsort(whole - exact, kind="stable")
    whole[order[: people - whole.sum()]] += 1
    return [int(count) for count in whole]


def sizes(people: int, chance: np.random.Generator) -> np.ndarray:
    """Sizes of households, at least 1, that add up to the people."""
    if people <= 0:
        return np.zeros(0, np.int64)
    count = max(round(people / A_HOUSEHOLD), 1)
    found = 1 + chance.poisson(A_HOUSEHOLD - 1, count)
    while (gap := people - int(found.sum())) != 0:
        can = np.arange(count) if gap > 0 else np.flatnonzero(found > 1)
        chosen = chance.choice(can, min(abs(gap), len(can)), replace=False)
        found[chosen] += 1 if gap > 0 else -1
    return found.astype(np.int64)


def settle(
    villages: Sequence[Village], points: Floats, nodes: Floats, people: int, seed: int
) -> Homes:
    """Households of every village at junctions around its middle, denser the nearer."""
    codes: list[str] = []
    where, persons, needy = [], [], []
    for village, middle, share in zip(
        villages, points, shares(villages, people, seed), strict=True
    ):
        chance = dice(seed, "homes", village.code)
        household = sizes(share, chance)
        far = np.hypot(*(nodes - middle).T)
        own = np.flatnonzero(far <= max(REACH_KM, float(far.min())))
        weight = np.exp(-far[own] / NEAR_KM) + SCATTERED
        where.append(chance.choice(own, len(household), p=weight / weight.sum()))
        persons.append(household)
        needy.append(chance.random(len(household)) < 1 - (1 - IN_NEED) ** household)
        codes += [village.code] * len(household)
    return Homes(
        tuple(codes),
        np.concatenate(where).astype(np.int32),
        np.concatenate(persons),
        np.concatenate(needy),
    )
