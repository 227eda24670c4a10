"""The report on a file of hazard zones in words: what stands in the way, and what to look at."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.atlas.selectors._report import (
    Fault,
    Kind,
    Line,
    Section,
    figure,
    invalid_line,
    sections,
)


def zone_sections(report: Mapping[str, Any], names: Mapping[str, str]) -> list[Section]:
    """Every kind of finding that there is in a map of zones, the gravest first."""
    return sections(report, names, ZONE_KINDS)


def near(where: Sequence[float]) -> str:
    longitude, latitude = where
    return _("near %(position)s") % {"position": f"{latitude:.5f}, {longitude:.5f}"}


def percent(share: float) -> str:
    return f"{figure(100 * share, 0)}%"


def classless_line(fault: Fault, _names: Mapping[str, str]) -> Line:
    says = _("the class “%(said)s” is not known") % {"said": fault["said"]}
    return Line(str(fault["row"]), "", "", says if fault["said"] else _("no class is given"))


def exchanged_line(fault: Fault, _names: Mapping[str, str]) -> Line:
    first, second = fault["where"]
    says = _("its first corner says %(first)s, %(second)s")
    return Line(
        str(fault["row"]), "", "", says % {"first": f"{first:.5f}", "second": f"{second:.5f}"}
    )


def outside_line(fault: Fault, _names: Mapping[str, str]) -> Line:
    says = _("%(km)s km outside the district") % {"km": figure(fault["km"], 1)}
    return Line(str(fault["row"]), "", "", f"{says}, {near(fault['where'])}")


def everywhere_line(fault: Fault, _names: Mapping[str, str]) -> Line:
    says = _("covers %(share)s of the district") % {"share": percent(fault["share"])}
    return Line(str(fault["row"]), "", "", says)


def twins_line(fault: Fault, _names: Mapping[str, str]) -> Line:
    rows = ", ".join(map(str, fault["rows"]))
    says = _("the same shape in %(count)d rows") % {"count": len(fault["rows"])}
    return Line(rows, "", "", f"{says}, {near(fault['where'])}")


def sticking_out_line(fault: Fault, _names: Mapping[str, str]) -> Line:
    says = _("%(share)s of it lies outside the district") % {"share": percent(fault["share"])}
    return Line(str(fault["row"]), "", "", says)


def whole_village_line(fault: Fault, names: Mapping[str, str]) -> Line:
    code = fault["code"]
    return Line(str(fault["row"]), code, names.get(code, ""), _("covers the whole village"))


ZONE_KINDS = (
    Kind(
        "classless",
        gettext_lazy("Rows without a known class"),
        gettext_lazy(
            "Write high, medium or low (or tinggi, sedang, rendah) in the column KELAS; if the "
            "file has no such column, choose one class for all its rows."
        ),
        stops=True,
        line=classless_line,
    ),
    Kind(
        "invalid",
        gettext_lazy("Shapes that cannot be used"),
        gettext_lazy("Draw these shapes again."),
        stops=True,
        line=invalid_line,
    ),
    Kind(
        "exchanged",
        gettext_lazy("Latitude and longitude are exchanged"),
        gettext_lazy(
            "Each corner must give its longitude first, such as 102.7, then its latitude, such as "
            "−2.3. Export the file again."
        ),
        stops=True,
        line=exchanged_line,
    ),
    Kind(
        "outside",
        gettext_lazy("Zones outside the district"),
        gettext_lazy(
            "If it is all of them, the file names a wrong reference system. Otherwise remove these "
            "rows: they belong to another district."
        ),
        stops=True,
        line=outside_line,
    ),
    Kind(
        "everywhere",
        gettext_lazy("Zones all over the district"),
        gettext_lazy(
            "Such a zone tells nobody where to go. It is mostly the frame of the map, or a zone "
            "turned inside out: remove it, or draw it again."
        ),
        stops=True,
        line=everywhere_line,
    ),
    Kind(
        "twins",
        gettext_lazy("Shapes drawn twice"),
        gettext_lazy("Keep one row for each shape."),
        stops=True,
        line=twins_line,
    ),
    Kind(
        "repaired",
        gettext_lazy("Shapes that are repaired on the way in"),
        gettext_lazy("Compare these with the map before you rely on them."),
        stops=False,
        line=invalid_line,
    ),
    Kind(
        "sticking_out",
        gettext_lazy("Zones that reach over the border"),
        gettext_lazy("Rivers do. Only what lies in the district is counted."),
        stops=False,
        line=sticking_out_line,
    ),
    Kind(
        "whole_villages",
        gettext_lazy("Villages that lie wholly in one zone"),
        gettext_lazy(
            "Nobody there has a dry place. Look whether the map is fine enough to say so."
        ),
        stops=False,
        line=whole_village_line,
    ),
)
