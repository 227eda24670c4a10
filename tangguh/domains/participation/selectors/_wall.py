from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation.models import Proposal, Status, Step
from tangguh.domains.participation.selectors._promptness import Promptness, promptness
from tangguh.domains.participation.selectors._proposals import (
    Filters,
    proposal_list,
    proposals_for,
)
from tangguh.domains.participation.selectors._public_answer import Work
from tangguh.domains.participation.selectors._words import WHAT_NEXT
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.programmes.selectors import Request


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one proposal, in the few words that fit a list."""

    proposal: Proposal
    status: Status
    step: Step
    next_step: str | Promise
    work: Work | None


@dataclass(frozen=True, slots=True)
class Wall:
    """What hangs at a village's notice board: the fate of its proposals on a day."""

    area: Area
    on: date
    fates: tuple[Fate, ...]
    left_out: int
    promptness: Promptness


def wall_of(viewer: Viewer, area: Area, *, on: date, most: int) -> Wall:
    """The newest proposals of a village with their answers, and how many are not on the sheet."""
    rows = proposal_list(viewer, Filters(area=area.code), on=on)
    fates = fates_of(viewer, rows[:most], on=on)
    return Wall(
        area=area,
        on=on,
        fates=fates,
        left_out=max(0, rows.count() - len(fates)),
        promptness=promptness(area, on=on)[-1],
    )


def fates_of(viewer: Viewer, proposals: Iterable[Proposal], *, on: date) -> tuple[Fate, ...]:
    """What became of several proposals. Four queries for any number of them."""
    rows = tuple(proposals)
    newest = newest_steps(rows)
    works = works_for(viewer, rows, on=on)
    return tuple(fate(row, newest[row.pk], works.get(row.activity_id)) for row in rows)


def fate(proposal: Proposal, step: Step, work: Work | None) -> Fate:
    status = Status(step.status)
    return Fate(proposal, status, step, WHAT_NEXT[status][1], work)


def newest_steps(proposals: Iterable[Proposal]) -> dict[int, Step]:
    """The step that tells where each proposal stands, by the proposal's number."""
    keys = [proposal.pk for proposal in proposals]
    steps = Step.objects.filter(proposal__in=keys).select_related("into", "agency")
    return {step.proposal_id: step for step in steps.order_by("position")}


def works_for(viewer: Viewer, proposals: Iterable[Proposal], *, on: date) -> dict[int | None, Work]:
    """How far the activities are that carry these proposals out, by the activity's number."""
    keys = [row.activity_id for row in proposals if row.activity_id]
    if not keys:
        return {}
    activities = list(programmes.activities_for(viewer).filter(pk__in=keys))
    standings = programmes.standings_of(activities, on=on)
    return {each.pk: Work(each, standings[each.pk]) for each in activities}


def asked_for(activity: int) -> tuple[Proposal, ...]:
    """The proposals that an activity carries out, oldest first."""
    rows = Proposal.objects.filter(activity=activity).select_related("area")
    return tuple(rows.order_by("filed_on", "number"))


def requests_for(activity: int) -> tuple[Request, ...]:
    """The same, as the activity's own page tells it."""
    return tuple(
        Request(str(row), reverse("participation:proposal", args=[row.number]))
        for row in asked_for(activity)
    )


def proposals_showing(viewer: Viewer, evidence: Evidence) -> QuerySet[Proposal]:
    """The proposals that a piece of evidence belongs to, as far as a person may read them."""
    shown = Proposal.pictures.through.objects.filter(evidence=evidence).values("proposal")
    return proposals_for(viewer).filter(pk__in=shown).order_by("number")
