from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

SCHEMA = 1


class UnknownSchema(ValueError):
    """A document that was written by a newer version of this software."""


@dataclass(frozen=True, slots=True)
class TargetText:
    """The value wanted by the end of a period, in the unit of its indicator, for one area."""

    area_code: str
    area_name: str
    starts: date
    ends: date
    value: Decimal

    @property
    def key(self) -> str:
        """What stays the same when the value is changed."""
        return f"{self.area_code} {self.starts}/{self.ends}"


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """How a result is measured. `decimals` is how fine; `every_months` is how often."""

    code: str
    name: str
    unit: str
    decimals: int
    direction: str
    method: str
    formula: str
    every_months: int
    baseline: Decimal | None
    baseline_on: date | None
    source: str
    targets: tuple[TargetText, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultText:
    """One result: `level` is impact, outcome or output, `parent` the code of what it leads to."""

    code: str
    level: str
    parent: str
    position: int
    statement: str
    assumption: str
    indicators: tuple[IndicatorText, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """Everything that is put in force together. Results come in the order in which they are read."""

    title: str
    area_code: str
    area_name: str
    owner: str
    problem: str
    legal_basis: str
    planning_links: str
    results: tuple[ResultText, ...] = ()

    def measured(self) -> Iterator[tuple[ResultText, IndicatorText]]:
        """Each indicator with the result that it measures."""
        for result in self.results:
            for indicator in result.indicators:
                yield result, indicator

    def result(self, code: str) -> ResultText | None:
        """The result of that code, if there is one."""
        return next((each for each in self.results if each.code == code), None)


def to_json(document: PolicyDocument) -> dict[str, Any]:
    """The document as JSON takes it: numbers and days as text, so that none is rounded."""
    plain: dict[str, Any] = _plain(asdict(document))
    return {"schema": SCHEMA, **plain}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Decimal | date) else value


def from_json(stored: Mapping[str, Any]) -> PolicyDocument:
    """The document that `to_json` wrote. Raises UnknownSchema for one that is newer than this code."""
    if stored["schema"] != SCHEMA:
        raise UnknownSchema(f"This text has the form {stored['schema']}; known is {SCHEMA}.")
    said = {name: value for name, value in stored.items() if name != "schema"}
    return PolicyDocument(**said | {"results": tuple(map(_result, said["results"]))})


def _result(stored: Mapping[str, Any]) -> ResultText:
    return ResultText(**{**stored, "indicators": tuple(map(_indicator, stored["indicators"]))})


def _indicator(stored: Mapping[str, Any]) -> IndicatorText:
    baseline, day = stored["baseline"], stored["baseline_on"]
    return IndicatorText(
        **{
            **stored,
            "baseline": None if baseline is None else Decimal(baseline),
            "baseline_on": None if day is None else date.fromisoformat(day),
            "targets": tuple(map(_target, stored["targets"])),
        }
    )


def _target(stored: Mapping[str, Any]) -> TargetText:
    return TargetText(
        **{
            **stored,
            "starts": date.fromisoformat(stored["starts"]),
            "ends": date.fromisoformat(stored["ends"]),
            "value": Decimal(stored["value"]),
        }
    )
