from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Count, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.participation.models import Group, Proposal, Status
from tangguh.domains.participation.selectors._proposals import answer_days
from tangguh.domains.participation.selectors._statuses import with_promptness, with_status
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies.indicators import Formula, Question
from tangguh.domains.policies.models import Policy

Rows = QuerySet[Proposal]


@dataclass(frozen=True, slots=True)
class Period:
    """What a figure is asked for: an area, from one day to another, both included."""

    policy: Policy
    area: Area
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Measure:
    """A share of the proposals that were filed in a period, and the very rows it is made of."""

    name: str
    title: str | Promise
    part: Callable[[Period], Rows]


def filed(period: Period) -> Rows:
    """Every proposal that was handed in in an area in a period."""
    rows = Proposal.objects.filter(
        places.within(period.area.code, lookup="area"),
        filed_on__range=(period.starts, period.ends),
    )
    handed_in = with_status(rows).exclude(Q(status=Status.DRAFT))
    return handed_in.select_related("area").order_by("filed_on", "number")


def answered_in_time(period: Period) -> Rows:
    """Those whose author was told within the days that the district set, by the period's end."""
    told = with_promptness(filed(period), days=answer_days(period.ends))
    return told.filter(Q(in_time=1, answered_on__lte=period.ends))


def by_women(period: Period) -> Rows:
    """Those that women, or a group of women, proposed."""
    return filed(period).filter(proposed_by=Group.WOMEN)


def funded(period: Period) -> Rows:
    """Those for which there is money today, or that are carried out or done."""
    paid = (Status.BUDGETED, Status.IN_PROGRESS, Status.DONE, Status.CONFIRMED)
    return filed(period).filter(Q(status__in=paid))


MEASURES = {
    measure.name: measure
    for measure in (
        Measure(
            "answered_in_time",
            gettext_lazy("Proposals answered in time"),
            answered_in_time,
        ),
        Measure("women_proposals", gettext_lazy("Proposals by women"), by_women),
        Measure("funded_proposals", gettext_lazy("Proposals with a budget"), funded),
    )
}


def question_of(measure: Measure, period: Period) -> Question:
    """What a measure asks about the proposals of a period."""
    return Question(
        as_of=period.ends,
        part=how_many(measure.part(period)),
        whole=how_many(filed(period)),
        percent=True,
        drill_down=drill_down(measure, period),
        source=_("Proposals and their answers"),
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
    return f"{reverse('participation:counted', args=[measure.name])}?{urlencode(asked)}"


def how_many(rows: Rows) -> Coalesce:
    """The number of rows, as an expression that needs no row around it."""
    keys = rows.order_by().values("pk").annotate(together=Value(1)).values("together")
    return Coalesce(Subquery(keys.annotate(in_all=Count("pk")).values("in_all")), 0)


FORMULAS = tuple(
    Formula(
        name=f"participation.{measure.name}",
        title=measure.title,
        unit="%",
        ask=partial(ask, measure),
    )
    for measure in MEASURES.values()
)
