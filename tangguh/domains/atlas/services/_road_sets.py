"""Taking roads in: checked first, waiting, then in use; what people closed or drew goes along."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas import selectors
from tangguh.domains.atlas.errors import RoadsRefused, RoadsWaitNoLonger
from tangguh.domains.atlas.models import Road, RoadNode, RoadSet
from tangguh.domains.atlas.services._days import refuse_future
from tangguh.domains.atlas.services._road_carrying import carry_over
from tangguh.domains.atlas.services._road_editions import new_edition
from tangguh.domains.atlas.services._road_files import RoadReading, read_roads
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area, Provenance
from tangguh.engines.roads import Network

BATCH = 500
DIGITS = 6  # of a degree: 11 cm


@dataclass(frozen=True, slots=True)
class RoadCheck:
    """What was found in a file, and the set that now waits; None where faults stand in the way."""

    report: dict[str, Any]
    road_set: RoadSet | None


def check_roads(*, district: Area, file: Path, layer: str = "") -> dict[str, Any]:
    """What a file of roads would bring. Asks nobody, because it stores nothing."""
    return read_roads(district, file, layer).report()


def propose_roads(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    district: Area,
    file: Path,
    source: str,
    as_of: date,
    now: datetime,
    layer: str = "",
) -> RoadCheck:
    """Check a file and let its roads wait until somebody accepts. Nothing that is shown changes."""
    accounts.require(by, "atlas.import_roads", at=district)
    refuse_future(as_of, now)
    found = read_roads(district, file, layer)
    if not found.can_be_imported:
        return RoadCheck(found.report(), None)
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=district.pk)
        remove(RoadSet.objects.filter(district=district, waiting=True))
        words = {"source": source, "as_of": as_of, "received_at": now}
        proposed = kept(found, district, sha256=hash_of(file), waiting=True, **words)
        tell("atlas.roads_checked", by, proposed)
    return RoadCheck(proposed.report, proposed)


@transaction.atomic
def accept_roads(*, by: User, road_set: RoadSet, now: datetime) -> RoadSet:
    """Take checked roads in use: what was closed, corrected or drawn here before is carried over."""
    accounts.require(by, "atlas.import_roads", at=road_set.district)
    waiting = still_waiting(road_set)
    taken_in_use(waiting, now)
    tell("atlas.roads_imported", by, waiting)
    return waiting


@transaction.atomic
def discard_roads(*, by: User, road_set: RoadSet) -> None:
    """Put checked roads away. The trail keeps that they were there, with the file's hash."""
    accounts.require(by, "atlas.import_roads", at=road_set.district)
    waiting = still_waiting(road_set)
    tell("atlas.roads_discarded", by, waiting)
    remove(RoadSet.objects.filter(pk=waiting.pk))


def load_roads(  # noqa: PLR0913 the fields of its command
    *,
    by: User | None,
    district: Area,
    file: Path,
    source: str,
    as_of: date,
    now: datetime,
    layer: str = "",
) -> RoadSet:
    """Take a file's roads in use at once. For the command; without a person the system did it."""
    if by is not None:
        accounts.require(by, "atlas.import_roads", at=district)
    refuse_future(as_of, now)
    found = read_roads(district, file, layer)
    if not found.can_be_imported:
        raise RoadsRefused(
            _("Nothing was stored. Check the file: the report names what stands in the way."),
            report=found.report(),
        )
    with transaction.atomic():
        Area.objects.select_for_update().get(pk=district.pk)
        remove(RoadSet.objects.filter(district=district, waiting=True))
        words = {"source": source, "as_of": as_of, "received_at": now}
        imported = kept(found, district, sha256=hash_of(file), waiting=True, **words)
        taken_in_use(imported, now)
        tell("atlas.roads_imported", by, imported)
    return imported


