from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.errors import GaugeChanged, GaugeRefused
from tangguh.domains.atlas.models import Gauge
from tangguh.domains.atlas.services._days import refuse_future
from tangguh.domains.atlas.services._positions import refuse_impossible_position
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area, Provenance

DEED = "atlas.edit_gauges"


@dataclass(frozen=True, slots=True)
class GaugeDraft:
    """What is said of a gauge. Levels are centimetres on its staff, all three or none."""

    name: str
    river: str
    owner: str
    source: str
    as_of: date
    watch_cm: int | None = None
    alert_cm: int | None = None
    danger_cm: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    provenance: str = Provenance.REAL


@transaction.atomic
def add_gauge(*, by: User, area: Area, draft: GaugeDraft, now: datetime) -> Gauge:
    """Put a gauge on the map of a village."""
    accounts.require(by, DEED, at=area)
    refuse_impossible(area, draft, now, besides=None)
    gauge = Gauge.objects.create(area=area, **asdict(draft))
    audit.record("atlas.gauge_added", by=by, about=gauge, area_code=area.code, river=gauge.river)
    return gauge


@transaction.atomic
def correct_gauge(
    *, by: User, gauge: Gauge, draft: GaugeDraft, version: int, now: datetime
) -> Gauge:
    """Correct what is said of a gauge. `version` is the one that was read; the trail keeps the rest."""
    accounts.require(by, DEED, at=gauge.area)
    rows = Gauge.objects.select_for_update(of=("self",)).select_related("area")
    current = rows.get(pk=gauge.pk)
    if current.version != version:
        raise GaugeChanged(
            _("Somebody else corrected %(name)s while you were writing. Open the page again.")
            % {"name": current.name}
        )
    refuse_impossible(current.area, draft, now, besides=current)
    said = asdict(draft) | {"provenance": current.provenance}
    before = {field: str(getattr(current, field)) for field in said}
    for field, value in said.items():
        setattr(current, field, value)
    changes = {f: [before[f], str(v)] for f, v in said.items() if before[f] != str(v)}
    if changes:
        current.version += 1
        current.save()
        code = current.area.code
        audit.record("atlas.gauge_corrected", by=by, about=current, area_code=code, changes=changes)
    return current


def refuse_impossible(
    area: Area, draft: GaugeDraft, now: datetime, *, besides: Gauge | None
) -> None:
    refuse_future(draft.as_of, now)
    refuse_impossible_position(area, draft.latitude, draft.longitude)
    levels = (draft.watch_cm, draft.alert_cm, draft.danger_cm)
    known = [level for level in levels if level is not None]
    if known and (len(known) < len(levels) or known != sorted(set(known))):
        raise GaugeRefused(
            _("Waspada, Siaga and Awas must rise, in centimetres. Give all three, or none of them.")
        )
    same = Gauge.objects.filter(area=area, name__iexact=draft.name)
    if besides is not None:
        same = same.exclude(pk=besides.pk)
    if same.exists():
        raise GaugeRefused(
            _("%(name)s stands already in %(area)s. Correct it instead.")
            % {"name": draft.name, "area": area.name}
        )
