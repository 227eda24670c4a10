from tangguh.errors import Conflict, NotAllowed, Refused


class Sealed(NotAllowed):
    """The names are open to this office only while it is needed."""

    code = "sealed"


class HelperUnclear(Refused):
    code = "helper_unclear"


class AlreadyAnswered(Conflict):
    """This side has said yes or no before."""

    code = "already_answered"


class LevelUnclear(Refused):
    code = "level_unclear"


class DrillUnclear(Refused):
    code = "drill_unclear"


class DrillEnded(Conflict):
    code = "drill_ended"


class SessionUnclear(Refused):
    code = "session_unclear"
