"""The report on a boundary file in words: what stands in the way, and what to look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area

MOST_LINES = 100
NO_AREA = " instead of an area"  # as the engine says it
Fault = Mapping[str, Any]

REASONS = {
    "Empty": gettext_lazy("the shape is empty"),
    "Outside longitude and latitude": gettext_lazy("a corner lies off the globe"),
    "Self-intersection": gettext_lazy("the border crosses itself"),
    "Ring Self-intersection": gettext_lazy("the border touches itself"),
    "Hole lies outside shell": gettext_lazy("a hole lies outside its area"),
    "Holes are nested": gettext_lazy("a hole lies inside a hole"),
    "Nested holes": gettext_lazy("a hole lies inside a hole"),
    "Nested shells": gettext_lazy("one part lies inside another"),
    "Duplicate Rings": gettext_lazy("a border is drawn twice"),
    "Interior is disconnected": gettext_lazy("its holes cut the area in two"),
    "Too few points in geometry component": gettext_lazy("a part has fewer than three corners"),
    "Invalid Coordinate": gettext_lazy("a corner has no number"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: the rows of the file, the area, and what was found."""

    rows: str
    code: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of finding. `stops`: it stands in the way of an import."""

    key: str
    title: str
    advice: str
    stops: bool
    count: int
    lines: tuple[Line, ...]

    @property
    def heading(self) -> str:
        return f"{self.title}: {self.count}"

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of finding is told."""

    key: str
    title: Promise | str
    advice: Promise | str
    stops: bool
    line: Callable[[Fault, Mapping[str, str]], Line]


def sections(
    report: Mapping[str, Any], names: Mapping[str, str], kinds: Sequence[Kind] | None = None
) -> list[Section]:
    """Every kind of finding that there is, the gravest first. `names`: the official ones by code.

    `kinds`: how the findings of another report than that of boundaries are told.
    """
    told = []
    for kind in kinds or KINDS:
        faults = faults_in(report, kind.key)
        if faults:
            lines = tuple(kind.line(fault, names) for fault in faults[:MOST_LINES])
            told.append(
                Section(kind.key, str(kind.title), str(kind.advice), kind.stops, len(faults), lines)
            )
    return told


def faults_in(report: Mapping[str, Any], key: str) -> list[Fault]:
    """The findings of one kind. Invalid shapes are two kinds: beyond repair, and repaired."""
    if key in {"invalid", "repaired"}:
        wanted = key == "repaired"
        return [fault for fault in report.get("invalid", ()) if fault["repaired"] == wanted]
    return list(report.get(key, ()))


def names_of_villages(district: Area) -> dict[str, str]:
    return dict(places.villages_of(district).values_list("code", "name"))


def figure(value: float, places: int) -> str:
    """In the reader's separators, rounded: Django alone would cut the rest off."""
    return number_format(round(value, places), places)


def row_line(fault: Fault, names: Mapping[str, str], says: str) -> Line:
    return Line(str(fault["row"]), fault["code"], names.get(fault["code"], ""), says)


def unknown_line(fault: Fault, _names: Mapping[str, str]) -> Line:
    return Line(str(fault["row"]), fault["code"], fault["name"], _("not on the official list"))


def duplicate_line(fault: Fault, names: Mapping[str, str]) -> Line:
    rows = ", ".join(map(str, fault["rows"]))
    says = _("the same code in %(count)d rows") % {"count": len(fault["rows"])}
    return Line(rows, fault["code"], names.get(fault["code"], ""), says)


def overlap_line(fault: Fault, names: Mapping[str, str]) -> Line:
    codes = fault["codes"]
    says = _("%(km2)s km² in both") % {"km2": figure(fault["area_km2"], 2)}
    between = " – ".join(names.get(code, code) for code in codes)
    return Line(", ".join(map(str, fault["rows"])), " – ".join(codes), between, says)


