"""All villages of a district with complete scores in one year, and how sure their places are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.models import IndicatorScore, Release
from tangguh.engines import composite_index
from tangguh.engines.composite_index import Definition, Plan, Scored, Status

PLAN = Plan(draws=999, seed=1, firmness=16)
FIRM = 0.9
Table = NDArray[np.int64]
Stamp = tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Robust:
    """Between which places a village lies in 90 of 100 draws, of how many, and how often in each class."""

    low: int
    high: int
    of: int
    shares: tuple[tuple[Status, float], ...]
    kept: float

    @property
    def is_firm(self) -> bool:
        return self.kept >= FIRM


@dataclass(frozen=True)
class Field:
    """`table`: a row a village in the order of `areas`, a column an indicator."""

    definition: Definition
    year: int
    areas: tuple[int, ...]
    table: Table
    scored: Scored
    statuses: tuple[Status | None, ...]
    robust: Mapping[int, Robust]


def field_of(district: Area, index: str, year: int) -> Field | None:
    """None where no village has all scores. Computed once for the releases that it rests on."""
    known = Release.objects.filter(index=index, year=year, waiting=False)
    known = known.exclude(sha256="").order_by("as_of", "pk")
    stamp = tuple(known.values_list("pk", "sha256", "received_at"))
    return computed(district.code, index, year, stamp) if stamp else None


@lru_cache(maxsize=8)
def computed(district: str, index: str, year: int, stamp: Stamp) -> Field | None:
    definition = parameters.shipped(index)
    areas, table = complete(definition, newest_scores(district, stamp))
    if not areas:
        return None
    scored = composite_index.score_all(definition, table)
    statuses = tuple(composite_index.statuses(definition, scored.index))
    robust = robust_of(definition, areas, table, statuses)
    return Field(definition, year, areas, table, scored, statuses, robust)


def newest_scores(district: str, stamp: Stamp) -> dict[int, dict[str, int]]:
    """Each village's scores in the newest release that has any of it."""
    place = {release: n for n, (release, *_rest) in enumerate(stamp)}
    rows = IndicatorScore.objects.filter(places.within(district, lookup="area"))
    newest: dict[int, object] = {}
    found: dict[object, dict[int, dict[str, int]]] = {}
    for area, release, code, score in rows.filter(release_id__in=list(place)).values_list(
        "area_id", "release_id", "indicator", "score"
    ):
        found.setdefault(release, {}).setdefault(area, {})[code] = score
        newest[area] = max(newest.get(area, release), release, key=lambda pk: place[pk])
    return {area: found[release][area] for area, release in newest.items()}


def complete(
    definition: Definition, scores: Mapping[int, Mapping[str, int]]
) -> tuple[tuple[int, ...], Table]:
    """The villages without a missing score."""
    codes = [i.code for i in definition.indicators]
    areas = tuple(area for area in sorted(scores) if all(code in scores[area] for code in codes))
    return areas, np.array([[scores[area][code] for code in codes] for area in areas], np.int64)


def robust_of(
    definition: Definition,
    areas: tuple[int, ...],
    table: Table,
    statuses: tuple[Status | None, ...],
) -> dict[int, Robust]:
    """Ranks drawn again under many weights and scales; classes as large as they officially are."""
    order = list(definition.statuses)
    if not order or None in statuses:
        return {}
    classes = [order.index(status) for status in statuses if status]
    points = [definition.points[i.code] for i in definition.indicators]
    raised = (table - [i.least for i in definition.indicators]).astype(np.uint8)
    drawn = composite_index.draws(raised, points, PLAN)
    ranks = np.sort(np.array(list(composite_index.ranks(raised, drawn))), axis=0)
    last = np.cumsum(np.bincount(classes, minlength=len(order)))
    times = (np.searchsorted(last, ranks)[..., None] == np.arange(len(order))).sum(axis=0)
    low, high = ranks[PLAN.draws // 20], ranks[PLAN.draws - 1 - PLAN.draws // 20]
    return {
        area: Robust(
            low=int(low[n]),
            high=int(high[n]),
            of=len(areas),
            shares=tuple(
                (status, float(share))
                for status, share in zip(order, times[n] / PLAN.draws, strict=True)
                if share
            ),
            kept=float(times[n][classes[n]] / PLAN.draws),
        )
        for n, area in enumerate(areas)
    }
