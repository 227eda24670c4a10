"""Roads, households and shelters of a district as the tables on which an evacuation is planned."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from scipy.spatial import cKDTree

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import Facility
from tangguh.domains.places import selectors as areas
from tangguh.domains.places.models import Area
from tangguh.domains.residents.models import Consent, Household
from tangguh.engines.evacuation import HOUSEHOLDS, ROADS, SHELTERS
from tangguh.errors import Refused

SHELTERING = ("village_hall", "school", "worship", "field")
Table = tuple[Sequence[str], Sequence[tuple[object, ...]]]


class NothingToPlan(Refused):
    """There are no roads yet."""

    code = "nothing_to_plan"


class NotValidYet(Refused):
    """The scenario rests on maps for which no office answers."""

    code = "not_valid_yet"


def scenario_of(district: Area, hazard: str, *, even_not_valid: bool) -> atlas.Scenario | None:
    """The hazard that is to come; none where none is named. Raises NotValidYet, NoSuchScenario."""
    if not hazard:
        return None
    found = atlas.scenario(district, hazard)
    if not (found.is_valid or even_not_valid):
        raise NotValidYet(
            _(
                "No map of zones of this hazard is valid: no office answers for it with a source "
                "and a date. Import a valid one, or say --not-valid and tell it with every figure."
            )
        )
    return found


def tables(
    district: Area, *, places: int, now: datetime, scenario: atlas.Scenario | None = None
) -> dict[str, Table]:
    """The three tables by name; people without a place on the map are not in them.

    Roads that are closed, or that the scenario closes, are in it with open 0.
    """
    found = atlas.road_network(district, now=now)
    if not found.rows:
        raise NothingToPlan(_("No roads are in use yet. First import a file of roads."))
    used = np.unique(np.concatenate([found.network.tail, found.network.head]))
    tree = cKDTree(found.network.points[used])

    def node(longitude: float, latitude: float) -> str:
        return str(used[tree.query((longitude, latitude))[1]])

    links = [
        (
            *(link.id, link.from_node, link.to_node),
            *(round(link.length_m, 1), round(link.travel_time_s, 2)),
            *(link.capacity_pps, int(link.is_open)),
        )
        for link in atlas.road_links(district, found, now=now, scenario=scenario)
    ]
    homes = [
        (number, node(x, y), people, int(needs > 0))
        for number, x, y, people, needs in households(district, now)
    ]
    shelters = [
        (row.pk, node(row.longitude, row.latitude), places)
        for row in facilities(district)
        if row.longitude is not None and row.latitude is not None
    ]
    return {
        "roads": (ROADS, links),
        "households": (HOUSEHOLDS, homes),
        "shelters": (SHELTERS, shelters),
    }


def households(district: Area, now: datetime) -> list[tuple[Any, ...]]:
    """Households whose consent to their place holds: number, place, people, needs."""
    today = timezone.localdate(now)
    agreed = Consent.objects.filter(
        purpose=Consent.Purpose.POINT, withdrawn_on=None, expires_on__gte=today
    )
    rows = Household.objects.filter(
        areas.within(district.code, lookup="area"),
        longitude__isnull=False,
        consents__in=agreed,
    )
    counted = rows.annotate(
        people=Count("members", distinct=True), wants=Count("members__needs", distinct=True)
    )
    return list(
        counted.filter(people__gt=0)
        .order_by("pk")
        .values_list("pk", "longitude", "latitude", "people", "wants")
    )


def facilities(district: Area) -> list[Facility]:
    here = areas.within(district.code, lookup="area")
    rows = Facility.objects.filter(here, kind__in=SHELTERING, ended_on=None)
    return list(rows.filter(longitude__isnull=False).order_by("pk"))
