from tangguh.domains.atlas.models._boundaries import Boundary, BoundarySet
from tangguh.domains.atlas.models._facilities import Facility

__all__ = ["Boundary", "BoundarySet", "Facility"]
