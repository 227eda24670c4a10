from tangguh.errors import Refused


class BoundariesRefused(Refused):
    """A boundary file whose areas cannot be told apart. Its report says which."""

    code = "boundaries_refused"


class FacilityKnown(Refused):
    """The same facility stands already in the area's list."""

    code = "facility_known"
