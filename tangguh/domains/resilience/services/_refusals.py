"""What stands in the way of a plan, in the words of its page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tangguh.domains.programmes.models import FundingSource
from tangguh.domains.resilience.errors import PlanRefused
from tangguh.engines.money import rupiah
from tangguh.engines.portfolio import InvalidPortfolio


def plan_refused(fault: InvalidPortfolio, names: Mapping[str, str]) -> PlanRefused:
    """The error to raise: the limits by their names, and the remedy."""
    params = dict(fault.params)
    told = params.get("constraints") or [params]
    limits = "; ".join(limit_in_words(each, names) for each in told if "kind" in each)  # type: ignore[attr-defined]
    words = FAULTS_OF_PLANS.get(fault.code, _("The plan cannot be drawn up (%(fault)s)."))
    return PlanRefused(str(words) % {"limits": limits, "fault": str(fault)}, fault=fault.code)


def limit_in_words(told: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A limit by the name of its field in the form."""
    kind, key, limit = told["kind"], str(told["key"]), told.get("limit", told.get("value", 0))
    if kind in {"fund", "least_spend"}:
        limit = rupiah(int(limit))
    labels = {
        "fund": FundingSource(key).label if key in FundingSource.values else key,
        "agency": gettext("capacity of %(name)s") % {"name": names.get(key, key)},
        "least_spend": gettext("least spending in %(name)s") % {"name": names.get(key, key)},
        "least_gain": gettext("least gain in %(name)s") % {"name": names.get(key, key)},
        "share": gettext("most of the gain from %(name)s") % {"name": key},
    }
    if kind in {"least_gain", "share"}:
        return str(labels[kind])
    return f"{labels[kind]} ({limit})"


FAULTS_OF_PLANS = {
    "no_budget": _("All ceilings are zero. Write rupiah for one fund at least."),
    "floor_is_out_of_reach": _(
        "%(limits)s: that is more than everything useful there comes to. Lower this floor."
    ),
    "constraints_conflict": _(
        "These limits cannot be kept together, and could if one were left out: %(limits)s. "
        "Loosen one of them."
    ),
    "no_plan_found": _("No plan was found in time. Loosen a floor or the cap on one indicator."),
    "no_villages": _("No village has all its scores, so nothing is planned. Complete them first."),
    "limit_below_zero": _("A limit is below zero: %(limits)s. Correct it."),
    "area_is_unknown": _("A floor is for a subdistrict without scored villages. Take it away."),
    "no_statuses": _("This index has no settled classes. Choose another aim."),
}
