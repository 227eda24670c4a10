from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tangguh.errors import Conflict, NotFound, Refused

SHOWN = 20


class MalformedIndex(Refused):
    """A definition or a table of scores cannot be used as it is. `details` name place and fault."""

    code = "malformed_index"


class ScoresRefused(Refused):
    """A file of scores with rows that cannot be taken. Nothing of it was stored."""

    code = "scores_refused"

    def __init__(self, faults: Sequence[Mapping[str, Any]], message: str = "") -> None:
        lines = [f"{place_of(fault)}{fault['says']}" for fault in faults[:SHOWN]]
        if (more := len(faults) - SHOWN) > 0:
            lines.append(gettext("… and %(count)d more.") % {"count": more})
        told = gettext("Nothing was stored. Correct these rows and send the table again:")
        super().__init__(message or "\n".join([told, *lines]), rows=list(faults))


def place_of(fault: Mapping[str, Any]) -> str:
    """Where a fault stands in its file: as much as is known of row, column and village."""
    row = gettext("row %(row)s") % fault if fault["row"] else ""
    code = f"({fault['code']})" if fault["code"] else ""
    place = " ".join(filter(None, [", ".join(filter(None, [row, fault["column"]])), code]))
    return f"{place}: " if place else ""


class ReleaseKnown(Conflict):
    """A release under this name is there, and releases are never overwritten."""

    code = "release_known"


class CostsRefused(ScoresRefused):
    """A table of unit costs with rows that cannot be taken. Nothing of it was stored."""

    code = "costs_refused"


class EvidenceRefused(Refused):
    """The evidence is not of this village, or the index has no such indicator."""

    code = "evidence_refused"


class FollowUpRefused(Refused):
    """What was asked again cannot be so: too soon, elsewhere, or more yes than asked."""

    code = "follow_up_refused"


class NothingToHand(Refused):
    """The index has no such figure."""

    code = "nothing_to_hand"


class NothingWaits(Conflict):
    """Somebody else accepted a release, or put it away."""

    code = "nothing_waits"


class NoScores(NotFound):
    """There is nothing to explain: no release tells the indicators."""

    code = "no_scores"


class CostRefused(Refused):
    """A unit cost that cannot be: unknown, nothing, below zero, or without a source."""

    code = "cost_refused"


class PlanRefused(Refused):
    """A plan that cannot be drawn up: a year that is over, no costs, limits that cannot be kept."""

    code = "plan_refused"


class DecisionRefused(Refused):
    """A decision without a choice or without a reason."""

    code = "decision_refused"


class AlreadyDecided(Conflict):
    """A plan is decided on once."""

    code = "already_decided"


class PlanOutOfDate(Conflict):
    """What the plan rests on has changed, or its year is over."""

    code = "plan_out_of_date"


def refused(fault: str, **params: object) -> MalformedIndex:
    """The error to raise: what is wrong where, and what to do about it.

    It is put into words when somebody reads it: a file is also read where Django is not ready.
    """
    faults = {**FAULTS_OF_DEFINITIONS, **FAULTS_OF_SCORES, **FAULTS_OF_PORTFOLIOS}
    words = lazy(lambda: str(faults[fault]) % params, str)()
    return MalformedIndex(words, fault=fault, **params)


