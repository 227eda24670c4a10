"""What is read aloud, dated figures (parameters/emergencies), and the form of the PKD (data/indices)."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from tangguh.domains.evidence.parameters import history, parameter
from tangguh.engines.matching import Rules
from tangguh.engines.tabletop import Cue

BUDDIES = "emergencies.buddies"
FOLDER = Path(__file__).parents[3] / "data" / "indices" / "pkd@2021"


def months(on: date) -> int:
    """For how many months a yes to help, or to be helped, holds."""
    return int(parameter(f"{BUDDIES}.months", on=on))


def notice_days(on: date) -> int:
    """How many days before its end a yes stands in the list of those to ask again."""
    return int(parameter(f"{BUDDIES}.notice_days", on=on))


def opens_at(on: date) -> int:
    """The alert level from which the duty officer may open names; 1 is the worst."""
    return int(parameter(f"{BUDDIES}.opens_at", on=on))


def rules(on: date) -> Rules:
    """Helpers for each person, people for each helper, and metres on foot."""
    each, cap, reach = (int(parameter(f"{BUDDIES}.{n}", on=on)) for n in ("each", "cap", "reach"))
    return Rules(each=each, cap=cap, reach=reach)


def cut_off(on: date) -> list[str]:
    """The classes of a flood zone whose houses are cut off."""
    return list(parameter(f"{BUDDIES}.cut_off", on=on))


def text(side: str, on: date) -> tuple[date, str]:
    """The text that is read to one side on a day, and the day since which it is in force."""
    name = f"{BUDDIES}.{side}"
    since = max((day for day, _text in history(name) if day <= on), default=on)
    return since, str(parameter(name, on=on))


def script(hazard: str, on: date) -> tuple[Cue, ...]:
    """What happens in a wave that is replayed: of a landslide where it is one, else of a flood."""
    name = "landslide" if hazard == "landslide" else "flood"
    cues = parameter(f"emergencies.tabletop.{name}", on=on)
    return tuple(Cue(**cue | {"told": tuple(cue["told"])}) for cue in cues)


def minutes_to_peak(on: date) -> int:
    """How long a replayed wave takes where nothing else is given."""
    return int(parameter("emergencies.tabletop.minutes_to_peak", on=on))


def quick_events(on: date) -> list[str]:
    """What is noted with one tap while a drill lasts."""
    return list(parameter("emergencies.drills.quick_events", on=on))


def questions(on: date) -> list[str]:
    """The questions that are asked before and after a session."""
    return list(parameter("emergencies.outreach.questions", on=on))


def counted_as_served(on: date) -> dict[str, str]:
    """What counts as served for each minimum service."""
    return dict(parameter("emergencies.outreach.spm", on=on))


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the form: its code, component and name, and how many questions it has."""

    code: str
    component: str
    name: str
    questions: int


@cache
def pkd() -> tuple[Indicator, ...]:
    """The indicators in the form's order. Source: BNPB, form of 2021; wording is our own."""
    with (FOLDER / "indicators.csv").open(newline="", encoding="utf-8") as lines:
        return tuple(
            Indicator(row["code"], row["group"], row["name"], int(row["most"]))
            for row in csv.DictReader(lines)
        )


def bag(on: date) -> list[str]:
    """What lies ready at the door; printed on the household's card."""
    return list(parameter("emergencies.plans.bag", on=on))


def daily_needs(on: date) -> dict[str, Decimal]:
    """What one person needs in a day, by kind of supply: rice in kilograms, water in litres."""
    return {
        kind: Decimal(str(parameter(f"emergencies.supplies.{kind}", on=on)))
        for kind in ("rice", "water")
    }


@dataclass(frozen=True, slots=True)
class Computing:
    """What a computed evacuation assumes: metres to a road, modelled households, a late start."""

    reach_m: float
    household: float
    in_need: float
    late_minutes: int


def computing(on: date) -> Computing:
    """Guesses as long as nobody has measured them; told beside the result."""
    names = ("reach", "household", "in_need", "late_minutes")
    reach, household, in_need, late = (
        parameter(f"emergencies.evacuation.{name}", on=on) for name in names
    )
    return Computing(float(reach), float(household), float(in_need), int(late))
