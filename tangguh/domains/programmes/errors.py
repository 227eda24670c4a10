"""What can be wrong with a plan or a report, and what to do about it."""

from tangguh.errors import Conflict, Refused


class CodeTaken(Refused):
    """Another programme or cycle already goes by this code or name."""

    code = "code_taken"


class OutsideItsArea(Refused):
    """The place does not lie in the area that is responsible for it."""

    code = "outside_its_area"


class ForeignResult(Refused):
    """A programme would serve a result of another policy."""

    code = "foreign_result"


class EndsBeforeItBegins(Refused):
    """The last day lies before the first."""

    code = "ends_before_it_begins"


class PartsDoNotAddUp(Refused):
    """The funding by source is not the budget."""

    code = "parts_do_not_add_up"


class OutsideItsCycle(Refused):
    """An activity's days do not lie inside its cycle."""

    code = "outside_its_cycle"


class CycleBudgetExceeded(Refused):
    """The activities of a cycle would cost more than the cycle has."""

    code = "cycle_budget_exceeded"


class PartLargerThanWhole(Refused):
    """More women, children, elderly or disabled people than people."""

    code = "part_larger_than_whole"


class ContradictsItsUpdates(Refused):
    """A change to an activity would make its history impossible."""

    code = "contradicts_its_updates"


class DayOutOfReach(Refused):
    """An update for a day that has not come, or on which the activity had not begun."""

    code = "day_out_of_reach"


class NoteNeeded(Refused):
    """A figure that nobody would believe without a word of explanation."""

    code = "note_needed"


class NotAPercentage(Refused):
    """Progress that is not between 0 and 100."""

    code = "not_a_percentage"


class ActUsedElsewhere(Conflict):
    """The same act was already recorded for another activity."""

    code = "act_used_elsewhere"


class ProgrammeClosed(Conflict):
    """The programme is over; nothing is planned or reported in it any more."""

    code = "programme_closed"


class PolicyEnded(Conflict):
    """The policy is no longer in force, so nothing new is opened under it."""

    code = "policy_ended"


class StatusOutOfTurn(Conflict):
    """A programme cannot go from its present status to the wanted one."""

    code = "status_out_of_turn"


class AlreadyBegun(Conflict):
    """What has begun is not cancelled."""

    code = "already_begun"


class ActivityCancelled(Conflict):
    """A cancelled activity is neither changed nor reported on."""

    code = "activity_cancelled"