FAULTS_OF_DEFINITIONS = {
    "no_definition": _(
        "There is no index %(name)s. There are: %(known)s. Or name the folder of your own."
    ),
    "no_file": _("%(path)s is not there. An index is index.yaml and indicators.csv."),
    "not_yaml": _("%(path)s cannot be read as YAML: %(why)s. Correct that line."),
    "no_entry": _("%(path)s does not say %(entry)s. Add it."),
    "no_column": _("%(path)s has no column %(column)s. Add it to the first line."),
    "not_a_fraction": _(
        "%(path)s, %(place)s: %(value)s is no number. Write a fraction such as 1/3, or a "
        "decimal such as 0.25."
    ),
    "weights_do_not_sum": _(
        "%(path)s: the weights inside %(place)s add up to %(total)s instead of 1. Correct the "
        "weights of %(place)s."
    ),
    "dimension_is_empty": _("%(path)s: %(place)s has no indicator. Add one, or remove it."),
    "dimension_is_repeated": _("%(path)s: the dimension %(place)s is there twice. Keep one."),
    "indicator_is_repeated": _("%(path)s: the indicator %(place)s is there twice. Keep one."),
    "dimension_is_unknown": _(
        "%(path)s: %(indicator)s belongs to %(dimension)s, which index.yaml does not name. "
        "Correct one of the two."
    ),
    "range_is_empty": _(
        "%(path)s: the least score of %(indicator)s is not below its most. Correct one."
    ),
    "level_is_out_of_range": _(
        "%(path)s: the rules of %(indicator)s give %(score)s, outside its range. Correct one."
    ),
    "levels_overlap": _(
        "%(path)s: two rules of %(indicator)s hold for the same answer: “%(one)s” and "
        "“%(other)s”. Correct their bounds."
    ),
    "statuses_do_not_fall": _(
        "%(path)s: the status %(status)s begins no lower than the one before it. The best "
        "comes first."
    ),
    "parts_differ": _(
        "%(path)s counts the statuses in %(said)s parts, but the weights give %(found)s. "
        "Correct the limits of the statuses, then the parts."
    ),
    "no_source": _(
        "%(path)s, line %(row)s: %(indicator)s does not say from which rows it is counted. Write "
        "a source, such as participation.answered_in_time."
    ),
    "unknown_kind": _(
        "%(path)s: the kind of %(indicator)s is “%(value)s”. There are: %(known)s. Write one of them."
    ),
    "goalposts_are_one": _(
        "%(path)s: zero and full of %(indicator)s are the same. Write two different goalposts."
    ),
    "too_few_rows": _(
        "%(path)s: least_rows of %(indicator)s is no whole number from 1 on. Correct it."
    ),
    "classes_leave_some_out": _(
        "%(path)s: the last class does not begin at 0, so some villages would be in none. Correct it."
    ),
    "rule_of_nobody": _(
        "%(path)s, line %(row)s: there is no indicator %(indicator)s. Correct the code."
    ),
}


FAULTS_OF_SCORES = {
    "not_utf8": _("%(path)s is not UTF-8. Save it again as CSV UTF-8."),
    "not_a_table": _("%(path)s cannot be read as CSV: %(why)s. Save it again as CSV UTF-8."),
    "no_rows": _("%(path)s holds no village. The first line names the columns: code, %(first)s…"),
    "no_code_column": _("%(path)s has no column code. Name the column with the codes “code”."),
    "column_twice": _("%(path)s has the column %(column)s twice. Keep one."),
    "missing_columns": _(
        "%(path)s lacks the columns %(columns)s of %(index)s. Add them; leave a cell empty "
        "where a score is not known."
    ),
    "unknown_indicator": _(
        "%(path)s: the column %(column)s is no indicator of %(index)s%(nearest)s. Correct its "
        "name, or remove it."
    ),
    "indicator_of_another": _(
        "%(path)s: the column %(column)s is of %(other)s, not of %(index)s. Score it by that index, "
        "or hand over the file of the right year."
    ),
    "year_not_in_force": _(
        "%(path)s, row %(row)s (%(village)s) is of %(value)s, but %(index)s is in force from "
        "%(first)s to %(last)s. Score it by the index of its year, or take the row out."
    ),
    "no_code": _("%(path)s, row %(row)s has no code. Add the village's code."),
    "duplicate_code": _(
        "%(path)s, row %(row)s: %(village)s stands already in row %(first)s. Keep one of the two."
    ),
    "too_many_cells": _(
        "%(path)s, row %(row)s has more cells than the first line has columns. Correct the row."
    ),
    "not_a_score": _(
        "%(path)s, row %(row)s (%(village)s): %(indicator)s is “%(value)s”, which is no whole "
        "number. Write a score from %(least)s to %(most)s, or leave the cell empty."
    ),
    "score_out_of_range": _(
        "%(path)s, row %(row)s (%(village)s): %(indicator)s is %(value)s. Scores go from "
        "%(least)s to %(most)s; correct it, or leave the cell empty."
    ),
    "answer_is_no_number": _(
        "%(path)s, row %(row)s (%(village)s): %(indicator)s is “%(answer)s”, which is no number. "
        "Answer with a number: %(question)s"
    ),
    "answer_is_unknown": _(
        "%(path)s, row %(row)s (%(village)s): %(indicator)s is “%(answer)s”. Answer with one of: "
        "%(known)s."
    ),
    "no_rules": _(
        "%(index)s has no rules from answers to scores. Hand over scores, without --answers."
    ),
}


