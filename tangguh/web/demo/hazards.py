"""Zones, gauges, facilities, resources and answers of the example; the flood zones are modelled."""

from datetime import datetime
from typing import Any

import yaml
from django.utils.timezone import make_aware

from tangguh.domains.atlas import services as atlas
from tangguh.domains.atlas.services import GaugeDraft, MapFacts, ReadingDraft
from tangguh.domains.emergencies import services as emergencies
from tangguh.domains.emergencies.services import ResourceDraft
from tangguh.web.demo.scenario import DEMO, FILE, Scenario, act, noon


def load_hazards(scenario: Scenario) -> None:
    text = yaml.safe_load((FILE.parent / "hazards.yaml").read_text(encoding="utf-8"))
    load_zones(scenario, text)
    load_gauges(scenario, text)
    load_facilities(scenario, text)
    load_resources(scenario, text)
    load_answers(scenario, text)


def load_zones(scenario: Scenario, text: dict[str, Any]) -> None:
    for file, facts in text["zones"].items():
        atlas.import_zones(
            by=scenario.people["pusdalops"],
            district=scenario.district,
            file=FILE.parent / file,
            facts=MapFacts(*facts),
            now=noon(scenario.today),
        )


def load_gauges(scenario: Scenario, text: dict[str, Any]) -> None:
    gauges = {}
    for village, name, river, watch, alert, danger, north, east in text["gauges"]:
        said = (name, river, text["gauge_owner"], scenario.source, scenario.today)
        gauges[name] = atlas.add_gauge(
            by=scenario.people["pusdalops"],
            area=scenario.area(village),
            draft=GaugeDraft(*said, watch, alert, danger, north, east, DEMO),
            now=noon(scenario.today),
        )
    for name, clock, level, reader in text["readings"]:
        at, by = make_aware(datetime.fromisoformat(clock)), scenario.people[reader]
        atlas.record_reading(
            by=by,
            gauge=gauges[name],
            draft=ReadingDraft(at, level, by.get_full_name(), DEMO),
            act_id=act(f"reading {name} {clock}"),
            now=at,
        )


def load_facilities(scenario: Scenario, text: dict[str, Any]) -> None:
    for kind, name, north, east, note in text["facilities"]:
        atlas.add_facility(
            by=scenario.people["operator"],
            area=scenario.area(text["facilities_in"]),
            kind=kind,
            name=name,
            latitude=north,
            longitude=east,
            note=note,
            source=scenario.source,
            as_of=scenario.today,
            provenance=DEMO,
            now=noon(scenario.today),
        )


def load_resources(scenario: Scenario, text: dict[str, Any]) -> None:
    for village, kind, name, quantity, working, holder, phone, kept_at, rt in text["resources"]:
        said = (kind, name, quantity, working, holder, scenario.source, scenario.today)
        emergencies.add_resource(
            by=scenario.people["pusdalops"],
            area=scenario.area(village),
            draft=ResourceDraft(*said, phone, kept_at, rt, DEMO),
            now=noon(scenario.today),
        )


def load_answers(scenario: Scenario, text: dict[str, Any]) -> None:
    for indicator, yes in text["answers"].items():
        emergencies.answer_indicator(
            by=scenario.people["operator"],
            area=scenario.area(text["answered_in"]),
            indicator=indicator,
            yes=yes,
            source=scenario.source,
            as_of=text["answered_on"],
            provenance=DEMO,
            now=noon(scenario.today),
        )
