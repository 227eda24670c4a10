"""Where two releases of one year, or a release and its own scores, do not say the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from tangguh.domains.resilience.models import Release
from tangguh.engines import composite_index
from tangguh.engines.composite_index import Definition

ROUNDING = Fraction(1, 10_000)


@dataclass(frozen=True, slots=True)
class Told:
    """What one release says of one village: published parts, and scores by indicator."""

    release: Release
    values: Mapping[str, Decimal]
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is at odds (IKS, or an indicator's code), who says what."""

    what: str
    one: Release
    says: Decimal
    other: Release
    also: Decimal


def conflicts_of(definition: Definition, told: Iterable[Told]) -> list[Conflict]:
    """Every part and every indicator in which two of the releases differ by more than rounding."""
    return [
        Conflict(what, one.release, one_says[what], other.release, other_says[what])
        for one, other in combinations(told, 2)
        for one_says, other_says in [(all_of(definition, one), all_of(definition, other))]
        for what in one_says
        if what in other_says
        and abs(Fraction(one_says[what]) - Fraction(other_says[what])) > ROUNDING
    ]


def all_of(definition: Definition, told: Told) -> dict[str, Decimal]:
    """Parts as published, else as computed from the scores; then the scores themselves."""
    return {
        **computed(definition, told.scores),
        **told.values,
        **{code: Decimal(score) for code, score in told.scores.items()},
    }


def computed(definition: Definition, scores: Mapping[str, int]) -> dict[str, Decimal]:
    """Each dimension and the index, to four decimals; without those that lack a score."""
    card = composite_index.score(definition, dict(scores))
    parts = {**definition.dimension_parts, definition.code: definition.parts}
    values = {**card.dimensions, definition.code: card.index}
    return {
        code: Decimal(composite_index.decimals(value, parts[code]))
        for code, value in values.items()
        if value is not None
    }
