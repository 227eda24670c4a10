"""A district of a grid of villages: whole, the same each time, and every person counted."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from tangguh.engines.modelled_district import Modelled, Village, model_district
from tangguh.engines.roads import Kind, Rule, Water, faults, passages

VILLAGES = [
    Village(
        f"15.03.0{row + 1}.20{column + 1:02}",
        f"Desa {row}{column}",
        102.5 + column * 0.05 + row * 0.007,
        -2.5 + row * 0.06 + column * 0.004,
        20.0 + row + column,
        is_riverside=row == 1,
    )
    for row in range(4)
    for column in range(6)
]
TOWN = "15.03.02.2003"


def model(villages=VILLAGES, seed: int = 1, people: int = 9_999) -> Modelled:
    return model_district(villages, people=people, seed=seed, town=TOWN)


@pytest.fixture(scope="module")
def modelled() -> Modelled:
    return model()


def digest(found: Modelled) -> str:
    arrays = (found.network.points, found.network.length_m, found.homes.node, found.homes.persons)
    whole = b"".join(np.ascontiguousarray(array).tobytes() for array in arrays)
    shapes = b"".join(flood.shape.wkb for flood in found.floods)
    return hashlib.sha256(whole + shapes).hexdigest()


def test_the_same_seed_is_the_same_district_in_whatever_order_the_villages_come(modelled):
    assert digest(model(VILLAGES[::-1])) == digest(modelled)
    assert digest(model(seed=2)) != digest(modelled)


def test_the_people_add_up_and_every_household_has_somebody(modelled):
    assert modelled.homes.persons.sum() == 9_999
    assert modelled.homes.persons.min() >= 1
    assert len(set(modelled.homes.village)) == len(VILLAGES)


def test_every_village_can_be_reached_from_every_other(modelled):
    assert Kind.ISLAND not in {fault.kind for fault in faults(modelled.network)}
    assert len(set(modelled.settlements)) == len(VILLAGES)


def test_every_river_is_crossed_by_a_bridge(modelled):
    assert modelled.rivers
    assert any(way.is_bridge for way in modelled.network.ways)
    wrong = [f for f in faults(modelled.network, modelled.rivers) if f.kind is Kind.UNBRIDGED]
    assert wrong == []


def test_a_rarer_flood_covers_more_and_closes_more_roads(modelled):
    rules = dict.fromkeys(("road", "foot", "boat"), Rule(0.1, 0.3))
    closed = [
        int((passages(modelled.network, [Water(f.shape, f.depth_m)], rules) == 2).sum())
        for f in modelled.floods
    ]
    areas = [flood.shape.area for flood in modelled.floods]

    assert areas == sorted(areas)
    assert closed == sorted(closed)
    assert closed[-1] > 0


def test_without_riverside_villages_there_is_neither_river_nor_flood():
    dry = [replace(village, is_riverside=False) for village in VILLAGES]

    found = model(dry)

    assert found.rivers == ()
    assert all(flood.shape.is_empty for flood in found.floods)
