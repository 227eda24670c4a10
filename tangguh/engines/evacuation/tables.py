"""Three tables become a case: roads, households, shelters. What is wrong is named and located."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tangguh.engines.evacuation.model import Case, Households, Roads, Shelters

ROADS = ("id", "from_node", "to_node", "length_m", "travel_time_s", "capacity_pps", "open")
HOUSEHOLDS = ("id", "node", "persons", "vulnerable")
SHELTERS = ("id", "node", "places")
STOCK = ("node", "person_days")
YES = {"1", "true", "yes", "ya", "y", "t"}
NO_ROAD = ""  # the node of who lives at no road
NO = {"0", "false", "no", "tidak", "n", "f", ""}

Row = Mapping[str, Any]


class InvalidCase(Exception):
    """A table cannot be used. `code` says why; `params` name table, row and value."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, eq=False)
class Named:
    """A case and the names under which the tables know its things."""

    case: Case
    nodes: tuple[str, ...]
    links: tuple[str, ...]
    households: tuple[str, ...]
    shelters: tuple[str, ...]


def case_of(roads: Sequence[Row], households: Sequence[Row], shelters: Sequence[Row]) -> Named:
    """The case that three tables describe; rows keep their order. Raises InvalidCase."""
    links = named("roads", roads, ROADS[:-1])
    homes = named("households", households, HOUSEHOLDS)
    goals = named("shelters", shelters, SHELTERS)
    ends = [(word("roads", r, "from_node"), word("roads", r, "to_node")) for r in roads]
    names = dict.fromkeys(n for e in ends for n in e)
    nodes = {name: number for number, name in enumerate((*names, NO_ROAD))}
    case = Case(
        Roads(
            len(nodes),
            np.array([nodes[tail] for tail, _ in ends], np.int32),
            np.array([nodes[head] for _, head in ends], np.int32),
            np.array([positive("roads", r, "travel_time_s") for r in roads], np.float64),
            np.array([number("roads", r, "capacity_pps") for r in roads], np.float64),
            np.array([flag("roads", r, "open", default=True) for r in roads], bool),
        ),
        Households(
            placed("households", households, nodes, or_at=NO_ROAD),
            np.array([count("households", r, "persons", 1) for r in households], np.int64),
            np.array(
                [flag("households", r, "vulnerable", default=False) for r in households], bool
            ),
        ),
        Shelters(
            placed("shelters", shelters, nodes),
            np.array([count("shelters", r, "places", 0) for r in shelters], np.int64),
        ),
    )
    return Named(case, tuple(nodes), links, homes, goals)


def stock_of(known: Named, rows: Sequence[Row]) -> np.ndarray:
    """For how many persons and days each node holds food and water. Raises InvalidCase."""
    nodes = {name: number_ for number_, name in enumerate(known.nodes)}
    stock = np.zeros(len(nodes))
    has_columns("stock", rows, STOCK)
    for row in rows:
        name = text_of(row["node"])
        if name not in nodes:
            raise InvalidCase("node_is_unknown", table="stock", id=name, node=name)
        stock[nodes[name]] += number("stock", {**row, "id": name}, "person_days")
    return stock


def named(table: str, rows: Sequence[Row], columns: Iterable[str]) -> tuple[str, ...]:
    """The ids, each there once, of a table that has rows and columns as it should."""
    has_columns(table, rows, columns)
    seen: dict[str, int] = {}
    for line, row in enumerate(rows, 2):
        name = text_of(row["id"])
        if not name:
            raise InvalidCase("id_is_empty", table=table, line=line)
        if name in seen:
            raise InvalidCase("id_is_repeated", table=table, id=name, line=line, first=seen[name])
        seen[name] = line
    return tuple(seen)


def has_columns(table: str, rows: Sequence[Row], columns: Iterable[str]) -> None:
    if not rows:
        raise InvalidCase("table_is_empty", table=table)
    for column in columns:
        if column not in rows[0]:
            raise InvalidCase("no_column", table=table, column=column, there=", ".join(rows[0]))


def placed(
    table: str, rows: Sequence[Row], nodes: Mapping[str, int], or_at: str | None = None
) -> np.ndarray:
    """The numbers of the nodes; a node that no road touches is a mistake in one of two tables.

    Where a place without a node is allowed, it lies at `or_at`.
    """
    found = []
    for row in rows:
        empty = or_at is not None and not text_of(row["node"])
        name = or_at if empty and or_at is not None else word(table, row, "node")
        if name not in nodes:
            raise InvalidCase("node_is_unknown", table=table, id=row["id"], node=name)
        found.append(nodes[name])
    return np.array(found, np.int32)


def word(table: str, row: Row, column: str) -> str:
    text = text_of(row[column])
    if not text:
        raise InvalidCase("cell_is_empty", table=table, id=row["id"], column=column)
    return text


def text_of(cell: Any) -> str:
    """A name as text; 12.0 is 12, as spreadsheets write whole numbers."""
    if cell is None or cell != cell:  # noqa: PLR0124  (what is not itself is no number)
        return ""
    text = str(cell).strip()
    whole = text.removesuffix(".0")
    return whole if whole.isdigit() else text


def number(table: str, row: Row, column: str) -> float:
    return at_least(table, row, column, lambda value: value >= 0)


def positive(table: str, row: Row, column: str) -> float:
    return at_least(table, row, column, lambda value: value > 0)


def at_least(table: str, row: Row, column: str, holds: Callable[[float], bool]) -> float:
    try:
        value = float(row[column])
    except (TypeError, ValueError):
        value = float("nan")
    if not np.isfinite(value) or not holds(value):
        raise InvalidCase(
            "number_is_out_of_range", table=table, id=row["id"], column=column, value=row[column]
        )
    return value


def count(table: str, row: Row, column: str, least: int) -> int:
    value = at_least(table, row, column, lambda value: value >= least and value == int(value))
    return int(value)


def flag(table: str, row: Row, column: str, *, default: bool) -> bool:
    if column not in row:
        return default
    text = str(row[column]).strip().lower().removesuffix(".0")
    if text in YES:
        return True
    if text in NO:
        return False
    raise InvalidCase("no_yes_or_no", table=table, id=row["id"], column=column, value=row[column])
