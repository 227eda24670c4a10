"""What if the parts of an index weighed otherwise: every village beside how it officially stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from tangguh.domains.places.models import Area
from tangguh.domains.resilience.selectors._field import Field, Robust
from tangguh.engines import composite_index
from tangguh.engines.composite_index import Definition, Status


@dataclass(frozen=True, slots=True)
class Reweighted:
    """One village: its status and place by the official weights, and by the others."""

    area: Area
    official: Status | None
    status: Status | None
    official_place: int
    place: int
    robust: Robust | None

    @property
    def changes(self) -> bool:
        return self.official != self.status


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All villages with complete scores, by code; `classes`: a title, how many officially, how many now."""

    rows: tuple[Reweighted, ...]
    classes: tuple[tuple[str, int, int], ...]

    @property
    def changed(self) -> tuple[Reweighted, ...]:
        return tuple(row for row in self.rows if row.changes)


def official_weights(definition: Definition) -> dict[str, int]:
    """The weights of the dimensions in whole per cent that add up to 100, the largest remainders rounded up."""
    exact = {d.code: 100 * d.weight for d in definition.dimensions}
    whole = {code: int(weight) for code, weight in exact.items()}
    short = 100 - sum(whole.values())
    for code in sorted(exact, key=lambda code: whole[code] - exact[code])[:short]:
        whole[code] += 1
    return whole


def what_if(field: Field, weights: Mapping[str, int]) -> WhatIf:
    """Every village again, with these weights of the dimensions in per cent."""
    shares = {code: Fraction(weight, 100) for code, weight in weights.items()}
    index, statuses = composite_index.reweighted(field.definition, field.scored, shares)
    areas = Area.objects.select_related("parent").in_bulk(field.areas)
    columns = zip(
        field.areas,
        field.statuses,
        statuses,
        places_of(field.scored.index),
        places_of(index),
        strict=True,
    )
    rows = [
        Reweighted(areas[pk], official, status, place, moved_place, field.robust.get(pk))
        for pk, official, status, place, moved_place in columns
    ]
    rows.sort(key=lambda row: row.area.code)
    classes = [
        (status.title, field.statuses.count(status), statuses.count(status))
        for status in field.definition.statuses
        if field.definition.settled
    ]
    return WhatIf(tuple(rows), tuple(classes))


def places_of(index: NDArray[np.int64]) -> list[int]:
    """1 and how many have more; villages with the same index share a place."""
    places: list[int] = (1 + len(index) - np.searchsorted(np.sort(index), index, "right")).tolist()
    return places
