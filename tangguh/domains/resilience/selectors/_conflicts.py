"""Where two releases of one year, or a release and its own scores, do not say the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
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


@dataclass(frozen=True, slots=True)
class VillageConflicts:
    """What two releases of one year do not say alike of one village."""

    area: Area
    conflicts: tuple[Conflict, ...]


def conflicts_with_shown(release: Release) -> list[VillageConflicts]:
    """Where a release that waits differs from those of its index and year that are shown; by code."""
    definition = parameters.shipped(release.index)
    shown = Release.objects.filter(index=release.index, year=release.year, waiting=False)
    own = told_by(release)
    found: dict[int, list[Conflict]] = {}
    for other in shown.order_by("pk"):
        theirs = told_by(other)
        for pk in own.keys() & theirs.keys():
            found.setdefault(pk, []).extend(conflicts_of(definition, (own[pk], theirs[pk])))
    areas = Area.objects.filter(pk__in=[pk for pk in found if found[pk]]).order_by("code")
    return [VillageConflicts(area, tuple(found[area.pk])) for area in areas]


def told_by(release: Release) -> dict[int, Told]:
    """What a release says of each of its villages."""
    values: dict[int, dict[str, Decimal]] = {}
    for pk, part, value in release.scores.values_list("area_id", "component", "value"):
        values.setdefault(pk, {})[part] = value
    scores: dict[int, dict[str, int]] = {}
    rows = release.indicator_scores.values_list("area_id", "indicator", "score")
    for pk, code, score in rows:
        scores.setdefault(pk, {})[code] = score
    return {
        pk: Told(release, values.get(pk, {}), scores.get(pk, {}))
        for pk in values.keys() | scores.keys()
    }


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
