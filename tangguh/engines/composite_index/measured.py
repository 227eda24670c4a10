"""An index whose scores are measured: two goalposts an indicator, and what is not known yet.

Nothing unknown is counted as zero or guessed. Every figure is told by its bounds: what it would be
if all that is unknown were at its least, and at its most.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.composite_index.model import Definition, Indicator, InvalidDefinition
from tangguh.engines.composite_index.uncertainty import Plan, Scale, draws
from tangguh.engines.composite_index.written import Row, Written, definition_of, numbered

ABOUT, INDICATORS = "index.yaml", "indicators.csv"
KINDS = {"share": 1, "per_1000": 1000}
NEEDED = ("source", "kind", "zero", "full", "least_rows")
Part = Callable[[Indicator, tuple[int, int] | None], int]
Scores = Mapping[str, tuple[int, int]]  # least and most of every indicator that is known


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a share must be for the least and for the most score, and how many rows it rests on."""

    source: str
    kind: str
    zero: Fraction
    full: Fraction
    least_rows: int


@dataclass(frozen=True, slots=True)
class Class:
    """Every unit from so many points of a hundred on, if no better class fits."""

    code: str
    title: str
    title_en: str
    least: Fraction


@dataclass(frozen=True)
class Measured:
    """A definition with its yardsticks. A figure is told from `least_known` of its weight on."""

    definition: Definition
    yardsticks: Mapping[str, Yardstick]
    classes: tuple[Class, ...]
    least_known: Fraction

    def class_of(self, share: Fraction) -> Class:
        """The best class that a share of the most reaches."""
        return next(c for c in self.classes if share >= c.least)


@dataclass(frozen=True, slots=True)
class Span:
    """A figure as shares of its most: its bounds, how much of its weight is known, and `value`.

    `value` is the figure of what is known alone; None where less than enough is known.
    """

    low: Fraction
    high: Fraction
    known: Fraction
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Place:
    """Between which ranks a unit lies in 90 of 100 weightings, of how many, and how often in its class."""

    low: int
    high: int
    of: int
    kept: float


def measured_of(written: Written) -> Measured:
    """The index that was written down. Raises InvalidDefinition with the file and the place."""
    definition = definition_of(written)
    for column in NEEDED:
        if column not in written.indicators[0]:
            raise InvalidDefinition("no_column", file=INDICATORS, column=column)
    about = written.about
    for entry in ("least_known", "classes"):
        if entry not in about:
            raise InvalidDefinition("no_entry", file=ABOUT, entry=entry)
    rows = numbered(written.indicators)
    return Measured(
        definition,
        {row["code"]: _yardstick(line, row) for line, row in rows},
        _classes(about["classes"]),
        _number(str(about["least_known"]), ABOUT, "least_known"),
    )


def score_of_share(indicator: Indicator, yardstick: Yardstick, part: int, whole: int) -> int:
    """In proportion between the goalposts, rounded down to a whole score; exact."""
    (zero, a), (full, b) = yardstick.zero.as_integer_ratio(), yardstick.full.as_integer_ratio()
    gone = (part * KINDS[yardstick.kind] * a - zero * whole) * b  # of the way, in whole numbers
    way = whole * (full * a - zero * b)
    if way < 0:  # a small share is better than a large one
        gone, way = -gone, -way
    room = indicator.most - indicator.least
    return indicator.least + room * min(way, max(0, gone)) // way


def spans(measured: Measured, scores: Scores) -> dict[str, Span]:
    """The span of the index and of each dimension, by code."""
    definition = measured.definition
    found = {
        d.code: _span(
            measured,
            scores,
            [i for i in definition.indicators if i.dimension == d.code],
            definition.dimension_points,
        )
        for d in definition.dimensions
    }
    whole = _span(measured, scores, definition.indicators, definition.points)
    return {definition.code: whole, **found}


def places(measured: Measured, units: Sequence[Scores], plan: Plan) -> list[Place]:
    """Where each unit lies among all, however the weights and the unknown turn out."""
    if not units:
        return []
    low, high, known = (_table(measured, units, of) for of in (_lows, _highs, _knowns))
    official = [measured.definition.points[i.code] for i in measured.definition.indicators]
    plan = Plan(plan.draws, plan.seed, plan.firmness, (Scale.GOALPOSTS,))
    weights = np.array([draw.weights for draw in draws(high, official, plan)], dtype=np.float64)
    lows, highs = weights @ low.T, weights @ high.T
    best = np.array(
        [
            1 + len(h) - np.searchsorted(np.sort(lo), h, "right")
            for lo, h in zip(lows, highs, strict=True)
        ]
    )
    worst = np.array(
        [
            len(lo) - np.searchsorted(np.sort(h), lo, "left")
            for lo, h in zip(lows, highs, strict=True)
        ]
    )
    tail = len(weights) // 20
    kept = _kept(measured, units, weights, (low, known))
    best, worst = np.sort(best, axis=0)[tail], np.sort(worst, axis=0)[-1 - tail]
    return [
        Place(int(one), int(other), len(units), float(share))
        for one, other, share in zip(best, worst, kept, strict=True)
    ]


