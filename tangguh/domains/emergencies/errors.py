from tangguh.errors import Conflict, NotAllowed, NotFound, Refused


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


class ResourceRefused(Refused):
    """A resource of which more work than there are, or that no village or district keeps."""

    code = "resource_refused"


class ResourceChanged(Conflict):
    """Somebody else corrected it, or took it off the list, since the form was opened."""

    code = "resource_changed"


class NoSuchResource(NotFound):
    code = "no_such_resource"


class AnswerRefused(Refused):
    """An indicator that the form does not have, or more yes than questions."""

    code = "answer_refused"


class PlanRefused(Refused):
    """A row of a plan that cannot be as it is said."""

    code = "plan_refused"


class PlanInForce(Conflict):
    """A version in force stays as it is; what changes is a new version."""

    code = "plan_in_force"


class NoSuchPlan(NotFound):
    code = "no_such_plan"


class NothingToCompute(Refused):
    """Nobody must leave, no road is known, or no shelter can be used."""

    code = "nothing_to_compute"


class MaterialUnclear(Refused):
    """Neither lines nor a file, both, or something that cannot be printed."""

    code = "material_unclear"
