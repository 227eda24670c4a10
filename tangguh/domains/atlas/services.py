import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import shapely
from django.db import transaction
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.errors import BoundariesRefused, FacilityKnown
from tangguh.domains.atlas.models import Boundary, BoundarySet, Facility
from tangguh.domains.audit import services as audit
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, Provenance
from tangguh.engines import boundaries, schematic_map
from tangguh.integrations.boundary_files import read_boundaries

Feature = boundaries.Feature


@transaction.atomic
def draw_schematic_cells(*, district: Area, now: datetime) -> BoundarySet:
    """Draw a district's villages from their label points and areas. For the operator's commands."""
    villages = places.villages_of(district).exclude(longitude=None).exclude(area_km2=None)
    sites = [
        schematic_map.Site(v.code, v.parent.code, v.longitude, v.latitude, float(v.area_km2))
        for v in villages
        if v.parent and v.longitude is not None and v.latitude is not None and v.area_km2
    ]
    drawn = schematic_map.draw_cells(sites)
    boundary_set = BoundarySet.objects.create(
        district=district,
        kind=BoundarySet.Kind.SCHEMATIC,
        source=district.source,
        as_of=district.as_of,
        provenance=Provenance.MODELLED,
        report={"largest_area_error": round(drawn.largest_error, 5)},
        received_at=now,
    )
    store(boundary_set, {cell.code: cell.polygon for cell in drawn.cells})
    audit.record(
        "atlas.cells_drawn", by=None, about=boundary_set, area_code=district.code, areas=len(sites)
    )
    return boundary_set


def check_boundaries(*, by: User, district: Area, file: Path) -> boundaries.BoundaryReport:
    """What a boundary file would bring, before anything is stored."""
    accounts.require(by, "atlas.import_boundaries", at=district)
    return review(district, read(file))


@transaction.atomic
def import_boundaries(
    *, by: User, district: Area, file: Path, source: str, as_of: date, now: datetime
) -> BoundarySet:
    """Take the district's official boundaries in use, whole or not at all.

    Shapes that can be repaired are stored repaired, and the report says so. Overlapping,
    unknown or doubled areas, and shapes beyond repair, are refused with the report.
    """
    accounts.require(by, "atlas.import_boundaries", at=district)
    features = read(file)
    report = review(district, features)
    if not report.can_be_imported:
        raise BoundariesRefused(
            _(
                "Nothing was stored: %(faults)s. Mend the file and send it again; "
                "“Check only” shows each row."
            )
            % {"faults": faults_of(report)},
            report=as_json(report),
        )
    boundary_set = BoundarySet.objects.create(
        district=district,
        kind=BoundarySet.Kind.OFFICIAL,
        source=source,
        as_of=as_of,
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        report=as_json(report),
        received_at=now,
    )
    usable = boundaries.usable_features(features, report.invalid)
    store(boundary_set, {feature.code: feature.geometry for feature in usable})
    audit.record(
        "atlas.boundaries_imported",
        by=by,
        about=boundary_set,
        area_code=district.code,
        areas=len(usable),
        sha256=boundary_set.sha256,
    )
    return boundary_set


def read(file: Path) -> list[Feature]:
    return [Feature(f.row, f.code, f.name, f.geometry) for f in read_boundaries(file)]


def review(district: Area, features: list[Feature]) -> boundaries.BoundaryReport:
    expected = [
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
    return boundaries.review(features, expected)


def faults_of(report: boundaries.BoundaryReport) -> str:
    """The kinds of faults that stand in the way, with their counts."""
    beyond_repair = [found for found in report.invalid if found.repaired is None]
    counted = {
        _("%(count)d unknown codes"): len(report.unknown),
        _("%(count)d doubled codes"): len(report.duplicate),
        _("%(count)d overlaps"): len(report.overlapping),
        _("%(count)d shapes beyond repair"): len(beyond_repair),
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
        "stray_labels": [
            {"row": f.row, "code": f.code, "distance_km": round(f.distance_km, 2)}
            for f in report.stray_labels
        ],
    }


def store(boundary_set: BoundarySet, shapes: dict[str, BaseGeometry]) -> None:
    """Write outlines in degrees to six decimals: about 10 cm."""
    areas = dict(Area.objects.filter(code__in=shapes).values_list("code", "pk"))
    Boundary.objects.bulk_create(
        Boundary(
            boundary_set=boundary_set,
            area_id=areas[code],
            geometry=shapely.geometry.mapping(shapely.set_precision(shape, 1e-6)),
        )
        for code, shape in sorted(shapes.items())
    )


@transaction.atomic
def add_facility(
    *, by: User, area: Area, kind: str, name: str, source: str, as_of: date
) -> Facility:
    """Put a public building or ground on a village's list."""
    accounts.require(by, "atlas.edit_facilities", at=area)
    if Facility.objects.filter(area=area, kind=kind, name=name).exists():
        raise FacilityKnown(
            _("%(name)s stands already in the list of %(area)s. Correct that line instead.")
            % {"name": name, "area": area.name}
        )
    facility = Facility.objects.create(area=area, kind=kind, name=name, source=source, as_of=as_of)
    audit.record("atlas.facility_added", by=by, about=facility, area_code=area.code, kind=kind)
    return facility
