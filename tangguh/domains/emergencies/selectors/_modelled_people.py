"""About how many people a zone reaches where nobody is in the register: a model, and never a count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from django.db.models import QuerySet, Subquery

from tangguh.domains.atlas.models import ZoneArea
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, Population
from tangguh.engines.hazard_zones import Zone
from tangguh.engines.modelled_district import A_HOUSEHOLD, expected_people

ROUNDED = 10  # a model knows no single person


@dataclass(frozen=True, slots=True)
class ModelledPeople:
    """People and households in the zones of a hazard, in tens. `counted` are those shared out."""

    people: int
    households: int
    counted: int
    is_own_count: bool


def with_counts(rows: QuerySet[ZoneArea], area: Area, district: Area) -> QuerySet[ZoneArea]:
    """Each row with the newest count of the village's people, and of the district's."""
    return rows.annotate(own_people=newest(area), district_people=newest(district))


def newest(area: Area) -> Subquery:
    counts = Population.objects.filter(area=area).order_by("-period", "-kind")
    return Subquery(counts.values("total")[:1])


def modelled_people(
    area: Area, district: Area, rows: Sequence[Any], zones: Mapping[str, Sequence[Zone]]
) -> dict[str, ModelledPeople]:
    """By hazard, from rows `with_counts`. People are spread evenly: as if houses stood everywhere."""
    if not rows or not area.area_km2:
        return {}
    own, whole = rows[0].own_people, rows[0].district_people
    counted = own or whole
    if not counted:
        return {}
    there, km2 = own or shared_out(area, district, whole), km2_by_hazard(rows)
    found = {}
    for hazard, same in zones.items():
        people = there * min(km2[hazard] * told_once(same) / float(area.area_km2), 1)
        households = tens(people / A_HOUSEHOLD)
        found[hazard] = ModelledPeople(tens(people), households, counted, bool(own))
    return found


def shared_out(area: Area, district: Area, people: int) -> float:
    sizes = places.villages_of(district).values_list("area_km2", flat=True)
    return expected_people(float(area.area_km2 or 0), [float(km2 or 0) for km2 in sizes], people)


def km2_by_hazard(rows: Sequence[ZoneArea]) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in rows:
        hazard = row.zone.zone_set.get_hazard_display()
        found[hazard] = found.get(hazard, 0.0) + row.km2
    return found


def told_once(zones: Sequence[Zone]) -> float:
    """What is left of the zones' sizes once land under several of them counts once."""
    shapes = [zone.geometry for zone in zones]
    return float(shapely.union_all(shapes).area / sum(shape.area for shape in shapes))


def tens(number: float) -> int:
    return round(number / ROUNDED) * ROUNDED
