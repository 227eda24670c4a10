"""The question that a plan answers: villages, what can be done, limits, and two measures of gain."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any

import numpy as np

from tangguh.domains.evidence.parameters import parameter
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.models import IndicatorScore, Release, UnitCost
from tangguh.engines.composite_index import Definition
from tangguh.engines.portfolio import Limits, Measure, Per, Programme, Setting

QUARTERS = 4
SIDES = ("official", "resilience")


@dataclass(frozen=True, slots=True)
class Question:
    """What the engine is asked, for each measure; `left_out` are villages with a missing score."""

    setting: Setting
    measures: dict[str, Measure]
    limits: dict[str, Limits]
    left_out: tuple[str, ...]


def release_to_plan_with(area: Area) -> Release | None:
    """The newest release that tells indicators for which it is known what raises them."""
    rows = Release.objects.filter(waiting=False, index__in=parameters.plannable())
    inside = rows.filter(places.within(area.code, lookup="indicator_scores__area"))
    return inside.order_by("-year", "-as_of", "-pk").distinct().first()


def fingerprint_of(release: Release, costs: Mapping[str, UnitCost]) -> str:
    """What a plan rests on. Releases and costs are never overwritten, so their numbers tell all."""
    known = parameters.interventions(release.index)
    told = [
        release.pk,
        sorted(cost.pk for cost in costs.values()),
        sorted(map(str, known.values())),
    ]
    return sha256(json.dumps(told).encode()).hexdigest()


def question_of(
    area: Area,
    release: Release,
    costs: Mapping[str, UnitCost],
    said: Mapping[str, Any],
    *,
    on: date,
) -> Question:
    """Scores, costs and limits as the engine takes them. Raises InvalidPortfolio."""
    definition = parameters.shipped(release.index)
    programmes = tuple(_programme(code, cost, release.index) for code, cost in costs.items())
    scores, left_out = _scores(area, release, definition)
    setting = Setting(
        villages=tuple(scores),
        areas=tuple(code.rpartition(".")[0] for code in scores),
        indicators=tuple(i.code for i in definition.indicators),
        scores=np.array(list(scores.values()), dtype=np.int64),
        programmes=programmes,
    )
    credit = parameter("resilience.planning.believed", on=on)
    measures = {
        "official": Measure(
            "official", definition.points, definition.parts, statuses=_statuses(definition)
        ),
        "resilience": _resilience(definition, programmes, credit),
    }
    limits = {side: _limits(said, setting, measures[side]) for side in SIDES}
    return Question(setting, measures, limits, left_out)


def _programme(code: str, cost: UnitCost, index: str) -> Programme:
    known = parameters.interventions(index)[code]
    return Programme(
        code=code,
        raises=known.raises,
        costs={part.fund: part.amount for part in cost.parts.all()},
        agency=str(cost.agency_id),
        units=cost.units,
        per=Per(cost.per),
        name=known.name,
        evidence=known.evidence,
    )


def _scores(
    area: Area, release: Release, definition: Definition
) -> tuple[dict[str, list[int]], tuple[str, ...]]:
    rows = IndicatorScore.objects.filter(places.within(area.code, lookup="area"), release=release)
    found: dict[str, dict[str, int]] = {}
    for village, code, score in rows.values_list("area__code", "indicator", "score"):
        found.setdefault(village, {})[code] = score
    codes = [indicator.code for indicator in definition.indicators]
    whole = {v: [s[c] for c in codes] for v, s in sorted(found.items()) if len(s) >= len(codes)}
    return whole, tuple(sorted(found.keys() - whole.keys()))


def _statuses(definition: Definition) -> tuple[int, ...]:
    if not definition.settled:
        return ()
    return tuple(sorted(status.least for status in definition.statuses if status.least))


def _resilience(
    definition: Definition, programmes: tuple[Programme, ...], believed: Mapping[str, int]
) -> Measure:
    """Every point of every indicator counts alike, as far as its intervention is believed."""
    points = {i.code: 1 for i in definition.indicators}
    parts = sum(i.most for i in definition.indicators)
    credit = {p.code: int(believed[p.evidence]) for p in programmes}
    return Measure("resilience", points, parts, credit, QUARTERS)


def _limits(said: Mapping[str, Any], setting: Setting, measure: Measure) -> Limits:
    used = {fund: 0 for p in setting.programmes for fund in p.costs}
    floors = {code: int(value) for code, value in said.get("floors", {}).items() if value}
    by_gain = said.get("floor_kind") == "gain"
    share = said.get("share")
    known = {p.agency for p in setting.programmes}
    return Limits(
        funds=used | {k: v for k, v in said.get("funds", {}).items() if k in used},
        agencies={k: v for k, v in said.get("agencies", {}).items() if k in known},
        works=said.get("works"),
        least_spend={} if by_gain else floors,
        least_gain=_least_gains(floors, setting, measure) if by_gain else {},
        most_share=Fraction(share, 100) if share else None,
    )


def _least_gains(percents: Mapping[str, int], setting: Setting, measure: Measure) -> dict[str, int]:
    """So many percent of what is lacking in a subdistrict, in parts of the measure, rounded up."""
    lacking = measure.parts * measure.scale - setting.base(measure)
    inside = np.array(setting.areas)
    return {
        area: -(-percent * int(lacking[inside == area].sum()) // 100)
        for area, percent in percents.items()
    }
