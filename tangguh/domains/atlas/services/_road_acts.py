"""Closing a road from the field, and opening it again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.errors import RoadRefused
from tangguh.domains.atlas.models import Road, RoadAct
from tangguh.domains.audit import services as audit


@transaction.atomic
def close_road(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    road: Road,
    reason: str,
    act_id: UUID,
    happened_at: datetime,
    now: datetime,
    note: str = "",
    until: datetime | None = None,
) -> RoadAct:
    """Say that nobody gets through here. The same act twice is one closure.

    A closure seen before a later opening changes nothing today: the newest sight tells.
    """
    accounts.require(by, "atlas.close_road", at=road.area)
    if until is not None and until <= happened_at:
        raise RoadRefused(_("The road would open again before it was closed. Correct the day."))
    words = {"reason": reason, "note": note, "until": until}
    return acted(by, road, RoadAct.Kind.CLOSED, act_id, seen(happened_at, now), now, **words)


@transaction.atomic
def open_road(
    *,
    by: User,
    road: Road,
    act_id: UUID,
    happened_at: datetime,
    now: datetime,
    note: str = "",
) -> RoadAct:
    """Say that one gets through again. The same act twice is one opening."""
    accounts.require(by, "atlas.close_road", at=road.area)
    seen_at = seen(happened_at, now)
    return acted(by, road, RoadAct.Kind.OPENED, act_id, seen_at, now, note=note)


def seen(happened_at: datetime, now: datetime) -> datetime:
    """When it was seen; a device whose clock is ahead did not see the future."""
    return min(happened_at, now)


def acted(
    by: User,
    road: Road,
    kind: RoadAct.Kind,
    act_id: UUID,
    happened_at: datetime,
    now: datetime,
    **words: Any,
) -> RoadAct:
    known = RoadAct.objects.filter(act_id=act_id, road=road, by=by).first()
    if known is not None:
        return known
    act = RoadAct.objects.create(
        act_id=act_id,
        road=road,
        kind=kind,
        by=by,
        happened_at=happened_at,
        received_at=now,
        **words,
    )
    told = {"reason": act.reason, "note": act.note}
    deed = "atlas.road_closed" if kind == RoadAct.Kind.CLOSED else "atlas.road_opened"
    audit.record(deed, by=by, about=road, area_code=road.area.code, **told)
    return act
