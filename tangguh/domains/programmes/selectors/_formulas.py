from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.places.models import Area
from tangguh.domains.policies.indicators import Actual, Formula
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Update
from tangguh.domains.programmes.selectors import _measures as measures
from tangguh.domains.programmes.selectors._coverage import reached
from tangguh.domains.programmes.selectors._measures import Part, Period

MOST_EVIDENCE = 100
Count = Callable[[Period], Part]
Rows = Callable[[Period], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that is computed from activities, and the very rows that it is made of.

    `rows` lists the part, `whole` what it is a part of (None where it is no share);
    `percent` says whether the value is the share in percent or the part itself.
    """

    name: str
    title: str | Promise
    unit: str
    percent: bool
    count: Count
    rows: Rows
    whole: Rows | None
    counted: Rows


def working(period: Period) -> QuerySet[Activity]:
    """The activities that really did something in the period."""
    return reached(measures.activities_of(period), since=period.eve, until=period.ends)


MEASURES = {
    measure.name: measure
    for measure in (
        Measure(
            name="villages_reached",
            title=gettext_lazy("Villages reached by an activity"),
            unit="villages",
            percent=False,
            count=measures.count_villages_reached,
            rows=measures.villages_reached,
            whole=None,
            counted=working,
        ),
        Measure(
            name="activities_finished_on_time",
            title=gettext_lazy("Activities finished on time"),
            unit="%",
            percent=True,
            count=measures.count_finished_on_time,
            rows=measures.finished_on_time,
            whole=measures.activities_due,
            counted=measures.finished_on_time,
        ),
        Measure(
            name="budget_spent",
            title=gettext_lazy("Budget of the activities spent"),
            unit="%",
            percent=True,
            count=measures.count_budget_spent,
            rows=measures.funded,
            whole=None,
            counted=measures.funded,
        ),
        Measure(
            name="people_reached",
            title=gettext_lazy("People reached by activities"),
            unit="people",
            percent=False,
            count=measures.count_people_reached,
            rows=measures.reaching,
            whole=None,
            counted=measures.reaching,
        ),
    )
}


def value_of(measure: Measure, part: Part) -> Decimal | None:
    """The part, or its share in percent; None where there is no whole to take a share of."""
    if not measure.percent:
        return Decimal(part.part)
    return Decimal(100 * part.part) / part.whole if part.whole else None


def compute(measure: Measure, policy: Policy, area: Area, starts: date, ends: date) -> Actual:
    """What a measure is for a policy in an area, from one day to another."""
    period = Period(policy, area, starts, ends)
    part = measure.count(period)
    shared = bool(part.whole)
    return Actual(
        value=value_of(measure, part),
        as_of=ends,
        numerator=part.part if shared else None,
        denominator=part.whole if shared else None,
        n=None if shared else part.part,
        drill_down=drill_down(measure, period),
        evidence_ids=evidence_of(measure.counted(period), period),
        source=_("Reports about the activities"),
    )


def drill_down(measure: Measure, period: Period) -> str:
    """The path of the page that lists what was counted."""
    asked: dict[str, str | int] = {
        "policy": period.policy.pk,
        "area": period.area.code,
        "from": period.starts.isoformat(),
        "to": period.ends.isoformat(),
    }
    return f"{reverse('programmes:counted', args=[measure.name])}?{urlencode(asked)}"


def evidence_of(activities: QuerySet[Activity], period: Period) -> tuple[int, ...]:
    """The newest evidence of the reports that were counted, at most a hundred pieces."""
    updates = Update.objects.filter(
        activity__in=activities.order_by().values("pk"),
        happened_on__range=(period.starts, period.ends),
    )
    links = Update.evidence.through.objects.filter(update__in=updates.values("pk"))
    newest = links.order_by("-evidence").values_list("evidence", flat=True).distinct()
    return tuple(newest[:MOST_EVIDENCE])


FORMULAS = tuple(
    Formula(
        name=f"programmes.{measure.name}",
        title=measure.title,
        unit=measure.unit,
        compute=partial(compute, measure),
    )
    for measure in MEASURES.values()
)
