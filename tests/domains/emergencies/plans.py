"""A plan of Teluk Kecimbung that lacks nothing, row by row."""

from datetime import timedelta

from tangguh.domains.emergencies import services
from tangguh.domains.emergencies.models import AlertLevel, PlanRole, VillagePlan
from tangguh.domains.emergencies.services import DrillDraft
from tests.factories import NOW, TODAY

DRY = (-2.42, 102.02)  # latitude and longitude outside the zones of the conftest
WET = (-2.45, 102.05)


def start(by, area) -> VillagePlan:
    return services.start_draft(by=by, area=area, hazard="flood", now=NOW)


def add(by, plan, part, **said):
    return services.save_row(by=by, plan=plan, kind=part, said=said)


def place(by, plan, name="Lapangan", kind="point", at=DRY, places=0):
    where = {"latitude": at[0], "longitude": at[1]} if at else {}
    return add(by, plan, "places", name=name, kind=kind, places=places, facility=None, **where)


def rt(by, plan, name="01", people=40, at=WET):
    where = {"latitude": at[0], "longitude": at[1]}
    return add(by, plan, "neighbourhoods", name=name, people=people, checked_by="Ketua RT", **where)


def route(by, plan, start, point, shelter=None):
    ends = [each for each in (start, point, shelter) if each and each.longitude]
    line = [[each.longitude, each.latitude] for each in ends]
    said = {"neighbourhood": start, "point": point, "shelter": shelter, "note": "", "line": line}
    return add(by, plan, "routes", **said)


def full(by, area) -> VillagePlan:
    """Complete but for zones and the drill, which are not rows of the plan."""
    plan = start(by, area)
    point = place(by, plan)
    hall = place(by, plan, "Balai Desa", "building", (-2.41, 102.02), 50)
    for name in ("01", "02"):
        route(by, plan, rt(by, plan, name, people=25), point, hall)
    for level in AlertLevel.Level.values:
        add(by, plan, "signals", level=level, sound="canang 4-4", meaning="Berangkat")
    for kind in PlanRole.Kind.values:
        add(by, plan, "roles", kind=kind, office="Linmas", holder="Junaidi Rahasia")
    add(by, plan, "contacts", office="Pusdalops", phone="0745-00004")
    return plan


def drill(by, area, days_ago=30):
    held = TODAY - timedelta(days=days_ago)
    draft = DrillDraft(area, "ftx", "Gladi", "Siaga 2", "flood", held)
    found = services.plan_drill(by=by, draft=draft, on=held)
    found.alarm_at = found.ended_at = NOW - timedelta(days=days_ago)
    found.save()
    return found
