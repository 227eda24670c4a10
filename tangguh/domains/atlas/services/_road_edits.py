"""Correcting what is said of a road, and the district's own table of capacities."""

from datetime import date
from typing import Any

from django.db import transaction

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.models import Road, RoadCapacity
from tangguh.domains.atlas.services._facilities import plain
from tangguh.domains.atlas.services._road_editions import new_edition, unchanged_road
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area

ROAD_FIELDS = ("name", "road_class", "one_way", "is_bridge", "is_ford", "capacity_pps")


@transaction.atomic
def correct_road(*, by: User, road: Road, version: int, **said: Any) -> Road:
    """Correct what is said of a road: any of ROAD_FIELDS. `version` is the one that was read."""
    accounts.require(by, "atlas.edit_roads", at=road.area)
    current = unchanged_road(road, version)
    changes = {}
    for field in ROAD_FIELDS:
        before = getattr(current, field)
        if field in said and before != said[field]:
            setattr(current, field, said[field])
            changes[field] = [plain(before), plain(said[field])]
    if changes:
        current.version += 1
        current.save()
        new_edition(current.road_set_id)
        code = current.area.code
        audit.record("atlas.road_corrected", by=by, about=current, area_code=code, changes=changes)
    return current


@transaction.atomic
def set_capacity(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    district: Area,
    road_class: str,
    speed_kmh: float,
    capacity_pps: float,
    since: date,
    reference: str,
) -> RoadCapacity:
    """What the district says of a class from a day on. The same day again corrects it."""
    accounts.require(by, "atlas.set_capacities", at=district)
    figures = {"speed_kmh": speed_kmh, "capacity_pps": capacity_pps, "reference": reference}
    row, _new = RoadCapacity.objects.update_or_create(
        district=district, road_class=road_class, since=since, defaults=figures
    )
    told = figures | {"road_class": road_class, "since": since.isoformat()}
    audit.record("atlas.capacity_set", by=by, about=row, area_code=district.code, **told)
    return row
