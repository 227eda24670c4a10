"""What a benchmark is, and what it answers with."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Scale(Enum):
    """The size that the aims speak of, or one that only shows that the benchmark still runs."""

    FULL = "full"
    TINY = "tiny"


@dataclass(frozen=True)
class Row:
    """One figure against its aim: at most so much. Without an aim it is only told."""

    what: str
    measured: float
    unit: str
    aim: float | None = None

    @property
    def ratio(self) -> float | None:
        """How much of the aim is used up: above 1 it is missed."""
        return self.measured / self.aim if self.aim else None

    @property
    def verdict(self) -> str:
        if self.aim is None:
            return "–"
        return "reached" if self.measured <= self.aim else "missed"


@dataclass(frozen=True)
class Table:
    """More figures than have an aim: a head and lines of cells."""

    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Report:
    """All that was measured. `not_run` says why where nothing was."""

    rows: tuple[Row, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()
    not_run: str = ""


@dataclass(frozen=True)
class Benchmark:
    """Something to measure: on each database that answers, or without one.

    One that is not `everyday` is measured only when its name is given.
    """

    name: str
    title: str
    measure: Callable[[Scale], Report]
    on_databases: bool = True
    everyday: bool = True