def invalid_line(fault: Fault, names: Mapping[str, str]) -> Line:
    reason = reason_of(fault["reason"])
    if fault["where"]:
        longitude, latitude = fault["where"]
        reason += " " + _("near %(position)s") % {"position": f"{latitude:.5f}, {longitude:.5f}"}
    return row_line(fault, names, reason)


def reason_of(said: str) -> str:
    """Why a shape cannot be used; what draws no land is called as the file calls it."""
    kind, no_area, _more = said.partition(NO_AREA)
    if no_area:
        return _("a %(kind)s, which is no area") % {"kind": kind}
    return str(REASONS.get(said, said))


def elsewhere_line(fault: Fault, names: Mapping[str, str]) -> Line:
    km = figure(fault["distance_km"], 1)
    return row_line(fault, names, _("%(km)s km away from where it lies") % {"km": km})


def stray_line(fault: Fault, names: Mapping[str, str]) -> Line:
    km = figure(fault["distance_km"], 1)
    return row_line(fault, names, _("its known point lies %(km)s km outside") % {"km": km})


def missing_line(fault: Fault, _names: Mapping[str, str]) -> Line:
    return Line("", fault["code"], fault["name"], _("no row has this code"))


def differing_line(fault: Fault, names: Mapping[str, str]) -> Line:
    says = _("drawn %(drawn)s km², official %(official)s km²") % {
        "drawn": figure(fault["drawn_km2"], 2),
        "official": figure(fault["official_km2"], 2),
    }
    return row_line(fault, names, says)


def gap_line(fault: Fault, _names: Mapping[str, str]) -> Line:
    longitude, latitude = fault["where"]
    size = f"{figure(fault['area_km2'], 2)} km²"
    near = _("near %(position)s") % {"position": f"{latitude:.5f}, {longitude:.5f}"}
    return Line("", "", "", f"{size} {near}")


KINDS = (
    Kind(
        "unknown",
        gettext_lazy("Unknown areas"),
        gettext_lazy("Correct the code, or remove the row if it lies in another district."),
        stops=True,
        line=unknown_line,
    ),
    Kind(
        "duplicate",
        gettext_lazy("Codes that stand twice"),
        gettext_lazy("Keep one row for each code: join the parts of a village into one shape."),
        stops=True,
        line=duplicate_line,
    ),
    Kind(
        "overlapping",
        gettext_lazy("Areas that overlap"),
        gettext_lazy("Draw one border between the two, so that no land lies in both."),
        stops=True,
        line=overlap_line,
    ),
    Kind(
        "invalid",
        gettext_lazy("Shapes that cannot be used"),
        gettext_lazy("Draw these shapes again."),
        stops=True,
        line=invalid_line,
    ),
    Kind(
        "elsewhere",
        gettext_lazy("Shapes far from their place"),
        gettext_lazy(
            "If it is all of them, the file names a wrong reference system: export it again in "
            "WGS84 (EPSG:4326). If it is a few, their codes are exchanged."
        ),
        stops=True,
        line=elsewhere_line,
    ),
    Kind(
        "missing",
        gettext_lazy("Missing areas"),
        gettext_lazy("These villages would not be on the map. Add their rows if you have them."),
        stops=False,
        line=missing_line,
    ),
    Kind(
        "repaired",
        gettext_lazy("Shapes that are repaired on the way in"),
        gettext_lazy("Compare these with the map before you rely on them."),
        stops=False,
        line=invalid_line,
    ),
    Kind(
        "differing",
        gettext_lazy("Sizes that differ by more than 5%"),
        gettext_lazy("Ask which is right: the outline, or the official figure."),
        stops=False,
        line=differing_line,
    ),
    Kind(
        "stray_labels",
        gettext_lazy("Outlines that do not hold the village's known point"),
        gettext_lazy("Compare with the map: a neighbour's code may stand in this row."),
        stops=False,
        line=stray_line,
    ),
    Kind(
        "gaps",
        gettext_lazy("Gaps between areas"),
        gettext_lazy("Land that no village has. A lake or a forest may be meant so."),
        stops=False,
        line=gap_line,
    ),
)
