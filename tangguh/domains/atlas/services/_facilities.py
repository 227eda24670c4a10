from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.errors import (
    FacilityChanged,
    FacilityEnded,
    FacilityKnown,
    FacilityRefused,
)
from tangguh.domains.atlas.models import Facility
from tangguh.domains.atlas.services._days import refuse_future
from tangguh.domains.atlas.services._positions import refuse_impossible_position
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area, Provenance

CORRECTED = ("kind", "name", "latitude", "longitude", "note", "source", "as_of")


@transaction.atomic
def add_facility(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    area: Area,
    kind: str,
    name: str,
    source: str,
    as_of: date,
    now: datetime,
    latitude: float | None = None,
    longitude: float | None = None,
    note: str = "",
    provenance: str = Provenance.REAL,
) -> Facility:
    """Put a public building or ground on a village's list."""
    accounts.require(by, "atlas.edit_facilities", at=area)
    refuse_other_levels(area)
    refuse_future(as_of, now)
    refuse_known(area, kind, name, besides=None)
    refuse_impossible_position(area, latitude, longitude)
    facility = Facility.objects.create(
        area=area,
        kind=kind,
        name=name,
        source=source,
        as_of=as_of,
        latitude=latitude,
        longitude=longitude,
        note=note,
        provenance=provenance,
    )
    audit.record("atlas.facility_added", by=by, about=facility, area_code=area.code, kind=kind)
    return facility


@transaction.atomic
def correct_facility(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    facility: Facility,
    version: int,
    kind: str,
    name: str,
    source: str,
    as_of: date,
    now: datetime,
    latitude: float | None = None,
    longitude: float | None = None,
    note: str = "",
) -> Facility:
    """Correct what a line says. `version` is the one that was read; the trail keeps what it said.

    Its village stays: what stands in another village is ended here and added there.
    """
    accounts.require(by, "atlas.edit_facilities", at=facility.area)
    current = standing(facility)
    refuse_changed(current, version)
    refuse_future(as_of, now)
    refuse_known(current.area, kind, name, besides=current)
    refuse_impossible_position(current.area, latitude, longitude)
    after = {"kind": kind, "name": name, "latitude": latitude, "longitude": longitude}
    changes = corrected(current, after | {"note": note, "source": source, "as_of": as_of})
    if changes:
        current.version += 1
        current.save()
        code = current.area.code
        audit.record(
            "atlas.facility_corrected", by=by, about=current, area_code=code, changes=changes
        )
    return current


@transaction.atomic
def end_facility(
    *, by: User, facility: Facility, ending: str, reason: str, on: date, now: datetime
) -> Facility:
    """Take a line off the list, with the reason: it is no longer in use, or it was a mistake."""
    accounts.require(by, "atlas.edit_facilities", at=facility.area)
    current = standing(facility)
    refuse_future(on, now)
    if not reason.strip():
        raise FacilityRefused(_("Say why it is taken off the list."))
    current.ending = ending
    current.ended_on = on
    current.ended_because = reason
    current.version += 1
    current.save()
    told = {"area_code": current.area.code, "ending": ending, "reason": reason}
    audit.record("atlas.facility_ended", by=by, about=current, **told)
    return current


def standing(facility: Facility) -> Facility:
    """The line as it is now, locked; or a refusal where it has ended."""
    lines = Facility.objects.select_for_update(of=("self",)).select_related("area")
    current = lines.get(pk=facility.pk)
    if current.ended_on:
        raise FacilityEnded(
            _("%(name)s was taken off the list on %(day)s. If it stands again, add it anew.")
            % {"name": current.name, "day": date_format(current.ended_on)},
            link=f"/atlas/facilities/{current.pk}/",
        )
    return current


def refuse_changed(facility: Facility, version: int) -> None:
    if facility.version != version:
        raise FacilityChanged(
            _(
                "Somebody else corrected %(name)s while you were writing, and nothing of yours is "
                "stored. Open the page again, look at what changed, and write your correction."
            )
            % {"name": facility.name},
            link=f"/atlas/facilities/{facility.pk}/",
        )


def refuse_other_levels(area: Area) -> None:
    if area.level != Area.Level.VILLAGE or area.valid_to:
        raise FacilityRefused(
            _("%(area)s is no village of today. Choose the desa or kelurahan where it stands.")
            % {"area": area.name}
        )


def refuse_known(area: Area, kind: str, name: str, *, besides: Facility | None) -> None:
    """One line for one thing, however it is written."""
    others = Facility.objects.filter(area=area, kind=kind, name__iexact=name, ended_on=None)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if other := others.first():
        raise FacilityKnown(
            _("%(name)s stands already in the list of %(area)s. Correct that line instead.")
            % {"name": other.name, "area": area.name},
            link=f"/atlas/facilities/{other.pk}/",
        )


def corrected(facility: Facility, after: dict[str, Any]) -> dict[str, list[Any]]:
    """Write what is new, and tell each field as it was and as it is."""
    changes = {}
    for field in CORRECTED:
        before = getattr(facility, field)
        if before != after[field]:
            setattr(facility, field, after[field])
            changes[field] = [plain(before), plain(after[field])]
    return changes


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
