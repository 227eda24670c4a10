"""The indices: folders that officials can read, in data/indices or of their own."""

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.utils.translation import get_language

from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.resilience.errors import refused
from tangguh.engines import portfolio
from tangguh.engines.composite_index import (
    Definition,
    InvalidDefinition,
    Measured,
    Written,
    definition_of,
    measured_of,
)
from tangguh.engines.portfolio import InvalidPortfolio, Limits, Measure, Programme

Read = TypeVar("Read")
ENTRIES = {"fund": "funds", "agency": "agencies", "share": "most_share_of_one_indicator"}
SHIPPED = Path(__file__).parents[3] / "data" / "indices"


def known_definitions() -> list[str]:
    """The names of the shipped official indices: those whose scores somebody else publishes."""
    return sorted(name for name in shipped_folders() if name not in computed_definitions())


@cache
def computed_definitions() -> frozenset[str]:
    """The names of the shipped indices that are computed from this system's own rows."""
    return frozenset(
        name
        for name in shipped_folders()
        if _described(SHIPPED / name / "index.yaml").get("computed")
    )


def shipped_folders() -> list[str]:
    """The names of all indices that the product ships."""
    return sorted(path.parent.name for path in SHIPPED.glob("*/index.yaml"))


def index_with(columns: Iterable[str]) -> str:
    """The shipped official index that has one of these indicators; empty where none has."""
    wanted = set(columns)
    return next(
        (
            name
            for name in known_definitions()
            if wanted & {indicator.code for indicator in shipped(name).indicators}
        ),
        "",
    )


def definition(name: str) -> Definition:
    """The shipped index of this name, or the one in a folder."""
    return _read(name, definition_of)


def measured(name: str) -> Measured:
    """The index of this name, or in a folder, with the yardsticks by which it is computed."""
    return _read(name, measured_of)


def own_index(on: date) -> str:
    """The name of the definition by which the district computes its own index on a day."""
    return str(parameter("resilience.own_index.definition", on=on))


def follow_up_days(on: date) -> int:
    """How many days after an activity began its participants can be asked what lasts."""
    return int(parameter("resilience.own_index.follow_up_days", on=on))


@cache
def own(name: str) -> Measured:
    """A shipped index that is computed here, read once: its files change with the product only."""
    return measured(name)


@cache
def questions(name: str) -> dict[str, tuple[str, str]]:
    """What participants are asked again: the question in Indonesian and in English, by code."""
    folder = SHIPPED / name if name in shipped_folders() else Path(name)
    rows = _rows(folder / "questions.csv")
    return {row["code"]: (row["words"], row["words_en"]) for row in rows}


def _read(name: str, reading: Callable[[Written], Read]) -> Read:
    folder = SHIPPED / name if name in shipped_folders() else Path(name)
    if not (folder / "index.yaml").is_file():
        raise refused("no_definition", name=name, known=", ".join(shipped_folders()))
    if not (folder / "indicators.csv").is_file():
        raise refused("no_file", path=folder / "indicators.csv")
    written = Written(
        name=folder.name,
        about=_described(folder / "index.yaml"),
        indicators=_rows(folder / "indicators.csv"),
        rules=_rows(folder / "rules.csv"),
    )
    try:
        return reading(written)
    except InvalidDefinition as fault:
        params = dict(fault.params)
        raise refused(fault.code, path=folder / str(params.pop("file", "")), **params) from None


def ministry_names(name: str) -> dict[str, str]:
    """What the ministry's own files call each indicator, with its code; empty where not known."""
    rows = _rows(SHIPPED / name / "ministry_names.csv") if name in known_definitions() else []
    return {row["name"]: row["indicator"] for row in rows}


@cache
def activity_kinds(name: str) -> dict[str, tuple[str, ...]]:
    """Which kinds of our activities can raise an indicator; the platform's own judgement."""
    rows = _rows(SHIPPED / name / "activity_kinds.csv") if name in known_definitions() else []
    return {row["indicator"]: tuple(row["kinds"].split(";")) for row in rows}


@dataclass(frozen=True, slots=True)
class Intervention:
    """Something that can be done in a village; it brings indicators up to a score."""

    code: str
    names: dict[str, str]
    raises: dict[str, int]
    kind: str
    hazard: str
    evidence: str
    why: str

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return self.names["id" if get_language() in {None, "id"} else "en"]


def plannable() -> list[str]:
    """The shipped indices for which it is known what raises their indicators."""
    return sorted(path.parent.name for path in SHIPPED.glob("*/interventions.csv"))


@cache
def interventions(name: str) -> dict[str, Intervention]:
    """What can be done so that indicators of an index rise, by code; empty where nothing is known."""
    rows = _rows(SHIPPED / name / "interventions.csv") if name in plannable() else []
    return {row["intervention"]: _intervention(row) for row in rows}


def _intervention(row: dict[str, str]) -> Intervention:
    pairs = (part.split() for part in row["raises"].split(";"))
    return Intervention(
        code=row["intervention"],
        names={"id": row["name"], "en": row["name_en"]},
        raises={indicator: int(score) for indicator, score in pairs},
        kind=row["kind"],
        hazard=row["hazard"],
        evidence=row["evidence"],
        why=row["why"],
    )


@cache
def shipped(name: str) -> Definition:
    """A shipped index, read once: its files change with the product only."""
    return definition(name)


def programmes(path: Path, index: Definition) -> tuple[Programme, ...]:
    """The programmes of a table, all or none."""
    with told(path):
        try:
            rows = _rows(path)
        except UnicodeDecodeError:
            raise refused("not_utf8", path=path) from None
        return portfolio.programmes_of(rows, _most(index))


def limits(path: Path, index: Definition, chosen: tuple[Programme, ...]) -> tuple[Limits, Measure]:
    """The limits of a page, and the district's own measure of resilience that it tells."""
    about = _described(path)
    with told(path):
        return portfolio.limits_of(about), portfolio.resilience_of(about, chosen, _most(index))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What the engine refuses is told with the file in which to correct it."""
    try:
        yield
    except InvalidPortfolio as fault:
        params = dict(fault.params)
        constraints = params.get("constraints")
        if isinstance(constraints, list):
            params["constraints"] = "; ".join(map(_constraint, constraints))
        raise refused(f"portfolio_{fault.code}", path=path, **params) from None


def _constraint(told: dict[str, object]) -> str:
    """As it stands on the page of limits."""
    entry = ENTRIES.get(str(told["kind"]), told["kind"])
    limit = f"{told['limit']:,}".replace(",", ".")
    return f"{entry}, {told['key']}: {limit}"


def _most(index: Definition) -> dict[str, int]:
    return {indicator.code: indicator.most for indicator in index.indicators}


def _described(path: Path) -> dict[str, Any]:
    try:
        return dict(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (yaml.YAMLError, ValueError, TypeError) as fault:
        raise refused("not_yaml", path=path, why=" ".join(str(fault).split())) from None


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(newline="", encoding="utf-8-sig") as lines:
        return [
            {column: cell or "" for column, cell in row.items() if column}
            for row in csv.DictReader(lines)
        ]
