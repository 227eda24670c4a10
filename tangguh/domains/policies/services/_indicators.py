from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies import indicators
from tangguh.domains.policies.errors import (
    BaselineIncomplete,
    CodeTaken,
    OutsidePolicyArea,
    PeriodRefused,
    TooManyDecimals,
)
from tangguh.domains.policies.models import Indicator, Policy, Result, Target
from tangguh.domains.policies.services._draft import moved, opened
from tangguh.domains.policies.services._results import refuse_measured


@transaction.atomic
def add_indicator(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    result: Result,
    revision: int,
    code: str,
    name: str,
    unit: str,
    direction: str,
    source: str,
    now: datetime,
    formula: str = "",
    decimals: int = 0,
    every_months: int = 12,
    baseline: Decimal | None = None,
    baseline_on: date | None = None,
) -> Indicator:
    """Say how a result is measured: computed by a formula where one is named, else reported."""
    draft = opened(by, result.policy, revision)
    code = code.strip()
    if Indicator.objects.filter(result=result, code=code).exists():
        raise CodeTaken(
            _("%(result)s already has an indicator %(code)s. Choose another code.")
            % {"result": result.code, "code": code}
        )
    indicator = Indicator(result=result, code=code)
    _say(
        indicator,
        name=name,
        unit=unit,
        direction=direction,
        source=source,
        formula=formula,
        decimals=decimals,
        every_months=every_months,
        baseline=baseline,
        baseline_on=baseline_on,
    )
    moved(draft, by, now, "policies.indicator_added", indicator=f"{result.code}/{code}")
    return indicator


@transaction.atomic
def edit_indicator(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    indicator: Indicator,
    revision: int,
    name: str,
    unit: str,
    direction: str,
    source: str,
    formula: str,
    decimals: int,
    every_months: int,
    baseline: Decimal | None,
    baseline_on: date | None,
    now: datetime,
) -> Indicator:
    """Measure a result otherwise. The code stays, so that versions can be compared."""
    draft = opened(by, indicator.result.policy, revision)
    indicator = Indicator.objects.select_related("result").get(pk=indicator.pk)
    if indicator.measurements.exists() and (indicator.unit, bool(formula)) != (unit, False):
        refuse_measured(measured=True, code=f"{indicator.code} ({indicator.unit})")
    _say(
        indicator,
        name=name,
        unit=unit,
        direction=direction,
        source=source,
        formula=formula,
        decimals=decimals,
        every_months=every_months,
        baseline=baseline,
        baseline_on=baseline_on,
    )
    where = f"{indicator.result.code}/{indicator.code}"
    moved(draft, by, now, "policies.indicator_edited", indicator=where)
    return indicator


def _say(indicator: Indicator, **fields: object) -> None:
    """Save an indicator with what is said of it, if that holds together."""
    for name, value in fields.items():
        setattr(indicator, name, value)
    if (indicator.baseline is None) != (indicator.baseline_on is None):
        raise BaselineIncomplete(
            _("A baseline is a value and the day on which it was true. Give both, or neither.")
        )
    if indicator.baseline is not None:
        refuse_finer(indicator, indicator.baseline)
    if indicator.formula:
        indicators.formula(indicator.formula)
    indicator.method = Indicator.Method.COMPUTED if indicator.formula else Indicator.Method.REPORTED
    indicator.save()


@transaction.atomic
def remove_indicator(*, by: User, indicator: Indicator, revision: int, now: datetime) -> Policy:
    """Take an indicator out of the working text, if no number was ever reported for it."""
    draft = opened(by, indicator.result.policy, revision)
    refuse_measured(indicator.measurements.exists(), indicator.code)
    where = f"{indicator.result.code}/{indicator.code}"
    indicator.delete()
    moved(draft, by, now, "policies.indicator_removed", indicator=where)
    return draft


@transaction.atomic
def set_target(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    indicator: Indicator,
    revision: int,
    area: Area,
    starts: date,
    ends: date,
    value: Decimal,
    now: datetime,
) -> Target:
    """Say what is wanted by the end of a period. The same area and period again replaces the value."""
    draft = opened(by, indicator.result.policy, revision)
    refuse_outside(draft, area)
    refuse_backwards(starts, ends)
    refuse_finer(indicator, value)
    if indicator.baseline_on and ends <= indicator.baseline_on:
        raise PeriodRefused(
            _("The target's period ends on %(ends)s, not after the baseline of %(baseline)s.")
            % {"ends": date_format(ends), "baseline": date_format(indicator.baseline_on)}
        )
    target, _created = Target.objects.update_or_create(
        indicator=indicator, area=area, starts=starts, ends=ends, defaults={"value": value}
    )
    moved(
        draft,
        by,
        now,
        "policies.target_set",
        indicator=f"{indicator.result.code}/{indicator.code}",
        ends=ends.isoformat(),
        value=str(value),
    )
    return target


@transaction.atomic
def remove_target(*, by: User, target: Target, revision: int, now: datetime) -> Policy:
    """Take a target out of the working text."""
    draft = opened(by, target.indicator.result.policy, revision)
    indicator, ends = target.indicator, target.ends.isoformat()
    target.delete()
    where = f"{indicator.result.code}/{indicator.code}"
    moved(draft, by, now, "policies.target_removed", indicator=where, ends=ends)
    return draft


def refuse_outside(policy: Policy, area: Area) -> None:
    if not places.contains(policy.area.code, area.code):
        raise OutsidePolicyArea(
            _("%(area)s does not lie in %(policy_area)s, for which the policy is made.")
            % {"area": area.name, "policy_area": policy.area.name}
        )


def refuse_backwards(starts: date, ends: date) -> None:
    if ends < starts:
        raise PeriodRefused(
            _(
                "The period would end on %(ends)s, before it begins on %(starts)s. Correct one of them."
            )
            % {"ends": date_format(ends), "starts": date_format(starts)}
        )


def refuse_finer(indicator: Indicator, value: Decimal) -> None:
    if value != round(value, indicator.decimals):
        raise TooManyDecimals(
            _("%(value)s is finer than %(code)s is measured: it takes %(decimals)d decimals.")
            % {"value": value, "code": indicator.code, "decimals": indicator.decimals}
        )
