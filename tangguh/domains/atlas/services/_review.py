"""What a boundary file holds, and what is wrong with it. Nothing here is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.engines import boundaries
from tangguh.integrations.boundary_files import read_boundaries

Feature = boundaries.Feature


@dataclass(frozen=True, slots=True)
class Reading:
    """The areas of a file, and the report on them."""

    features: list[Feature]
    report: boundaries.BoundaryReport

    @property
    def usable(self) -> tuple[Feature, ...]:
        return boundaries.usable_features(self.features, self.report.invalid)


def check_boundaries(
    *, district: Area, file: Path, layer: str = "", column: str = ""
) -> boundaries.BoundaryReport:
    """What a boundary file would bring. Asks nobody, because it stores nothing and tells only of the file."""
    return reading(district, file, layer, column).report


def reading(district: Area, file: Path, layer: str = "", column: str = "") -> Reading:
    found = read_boundaries(file, layer=layer or None, column=column or None)
    features = [Feature(f.row, f.code, f.name, f.geometry) for f in found]
    return Reading(features, boundaries.review(features, expected(district)))


def expected(district: Area) -> list[boundaries.Expected]:
    """The villages on the official list, as the engine wants them."""
    return [
        boundaries.Expected(
            village.code,
            village.name,
            float(village.area_km2) if village.area_km2 else None,
            (village.longitude, village.latitude)
            if village.longitude is not None and village.latitude is not None
            else None,
        )
        for village in places.villages_of(district)
    ]


def faults_of(report: boundaries.BoundaryReport) -> str:
    """The kinds of faults that stand in the way, with their counts."""
    beyond_repair = [found for found in report.invalid if found.repaired is None]
    counted = {
        _("%(count)d unknown codes"): len(report.unknown),
        _("%(count)d doubled codes"): len(report.duplicate),
        _("%(count)d overlaps"): len(report.overlapping),
        _("%(count)d shapes beyond repair"): len(beyond_repair),
        _("%(count)d shapes far from their place"): len(report.elsewhere),
    }
    return ", ".join(text % {"count": count} for text, count in counted.items() if count)


def as_json(report: boundaries.BoundaryReport) -> dict[str, Any]:
    """A report as it is kept and shown: rows, codes and figures, no shapes."""
    return {
        "invalid": [
            {"row": f.row, "code": f.code, "reason": f.reason, "where": f.where}
            | {"repaired": f.repaired is not None}
            for f in report.invalid
        ],
        "overlapping": [
            {"codes": [f.first_code, f.second_code], "rows": [f.first_row, f.second_row]}
            | {"area_km2": round(f.area_km2, 4)}
            for f in report.overlapping
        ],
        "missing": [{"code": f.code, "name": f.name} for f in report.missing],
        "unknown": [{"row": f.row, "code": f.code, "name": f.name} for f in report.unknown],
        "duplicate": [{"code": f.code, "rows": list(f.rows)} for f in report.duplicate],
        "elsewhere": distances(report.elsewhere),
    } | figures_of(report)


def figures_of(report: boundaries.BoundaryReport) -> dict[str, Any]:
    """What does not stand in the way of an import, but should be looked at."""
    return {
        "gaps": [{"area_km2": round(f.area_km2, 4), "where": f.where} for f in report.gaps],
        "differing": [
            {"row": f.row, "code": f.code, "official_km2": f.official_km2}
            | {"drawn_km2": round(f.drawn_km2, 2)}
            for f in report.differing
        ],
        "stray_labels": distances(report.stray_labels),
    }


def distances(strays: Iterable[boundaries.StrayLabel]) -> list[dict[str, Any]]:
    return [{"row": f.row, "code": f.code, "distance_km": round(f.distance_km, 2)} for f in strays]
