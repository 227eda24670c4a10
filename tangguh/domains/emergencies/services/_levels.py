from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies.errors import LevelUnclear
from tangguh.domains.emergencies.models import AlertLevel
from tangguh.domains.places.models import Area


@transaction.atomic
def declare_level(  # noqa: PLR0913 what a declaration consists of
    *,
    by: User,
    area: Area,
    level: int,
    reason: str,
    until: datetime,
    now: datetime,
    is_exercise: bool = False,
) -> AlertLevel:
    """Declare how dangerous it is in an area, until when, and why. It takes the place of the last.

    Raises LevelUnclear for a level from nowhere, without a reason, or that has ended already.
    """
    accounts.require(by, "emergencies.declare_level", at=area)
    if level not in AlertLevel.Level.values or not reason.strip():
        raise LevelUnclear(_("Say which level, from 1 to 4, and who has seen what."))
    if until <= now:
        raise LevelUnclear(_("This level would have ended already. Set its end ahead."))
    said = AlertLevel.objects.create(
        area=area,
        level=level,
        reason=reason.strip(),
        until=until,
        declared_at=now,
        declared_by=by,
        is_exercise=is_exercise,
    )
    audit.record(
        "emergencies.level_declared",
        by=by,
        about=said,
        area_code=area.code,
        level=level,
        is_exercise=is_exercise,
    )
    return said
