"""The page of roads: its list, its map, and what a scenario does to them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from tangguh.domains.atlas.models import Road, RoadAct, RoadSet
from tangguh.domains.atlas.selectors._road_lines import (
    CLOSED,
    DROWNED,
    RoadFilters,
    chosen,
    closures,
    lines_of,
    stamp_of,
)
from tangguh.domains.atlas.selectors._road_map import RoadMap, road_map
from tangguh.domains.atlas.selectors._scenarios import (
    Effect,
    Scenario,
    States,
    effect,
    roads_in,
)
from tangguh.engines.roads import Passage


@dataclass(frozen=True, slots=True)
class RoadRow:
    """One road of the list, the act that keeps it closed, and how a scenario leaves it."""

    road: Road
    closure: RoadAct | None
    passage: Passage

    @property
    def is_drowned(self) -> bool:
        return self.passage == Passage.CLOSED

    @property
    def is_slow(self) -> bool:
        return self.passage == Passage.SLOW


@dataclass(frozen=True)
class RoadsShown:
    """What a page of roads shows; `pks` are those of the list, `effect` is the scenario's."""

    pks: tuple[int, ...]
    map: RoadMap | None
    closed: Mapping[int, RoadAct]
    scenario: Scenario | None
    effect: Effect | None
    states: States

    def rows(self, pks: Iterable[int]) -> list[RoadRow]:
        """The roads of some numbers, in their order."""
        wanted = list(pks)
        found = Road.objects.select_related("area").in_bulk(wanted)
        return [
            RoadRow(found[pk], self.closed.get(pk), self.states.get(pk, Passage.DRY))
            for pk in wanted
            if pk in found
        ]


def roads_shown(
    road_set: RoadSet, filters: RoadFilters, scenario: Scenario | None, *, now: datetime
) -> RoadsShown:
    """The roads that are asked for: those closed now first, then by village, class and name."""
    on = timezone.localdate(now)
    closed = closures(road_set, now=now)
    states: States = roads_in(scenario, road_set, on=on) if scenario else {}
    drowned = {pk for pk, state in states.items() if state == Passage.CLOSED}
    return RoadsShown(
        listed(road_set, filters, closed, drowned),
        road_map(road_set, filters, closed, on=on, scenario=scenario),
        closed,
        scenario,
        effect(road_set, states) if scenario else None,
        states,
    )


def listed(
    road_set: RoadSet, filters: RoadFilters, closed: Collection[int], drowned: Collection[int]
) -> tuple[int, ...]:
    stamp = stamp_of(road_set)
    pks = [lines_of(stamp).pks[at] for at in chosen(stamp, filters.choice)]
    if filters.status == CLOSED:
        pks = [pk for pk in pks if pk in closed]
    if filters.status == DROWNED:
        pks = [pk for pk in pks if pk in drowned]
    return tuple(sorted(pks, key=lambda pk: pk not in closed)) if closed else tuple(pks)