@transaction.atomic
def load_modelled_roads(
    *, district: Area, network: Network, source: str, as_of: date, now: datetime
) -> RoadSet:
    """Take a modelled network in use, labelled as such. Only the example's loader calls it."""
    found = RoadReading(RoadSet.Kind.MODELLED, network)
    words = {"source": source, "as_of": as_of, "received_at": now}
    modelled = kept(found, district, waiting=True, provenance=Provenance.MODELLED, **words)
    taken_in_use(modelled, now)
    tell("atlas.roads_modelled", None, modelled)
    return modelled


def remove(sets: QuerySet[RoadSet]) -> None:
    """Take away sets that were never in use: roads first, which hold their junctions."""
    pks = list(sets.values_list("pk", flat=True))
    Road.objects.filter(road_set__in=pks).delete()
    RoadNode.objects.filter(road_set__in=pks).delete()
    RoadSet.objects.filter(pk__in=pks).delete()


def hash_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def kept(found: RoadReading, district: Area, **words: Any) -> RoadSet:
    """Store a network: its junctions, then its pieces, each with the village in which it lies."""
    road_set = RoadSet.objects.create(
        district=district, kind=found.kind, report=found.report(), **words
    )
    network = found.network
    nodes = [
        RoadNode(road_set=road_set, longitude=round(x, DIGITS), latitude=round(y, DIGITS))
        for x, y in network.points.tolist()
    ]
    nodes = RoadNode.objects.bulk_create(nodes, batch_size=BATCH)
    roads = list(pieces_of(road_set, network, nodes))
    areas = selectors.villages_at(district, [middle(road.line) for road in roads])
    for road, area in zip(roads, areas, strict=True):
        road.area = area
    Road.objects.bulk_create(roads, batch_size=BATCH)
    return road_set


def middle(line: list[list[float]]) -> tuple[float, float]:
    longitude, latitude = line[len(line) // 2]
    return longitude, latitude


def pieces_of(road_set: RoadSet, network: Network, nodes: list[RoadNode]) -> list[Road]:
    """The rows of a network's pieces; what has no length is left out, and the report names it."""
    sourced = {
        "source": road_set.source,
        "as_of": road_set.as_of,
        "provenance": road_set.provenance,
    }
    return [
        Road(
            road_set=road_set,
            from_node=nodes[network.tail[number]],
            to_node=nodes[network.head[number]],
            way=way.id,
            name=way.name,
            road_class=way.road_class,
            length_m=round(float(network.length_m[number]), 1),
            capacity_pps=way.capacity,
            one_way=bool(way.one_way),
            is_bridge=way.is_bridge,
            is_ford=way.is_ford,
            surface=way.surface,
            line=network.lines[number].round(DIGITS).tolist(),
            **sourced,
        )
        for number, way in enumerate(network.ways)
        if network.length_m[number] >= 0.1
    ]


def taken_in_use(waiting: RoadSet, now: datetime) -> None:
    """Replace the set in use by this one, with what people said of the roads."""
    before = selectors.roads_in_use(waiting.district)
    if before is not None:
        before.replaced_at = now
        before.save(update_fields=["replaced_at"])
    waiting.waiting = False
    if before is not None:
        waiting.report = waiting.report | {"carried": carry_over(before, waiting)}
    waiting.save(update_fields=["waiting", "report"])
    new_edition(waiting.pk)


def still_waiting(road_set: RoadSet) -> RoadSet:
    """The same set, locked; or a refusal where somebody else was faster."""
    sets = RoadSet.objects.select_for_update(of=("self",)).select_related("district")
    waiting = sets.filter(pk=road_set.pk, waiting=True).first()
    if waiting is None:
        raise RoadsWaitNoLonger(
            _(
                "These roads wait no longer: somebody accepted them or put them away. "
                "Look at which are in use now."
            ),
            link="/atlas/roads/",
        )
    return waiting


def tell(deed: str, by: User | None, road_set: RoadSet) -> None:
    audit.record(
        deed,
        by=by,
        about=road_set,
        area_code=road_set.district.code,
        roads=road_set.report.get("roads"),
        sha256=road_set.sha256,
        source=road_set.source,
    )
