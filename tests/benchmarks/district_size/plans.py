"""What was decided for the villages: unit costs, a year's work, an evacuation plan with its draft."""

from typing import Any

import yaml
from django.conf import settings

from tangguh.domains.accounts.models import User
from tangguh.domains.emergencies import services as emergencies
from tangguh.domains.emergencies.models import (
    AlertLevel,
    Computation,
    PlanNeighbourhood,
    PlanPlace,
    PlanRole,
    VillagePlan,
)
from tangguh.domains.places.models import Provenance
from tangguh.domains.resilience import services as resilience
from tests.benchmarks.district_size.ground import TODAY, District, noon

FLOODED = "15.03.08.2006"  # Teluk Kecimbung, where the modelled zones lie by the river
SOUTH_WEST = -2.2782, 102.5366  # of its houses by the river
DRY = -2.2685, 102.5367
HOUSES_APART = 0.0006  # degrees
NEIGHBOURHOODS, SHELTERS = 12, 6


def add_plans(district: District) -> None:
    """A plan of work that was drawn up, and a village plan in force, computed, with a draft after it."""
    add_costs(district)
    plan = village_plan(district)
    head = User.objects.get(username=f"kades-{FLOODED}")
    emergencies.put_in_force(by=head, plan=plan, reason="Lengkap", now=noon(TODAY))
    compute(district, plan)
    compute(district, village_plan(district))


def add_costs(district: District) -> None:
    """What every intervention costs, and both plans under the limits of the example."""
    said = yaml.safe_load((settings.DATA_DIR / "demo" / "unit_costs.yaml").read_text("utf-8"))
    by, now = district.officials["perencana"], noon(TODAY)
    for number, (intervention, (per, _agency, units, costs)) in enumerate(said["costs"].items()):
        draft = resilience.UnitCostDraft(
            index=said["index"],
            intervention=intervention,
            per=per,
            costs=costs,
            agency=district.agencies[number % len(district.agencies)],
            units=units,
            source=said["source"],
            holds_from=said["holds_from"],
            provenance=Provenance.DEMO,
        )
        resilience.enter_unit_cost(by=by, district=district.area, draft=draft, now=now)
    resilience.draw_plan(
        by=by,
        district=district.area,
        year=said["plan"]["year"],
        objective=said["plan"]["objective"],
        limits=said["plan"]["limits"],
        now=now,
    )


def village_plan(district: District) -> VillagePlan:
    """A draft; the first has many RTs and shelters, a way for each, and every word that is asked for."""
    village = next(each for each in district.villages if each.code == FLOODED)
    by = district.operators[village.pk]
    plan = emergencies.start_draft(
        by=by, area=village, hazard="flood", now=noon(TODAY), provenance=Provenance.DEMO
    )
    if not plan.neighbourhoods.exists():
        fill(by, plan)
    return plan


def fill(by: User, plan: VillagePlan) -> None:
    def add(part: str, **said: Any) -> Any:
        return emergencies.save_row(by=by, plan=plan, kind=part, said=said)

    rts = [add("neighbourhoods", **neighbourhood(n)) for n in range(NEIGHBOURHOODS)]
    point, *shelters = [add("places", **place(n)) for n in range(1 + SHELTERS)]
    for number, rt in enumerate(rts):
        add("routes", **route(rt, point, shelters[number % SHELTERS]))
    for level in AlertLevel.Level.values:
        add("signals", level=level, sound="kentongan 4-4", meaning="Berangkat")
        add("steps", level=level, office="Linmas", text="Bunyikan tanda")
    for kind in PlanRole.Kind.values:
        add("roles", kind=kind, office="Linmas", holder="Contoh")
    add("contacts", office="Pusdalops", phone="0745-00004")


def neighbourhood(number: int) -> dict[str, Any]:
    north, east = SOUTH_WEST
    where = {"latitude": north, "longitude": east + HOUSES_APART * number}
    return {"name": f"{number + 1:02}", "people": 110, "checked_by": "Ketua RT", **where}


def place(number: int) -> dict[str, Any]:
    """The first is where people gather, the others are where they stay."""
    north, east = DRY
    where = {"latitude": north, "longitude": east + HOUSES_APART * number}
    kind = PlanPlace.Kind.BUILDING if number else PlanPlace.Kind.POINT
    room = 300 if number else 0
    return {"name": f"Balai {number + 1}", "kind": kind, "places": room, "facility": None, **where}


def route(rt: PlanNeighbourhood, point: PlanPlace, shelter: PlanPlace) -> dict[str, Any]:
    line = [[each.longitude, each.latitude] for each in (rt, point, shelter)]
    return {"neighbourhood": rt, "point": point, "shelter": shelter, "note": "", "line": line}


def compute(district: District, plan: VillagePlan) -> None:
    emergencies.compute_plan(
        by=plan.drafted_by,
        plan=plan,
        district=district.area,
        water=Computation.Water.LOW,
        now=noon(TODAY),
    )