FAULTS_OF_PORTFOLIOS = {
    "portfolio_no_programmes": _("%(path)s holds no programme. Add a row for each."),
    "portfolio_no_villages": _("%(path)s: no village has all its scores, so nothing is planned."),
    "portfolio_no_programme_column": _(
        "%(path)s has no column %(column)s. Add it to the first line."
    ),
    "portfolio_no_cost_column": _(
        "%(path)s has no column for money. Name one for each fund, such as “cost APBD”."
    ),
    "portfolio_unknown_programme_column": _(
        "%(path)s: the column %(column)s is not known. Correct its name, or remove it."
    ),
    "portfolio_no_programme_code": _(
        "%(path)s, row %(row)s, %(field)s: the programme has no code. Add one."
    ),
    "portfolio_programme_twice": _(
        "%(path)s, row %(row)s, %(field)s: %(programme)s stands already in row %(first)s. Keep "
        "one of the two."
    ),
    "portfolio_programme_is_free": _(
        "%(path)s, row %(row)s (%(programme)s): it costs nothing. Write rupiah for a fund."
    ),
    "portfolio_unknown_per": _(
        "%(path)s, row %(row)s (%(programme)s), %(field)s: “%(value)s” is neither village nor "
        "point. Write for which of the two its cost is."
    ),
    "portfolio_unknown_raise": _(
        "%(path)s, row %(row)s (%(programme)s), %(field)s: %(value)s is no indicator%(nearest)s. "
        "Write an indicator and a score, such as IKS01 5."
    ),
    "portfolio_score_too_high": _(
        "%(path)s, row %(row)s (%(programme)s), %(field)s: %(indicator)s cannot reach %(value)s; "
        "its scores end at %(most)s. Correct it."
    ),
    "portfolio_raises_no_indicator": _(
        "%(path)s, row %(row)s (%(programme)s), %(field)s: it raises nothing. Write an indicator "
        "and a score, such as IKS01 5."
    ),
    "portfolio_not_whole": _(
        "%(path)s, row %(row)s (%(programme)s), %(field)s: “%(value)s” is no whole number. Write "
        "digits alone, without dots."
    ),
    "portfolio_too_small": _(
        "%(path)s, row %(row)s (%(programme)s), %(field)s: %(value)s is below %(least)s. Correct "
        "it."
    ),
    "portfolio_unknown_evidence": _(
        "%(path)s, row %(row)s of the programmes (%(programme)s), %(field)s: %(value)s has no "
        "share under resilience, evidence. There are: %(known)s."
    ),
    "portfolio_too_many_share_an_indicator": _(
        "%(path)s: more than %(most)s programmes raise the same indicators: %(programmes)s. Plan "
        "with fewer of them at once."
    ),
    "portfolio_unknown_limit": _(
        "%(path)s: the entry %(entry)s is not known. There are: %(known)s."
    ),
    "portfolio_no_funds": _("%(path)s names no budget. Add funds, such as {APBD: 5000000000}."),
    "portfolio_no_budget": _("%(path)s: all budgets are zero. Write rupiah for one fund at least."),
    "portfolio_bad_limit": _(
        "%(path)s, %(entry)s: “%(value)s” is no whole number that can be. Write digits alone."
    ),
    "portfolio_bad_share": _(
        "%(path)s, %(entry)s: “%(value)s” is no share between 0 and 1. Write such as 3/10 or 0.3."
    ),
    "portfolio_unknown_weight": _(
        "%(path)s, %(entry)s: there is no such indicator. Correct its code."
    ),
    "portfolio_fund_is_unknown": _(
        "%(path)s: %(programme)s is paid from %(fund)s, which has no budget. Add it under funds; "
        "0 where there is no money."
    ),
    "portfolio_area_is_unknown": _(
        "%(path)s, %(kind)s, %(key)s: no village of the file lies there. Correct the code."
    ),
    "portfolio_agency_is_unknown": _(
        "%(path)s, agencies, %(key)s: no programme has this agency. Correct its name."
    ),
    "portfolio_floor_is_out_of_reach": _(
        "%(path)s, %(kind)s, %(key)s: %(limit)s is more than all useful programmes there come to "
        "with the works a village may have. Lower this floor."
    ),
    "portfolio_constraints_conflict": _(
        "%(path)s: these limits cannot be kept together, and could if one were left out: "
        "%(constraints)s. Loosen one."
    ),
    "portfolio_no_plan_found": _(
        "%(path)s: no plan was found in %(nodes)s steps of search. Loosen a floor or a share."
    ),
    "portfolio_no_statuses": _(
        "%(path)s: the measure %(measure)s has no classes to climb. Choose another objective, or "
        "the official measure of an index whose statuses are certain."
    ),
}
