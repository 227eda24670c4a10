from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from tangguh.domains.audit import selectors as audit
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence, Seal
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.policies import indicators
from tangguh.domains.policies.indicators import Actual, Question
from tangguh.domains.policies.models import Indicator, Measurement, Policy, Result
from tangguh.domains.policies.selectors._answers import answers, seals_of
from tangguh.domains.policies.selectors._documents import (
    document_of,
    document_on,
    indicator_text,
)
from tangguh.domains.policies.selectors._memory import counted_once
from tangguh.domains.policies.selectors._periods import computed_period
from tangguh.domains.policies.selectors._words import figure
from tangguh.engines.revision import IndicatorText, PolicyDocument, ResultText
from tangguh.engines.target_tracking import Milestone, Track, Tracking, track

UNTRACKED = Tracking(Track.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Point:
    """One earlier or present value of an indicator, at the end of its period."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator on a day: its newest number for an area, made of what, and against which target.

    Values are exact, in the indicator's unit. `value` is None where there is no number yet.
    `pk` is None where the indicator stands only in an old version. `claimed`, `verified` and
    `disputed` count the `evidence` behind the number by its seal. `history` runs from old to new
    and ends with this number.
    """

    pk: int | None
    result: ResultText
    text: IndicatorText
    area_code: str
    url: str
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    n: int | None = None
    starts: date | None = None
    ends: date | None = None
    source: str = ""
    provenance: str = Provenance.REAL
    note: str = ""
    drill_down: str = ""
    evidence: QuerySet[Evidence] | None = None
    claimed: int = 0
    verified: int = 0
    disputed: int = 0
    tracking: Tracking = UNTRACKED
    history: tuple[Point, ...] = ()

    @property
    def words(self) -> str:
        """The number with its unit, in the reader's language; a dash where there is none."""
        return figure(self.value, self.text.unit, self.text.decimals)

    @property
    def baseline_words(self) -> str:
        """The baseline with its unit."""
        return figure(self.text.baseline, self.text.unit, self.text.decimals)

    @property
    def target_words(self) -> str:
        """The target that counts now, with its unit."""
        target = self.tracking.target
        return figure(target.value if target else None, self.text.unit, self.text.decimals)


def readings_of(
    policy: Policy,
    *,
    on: date,
    document: PolicyDocument | None = None,
    results: Sequence[Result] = (),
    area: Area | None = None,
    head: str = "",
) -> tuple[Reading, ...]:
    """Every indicator of a policy on a day, in the order of its text.

    `document` is the text by which baselines and targets are taken: the one in force on the day,
    unless another is given; `results` are the rows that it was read from, where they are at
    hand; `head` is the hash of the trail, where it is known. `area` is the policy's own unless a
    part of it is asked for. At most three queries for any number of indicators, besides those
    of document and rows.
    """
    text = document or document_on(policy, on) or document_of(policy)
    place = area or policy.area
    rows = {(row.result.code, row.code): row for row in rows_of(policy, results)}
    wanted = [
        (result, each, rows.get((result.code, each.code))) for result, each in text.measured()
    ]
    return _read(policy, wanted, place, on, head or audit.head().hash)


def rows_of(policy: Policy, results: Sequence[Result]) -> Iterable[Indicator]:
    """The indicators of results that are at hand, else of the policy in one query."""
    if results:
        return [row for result in results for row in result.indicators.all()]
    return Indicator.objects.filter(result__policy=policy).select_related("result")


def reading(
    indicator: Indicator, *, on: date, area: Area | None = None, text: IndicatorText | None = None
) -> Reading:
    """One indicator on a day, with its number or without."""
    policy = indicator.result.policy
    result = ResultText(
        indicator.result.code,
        indicator.result.level,
        "",
        indicator.result.position,
        indicator.result.statement,
        indicator.result.assumption,
    )
    wanted = [(result, text or text_in_force(indicator, on), indicator)]
    return _read(policy, wanted, area or policy.area, on, audit.head().hash)[0]


def actual(indicator: Indicator, *, on: date, area: Area | None = None) -> Reading | None:
    """The newest number of an indicator on a day, computed or reported; None where there is none."""
    found = reading(indicator, on=on, area=area)
    return found if found.value is not None else None


def text_in_force(indicator: Indicator, on: date) -> IndicatorText:
    """What the version in force says of an indicator; its working text where it says nothing."""
    document = document_on(indicator.result.policy, on)
    result = document.result(indicator.result.code) if document else None
    for each in result.indicators if result else ():
        if each.code == indicator.code:
            return each
    return indicator_text(indicator)


def measurements_of(indicators_: Iterable[Indicator]) -> QuerySet[Measurement]:
    """Reported numbers with their evidence, each piece with its seal, oldest period first."""
    return (
        Measurement.objects.filter(indicator__in=[each.pk for each in indicators_])
        .prefetch_related(Prefetch("evidence", evidences.with_seals(Evidence.objects.all())))
        .order_by("ends", "pk")
    )


Wanted = tuple[ResultText, IndicatorText, Indicator | None]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the rows say: reported numbers and answered questions, by the key of the indicator."""

    reported: Mapping[int, Sequence[Measurement]]
    questions: Mapping[int, Question]
    actuals: Mapping[int, Actual]
    seals: Mapping[int, Mapping[str, int]]


def _read(
    policy: Policy, wanted: Sequence[Wanted], area: Area, on: date, head: str
) -> tuple[Reading, ...]:
    told = tuple((result, text, row.pk if row else None) for result, text, row in wanted)
    asked = (policy.pk, area.code, on, get_language(), told)
    return counted_once(head, asked, lambda: _count(policy, wanted, area, on))


def _count(policy: Policy, wanted: Sequence[Wanted], area: Area, on: date) -> tuple[Reading, ...]:
    questions = {
        row.pk: question(policy, text, area, on)
        for _, text, row in wanted
        if row is not None and text.method == Indicator.Method.COMPUTED
    }
    actuals = dict(zip(questions, answers(policy, list(questions.values())), strict=True))
    rows = [row for _, _, row in wanted if row is not None and row.pk not in questions]
    reported = _reported(rows, area, on)
    groups = {pk: each.evidence for pk, each in questions.items() if each.evidence is not None}
    groups |= {pk: evidence_behind(told[-1]) for pk, told in reported.items()}
    seals = dict(zip(groups, seals_of(list(groups.values())), strict=True))
    found = _Found(reported, questions, actuals, seals)
    return tuple(_reading(each, _judged(_bare(each, area), on), found) for each in wanted)


def _reported(rows: Sequence[Indicator], area: Area, on: date) -> dict[int, list[Measurement]]:
    reported: dict[int, list[Measurement]] = defaultdict(list)
    told = Measurement.objects.filter(indicator__in=rows, area=area, ends__lte=on, replaced_by=None)
    for each in told.order_by("ends", "pk"):
        reported[each.indicator_id].append(each)
    return reported


def evidence_behind(measurement: Measurement) -> QuerySet[Evidence]:
    """The evidence that a reported number was given with."""
    return Evidence.objects.filter(measurements=measurement)


def question(policy: Policy, text: IndicatorText, area: Area, on: date) -> Question:
    """What the formula of a computed indicator asks for on a day."""
    starts, ends = computed_period(text, area.code, on)
    return indicators.formula(text.formula).ask(policy, area, starts, ends)


def _bare(wanted: Wanted, area: Area) -> Reading:
    result, text, row = wanted
    url = reverse("policies:indicator", args=[row.pk]) if row else ""
    return Reading(row.pk if row else None, result, text, area.code, url)


def _reading(wanted: Wanted, bare: Reading, found: _Found) -> Reading:
    row = wanted[2]
    if row is None:
        return bare
    seals = found.seals.get(row.pk, {})
    if row.pk in found.questions:
        return _of_formula(bare, found.questions[row.pk], found.actuals[row.pk], seals)
    if rows := found.reported.get(row.pk):
        return _of_measurements(bare, rows, seals)
    return bare


def _of_formula(
    bare: Reading, question: Question, actual: Actual, seals: Mapping[str, int]
) -> Reading:
    point = () if actual.value is None else (Point(question.as_of, actual.value),)
    return _judged(
        bare,
        question.as_of,
        value=actual.value,
        numerator=actual.numerator,
        denominator=actual.denominator,
        n=actual.n,
        ends=question.as_of,
        source=question.source or bare.text.source,
        drill_down=question.drill_down,
        evidence=question.evidence,
        history=point,
        **_by_seal(seals),
    )


def _of_measurements(
    bare: Reading, rows: Sequence[Measurement], seals: Mapping[str, int]
) -> Reading:
    newest = rows[-1]
    return _judged(
        bare,
        newest.ends,
        value=newest.value,
        numerator=newest.numerator,
        denominator=newest.denominator,
        n=newest.denominator,
        starts=newest.starts,
        ends=newest.ends,
        source=newest.source,
        provenance=newest.provenance,
        note=newest.note,
        evidence=evidence_behind(newest),
        history=tuple(Point(each.ends, each.value) for each in rows),
        **_by_seal(seals),
    )


def _by_seal(seals: Mapping[str, int]) -> dict[str, int]:
    return {str(seal): seals.get(seal, 0) for seal in Seal.values}


def _judged(bare: Reading, on: date, **found: Any) -> Reading:
    """The reading with what was found, and where that stood on a day on the way to its target."""
    tracking = tracking_of(bare.text, bare.area_code, found.get("value"), on)
    return replace(bare, tracking=tracking, **found)


def tracking_of(text: IndicatorText, area_code: str, value: Decimal | None, on: date) -> Tracking:
    """A value of an area on the last day of its period against the targets of that area."""
    has_baseline = text.baseline is not None and text.baseline_on is not None
    return track(
        value,
        on,
        baseline=Milestone(text.baseline_on, text.baseline) if has_baseline else None,  # type: ignore[arg-type]
        targets=[
            Milestone(each.ends, each.value) for each in text.targets if each.area_code == area_code
        ],
        lower_is_better=text.direction == Indicator.Direction.DOWN,
    )
