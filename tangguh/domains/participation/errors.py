"""What can be wrong with a meeting, a proposal or a vote, and what to do about it."""

from tangguh.errors import Conflict, Refused


class RoundNotReady(Refused):
    """Something is missing before a round's rule can be fixed."""

    code = "round_not_ready"


class RuleIsFixed(Conflict):
    """What a round is about stands since its rule was fixed."""

    code = "rule_is_fixed"


class RuleIsNotFixed(Conflict):
    """A deed needs the rule, and nobody has fixed it yet."""

    code = "rule_is_not_fixed"


class RoundNotOpenYet(Conflict):
    """A ballot comes before the hour."""

    code = "round_not_open_yet"


class RoundClosed(Conflict):
    """A ballot, a slip or a bundle comes after the hour."""

    code = "round_closed"


class RoundStillOpen(Conflict):
    """A count is asked for while residents may still vote."""

    code = "round_still_open"


class RoundPublished(Conflict):
    """The count stands; it is not repeated."""

    code = "round_published"


class UnknownSlip(Refused):
    """The code is on none of the slips of this round."""

    code = "unknown_slip"


class SlipUsed(Conflict):
    """The slip has voted."""

    code = "slip_used"


class TooMany(Refused):
    """More slips or paper ballots than the round says there are voters."""

    code = "too_many"


class NotOnTheBallot(Refused):
    """A choice names a number that the ballot does not have."""

    code = "not_on_the_ballot"


class ChosenTwice(Refused):
    """A ballot chooses the same proposal twice."""

    code = "chosen_twice"


class WrongNumberOfChoices(Refused):
    """Fewer or more choices than the rule lets a voter have."""

    code = "wrong_number_of_choices"


class BundleCommitted(Conflict):
    """The bundle's ballots lie in the box; nothing of it is keyed again."""

    code = "bundle_committed"


class BundleNotReady(Conflict):
    """A bundle has not been keyed twice, or the two do not agree."""

    code = "bundle_not_ready"


class KeyedByTwo(Refused):
    """A third person would key a bundle, or one person would key it twice."""

    code = "keyed_by_two"


class NoSuchSerial(Refused):
    """A serial number lies outside the bundle."""

    code = "no_such_serial"


class FileKnown(Refused):
    """The same file was brought in before."""

    code = "file_known"


class TitleNeeded(Refused):
    """A proposal that does not say what is asked for."""

    code = "title_needed"


class NumberTaken(Refused):
    """Another proposal already has this number, or it is not one of that year."""

    code = "number_taken"


class NoSuchCode(Refused):
    """An activity code that is not in the list."""

    code = "no_such_code"


class DayOutOfReach(Refused):
    """A day that has not come, or that lies before what went before it."""

    code = "day_out_of_reach"


class ReasonNeeded(Refused):
    """A proposal would be parked, merged or not taken further without a reason."""

    code = "reason_needed"


class AnswerNeeded(Refused):
    """The author would not be told in plain words what was decided."""

    code = "answer_needed"


class NotInThisStep(Refused):
    """Something is given that this step does not take: a reason, a lane, an amount, a proposal."""

    code = "not_in_this_step"


class MergedInCircles(Refused):
    """A proposal would be merged into itself, or into one that leads back to it."""

    code = "merged_in_circles"


class MergedIntoNothing(Refused):
    """A proposal would be merged into none, or into one that is not pursued."""

    code = "merged_into_nothing"


class NotDoneYet(Refused):
    """The activity that carries a proposal out has not come so far."""

    code = "not_done_yet"


class NotForwarded(Refused):
    """Only what was forwarded to the district is typed into SIPD."""

    code = "not_forwarded"


class StepOutOfTurn(Conflict):
    """A proposal cannot go from where it stands to the wanted status."""

    code = "step_out_of_turn"


class SomebodyWasFaster(Conflict):
    """Another person took a step while this one was being written."""

    code = "somebody_was_faster"


class ActUsedElsewhere(Conflict):
    """The same act was already recorded by another person or for another proposal."""

    code = "act_used_elsewhere"


class ActivityOpen(Conflict):
    """The proposal is already carried out by an activity."""

    code = "activity_open"


class OutsideTheActivity(Refused):
    """An activity that is not for the place of the proposal."""

    code = "outside_the_activity"


class ForumClosed(Conflict):
    """The meeting is over."""

    code = "forum_closed"


class ForumMoved(Conflict):
    """Somebody else changed the forum meanwhile."""

    code = "forum_moved"


class NotHeldYet(Refused):
    """A meeting would be closed before its day."""

    code = "not_held_yet"


class WrongLevel(Refused):
    """A planning forum would be held in an area of another level."""

    code = "wrong_level"


class WordsMissing(Refused):
    """What must be said in words was left empty."""

    code = "words_missing"


class CriteriaUnsound(Refused):
    """A criterion without a name, twice the same, or with a weight that is none."""

    code = "criteria_unsound"


class PointsUnsound(Refused):
    """Points that are none, or for what the forum does not rank."""

    code = "points_unsound"
