import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import shapely
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.errors import NoLongerUsed, NothingWaits, ZonesKnown, ZonesRefused
from tangguh.domains.atlas.models import HazardZone, ZoneArea, ZoneSet
from tangguh.domains.atlas.selectors import outlines_in_use, zones_of_set
from tangguh.domains.atlas.services._days import refuse_future
from tangguh.domains.atlas.services._zone_review import (
    ZoneReading,
    zone_faults,
    zone_reading,
    zones_as_json,
)
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area, Provenance
from tangguh.engines import hazard_zones

DEED = "atlas.import_zones"


@dataclass(frozen=True, slots=True)
class MapFacts:
    """What people say of a map of zones. Without owner, source and date it is shown as not valid."""

    hazard: str
    owner: str = ""
    source: str = ""
    as_of: date | None = None
    provenance: str = Provenance.REAL


@dataclass(frozen=True, slots=True)
class Chosen:
    """What settles a file that says too little: its layer, its reference system, its class."""

    layer: str = ""
    system: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class ZoneCheck:
    """What was found in a file, and the set that now waits; None where faults stand in the way."""

    report: dict[str, Any]
    zone_set: ZoneSet | None


AS_SAID = Chosen()


def propose_zones(
    *,
    by: User,
    district: Area,
    file: Path,
    facts: MapFacts,
    now: datetime,
    chosen: Chosen = AS_SAID,
) -> ZoneCheck:
    """Check a file and let its zones wait until somebody has looked at them and accepts.

    Nothing that is shown changes. A set that waited before makes way for this one.
    """
    accounts.require(by, DEED, at=district)
    refuse_untrue(facts, now)
    found = zone_reading(district, file, chosen.layer, chosen.system, chosen.level)
    if not found.report.can_be_imported:
        return ZoneCheck(zones_as_json(found.report), None)
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=district.pk)
        ZoneSet.objects.filter(district=district, waiting=True).delete()
        proposed = kept(found, district, file, facts, received_at=now, waiting=True)
        tell("atlas.zones_checked", by, proposed)
    return ZoneCheck(proposed.report, proposed)


@transaction.atomic
def accept_zones(*, by: User, zone_set: ZoneSet, now: datetime) -> ZoneSet:
    """Take checked zones in use. The same office's map of the same hazard makes way and is kept."""
    accounts.require(by, DEED, at=zone_set.district)
    accepted = still_waiting(zone_set)
    accepted.waiting = False
    accepted.used_from = timezone.localdate(now)
    accepted.save(update_fields=["waiting", "used_from"])
    replace_older(accepted)
    tell("atlas.zones_imported", by, accepted)
    return accepted


@transaction.atomic
def discard_zones(*, by: User, zone_set: ZoneSet) -> None:
    """Put checked zones away. The trail keeps that they were there, with the file's hash."""
    accounts.require(by, DEED, at=zone_set.district)
    waiting = still_waiting(zone_set)
    tell("atlas.zones_discarded", by, waiting)
    waiting.delete()


@transaction.atomic
def end_zones(*, by: User, zone_set: ZoneSet, reason: str, now: datetime) -> ZoneSet:
    """Take a map of zones out of use, with the reason. It stays to be read."""
    accounts.require(by, DEED, at=zone_set.district)
    sets = ZoneSet.objects.select_for_update(of=("self",)).select_related("district")
    ended = sets.filter(pk=zone_set.pk, waiting=False, used_until=None).first()
    if ended is None:
        raise NoLongerUsed(_("This map is out of use already, or was never in use."))
    if not reason.strip():
        raise ZonesRefused(_("Say why the map is taken out of use."))
    ended.used_until = timezone.localdate(now)
    ended.ended_because = reason.strip()
    ended.save(update_fields=["used_until", "ended_because"])
    tell("atlas.zones_ended", by, ended, reason=ended.ended_because)
    return ended


