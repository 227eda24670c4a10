from datetime import datetime

import shapely
from django.db import transaction
from shapely.geometry.base import BaseGeometry

from tangguh.domains.atlas.models import Boundary, BoundarySet
from tangguh.domains.audit import services as audit
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, Provenance
from tangguh.engines import schematic_map


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
