"""How ready the example's village is: neighbours on call, a drill, a replay and outreach, by rule."""

from datetime import date, datetime, time
from itertools import cycle
from typing import Any

import yaml
from django.utils import timezone
from django.utils.translation import override

from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies import services as emergencies
from tangguh.domains.emergencies.models import Drill, Material, Pair
from tangguh.domains.emergencies.services import (
    ArrivalDraft,
    Asked,
    DrillDraft,
    HelperDraft,
    MaterialDraft,
    SessionDraft,
)
from tangguh.domains.places.models import Area, PastEvent
from tangguh.web.demo.households import HOUSE
from tangguh.web.demo.scenario import DEMO, FILE, Scenario, act, noon

EAST = 102.5346  # as the households of the example


def load_readiness(scenario: Scenario) -> None:
    text: dict[str, Any] = yaml.safe_load((FILE.parent / "readiness.yaml").read_text("utf-8"))
    with override("id"):
        load_buddies(scenario, text)
        for row in text["drills"]:
            load_drill(scenario, scenario.area(text["area"]), row)
        load_replay(scenario, text["replay"])
        library = {row["key"]: load_material(scenario, row) for row in text["materials"]}
        for row in text["outreach"]:
            used = [library[key] for key in row["materials"]]
            load_session(scenario, scenario.area(text["area"]), row | {"materials": used})


def load_buddies(scenario: Scenario, text: dict[str, Any]) -> None:
    """Helpers RT by RT; who is fetched by whom is the engine's work; then so many say yes."""
    by, on, area = scenario.people["kader"], text["asked_on"], scenario.area(text["area"])
    said = dict(text["buddies"])
    names, how, lanes = cycle(said.pop("names")), said.pop("how"), said.pop("lanes")
    for rt, (helpers, _agreed) in said.items():
        for number in range(helpers):
            draft = helper(area, rt, lanes[rt], number, f"{next(names)} Contoh")
            emergencies.record_helper(
                by=by, draft=draft, act_id=act(f"helper {rt} {number}"), on=on
            )
    emergencies.propose_pairs(by=by, area=area, on=on)
    for rt, (_helpers, agreed) in said.items():
        for pair in pairs_of(rt, agreed):
            agree(scenario, pair, how, on)


def helper(area: Area, rt: str, north: float, number: int, name: str) -> HelperDraft:
    """Somebody in the upper lane of an RT, at this latitude: above every second house or so."""
    return HelperDraft(
        area=area,
        name=name,
        neighbourhood=rt,
        skills=("carry",) if number % 2 == 0 else (),
        trained_on=date(2026, 9, 12),
        latitude=north,
        longitude=round(EAST + number * HOUSE * 2, 5),
        source="Data contoh Tangguh, bukan kejadian nyata",
        provenance=DEMO,
    )


def pairs_of(rt: str, people: int) -> list[Pair]:
    """All pairs of the first so many people of an RT."""
    rows = Pair.objects.filter(member__household__neighbourhood=rt).order_by("member", "pk")
    first = list(dict.fromkeys(rows.values_list("member", flat=True)))[:people]
    return list(rows.filter(member__in=first).select_related("helper__area", "member"))


def agree(scenario: Scenario, pair: Pair, how: str, on: date) -> None:
    by = scenario.people["kader"]
    said = {"person": pair.member.name, "helper": pair.helper.name}
    for side, given_by in said.items():
        emergencies.agree(by=by, pair=pair, side=side, given_by=given_by, how=how, on=on)


def load_drill(scenario: Scenario, area: Area, row: dict[str, Any]) -> None:
    by, day = scenario.people["kades"], row["held_on"]
    draft = DrillDraft(
        area=area,
        kind=row["kind"],
        title=row["title"],
        scenario=row["scenario"],
        hazard=PastEvent.Hazard.FLOOD,
        held_on=day,
        expected=row["expected"],
        expected_vulnerable=row["expected_vulnerable"],
        plan_curve=tuple((minute, safe) for minute, safe in row["plan_curve"]),
        source=scenario.source,
        provenance=DEMO,
    )
    drill = emergencies.plan_drill(by=by, draft=draft, on=day)
    alarm, ended = clock(day, row["alarm"]), clock(day, row["ended"])
    emergencies.sound_alarm(by=by, drill=drill, at=alarm, now=alarm)
    for minute, said in row["events"]:
        emergencies.note_event(by=by, drill=drill, minute=minute, text=said)
    for number, (point, minute, people, vulnerable, way) in enumerate(row["arrivals"]):
        emergencies.record_arrival(
            by=scenario.people["kader"],
            drill=drill,
            draft=ArrivalDraft(point, minute, people, vulnerable, way),
            act_id=act(f"arrival {drill.title} {number}"),
            now=ended,
        )
    emergencies.end_drill(by=by, drill=drill, now=ended)
    for problem in row["problems"]:
        load_problem(scenario, drill, **problem)


def load_problem(  # noqa: PLR0913 what a problem consists of
    scenario: Scenario,
    drill: Drill,
    *,
    text: str,
    minute: int,
    action: str,
    owner: str,
    due: date,
    done_on: date | None = None,
) -> None:
    by = scenario.people["kades"]
    problem = emergencies.note_problem(by=by, drill=drill, text=text, minute=minute)
    emergencies.assign_action(by=by, problem=problem, action=action, owner=owner, due=due)
    if done_on:
        emergencies.finish_action(by=by, problem=problem, on=done_on)


def load_replay(scenario: Scenario, row: dict[str, Any]) -> None:
    by, event = scenario.people["pusdalops"], PastEvent.objects.get(code=row["event"])
    drill = emergencies.replay(
        by=by, area=scenario.area(row["area"]), event=event, on=row["held_on"]
    )
    Drill.objects.filter(pk=drill.pk).update(provenance=DEMO)
    for note in row["notes"]:
        emergencies.note_problem(by=by, drill=drill, **note)


def load_material(scenario: Scenario, row: dict[str, Any]) -> Material:
    """A sheet of the library, kept by the duty officer on the day before the first session."""
    said = {name: value for name, value in row.items() if name != "key"}
    on = date(2026, 8, 11)
    draft = MaterialDraft(
        area=scenario.district,
        owner="BPBD",
        source=scenario.source,
        as_of=on,
        provenance=DEMO,
        **said,
    )
    return emergencies.keep_material(
        by=scenario.people["pusdalops"],
        draft=draft,
        act_id=act(f"material {row['key']}"),
        now=noon(on),
    )


def load_session(scenario: Scenario, area: Area, row: dict[str, Any]) -> None:
    said = dict(row)
    before, after, people = said.pop("before"), said.pop("after"), said["people"]
    texts = parameters.questions(said["held_on"])
    asked = (
        Asked(text, people, knew, people, know)
        for text, knew, know in zip(texts, before, after, strict=True)
    )
    draft = SessionDraft(
        area=area,
        hazard=PastEvent.Hazard.FLOOD,
        questions=tuple(asked),
        source=scenario.source,
        provenance=DEMO,
        **said,
    )
    emergencies.record_session(
        by=scenario.people["kader"],
        draft=draft,
        act_id=act(f"outreach {draft.place}"),
        on=noon(draft.held_on).date(),
    )


def clock(day: date, at: str) -> datetime:
    """A clock time of the district, as 08:30."""
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(at)))
