from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies.indicators import Formula, Question
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Update
from tangguh.domains.programmes.selectors import _measures as measures
from tangguh.domains.programmes.selectors._coverage import reached
from tangguh.domains.programmes.selectors._measures import Period, how_many, sum_of

Rows = Callable[[Period], QuerySet[Any]]
Number = Callable[[Period], Combinable]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that is computed from activities, and the very rows that it is made of.

    `part` and `whole` are counted in the database; the whole is None for a plain count. `rows`
    lists the part; `counted` are the activities whose reports stand behind it. `percent` says
    whether the value is the share in percent or the part itself.
    """

    name: str
    title: str | Promise
    unit: str
    percent: bool
    rows: Rows
    counted: Rows
    part: Number
    whole: Number | None = None


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
            rows=measures.villages_reached,
            counted=working,
            part=lambda period: how_many(measures.villages_reached(period)),
            whole=lambda period: how_many(places.villages_of(period.area)),
        ),
        Measure(
            name="activities_finished_on_time",
            title=gettext_lazy("Activities finished on time"),
            unit="%",
            percent=True,
            rows=measures.finished_on_time,
            counted=measures.finished_on_time,
            part=lambda period: how_many(measures.finished_on_time(period)),
            whole=lambda period: how_many(measures.activities_due(period)),
        ),
        Measure(
            name="budget_spent",
            title=gettext_lazy("Budget of the activities spent"),
            unit="%",
            percent=True,
            rows=measures.funded,
            counted=measures.funded,
            part=lambda period: sum_of(measures.funded(period), "spent"),
            whole=lambda period: sum_of(measures.funded(period), "budget"),
        ),
        Measure(
            # Somebody who joined two activities is counted in both
            name="people_reached",
            title=gettext_lazy("People reached by activities"),
            unit="people",
            percent=False,
            rows=measures.reaching,
            counted=measures.reaching,
            part=lambda period: sum_of(measures.reaching(period), "reached"),
        ),
    )
}


def question_of(measure: Measure, period: Period) -> Question:
    """What a measure asks about a policy's work in a period."""
    return Question(
        as_of=period.ends,
        part=measure.part(period),
        whole=measure.whole(period) if measure.whole else None,
        percent=measure.percent,
        evidence=evidence_of(measure.counted(period), period),
        drill_down=drill_down(measure, period),
        source=_("Reports about the activities"),
    )


def ask(measure: Measure, policy: Policy, area: Area, starts: date, ends: date) -> Question:
    """The same, as the policies ask for it."""
    return question_of(measure, Period(policy, area, starts, ends))


def drill_down(measure: Measure, period: Period) -> str:
    """The path of the page that lists what was counted."""
    asked: dict[str, str | int] = {
        "policy": period.policy.pk,
        "area": period.area.code,
        "from": period.starts.isoformat(),
        "to": period.ends.isoformat(),
    }
    return f"{reverse('programmes:counted', args=[measure.name])}?{urlencode(asked)}"


def evidence_of(activities: QuerySet[Activity], period: Period) -> QuerySet[Evidence]:
    """The evidence of the reports that were counted."""
    updates = Update.objects.filter(
        activity__in=activities.order_by().values("pk"),
        happened_on__range=(period.starts, period.ends),
    )
    links = Update.evidence.through.objects.filter(update__in=updates.values("pk"))
    return Evidence.objects.filter(pk__in=links.values("evidence"))


FORMULAS = tuple(
    Formula(
        name=f"programmes.{measure.name}",
        title=measure.title,
        unit=measure.unit,
        ask=partial(ask, measure),
    )
    for measure in MEASURES.values()
)
