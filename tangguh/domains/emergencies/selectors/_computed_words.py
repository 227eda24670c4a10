"""What a calculation says in words: doubts with their remedy, and why people are left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from tangguh.domains.emergencies.models import Computation
from tangguh.domains.emergencies.selectors._drills import few
from tangguh.domains.emergencies.selectors._evacuation_case import usable
from tangguh.domains.emergencies.selectors._plans import Contents

DOUBTS = {
    "no_zone": _(
        "No zone of this hazard is drawn for the village: no road and no shelter counts as wet. "
        "Ask BPBD to import the zones."
    ),
    "shelter_in_zone": _("%(names)s: stands in a zone and is not used. Choose another place."),
    "shelter_without_places": _("%(names)s: has no places. Write how many can stay."),
    "shelter_without_road": _(
        "%(names)s: no road comes near. Draw the road or path there on the page Roads, or correct "
        "the place on the map."
    ),
    "hosts_without_way": _(
        "%(names)s: host families are reached over an assembly point. Draw a route that leads to them."
    ),
    "home_without_place": _(
        "RT %(names)s: it is not known where houses stand. Tap on the map where the RT lies; "
        "until then their people count as without a dry way."
    ),
    "home_without_road": _(
        "RT %(names)s: houses stand far from any road in use. Draw their path on the page Roads; "
        "until then they count as without a dry way."
    ),
}
WHY = {
    "no_road_at_home": _("no open road at the houses: draw the path, open the road, or send boats"),
    "no_shelter_in_reach": _(
        "every way to a shelter is closed: open a road, or find a refuge on this side"
    ),
    "one_ways_lead_away": _("one-way roads lead away from every shelter: correct their direction"),
    "shelters_are_full": _("the shelters in reach are full: add places or host families"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of a calculation as they may be read: minutes, and counts that point at nobody."""

    clearance: str
    bound: str
    gap: str
    late: str
    hasty: str
    routed: str
    no_dry_route: str
    no_place: str
    modelled: str
    who: str
    loss: dict[str, Any]
    helps: dict[str, Any]
    proof: dict[str, Any]
    shortages: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why some people of these RT have no dry way or no place."""

    rts: str
    why: str


def doubts_of(made: Computation) -> tuple[str, ...]:
    """What is probably a mistake, each with its remedy."""
    return tuple(doubted(code, names) for code, names in made.told["doubts"])


def doubted(code: str, names: list[str]) -> str:
    return str(DOUBTS[code]) % {"names": ", ".join(names)}


def left_out_of(made: Computation) -> tuple[LeftOut, ...]:
    """The reasons, each once with the RT for which it holds."""
    rts: dict[str, list[str]] = {}
    for name, why in made.told["left_out"]:
        rts.setdefault(why, []).append(name)
    return tuple(LeftOut(", ".join(names), str(WHY[why])) for why, names in sorted(rts.items()))


def why_no_shelter(said: Contents) -> Iterator[str]:
    """What keeps each shelter of a plan from being used."""
    _goals, doubts = usable(said)
    yield from (doubted(each.code, list(each.names)) for each in doubts if each.names)


def told_of(made: Computation) -> Told:
    """What a page tells of a calculation."""
    said = made.told
    return Told(
        minutes(made.clearance_s),
        minutes(made.bound_s),
        f"{number_format(round(100 * made.gap, 1), 1)}%",
        minutes(said["late_s"]),
        minutes(said["hasty_s"]),
        few(made.routed),
        few(made.no_dry_route),
        few(made.no_place),
        few(made.modelled),
        made.computed_by.get_full_name() or made.computed_by.username,
        with_few(said["loss"]),
        with_few(said["helps"]),
        listed(with_few(said["proof"])),
        tuple(short_of(each) for each in said["shortages"]),
    )


def minutes(seconds: float) -> str:
    return number_format(round(seconds / 60, 1), 1)


def with_few(said: dict[str, Any] | None) -> dict[str, Any]:
    """The same, with a count of people that points at nobody."""
    return {**said, "persons": few(said["persons"])} if said else {}


def listed(said: dict[str, Any]) -> dict[str, Any]:
    """The same, lists of names as one text."""
    return {k: ", ".join(v) if isinstance(v, list) else v for k, v in said.items()}


def short_of(said: dict[str, Any]) -> dict[str, str]:
    """Where places are missing, and how many."""
    return listed(said) | {"missing": few(said["persons"] - said["places"])}
