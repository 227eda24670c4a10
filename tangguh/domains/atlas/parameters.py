"""How fast roads are, how many they let through, what hazards do to them: parameters/atlas."""

from dataclasses import dataclass
from datetime import date

from tangguh.domains.evidence.parameters import parameter
from tangguh.engines.roads import MODES, Passage, Rule


@dataclass(frozen=True, slots=True)
class Pace:
    """Of a class of roads: usual speed, and persons a second in one direction."""

    speed_kmh: float
    capacity_pps: float


def pace(road_class: str, on: date) -> Pace:
    """Our guess for a class, as long as the district says nothing of its own."""
    return Pace(**parameter(f"atlas.roads.{road_class}", on=on))


def water_rules(on: date) -> dict[str, Rule]:
    """From which depth water slows and closes each mode."""
    return {mode: Rule(**parameter(f"atlas.roads.water_{mode}", on=on)) for mode in MODES}


def slowed_by(on: date) -> float:
    """How many times longer a slow road takes."""
    return float(parameter("atlas.roads.slowed_by", on=on))


def depths_m(on: date) -> dict[str, float]:
    """How deep the water stands in each class of a flood zone whose map does not tell."""
    return {
        level: float(depth) for level, depth in parameter("atlas.scenarios.flood", on=on).items()
    }


def struck_by(hazard: str, on: date) -> dict[str, Passage]:
    """How a road is passed in each class of a zone where something else than still water comes."""
    said = parameter(f"atlas.scenarios.{hazard}", on=on)
    return {level: Passage[passage.upper()] for level, passage in said.items()}
