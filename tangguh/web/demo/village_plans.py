"""The evacuation plan of the example's village: its first version, and the one after the flood."""

from typing import Any

import yaml

from tangguh.domains.atlas import services as atlas
from tangguh.domains.atlas.models import Facility, Road
from tangguh.domains.emergencies import services as emergencies
from tangguh.domains.emergencies.models import Computation, VillagePlan
from tangguh.engines.compiled_loops import as_plain_python
from tangguh.web.demo.scenario import DEMO, FILE, Scenario, noon


def load_village_plan(scenario: Scenario) -> None:
    text: dict[str, Any] = yaml.safe_load((FILE.parent / "plans.yaml").read_text("utf-8"))
    first, second = text["versions"]
    plan = start(scenario, text, first[0])
    emergencies.describe_scenario(by=scenario.people["kades"], plan=plan, scenario=text["scenario"])
    load_map(scenario, plan, text)
    load_words(scenario, plan, text)
    decide(scenario, plan, first)
    plan = start(scenario, text, second[0])
    load_routes(scenario, plan, text["late_routes"])
    decide(scenario, plan, second)


def load_village_paths(scenario: Scenario) -> None:
    """The roads and tracks of the village, which the modelled network is too coarse to have."""
    text: dict[str, Any] = yaml.safe_load((FILE.parent / "plans.yaml").read_text("utf-8"))
    for road_class, name, north, east, to_north, to_east in text["paths"]:
        atlas.draw_road(
            by=scenario.people["operator"],
            district=scenario.district,
            line=[(east, north), (to_east, to_north)],
            road_class=road_class,
            name=name,
            now=noon(scenario.today),
        )
    Road.objects.filter(is_drawn=True).update(provenance=DEMO)


def load_computation(scenario: Scenario) -> None:
    """What the engine finds for the version in force; compiling its loops would take longer."""
    with as_plain_python("tangguh.engines.evacuation"):
        emergencies.compute_plan(
            by=scenario.people["operator"],
            plan=VillagePlan.objects.latest("in_force_at"),
            district=scenario.district,
            water=Computation.Water.BEFORE,
            now=noon(scenario.today),
        )


def start(scenario: Scenario, text: dict[str, Any], day: Any) -> VillagePlan:
    return emergencies.start_draft(
        by=scenario.people["operator"],
        area=scenario.area(text["area"]),
        hazard=text["hazard"],
        now=noon(day),
        provenance=DEMO,
    )


def decide(scenario: Scenario, plan: VillagePlan, version: list[Any]) -> None:
    day, reason = version
    by = scenario.people["kades"]
    emergencies.put_in_force(by=by, plan=plan, reason=reason, now=noon(day))


def add(scenario: Scenario, plan: VillagePlan, part: str, **said: Any) -> None:
    emergencies.save_row(by=scenario.people["operator"], plan=plan, kind=part, said=said)


def load_map(scenario: Scenario, plan: VillagePlan, text: dict[str, Any]) -> None:
    """What stands on the map: RTs, points, shelters, signs, routes."""
    for name, (people, north, east, by) in text["neighbourhoods"].items():
        said = {"name": name, "people": people, "checked_by": by}
        add(scenario, plan, "neighbourhoods", **said, latitude=north, longitude=east)
    for name, (kind, room, facility, north, east) in text["places"].items():
        said = {"name": name, "kind": kind, "places": room, "facility": known(plan, facility)}
        add(scenario, plan, "places", **said, latitude=north, longitude=east)
    for kind, stands, north, east, note in text["signs"]:
        said = {"kind": kind, "stands": stands, "note": note}
        add(scenario, plan, "signs", **said, latitude=north, longitude=east)
    load_routes(scenario, plan, text["routes"])


def known(plan: VillagePlan, name: str | None) -> Facility | None:
    return Facility.objects.get(area=plan.area, name=name, ended_on=None) if name else None


def load_routes(scenario: Scenario, plan: VillagePlan, rows: list[list[Any]]) -> None:
    places = {each.name: each for each in plan.places.all()}
    rts = {each.name: each for each in plan.neighbourhoods.all()}
    for rt, point, shelter, note, bends in rows:
        ends = (rts[rt], places[point], places[shelter])
        begin, *on = [[each.longitude, each.latitude] for each in ends]
        said = {"neighbourhood": ends[0], "point": ends[1], "shelter": ends[2], "note": note}
        on = [stop for stop in on if stop[0] is not None]  # host families are not on the map
        line = [begin, *([east, north] for north, east in bends), *on]
        add(scenario, plan, "routes", **said, line=line)


def load_words(scenario: Scenario, plan: VillagePlan, text: dict[str, Any]) -> None:
    """What sounds, who does what, whom to call."""
    for level, (sound, meaning) in text["signals"].items():
        add(scenario, plan, "signals", level=level, sound=sound, meaning=meaning)
    for kind, (office, holder) in text["roles"].items():
        add(scenario, plan, "roles", kind=kind, office=office, holder=holder)
    for level, office, said in text["steps"]:
        add(scenario, plan, "steps", level=level, office=office, text=said)
    for office, phone in text["contacts"].items():
        add(scenario, plan, "contacts", office=office, phone=phone)
