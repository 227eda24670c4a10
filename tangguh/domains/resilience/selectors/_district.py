"""What the district's page tells of an index: statuses and how firm they are, and what weighs."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from tangguh.domains.places.models import Area
from tangguh.domains.resilience.models import Release
from tangguh.domains.resilience.selectors._cards import called
from tangguh.domains.resilience.selectors._field import Field, Robust
from tangguh.domains.resilience.selectors._standings import all_scores
from tangguh.engines import composite_index

HEAVIEST = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One village in the table: published parts, official status, and how sure its place is."""

    area: Area
    values: dict[str, Decimal]
    status: str
    robust: Robust | None
    parts: tuple[str, ...]

    @property
    def cells(self) -> tuple[tuple[str, Decimal | None], ...]:
        """Every part in the definition's order, with its value."""
        return tuple((part, self.values.get(part)) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many villages have a status, and how many of them keep it in 90 of 100 draws."""

    title: str
    villages: int
    firm: int
    known: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """An indicator: its part of the weights, of the differences between villages, and of the gap."""

    code: str
    name: str
    weight: Fraction
    variance: float
    gap: Fraction


def scores_by_village(
    area: Area, release: Release
) -> dict[int, tuple[Area, dict[str, Decimal], str]]:
    """Every part of every village in a release, by code."""
    found: dict[int, tuple[Area, dict[str, Decimal], str]] = {}
    for score in all_scores(area, release):
        known, values, status = found.get(score.area_id, (score.area, {}, ""))
        values[score.component] = score.value
        found[score.area_id] = (known, values, score.status or status)
    return found


def rows_of(area: Area, release: Release, field: Field | None, parts: Iterable[str]) -> list[Row]:
    """The table twin of the map: by code, never by rank."""
    robust = field.robust if field else {}
    return [
        Row(village, values, status, robust.get(pk), tuple(parts))
        for pk, (village, values, status) in scores_by_village(area, release).items()
    ]


def counted(rows: Iterable[Row], titles: Iterable[str]) -> list[Counted]:
    """Statuses from the best down, with those of the rows that no definition names left out."""
    rows = list(rows)
    found = []
    for title in titles:
        inside = [row for row in rows if row.status.casefold() == title.casefold()]
        known = [row.robust for row in inside if row.robust]
        firm = sum(robust.is_firm for robust in known)
        found.append(Counted(title, len(inside), firm, len(known)))
    return found


def weighed(field: Field) -> list[Weighed]:
    """The indicators that make most of the gap; the official weight is not what decides."""
    shares = composite_index.decompose(field.definition, field.table)
    all_of_them = [
        Weighed(i.code, called(i), s.weight, s.variance, s.gap)
        for i in field.definition.indicators
        for s in [shares[i.code]]
    ]
    return sorted(all_of_them, key=lambda w: -w.gap)[:HEAVIEST]


def unsure_items(field: Field) -> tuple[list[str], dict[str, float]]:
    """The indicators that tell no village from another, and each dimension's alpha."""
    definition = field.definition
    alike = composite_index.constant_items(field.table)
    names = [f"{definition.indicators[n].code} {called(definition.indicators[n])}" for n in alike]
    alphas = {}
    for dimension in definition.dimensions:
        columns = [n for n, i in enumerate(definition.indicators) if i.dimension == dimension.code]
        value = composite_index.alpha(field.table[:, columns].astype(np.float64))
        if not np.isnan(value):
            alphas[dimension.code] = value
    return names, alphas
