import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.errors import BoundariesRefused, NothingWaits
from tangguh.domains.atlas.models import BoundarySet
from tangguh.domains.atlas.services._cells import store
from tangguh.domains.atlas.services._days import refuse_future
from tangguh.domains.atlas.services._review import Reading, as_json, faults_of, reading
from tangguh.domains.atlas.services._zones import spread_zones
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area


@dataclass(frozen=True, slots=True)
class Check:
    """What was found in a file, and the set that now waits; None where faults stand in the way."""

    report: dict[str, Any]
    boundary_set: BoundarySet | None


def propose_boundaries(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    district: Area,
    file: Path,
    source: str,
    as_of: date,
    now: datetime,
    layer: str = "",
    column: str = "",
) -> Check:
    """Check a file and let its boundaries wait until somebody has looked at them and accepts.

    Nothing that is shown changes. A set that waited before makes way for this one. A large file
    takes seconds to read: that is done before the transaction, so that nobody waits to write.
    """
    accounts.require(by, "atlas.import_boundaries", at=district)
    refuse_future(as_of, now)
    found = reading(district, file, layer, column)
    if not found.report.can_be_imported:
        return Check(as_json(found.report), None)
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=district.pk)
        BoundarySet.objects.filter(district=district, waiting=True).delete()
        proposed = kept(found, district, file, waiting=True, **said(source, as_of, now))
        tell("atlas.boundaries_checked", by, proposed)
    return Check(proposed.report, proposed)


@transaction.atomic
def accept_boundaries(*, by: User, boundary_set: BoundarySet) -> BoundarySet:
    """Take checked boundaries in use: from now on every map of the district draws them."""
    accounts.require(by, "atlas.import_boundaries", at=boundary_set.district)
    waiting = still_waiting(boundary_set)
    waiting.waiting = False
    waiting.save(update_fields=["waiting"])
    spread_zones(waiting.district)
    tell("atlas.boundaries_imported", by, waiting)
    return waiting


@transaction.atomic
def discard_boundaries(*, by: User, boundary_set: BoundarySet) -> None:
    """Put checked boundaries away. The trail keeps that they were there, with the file's hash."""
    accounts.require(by, "atlas.import_boundaries", at=boundary_set.district)
    waiting = still_waiting(boundary_set)
    tell("atlas.boundaries_discarded", by, waiting)
    waiting.delete()


def import_boundaries(  # noqa: PLR0913 the fields of its command
    *,
    by: User,
    district: Area,
    file: Path,
    source: str,
    as_of: date,
    now: datetime,
    layer: str = "",
    column: str = "",
) -> BoundarySet:
    """Take the district's official boundaries in use at once, whole or not at all.

    Shapes that can be repaired are stored repaired, and the report says so. Overlapping,
    unknown or doubled areas, shapes beyond repair or far away, are refused with the report.
    """
    accounts.require(by, "atlas.import_boundaries", at=district)
    words = said(source, as_of, now)
    found = reading(district, file, layer, column)
    with transaction.atomic():
        imported = taken(found, district, file, words)
        spread_zones(district)
        tell("atlas.boundaries_imported", by, imported)
    return imported


def load_boundaries(  # noqa: PLR0913 the fields of its command
    *,
    district: Area,
    file: Path,
    source: str,
    as_of: date,
    now: datetime,
    layer: str = "",
    column: str = "",
) -> BoundarySet:
    """The same in the name of the system. For the operator at the machine; the trail says so."""
    words = said(source, as_of, now)
    found = reading(district, file, layer, column)
    with transaction.atomic():
        imported = taken(found, district, file, words)
        spread_zones(district)
        tell("atlas.boundaries_imported", None, imported)
    return imported


def said(source: str, as_of: date, now: datetime) -> dict[str, Any]:
    """What people say of a file, if it can be true."""
    refuse_future(as_of, now)
    return {"source": source, "as_of": as_of, "received_at": now}


def taken(found: Reading, district: Area, file: Path, words: dict[str, Any]) -> BoundarySet:
    """The boundaries of a file that nothing is wrong with."""
    if not found.report.can_be_imported:
        raise BoundariesRefused(
            _(
                "Nothing was stored: %(faults)s. Check the file: the report names each row. "
                "Mend them and send the file again."
            )
            % {"faults": faults_of(found.report)},
            report=as_json(found.report),
        )
    return kept(found, district, file, waiting=False, **words)


def kept(found: Reading, district: Area, file: Path, *, waiting: bool, **words: Any) -> BoundarySet:
    with file.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    boundary_set = BoundarySet.objects.create(
        district=district,
        kind=BoundarySet.Kind.OFFICIAL,
        sha256=sha256,
        report=as_json(found.report),
        waiting=waiting,
        **words,
    )
    store(boundary_set, {feature.code: feature.geometry for feature in found.usable})
    return boundary_set


def still_waiting(boundary_set: BoundarySet) -> BoundarySet:
    """The same set, locked; or a refusal where somebody else was faster."""
    sets = BoundarySet.objects.select_for_update(of=("self",)).select_related("district")
    waiting = sets.filter(pk=boundary_set.pk, waiting=True).first()
    if waiting is None:
        raise NothingWaits(
            _(
                "These boundaries wait no longer: somebody accepted them or put them away. "
                "Look at which are in use now."
            ),
            link="/atlas/boundaries/",
        )
    return waiting


def tell(deed: str, by: User | None, boundary_set: BoundarySet) -> None:
    audit.record(
        deed,
        by=by,
        about=boundary_set,
        area_code=boundary_set.district.code,
        areas=boundary_set.boundaries.count(),
        sha256=boundary_set.sha256,
        source=boundary_set.source,
    )