def import_zones(
    *,
    by: User | None,
    district: Area,
    file: Path,
    facts: MapFacts,
    now: datetime,
    chosen: Chosen = AS_SAID,
) -> ZoneSet:
    """Take the zones of a file in use at once, whole or not at all. For commands and the example.

    `by` None: in the name of the system, for the operator at the machine; the trail says so.
    """
    if by is not None:
        accounts.require(by, DEED, at=district)
    refuse_untrue(facts, now)
    found = zone_reading(district, file, chosen.layer, chosen.system, chosen.level)
    if not found.report.can_be_imported:
        raise ZonesRefused(
            _("Nothing was stored: %(faults)s. Mend the rows and send the file again.")
            % {"faults": zone_faults(found.report)},
            report=zones_as_json(found.report),
        )
    with transaction.atomic():
        used_from = timezone.localdate(now)
        imported = kept(found, district, file, facts, received_at=now, used_from=used_from)
        replace_older(imported)
        tell("atlas.zones_imported", by, imported)
    return imported


def spread_zones(district: Area) -> None:
    """Share the zones in use out among the villages anew, for boundaries that were just accepted."""
    villages = outlines_in_use(district)
    for zone_set in ZoneSet.objects.filter(district=district, used_until=None):
        ZoneArea.objects.filter(zone__zone_set=zone_set).delete()
        share_out(zone_set, hazard_zones.shares_of(zones_of_set(zone_set), villages))


def refuse_untrue(facts: MapFacts, now: datetime) -> None:
    if facts.as_of is not None:
        refuse_future(facts.as_of, now)


def kept(found: ZoneReading, district: Area, file: Path, facts: MapFacts, **state: Any) -> ZoneSet:
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    refuse_known(district, facts.hazard, sha256)
    report = zones_as_json(found.report)
    zone_set = ZoneSet.objects.create(
        district=district, sha256=sha256, report=report, **asdict(facts), **state
    )
    HazardZone.objects.bulk_create(
        HazardZone(
            zone_set=zone_set,
            row=zone.row,
            level=zone.level,
            name=found.names[zone.row],
            depth_m=found.depths[zone.row],
            geometry=shapely.geometry.mapping(shapely.set_precision(zone.geometry, 1e-6)),
        )
        for zone in found.usable
    )
    share_out(zone_set, hazard_zones.shares_of(found.usable, found.villages))
    return zone_set


def share_out(zone_set: ZoneSet, shares: tuple[hazard_zones.Share, ...]) -> None:
    zones = dict(zone_set.zones.values_list("row", "pk"))
    codes = {share.code for share in shares}
    areas = dict(Area.objects.filter(code__in=codes).values_list("code", "pk"))
    ZoneArea.objects.bulk_create(
        ZoneArea(zone_id=zones[share.row], area_id=areas[share.code], km2=round(share.km2, 4))
        for share in shares
    )


def refuse_known(district: Area, hazard: str, sha256: str) -> None:
    same = ZoneSet.objects.filter(district=district, hazard=hazard, sha256=sha256, used_until=None)
    if known := same.filter(waiting=False).first():
        raise ZonesKnown(
            _("This very file is in use already. Send a newer one, or look at the one in use."),
            link=f"/atlas/zones/{known.pk}/",
        )


def replace_older(newer: ZoneSet) -> None:
    """What the same office said of the same hazard before; a map without an owner replaces none."""
    if not newer.owner:
        return
    ZoneSet.objects.filter(
        district=newer.district,
        hazard=newer.hazard,
        owner__iexact=newer.owner,
        waiting=False,
        used_until=None,
    ).exclude(pk=newer.pk).update(
        used_until=newer.used_from,
        ended_because=_("Replaced by a newer map of the same office"),
        replaced_by=newer,
    )


def still_waiting(zone_set: ZoneSet) -> ZoneSet:
    """The same set, locked; or a refusal where somebody else was faster."""
    sets = ZoneSet.objects.select_for_update(of=("self",)).select_related("district")
    waiting = sets.filter(pk=zone_set.pk, waiting=True).first()
    if waiting is None:
        raise NothingWaits(
            _("These zones wait no longer: somebody accepted them or put them away."),
            link="/atlas/zones/",
        )
    return waiting


def tell(deed: str, by: User | None, zone_set: ZoneSet, **more: Any) -> None:
    audit.record(
        deed,
        by=by,
        about=zone_set,
        area_code=zone_set.district.code,
        hazard=zone_set.hazard,
        zones=zone_set.zones.count(),
        sha256=zone_set.sha256,
        source=zone_set.source,
        **more,
    )
