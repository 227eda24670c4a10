from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.atlas.errors import NoSuchGauge
from tangguh.domains.atlas.models import Gauge, GaugeReading
from tangguh.domains.places.models import Area

NEWEST_FIRST = ("-read_at", "-pk")


@dataclass(frozen=True, slots=True)
class Read:
    """A reading, and whether a later row for the same moment corrects it."""

    reading: GaugeReading
    is_corrected: bool


def gauges() -> QuerySet[Gauge]:
    """Every gauge with its newest reading, by river, then from its village. They are public."""
    newest = GaugeReading.objects.filter(gauge=OuterRef("pk")).order_by(*NEWEST_FIRST)
    rows = Gauge.objects.select_related("area__parent").annotate(
        newest_cm=Subquery(newest.values("level_cm")[:1]),
        newest_at=Subquery(newest.values("read_at")[:1]),
    )
    return rows.order_by("river", "area__code", "name")


def gauges_of(area: Area) -> QuerySet[Gauge]:
    """The gauges that stand in a village."""
    return gauges().filter(area=area)


def gauge_for(pk: int) -> Gauge:
    """One gauge by its number."""
    found = gauges().filter(pk=pk).first()
    if found is None:
        raise NoSuchGauge(_("There is no gauge number %(number)d.") % {"number": pk})
    return found


def readings(of: Iterable[Gauge]) -> QuerySet[GaugeReading]:
    """Everything that was read at some gauges, the newest first; of one moment, what holds first."""
    rows = GaugeReading.objects.filter(gauge__in=[gauge.pk for gauge in of])
    return rows.select_related("gauge").order_by(*NEWEST_FIRST)


def read_at(rows: Iterable[GaugeReading]) -> tuple[Read, ...]:
    """The same, each with whether a later row corrects it."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for row in rows:
        moment = (row.gauge_id, row.read_at)
        found.append(Read(row, moment in seen))
        seen.add(moment)
    return tuple(found)


def may_edit_gauges(viewer: Viewer, area: Area) -> bool:
    """Whether somebody may add or correct the gauges of an area."""
    return accounts.may(viewer, "atlas.edit_gauges", at=area)


def may_record_readings(viewer: Viewer, gauge: Gauge) -> bool:
    """Whether somebody may write down what stands on a gauge."""
    return accounts.may(viewer, "atlas.record_reading", at=gauge.area)
