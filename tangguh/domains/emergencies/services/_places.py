from datetime import date

from django.db import transaction

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies.models import FloodedPlace
from tangguh.domains.places.models import Area, Provenance


@transaction.atomic
def set_flooded_place(  # noqa: PLR0913 what such a line consists of
    *,
    by: User,
    area: Area,
    neighbourhood: str,
    name: str,
    source: str,
    on: date,
    provenance: str = Provenance.REAL,
) -> None:
    """Say by which water an RT is cut off; an empty name says that it stays dry."""
    accounts.require(by, "emergencies.match_buddies", at=area)
    FloodedPlace.objects.filter(area=area, neighbourhood=neighbourhood).delete()
    if name:
        FloodedPlace.objects.create(
            area=area,
            neighbourhood=neighbourhood,
            name=name,
            source=source,
            as_of=on,
            provenance=provenance,
        )
    audit.record(
        "emergencies.flooded_place_set",
        by=by,
        about=area,
        area_code=area.code,
        neighbourhood=neighbourhood,
        place=name,
    )
