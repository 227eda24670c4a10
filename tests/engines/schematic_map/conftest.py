"""The district of the example as the tests of its map find it."""

import csv
from pathlib import Path

import pytest

from tangguh.engines.schematic_map import SchematicMap, Site, draw_cells

AREAS = Path(__file__).parents[3] / "data/districts/15.03/areas.csv"
VILLAGE_CODE = len("15.03.01.2001")


@pytest.fixture(scope="session")
def sarolangun() -> list[Site]:
    with AREAS.open(encoding="utf-8") as file:
        villages = [row for row in csv.DictReader(file) if len(row["code"]) == VILLAGE_CODE]
    return [
        Site(
            row["code"],
            row["code"][:8],
            float(row["lon"]),
            float(row["lat"]),
            float(row["area_km2"]),
        )
        for row in villages
    ]


@pytest.fixture(scope="session")
def drawn_sarolangun(sarolangun: list[Site]) -> SchematicMap:
    return draw_cells(sarolangun)
