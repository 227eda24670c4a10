"""What a file of hazard zones holds, and what is wrong with it. Nothing here is stored."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from tangguh.domains.atlas import selectors
from tangguh.domains.atlas.errors import NoOutlines
from tangguh.domains.places.models import Area
from tangguh.engines import hazard_zones
from tangguh.integrations.zone_files import read_zones


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """The zones of a file, names and depths by row, the villages' outlines, and the report."""

    zones: tuple[hazard_zones.Zone, ...]
    names: dict[int, str]
    depths: dict[int, float | None]
    villages: dict[str, BaseGeometry]
    report: hazard_zones.ZoneReport

    @property
    def usable(self) -> tuple[hazard_zones.Zone, ...]:
        return hazard_zones.usable_zones(self.zones, self.report.invalid)


def check_zones(
    *, district: Area, file: Path, layer: str = "", system: str = "", level: str = ""
) -> hazard_zones.ZoneReport:
    """What a file of zones would bring. Asks nobody, because it stores nothing."""
    return zone_reading(district, file, layer, system, level).report


def zone_reading(
    district: Area, file: Path, layer: str = "", system: str = "", level: str = ""
) -> ZoneReading:
    villages = outlines(district)
    found = read_zones(file, near=box_of(villages), layer=layer, system=system, level=level)
    zones = tuple(hazard_zones.Zone(f.row, f.level, f.geometry) for f in found)
    names = {f.row: f.name for f in found}
    depths = {f.row: f.depth_m for f in found}
    return ZoneReading(zones, names, depths, villages, hazard_zones.review(zones, villages))


def outlines(district: Area) -> dict[str, BaseGeometry]:
    """The villages' outlines in use; a refusal while nothing is drawn."""
    shapes = selectors.outlines_in_use(district)
    if not shapes:
        raise NoOutlines(
            _("No boundaries are drawn yet. Import the boundaries of the villages first."),
            link="/atlas/boundaries/",
        )
    return shapes


def box_of(villages: dict[str, BaseGeometry]) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.total_bounds(list(villages.values())).tolist()
    return west, south, east, north


def zone_faults(report: hazard_zones.ZoneReport) -> str:
    """The kinds of faults that stand in the way, with their counts."""
    counted = {
        _("%(count)d shapes beyond repair"): sum(f.repaired is None for f in report.invalid),
        _("%(count)d rows without a known class"): len(report.classless),
        _("%(count)d zones with latitude and longitude exchanged"): len(report.exchanged),
        _("%(count)d zones outside the district"): len(report.elsewhere),
        _("%(count)d zones all over the district"): len(report.everywhere),
        _("%(count)d shapes drawn twice"): len(report.twins),
    }
    return ", ".join(text % {"count": count} for text, count in counted.items() if count)


def zones_as_json(report: hazard_zones.ZoneReport) -> dict[str, Any]:
    """A report as it is kept and shown: rows, places and figures, no shapes."""
    return {
        "invalid": [
            {"row": f.row, "code": "", "reason": f.reason, "where": f.where}
            | {"repaired": f.repaired is not None}
            for f in report.invalid
        ],
        "classless": [{"row": f.row, "said": f.said} for f in report.classless],
        "exchanged": [misplaced(f) for f in report.exchanged],
        "outside": [misplaced(f) for f in report.elsewhere],
        "everywhere": [covering(f) for f in report.everywhere],
        "twins": [{"rows": list(f.rows), "where": f.where} for f in report.twins],
        "sticking_out": [covering(f) for f in report.sticking_out],
        "whole_villages": [covering(f) for f in report.whole_villages],
    }


def misplaced(found: hazard_zones.Misplaced) -> dict[str, Any]:
    return {"row": found.row, "where": found.where, "km": round(found.km, 1)}


def covering(found: hazard_zones.Covering) -> dict[str, Any]:
    return {"row": found.row, "code": found.code, "share": round(found.share, 4)}
