"""What a limit costs: the same side planned again with the limit looser."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.resilience import selectors
from tangguh.domains.resilience.errors import PlanRefused
from tangguh.domains.resilience.models import LimitPrice, Plan
from tangguh.domains.resilience.services._plans import EFFORT, drawn
from tangguh.domains.resilience.services._results import valued
from tangguh.engines import portfolio
from tangguh.engines.portfolio import InvalidPortfolio


def price_next_limit(
    *, by: User, plan: Plan, now: datetime, effort: portfolio.Effort = EFFORT
) -> LimitPrice | None:
    """Plan once more without the first limit whose price is not known yet; None where all are known.

    A fund is made a tenth larger, every other limit left out. A few seconds of work each.
    """
    accounts.require(by, "resilience.plan", at=plan.area)
    asked = selectors.next_limit_to_price(plan)
    if asked is None:
        return None
    side, kind, key = asked
    value = looser_value(plan, side, (kind, key), effort)
    said: Mapping[str, Any] = {"value": value, "computed_at": now}
    with transaction.atomic():
        found, _is_new = LimitPrice.objects.get_or_create(
            plan=plan, side=side, kind=kind, key=key, defaults=said
        )
    return found


def looser_value(plan: Plan, side: str, limit: tuple[str, str], effort: portfolio.Effort) -> float:
    """What that side would reach; never less than it does, for it still may do the same."""
    if selectors.is_out_of_date(plan):
        raise PlanRefused(
            _("Scores or unit costs have changed since this plan was drawn up. Draw it up again.")
        )
    costs = {cost.intervention: cost for cost in plan.costs.select_related("agency")}
    question = selectors.question_of(
        plan.area, plan.release, costs, plan.limits, on=timezone.localdate(plan.drawn_at)
    )
    question.limits[side] = portfolio.loosened(question.limits[side], *limit)
    known = float(plan.result["sides"][side]["value"])
    try:
        found = drawn(question, side, plan.objective, effort)
    except InvalidPortfolio:  # the search gave up: an easier question always has a plan
        return known
    return max(known, valued(found, found.value))
