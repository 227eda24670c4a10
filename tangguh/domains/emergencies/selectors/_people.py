"""How many households and people stand in the zones of a village: never a count that points at few."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tangguh.domains.residents.selectors import PlacedHousehold
from tangguh.engines.disclosure import is_safe_split
from tangguh.engines.hazard_zones import LEVELS, Zone, classes_at

OUTSIDE, UNKNOWN, INSIDE = "outside", "unknown", "inside"


@dataclass(frozen=True, slots=True)
class PeopleInZone:
    """One line of a hazard: where, how many households, people, and people who need help there.

    None stands in a whole column of a hazard where one of its counts would point at too few.
    """

    where: str
    households: int | None
    people: int | None
    who_need_help: int | None


def people_in_zones(
    zones: Mapping[str, Sequence[Zone]], households: Sequence[PlacedHousehold]
) -> dict[str, tuple[PeopleInZone, ...]]:
    """By hazard: the households in each class of zone, outside, and where the place is not known.

    Where the classes would point at too few, they are told together; where that would too, nothing.
    """
    return {hazard: split(parts_of(of_it, households)) for hazard, of_it in zones.items()}


def parts_of(
    zones: Sequence[Zone], households: Sequence[PlacedHousehold]
) -> dict[str, list[PlacedHousehold]]:
    """The households of each class, of the rest, and of those whose place is not known."""
    placed = [each for each in households if each.place is not None]
    classes = classes_at(zones, [each.place for each in placed if each.place is not None])
    parts: dict[str, list[PlacedHousehold]] = {key: [] for key in (*LEVELS, OUTSIDE, UNKNOWN)}
    for household, level in zip(placed, classes, strict=True):
        parts[level or OUTSIDE].append(household)
    parts[UNKNOWN] = [each for each in households if each.place is None]
    return parts


def split(parts: Mapping[str, list[PlacedHousehold]]) -> tuple[PeopleInZone, ...]:
    together = {
        INSIDE: [each for level in LEVELS for each in parts[level]],
        OUTSIDE: parts[OUTSIDE],
        UNKNOWN: parts[UNKNOWN],
    }
    for told in (parts, together):
        if is_safe(told):
            return lines(told)
    return ()


def is_safe(parts: Mapping[str, list[PlacedHousehold]]) -> bool:
    return is_safe_split(len(each) for each in parts.values()) and is_safe_split(
        people(each) for each in parts.values()
    )


def lines(parts: Mapping[str, list[PlacedHousehold]]) -> tuple[PeopleInZone, ...]:
    """The lines that are not empty; who needs help only where none of its counts points at few."""
    helped = {key: sum(each.who_need_help for each in rows) for key, rows in parts.items()}
    is_modelled = any(each.is_modelled for same in parts.values() for each in same)
    tells_help = is_safe_split(helped.values()) and not is_modelled  # a model has no needs
    return tuple(
        PeopleInZone(called(key), len(rows), people(rows), helped[key] if tells_help else None)
        for key, rows in parts.items()
        if rows or key in {"high", INSIDE}
    )


def people(rows: Iterable[PlacedHousehold]) -> int:
    return sum(each.people for each in rows)


def called(key: str) -> str:
    return {
        "high": _("in a zone of class high"),
        "medium": _("in a zone of class medium"),
        "low": _("in a zone of class low"),
        INSIDE: _("in a zone"),
        OUTSIDE: _("outside the zones"),
        UNKNOWN: _("place of the house not in the register"),
    }[key]
