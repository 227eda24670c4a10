"""The district's villages by hazard: which have zones, from whom, and which only a list names."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import HazardZone, ZoneArea
from tangguh.domains.emergencies.models import Resource
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, ProneArea
from tangguh.engines.hazard_zones import LEVELS

STANDINGS = [
    ("", gettext_lazy("All villages")),
    ("valid", gettext_lazy("With valid zones")),
    ("drawn", gettext_lazy("With zones that are not valid yet")),
    ("prone", gettext_lazy("Named as prone, without zones")),
    ("none", gettext_lazy("Without zones")),
]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows; empty asks for nothing in particular."""

    words: str = ""
    hazard: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Zoned:
    """The zones of one hazard in a village: the gravest class, and whether any map of it is valid."""

    hazard: str
    label: str
    level: str
    is_valid: bool

    @property
    def level_label(self) -> str:
        return str(HazardZone.Level(self.level).label)


@dataclass(frozen=True, slots=True)
class Row:
    """A village in the list."""

    area: Area
    zoned: tuple[Zoned, ...]
    prone: tuple[tuple[str, str], ...]
    resources: int

    @property
    def is_valid(self) -> bool:
        return any(each.is_valid for each in self.zoned)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many villages have zones of a hazard, valid ones, or are only named by an official list."""

    label: str
    valid: int
    drawn: int
    prone: int


def rows(district: Area) -> list[Row]:
    """Every village of a district by code: a list to look things up in, never a league table."""
    zoned, prone = zoned_by_village(district), prone_by_village(district)
    counted = Resource.objects.filter(ended_on=None).values_list("area").annotate(n=Count("pk"))
    resources = dict(counted.order_by())
    return [
        Row(area, zoned.get(area.pk, ()), prone.get(area.pk, ()), resources.get(area.pk, 0))
        for area in places.villages_of(district)
    ]


def chosen(all_of_them: Iterable[Row], filters: Filters) -> list[Row]:
    """The rows that a reader asks for."""
    words = filters.words.casefold().split()
    return [
        row
        for row in all_of_them
        if all(word in f"{row.area.name} {row.area.parent}".casefold() for word in words)
        and (not filters.hazard or has_hazard(row, filters.hazard))
        and stands(row, filters.standing)
    ]


def has_hazard(row: Row, hazard: str) -> bool:
    return hazard in {each.hazard for each in row.zoned} | {key for key, _label in row.prone}


def stands(row: Row, standing: str) -> bool:
    return {
        "valid": row.is_valid,
        "drawn": bool(row.zoned) and not row.is_valid,
        "prone": bool(row.prone) and not row.zoned,
        "none": not row.zoned,
    }.get(standing, True)


def coverage(all_of_them: Iterable[Row]) -> list[Coverage]:
    """By hazard, how far the district knows its zones."""
    found = list(all_of_them)
    told = []
    for hazard in ProneArea.Hazard:
        zoned = [each for row in found for each in row.zoned if each.hazard == hazard]
        prone = sum(hazard in {key for key, _label in row.prone} for row in found)
        if zoned or prone:
            valid = sum(each.is_valid for each in zoned)
            told.append(Coverage(str(hazard.label), valid, len(zoned) - valid, prone))
    return told


def zoned_by_village(district: Area) -> dict[int, tuple[Zoned, ...]]:
    shares = ZoneArea.objects.filter(zone__zone_set__in=atlas.sets_in_use(district))
    wanted = shares.values_list("area", "zone__zone_set", "zone__level").distinct()
    sets = {each.pk: each for each in atlas.sets_in_use(district)}
    grouped: dict[int, dict[str, list[tuple[str, bool]]]] = {}
    for area, set_pk, level in wanted:
        of_hazard = grouped.setdefault(area, {}).setdefault(sets[set_pk].hazard, [])
        of_hazard.append((level, sets[set_pk].is_valid))
    return {
        area: tuple(
            Zoned(
                hazard,
                str(ProneArea.Hazard(hazard).label),
                min((level for level, _valid in same), key=LEVELS.index),
                any(valid for _level, valid in same),
            )
            for hazard, same in sorted(hazards.items())
        )
        for area, hazards in grouped.items()
    }


def prone_by_village(district: Area) -> dict[int, tuple[tuple[str, str], ...]]:
    named: dict[int, dict[str, str]] = {}
    rows = ProneArea.objects.filter(places.within(district.code, lookup="area")).order_by("hazard")
    for row in rows:
        named.setdefault(row.area_id, {})[row.hazard] = row.get_hazard_display()
    return {area: tuple(hazards.items()) for area, hazards in named.items()}