def _kept(
    measured: Measured,
    units: Sequence[Scores],
    weights: NDArray[np.float64],
    tables: tuple[NDArray[np.uint8], NDArray[np.uint8]],
) -> NDArray[np.float64]:
    """In what share of the weightings what is known of a unit stays in its class."""
    low, known = tables
    reached = weights @ low.T
    most = np.maximum(weights @ known.T, 1)
    bounds = np.array([float(c.least) for c in measured.classes])
    drawn = (reached / most)[..., None] >= bounds
    own = [_class_number(measured, unit) for unit in units]
    share: NDArray[np.float64] = (drawn.argmax(axis=2) == np.array(own)).mean(axis=0)
    return share


def _class_number(measured: Measured, unit: Scores) -> int:
    definition = measured.definition
    span = _span(measured, unit, definition.indicators, definition.points)
    return 0 if span.value is None else measured.classes.index(measured.class_of(span.value))


def _lows(indicator: Indicator, score: tuple[int, int] | None) -> int:
    return score[0] - indicator.least if score else 0


def _highs(indicator: Indicator, score: tuple[int, int] | None) -> int:
    return (score[1] if score else indicator.most) - indicator.least


def _knowns(indicator: Indicator, score: tuple[int, int] | None) -> int:
    return indicator.most - indicator.least if score else 0


def _table(measured: Measured, units: Iterable[Scores], of: Part) -> NDArray[np.uint8]:
    indicators = measured.definition.indicators
    return np.array([[of(i, unit.get(i.code)) for i in indicators] for unit in units], np.uint8)


def _span(
    measured: Measured,
    scores: Scores,
    indicators: Sequence[Indicator],
    points: Mapping[str, int],
) -> Span:
    """Sums of whole parts; a figure is that of its known indicators at their least."""
    most = sum(points[i.code] * (i.most - i.least) for i in indicators)
    told = [(i, scores[i.code]) for i in indicators if i.code in scores]
    known = sum(points[i.code] * (i.most - i.least) for i, _score in told)
    low = sum(points[i.code] * (least - i.least) for i, (least, _most) in told)
    high = sum(points[i.code] * (above - i.least) for i, (_least, above) in told)
    share = Fraction(known, most)
    is_told = known and share >= measured.least_known
    return Span(
        Fraction(low, most),
        Fraction(high + most - known, most),
        share,
        Fraction(low, known) if is_told else None,
    )


def _yardstick(line: int, row: Row) -> Yardstick:
    place = row["code"]
    if not row["source"].strip():
        raise InvalidDefinition("no_source", file=INDICATORS, row=line, indicator=place)
    if row["kind"] not in KINDS:
        raise InvalidDefinition(
            "unknown_kind",
            file=INDICATORS,
            indicator=place,
            value=row["kind"],
            known=", ".join(KINDS),
        )
    zero, full = (_number(row[column], INDICATORS, place) for column in ("zero", "full"))
    if zero == full:
        raise InvalidDefinition("goalposts_are_one", file=INDICATORS, indicator=place)
    least = _number(row["least_rows"], INDICATORS, place)
    if least < 1 or least.denominator != 1:
        raise InvalidDefinition("too_few_rows", file=INDICATORS, indicator=place)
    return Yardstick(row["source"].strip(), row["kind"], zero, full, int(least))


def _classes(said: Sequence[Mapping[str, object]]) -> tuple[Class, ...]:
    classes = tuple(
        Class(
            str(row["code"]),
            str(row["title"]),
            str(row.get("title_en", row["title"])),
            _number(str(row["from"]), ABOUT, str(row["code"])) / 100,
        )
        for row in said
    )
    for better, worse in pairwise(classes):
        if better.least <= worse.least:
            raise InvalidDefinition("statuses_do_not_fall", file=ABOUT, status=worse.code)
    if not classes or classes[-1].least > 0:
        raise InvalidDefinition("classes_leave_some_out", file=ABOUT)
    return classes


def _number(value: str, file: str, place: str) -> Fraction:
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise InvalidDefinition(
            "not_a_fraction", file=file, place=place, value=value or "“”"
        ) from None
