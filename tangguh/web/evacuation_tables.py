"""From the files of `tangguh evacuate` to a case: roads that zones close are closed in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from tangguh.engines.evacuation import (
    NO_ZONE,
    Closures,
    Doubt,
    InvalidCase,
    Named,
    Rules,
    case_of,
    closures,
    doubts,
    inside,
    mode,
    node_points,
    unusable,
    with_closed,
)
from tangguh.integrations.plain_tables import PlainTable, UnreadableTable, table
from tangguh.integrations.reference_systems import moved
from tangguh.web.evacuation_faults import refused

POSSIBLE: dict[str, dict[str, tuple[float, float]]] = {
    "roads": {"travel_time_s": (1e-6, 10_000_000.0), "capacity_pps": (1e-6, 1_000_000)},
    "households": {"persons": (1, 100_000)},
    "shelters": {"places": (1, 10_000_000)},
}


@dataclass(frozen=True)
class Files:
    """Where the tables are; without zones nothing is closed but what the roads say."""

    roads: Path
    households: Path
    shelters: Path
    zones: Path | None = None


@dataclass(frozen=True, eq=False)
class Given:
    """The case with its names, how one gets along each link, and what zones made of it."""

    named: Named
    modes: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    closed: tuple[tuple[str, str], ...] = ()  # road, zone
    bridges_open: int = 0


def given(files: Files, rules: Rules) -> Given:
    """Raises a Refused that names what is wrong, where, and the remedy."""
    try:
        return read(files, rules)
    except (InvalidCase, UnreadableTable) as fault:
        raise refused(fault.code, **fault.params) from None


def read(files: Files, rules: Rules) -> Given:
    roads = table(files.roads, "roads")
    households = table(files.households, "households")
    shelters = table(files.shelters, "shelters")
    refuse_impossible(roads.rows, households.rows, shelters.rows)
    case_of(roads.rows, households.rows, shelters.rows)  # what is wrong is told before zones are
    zoned, drowned = closed_by(files.zones, (roads, shelters), rules)
    shut = {*zoned.roads, *unusable(roads.rows, rules)}
    places: list[dict[str, Any]] = [
        {**row, "places": 0} if n in drowned else row for n, row in enumerate(shelters.rows)
    ]
    named = case_of(list(with_closed(roads.rows, shut)), households.rows, places)
    in_zone = Doubt("shelter_in_zone", tuple(named.shelters[n] for n in drowned))
    return Given(
        named,
        tuple(mode(row) for row in roads.rows),
        (*((in_zone,) if drowned else ()), *doubts(named)),
        tuple((named.links[n], zone) for n, zone in zoned.roads.items()),
        zoned.bridges_open,
    )


def refuse_impossible(*tables: Sequence[Mapping[str, Any]]) -> None:
    """Numbers that no road, house or shelter has: a plan would take for ever, or mean nothing.

    What is no number, nought or below is told with the table that it belongs to.
    """
    for name, rows in zip(POSSIBLE, tables, strict=True):
        for column, (least, most) in POSSIBLE[name].items():
            found = numbers(rows, column)
            for n in np.flatnonzero((found > 0) & ((found < least) | (found > most)))[:1].tolist():
                where = {"table": name, "id": rows[n].get("id"), "column": column}
                said = {"value": rows[n][column], "least": f"{least:g}", "most": f"{most:g}"}
                raise InvalidCase("number_is_impossible", **where, **said)
    for n in np.flatnonzero(numbers(tables[0], "length_m") < 0)[:1].tolist():
        row = tables[0][n]
        raise InvalidCase("length_is_no_number", id=row.get("id"), value=row["length_m"])


def numbers(rows: Sequence[Mapping[str, Any]], column: str) -> NDArray[np.float64]:
    """A column as far as it holds numbers; nan for the rest."""
    cells = [row.get(column) for row in rows]
    try:
        return np.array(cells, np.float64)
    except (TypeError, ValueError):
        return np.array([as_number(cell) for cell in cells], np.float64)


def as_number(cell: object) -> float:
    try:
        return float(str(cell))
    except ValueError:
        return float("nan")


def closed_by(
    path: Path | None, tables: tuple[PlainTable, PlainTable], rules: Rules
) -> tuple[Closures, list[int]]:
    """What the zones close, and the rows of shelters that lie in one."""
    roads, shelters = tables
    if path is None:
        return Closures({}), []
    zones = table(path, "zones")
    if zones.shapes is None:
        raise InvalidCase("zones_have_no_shapes", path=path)
    if roads.shapes is None:
        raise InvalidCase("roads_have_no_shapes")
    areas = moved(zones.shapes, zones.crs, roads.crs)
    found = closures(roads.rows, roads.shapes, zones.rows, areas, rules)
    return found, wet(shelter_points(shelters, roads), areas[list(found.zones)])


def wet(points: Any, areas: Any) -> list[int]:
    if not len(areas):
        return []
    return np.flatnonzero(inside(points, areas) != NO_ZONE).tolist()


def shelter_points(shelters: PlainTable, roads: PlainTable) -> Any:
    """Where each shelter stands: by its own shape, else at its node."""
    if shelters.shapes is not None:
        return moved(shelters.shapes, shelters.crs, roads.crs)
    if roads.shapes is None:
        return np.array([], object)
    points = node_points(roads.rows, roads.shapes)
    nowhere = shapely.Point()
    return np.array(
        [points.get(str(row["node"]).strip(), nowhere) for row in shelters.rows], object
    )
