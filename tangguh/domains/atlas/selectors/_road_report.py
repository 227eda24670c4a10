"""The report on a file of roads in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHOWN = 30

KINDS = {
    "contradicting": (
        gettext_lazy("One-ways that contradict each other"),
        gettext_lazy("The same stretch stands twice with two directions. Keep the true one."),
    ),
    "no_capacity": (
        gettext_lazy("Roads that let nobody through"),
        gettext_lazy("Correct the capacity, or leave it empty: then that of the class holds."),
    ),
    "unbridged": (
        gettext_lazy("River crossings without a bridge"),
        gettext_lazy("Mark the bridge, the ford or the boat, or correct the line."),
    ),
    "island": (
        gettext_lazy("Islands: roads that join nothing else"),
        gettext_lazy("Draw the missing road, footpath or boat if there is one."),
    ),
    "dangling": (
        gettext_lazy("Ends that stop just short of a road"),
        gettext_lazy("Join them if one can pass there."),
    ),
    "trap": (
        gettext_lazy("One-ways that let people in and not out, or out and not in"),
        gettext_lazy("Correct a direction, or take the one-way off."),
    ),
    "no_length": (
        gettext_lazy("Roads without a length"),
        gettext_lazy("Nothing is lost by taking them out."),
    ),
    "doubled": (
        gettext_lazy("The same stretch twice"),
        gettext_lazy("Keep one, or capacities count double."),
    ),
    "parallel": (
        gettext_lazy("Two roads between the same junctions"),
        gettext_lazy("Nothing to do: both are kept."),
    ),
}
STOPS = {"contradicting", "no_capacity"}


@dataclass(frozen=True, slots=True)
class RoadLine:
    """One fault: the numbers of its ways, where it is (latitude, longitude), and a figure."""

    ways: str
    where: str
    says: str

    @property
    def at(self) -> str:
        """The place as an address has it."""
        return self.where.replace(" ", "")


@dataclass(frozen=True, slots=True)
class RoadSection:
    """One kind of fault. `stops`: it stands in the way of an import."""

    key: str
    title: str
    advice: str
    stops: bool
    count: int
    lines: tuple[RoadLine, ...]

    @property
    def heading(self) -> str:
        return f"{self.title}: {self.count}"

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def road_sections(report: Mapping[str, Any]) -> list[RoadSection]:
    """Every kind of fault that there is, the gravest first, and the ways that an extract cut off."""
    counts, faults = report.get("counts", {}), report.get("faults", {})
    found = [
        RoadSection(
            key,
            str(title),
            str(advice),
            key in STOPS,
            counts[key],
            tuple(line_of(fault) for fault in faults[key][:SHOWN]),
        )
        for key, (title, advice) in KINDS.items()
        if counts.get(key)
    ]
    if count := report.get("incomplete_count"):
        ways = tuple(RoadLine(str(way), "", "") for way in report["incomplete"][:SHOWN])
        title = _("Ways that the extract cut off")
        advice = _(
            "They end where the file ends. Take a larger extract if they lie in the district."
        )
        found.append(RoadSection("incomplete", title, advice, stops=False, count=count, lines=ways))
    return found


def line_of(fault: Mapping[str, Any]) -> RoadLine:
    longitude, latitude = fault["where"]
    says = ""
    if fault["metres"]:
        says = _("%(metres)s m") % {"metres": number_format(round(fault["metres"]))}
    ways = ", ".join(fault["ways"]) + (" …" if fault["pieces"] > len(fault["ways"]) else "")
    return RoadLine(ways, f"{latitude:.5f}, {longitude:.5f}", says)
