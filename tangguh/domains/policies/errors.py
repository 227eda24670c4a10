"""What can be wrong with a policy's text, a number, a finding or a review, and what to do."""

from django.utils.translation import gettext as _

from tangguh.errors import Conflict, Refused


class PolicyMoved(Conflict):
    """Somebody else changed the policy since the editor opened it."""

    code = "policy_moved"


class PolicyEnded(Conflict):
    """The policy is no longer in force; its text stands as it is."""

    code = "policy_ended"


class TitleTaken(Conflict):
    """Another policy of the area already bears this title."""

    code = "title_taken"


class CodeTaken(Refused):
    """Another result or indicator already goes by this code."""

    code = "code_taken"


class OutOfLevel(Refused):
    """A result would hang where the order impact, outcome, output does not allow it."""

    code = "out_of_level"


class StillInUse(Conflict):
    """Something hangs on what would be removed."""

    code = "still_in_use"


class BaselineIncomplete(Refused):
    """A baseline without its day, or a day without its value."""

    code = "baseline_incomplete"


class TooManyDecimals(Refused):
    """A value that is finer than its indicator is measured."""

    code = "too_many_decimals"


class OutsidePolicyArea(Refused):
    """The place does not lie in the policy's area."""

    code = "outside_policy_area"


class PeriodRefused(Refused):
    """A period that ends before it begins, or has not ended yet."""

    code = "period_refused"


class FormulaUnknown(Refused):
    """An indicator names a formula that no room offers."""

    code = "formula_unknown"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "No part of this system offers the formula “%(name)s”. Choose one from the list, "
                "or let the indicator be reported by a person."
            )
            % {"name": name},
            formula=name,
        )


class ReasonMissing(Refused):
    """A change or decision of which nobody could say why."""

    code = "reason_missing"


class NothingChanged(Refused):
    """A publication whose text is the one that is already published."""

    code = "nothing_changed"


class LabelTaken(Conflict):
    """Another version of the policy already bears this label."""

    code = "label_taken"


class VersionOutOfOrder(Refused):
    """A version would be in force before the one that it follows."""

    code = "version_out_of_order"


class ComputedNotReported(Conflict):
    """The indicator is computed; nobody may report a number for it."""

    code = "computed_not_reported"


class SourceMissing(Refused):
    """A number that does not say where it comes from."""

    code = "source_missing"


class EvidenceMissing(Refused):
    """A number that nothing shows."""

    code = "evidence_missing"


class EvidenceUnfit(Refused):
    """Evidence from elsewhere or from before the period, or not open to who reports it."""

    code = "evidence_unfit"


class ShareDoesNotMatch(Refused):
    """A percentage that is not its part of its whole."""

    code = "share_does_not_match"


class AlreadyMeasured(Conflict):
    """There is a number for this indicator, area and period; it can be corrected."""

    code = "already_measured"


class AlreadyCorrected(Conflict):
    """A newer number already replaces this one."""

    code = "already_corrected"


class ActTaken(Conflict):
    """The same act was already recorded for something else."""

    code = "act_taken"


class FindingRefused(Refused):
    """A finding that says nothing, or of a day that has not come."""

    code = "finding_refused"


class ReviewDayTaken(Conflict):
    """The policy is already reviewed on that day."""

    code = "review_day_taken"


class ReviewNotOpen(Conflict):
    """The review is not opened yet, or it is closed for good."""

    code = "review_not_open"


class ReviewUnfinished(Refused):
    """Recommendations without an owner or a day stand in the way of closing a review."""

    code = "review_unfinished"


class NextReviewMissing(Refused):
    """A policy would go on without a day on which it is looked at again."""

    code = "next_review_missing"


class RecommendationDone(Conflict):
    """The recommendation was already carried out."""

    code = "recommendation_done"


class DayRefused(Refused):
    """A day that has not come, or that has gone by."""

    code = "day_refused"


class ParameterUnfit(Refused):
    """A figure set by the district that cannot be used as it is written."""

    code = "parameter_unfit"
