from datetime import timedelta

from django.db.models import (
    Case,
    DateField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from tangguh.domains.participation.models import Proposal, Status, Step

UNTOLD = (Status.DRAFT, Status.SUBMITTED)
# What tells by itself what becomes of a proposal; any other step answers only with words.
DECISIONS = (
    Status.PLANNED_VILLAGE,
    Status.FORWARDED,
    Status.PARKED,
    Status.MERGED,
    Status.DECLINED,
)


def with_status(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """The same proposals, each with its `status`, the day of it (`status_on`) and its `reason`."""
    newest = Step.objects.filter(proposal=OuterRef("pk")).order_by("-position")
    return rows.annotate(
        status=Subquery(newest.values("status")[:1]),
        status_on=Subquery(newest.values("happened_on")[:1]),
        reason=Subquery(newest.values("reason")[:1]),
    )


def with_answer(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """The same proposals, each with the day on which its author was first told (`answered_on`).

    An answer is a decision, or any later step that carries words.
    """
    answers = (
        Step.objects.filter(proposal=OuterRef("pk"))
        .exclude(status__in=UNTOLD)
        .filter(Q(status__in=DECISIONS) | ~Q(answer=""))
        .order_by("position")
    )
    return rows.annotate(answered_on=Subquery(answers.values("happened_on")[:1]))


def with_promptness(rows: QuerySet[Proposal], *, days: int) -> QuerySet[Proposal]:
    """The same proposals, each with whether it was answered within so many days (`in_time`: 1 or 0)."""
    due = ExpressionWrapper(F("filed_on") + timedelta(days=days), output_field=DateField())
    in_time = When(answered_on__lte=due, then=Value(1))
    return with_answer(rows).annotate(
        in_time=Case(in_time, default=Value(0), output_field=IntegerField())
    )


def status_of(proposal: Proposal) -> Status:
    """Where a proposal stands: what its newest step says."""
    if known := vars(proposal).get("status"):
        return Status(known)
    newest = proposal.steps.order_by("-position").values_list("status", flat=True)[:1]
    return Status(newest[0])


def end_of_merging(proposal: Proposal) -> Proposal:
    """The proposal that goes on with this one: itself, unless it was merged."""
    while step := merging_of(proposal):
        proposal = step.into or proposal
    return proposal


def merging_of(proposal: Proposal) -> Step | None:
    """The step by which a proposal was merged into another. Nothing follows it, so there is one."""
    merged = proposal.steps.filter(status=Status.MERGED)
    return merged.select_related("into__area").order_by("-position").first()
