from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.audit import selectors as audit
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.policies import indicators
from tangguh.domains.policies.models import Indicator, Measurement, Policy, Result, Target
from tangguh.domains.policies.selectors._actuals import (
    Point,
    Reading,
    measurements_of,
    question,
    reading,
    text_in_force,
)
from tangguh.domains.policies.selectors._answers import answers
from tangguh.domains.policies.selectors._documents import indicator_text
from tangguh.domains.policies.selectors._memory import counted_once
from tangguh.domains.policies.selectors._periods import months_after
from tangguh.domains.policies.selectors._reading import policies_for
from tangguh.engines.revision import IndicatorText
from tangguh.errors import NotFound

EARLIER_POINTS = 3
MOST_EVIDENCE = 100


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """All that an indicator's page shows."""

    indicator: Indicator
    policy: Policy
    reading: Reading
    trend: tuple[Point, ...]
    measurements: tuple[Measurement, ...]
    evidence: tuple[Evidence, ...]
    more_evidence: int
    open_evidence: frozenset[int]
    formula_title: str
    may_report: bool
    may_edit: bool


def indicator_for(viewer: Viewer, pk: int) -> Indicator:
    """One indicator. One that stands only in the working text is open to its readers alone."""
    targets = Target.objects.select_related("area").order_by("ends", "starts", "area__code")
    found = (
        Indicator.objects.filter(pk=pk, result__policy__in=policies_for(viewer).order_by())
        .select_related("result__policy__area", "result__policy__owner", "result__parent__parent")
        .prefetch_related(Prefetch("targets", targets))
        .first()
    )
    if found is None or not is_open(viewer, found):
        raise NotFound(_("There is no such indicator. Look for it on the page of its policy."))
    return found


def is_open(viewer: Viewer, indicator: Indicator) -> bool:
    """Whether some version names the indicator, or the reader may read drafts."""
    policy = indicator.result.policy
    if accounts.may(viewer, "policies.read_draft", at=policy.area):
        return True
    return any(
        result["code"] == indicator.result.code and each["code"] == indicator.code
        for document in policy.versions.values_list("document", flat=True)
        for result in document["results"]
        for each in result["indicators"]
    )


def result_for(viewer: Viewer, pk: int) -> Result:
    """A result of the working text, for those who edit it."""
    found = (
        Result.objects.filter(pk=pk, policy__in=policies_for(viewer).order_by())
        .select_related("policy__area", "policy__owner", "parent")
        .first()
    )
    if found is None or not accounts.may(viewer, "policies.read_draft", at=found.policy.area):
        raise NotFound(_("There is no such result. Look for it on the page of its policy."))
    return found


def target_for(viewer: Viewer, pk: int) -> Target:
    """A target of the working text, for those who edit it."""
    found = Target.objects.filter(pk=pk).select_related("area").first()
    if found is None:
        raise NotFound(_("There is no such target. Look for it on the page of its indicator."))
    found.indicator = indicator_for(viewer, found.indicator_id)
    return found


def measurement_for(viewer: Viewer, pk: int) -> Measurement:
    """A reported number of an indicator that the reader may read."""
    found = Measurement.objects.filter(pk=pk).select_related("area").first()
    if found is None:
        raise NotFound(_("There is no such number. Look for it on the page of its indicator."))
    found.indicator = indicator_for(viewer, found.indicator_id)
    return found


def indicator_page(viewer: Viewer, indicator: Indicator, *, on: date) -> IndicatorPage:
    """An indicator as its reader may see it on a day."""
    policy = indicator.result.policy
    edits = accounts.may(viewer, "policies.draft", at=policy.area)
    text = indicator_text(indicator) if edits else text_in_force(indicator, on)
    now = reading(indicator, on=on, text=text)
    head = audit.head().hash
    rows = newest_evidence(now, head)
    open_ = evidences.evidence_open_to(viewer).filter(pk__in=[each.pk for each in rows])
    is_computed = text.method == Indicator.Method.COMPUTED
    return IndicatorPage(
        indicator=indicator,
        policy=policy,
        reading=now,
        trend=counted_once(
            head,
            ("trend", indicator.pk, text, on),
            lambda: computed_trend(policy, text, now, on),
        )
        if is_computed
        else now.history,
        measurements=tuple(reported(indicator, on)),
        evidence=rows,
        more_evidence=max(0, now.claimed + now.verified + now.disputed - len(rows)),
        open_evidence=frozenset(open_.values_list("pk", flat=True)),
        formula_title=str(indicators.formula(text.formula).title) if is_computed else "",
        may_report=not is_computed and accounts.may(viewer, "policies.report", at=policy.area),
        may_edit=edits and policy.status != Policy.Status.ENDED,
    )


def newest_evidence(now: Reading, head: str) -> tuple[Evidence, ...]:
    """The newest pieces behind a number, each with its seal."""
    behind = now.evidence
    if behind is None:
        return ()
    newest = behind.order_by("-happened_on", "-pk").values_list("pk", flat=True)
    asked = ("evidence", now.pk, now.area_code, now.starts, now.ends)
    numbers = counted_once(head, asked, lambda: tuple(newest[:MOST_EVIDENCE]))
    rows = evidences.with_seals(Evidence.objects.filter(pk__in=numbers)).select_related("area")
    return tuple(rows.order_by("-happened_on", "-pk"))


def reported(indicator: Indicator, on: date) -> QuerySet[Measurement]:
    """Every number reported for an indicator, corrected ones too, newest period first."""
    rows = measurements_of([indicator]).filter(ends__lte=on)
    return rows.select_related("area", "reported_by", "replaced_by").order_by("-ends", "-pk")


def computed_trend(
    policy: Policy, text: IndicatorText, now: Reading, on: date
) -> tuple[Point, ...]:
    """The number now and at the ends of a few earlier periods, not before the baseline."""
    days = [months_after(on, -text.every_months * back) for back in range(EARLIER_POINTS, 0, -1)]
    days = [day for day in days if not text.baseline_on or day > text.baseline_on]
    found = answers(policy, [question(policy, text, policy.area, day) for day in days])
    points = zip(days, found, strict=True)
    earlier = (Point(day, each.value) for day, each in points if each.value is not None)
    return (*earlier, *now.history)
