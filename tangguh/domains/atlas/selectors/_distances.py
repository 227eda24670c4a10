"""How far a point lies outside a district, as its boundaries in use tell."""

from dataclasses import dataclass

import numpy as np
import shapely

from tangguh.domains.atlas.models import Boundary, BoundarySet
from tangguh.domains.atlas.selectors._boundaries import set_in_use
from tangguh.domains.places.models import Area
from tangguh.engines.equal_area import EqualArea

# Schematic cells only show roughly where a village lies.
TOLERATED_KM = {BoundarySet.Kind.OFFICIAL: 1, BoundarySet.Kind.SCHEMATIC: 10}


@dataclass(frozen=True, slots=True)
class Away:
    """How far a point lies outside its district (0 inside), and how far it may."""

    district: Area
    km: float
    tolerated_km: int


def away_from_district(area: Area, latitude: float, longitude: float) -> Away | None:
    """The distance of a point from the district around an area; None while nothing is drawn."""
    code = ".".join(area.code.split(".")[:2])
    district = Area.objects.filter(code=code).first()
    boundary_set = set_in_use(district) if district else None
    if district is None or boundary_set is None:
        return None
    rows = Boundary.objects.filter(boundary_set=boundary_set).values_list("geometry", flat=True)
    shapes = np.array([shapely.geometry.shape(row) for row in rows], dtype=object)
    here = EqualArea(longitude, latitude)
    in_km = shapely.transform(shapes, here.to_km)
    point = shapely.Point(here.to_km(np.array([[longitude, latitude]]))[0])
    nearest = min(shapely.distance(in_km, point).tolist(), default=0.0)
    return Away(district, nearest, TOLERATED_KM[BoundarySet.Kind(boundary_set.kind)])
