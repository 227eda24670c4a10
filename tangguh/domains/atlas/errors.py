from tangguh.errors import Conflict, NotFound, Refused


class BoundariesRefused(Refused):
    """A boundary file whose areas cannot be told apart. Its report says which."""

    code = "boundaries_refused"


class NothingWaits(Conflict):
    """The boundaries were accepted or put away by somebody else meanwhile."""

    code = "nothing_waits"


class NotYetKnown(Refused):
    """A date that lies in the future."""

    code = "not_yet_known"


class FacilityKnown(Refused):
    """The same facility stands already in the area's list."""

    code = "facility_known"


class FacilityRefused(Refused):
    """A facility that no village has, or without a name or a reason."""

    code = "facility_refused"


class PositionRefused(Refused):
    """Coordinates that lie where the facility cannot be."""

    code = "position_refused"


class FacilityChanged(Conflict):
    """Somebody else corrected it since the form was opened."""

    code = "facility_changed"


class FacilityEnded(Conflict):
    """It stands in the list no longer."""

    code = "facility_ended"


class NoSuchFacility(NotFound):
    code = "no_such_facility"


class NoSuchBoundaries(NotFound):
    code = "no_such_boundaries"


class NoOutlines(Refused):
    """Nothing is drawn yet with which zones could be compared."""

    code = "no_outlines"


class ZonesRefused(Refused):
    """A file of zones that cannot be taken as it is. Its report says which rows."""

    code = "zones_refused"


class ZonesKnown(Conflict):
    """The very same file is in use."""

    code = "zones_known"


class NoLongerUsed(Conflict):
    """A map that is out of use already."""

    code = "no_longer_used"


class NoSuchZones(NotFound):
    code = "no_such_zones"


class GaugeRefused(Refused):
    """A gauge whose levels do not rise, or that stands there already."""

    code = "gauge_refused"


class GaugeChanged(Conflict):
    """Somebody else corrected it since the form was opened."""

    code = "gauge_changed"


class ReadingRefused(Refused):
    """What was said of a river's level cannot be so; or a file of readings, line by line."""

    code = "reading_refused"


class NoSuchGauge(NotFound):
    code = "no_such_gauge"


class RoadsRefused(Refused):
    """A file of roads that cannot be taken. Its report says why."""

    code = "roads_refused"


class RoadRefused(Refused):
    """What was said of a road cannot be so."""

    code = "road_refused"


class RoadChanged(Conflict):
    """Somebody else corrected it since the form was opened, or its set was replaced."""

    code = "road_changed"


class RoadsWaitNoLonger(Conflict):
    """The roads were accepted or put away by somebody else meanwhile."""

    code = "roads_wait_no_longer"


class NoSuchRoad(NotFound):
    code = "no_such_road"


class NoSuchScenario(NotFound):
    """No map of zones of this hazard is in use."""

    code = "no_such_scenario"
