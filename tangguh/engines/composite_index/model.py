from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import lcm

from tangguh.engines.composite_index.rules import Level, overlapping


class InvalidDefinition(ValueError):
    """What was written down is no index; `code` and `params` are for the room to translate."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Indicator:
    """One thing that is scored from `least` to `most`, with its weight inside its dimension.

    `who` names by level of government those who can improve it.
    """

    code: str
    dimension: str
    name: str
    weight: Fraction
    least: int = 0
    most: int = 5
    name_en: str = ""
    levels: tuple[Level, ...] = ()
    actionable: bool = True
    activity: str = ""
    who: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """The scores that its rules can give, rising; without rules every whole number."""
        if self.levels:
            return tuple(sorted({level.score for level in self.levels}))
        return tuple(range(self.least, self.most + 1))


@dataclass(frozen=True)
class Dimension:
    """A part of the index that is published as a figure of its own."""

    code: str
    title: str
    weight: Fraction
    title_en: str = ""


@dataclass(frozen=True)
class Status:
    """The class of every unit whose index is at least `least` parts, if no better one fits."""

    code: str
    title: str
    least: int


@dataclass(frozen=True)
class Definition:
    """An index: dimensions of indicators, all weights exact, and the statuses, best first.

    `settled` is False where the way from scores to a status is not known for certain.
    """

    name: str
    code: str
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Indicator, ...]
    statuses: tuple[Status, ...] = ()
    settled: bool = True
    facts: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _codes_are_unique([d.code for d in self.dimensions], "dimension_is_repeated")
        _codes_are_unique([i.code for i in self.indicators], "indicator_is_repeated")
        _weights_sum([d.weight for d in self.dimensions], self.code)
        for dimension in self.dimensions:
            inside = [i.weight for i in self.indicators if i.dimension == dimension.code]
            _weights_sum(inside, dimension.code)
        for indicator in self.indicators:
            _check(indicator, {d.code for d in self.dimensions})
        for better, worse in pairwise(self.statuses):
            if better.least <= worse.least:
                raise InvalidDefinition("statuses_do_not_fall", status=worse.code)

    def of(self, dimension: str) -> Iterator[Indicator]:
        return (i for i in self.indicators if i.dimension == dimension)

    @cached_property
    def shares(self) -> Mapping[str, Fraction]:
        """How much of the whole index one point of an indicator is worth."""
        weight = {d.code: d.weight for d in self.dimensions}
        return {i.code: weight[i.dimension] * _of_its_dimension(i) for i in self.indicators}

    @cached_property
    def parts(self) -> int:
        """The whole number of equal parts in which every index can be counted exactly."""
        return lcm(*(share.denominator for share in self.shares.values()))

    @cached_property
    def points(self) -> Mapping[str, int]:
        """How many of those parts one point of an indicator is worth."""
        return {code: int(share * self.parts) for code, share in self.shares.items()}

    @cached_property
    def dimension_parts(self) -> Mapping[str, int]:
        """The same for each dimension alone: in how many equal parts it is counted."""
        return {
            d.code: lcm(*(_of_its_dimension(i).denominator for i in self.of(d.code)))
            for d in self.dimensions
        }

    @cached_property
    def dimension_points(self) -> Mapping[str, int]:
        parts = self.dimension_parts
        return {i.code: int(_of_its_dimension(i) * parts[i.dimension]) for i in self.indicators}

    def status_of(self, index: int) -> Status | None:
        """The best status that an index of so many parts reaches."""
        return next((status for status in self.statuses if index >= status.least), None)


def _of_its_dimension(indicator: Indicator) -> Fraction:
    return indicator.weight / (indicator.most - indicator.least)


def _codes_are_unique(codes: Sequence[str], fault: str) -> None:
    repeated = [code for code, times in Counter(codes).items() if times > 1]
    if repeated:
        raise InvalidDefinition(fault, place=repeated[0])


def _weights_sum(weights: Sequence[Fraction], place: str) -> None:
    if not weights:
        raise InvalidDefinition("dimension_is_empty", place=place)
    if min(weights) < 0 or sum(weights) != 1:
        raise InvalidDefinition("weights_do_not_sum", place=place, total=str(sum(weights)))


def _check(indicator: Indicator, dimensions: set[str]) -> None:
    if indicator.dimension not in dimensions:
        raise InvalidDefinition(
            "dimension_is_unknown", indicator=indicator.code, dimension=indicator.dimension
        )
    if indicator.least >= indicator.most:
        raise InvalidDefinition("range_is_empty", indicator=indicator.code)
    for level in indicator.levels:
        if not indicator.least <= level.score <= indicator.most:
            raise InvalidDefinition(
                "level_is_out_of_range", indicator=indicator.code, score=level.score
            )
    if both := overlapping(indicator.levels):
        raise InvalidDefinition(
            "levels_overlap", indicator=indicator.code, one=both[0].words, other=both[1].words
        )
