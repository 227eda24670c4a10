from tangguh.domains.atlas.views._boundaries import (
    accept,
    boundaries,
    boundary_set,
    check,
    discard,
)
from tangguh.domains.atlas.views._facilities import add, correct, end, export, facilities, facility

__all__ = [
    "accept",
    "add",
    "boundaries",
    "boundary_set",
    "check",
    "correct",
    "discard",
    "end",
    "export",
    "facilities",
    "facility",
]
