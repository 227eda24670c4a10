"""Which alert level holds in a place."""

from datetime import datetime

from django.db.models import QuerySet

from tangguh.domains.emergencies.models import AlertLevel
from tangguh.domains.places.models import Area


def levels_at(area: Area, *, now: datetime) -> list[AlertLevel]:
    """What holds now: the newest for each area around, real and exercise apart; worst first."""
    newest: dict[tuple[int, bool], AlertLevel] = {}
    for said in levels_around(area).filter(declared_at__lte=now):
        newest.setdefault((said.area_id, said.is_exercise), said)
    holding = [said for said in newest.values() if said.until > now]
    return sorted(holding, key=lambda said: (said.is_exercise, said.level))


def levels_around(area: Area) -> QuerySet[AlertLevel]:
    """All that was ever declared for an area and those around it, newest first."""
    parts = area.code.split(".")
    codes = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    rows = AlertLevel.objects.filter(area__code__in=codes).select_related("area", "declared_by")
    return rows.order_by("-declared_at", "-pk")
