from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.participation.models import Lane, Proposal, Status, Step
from tangguh.domains.participation.permissions import NEXT
from tangguh.domains.participation.selectors._proposals import answer_days, proposer_of
from tangguh.domains.participation.selectors._statuses import (
    DECISIONS,
    UNTOLD,
    end_of_merging,
    status_of,
    with_status,
)
from tangguh.domains.participation.selectors._words import WHAT_NEXT, office_of
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.programmes.models import Activity
from tangguh.domains.programmes.selectors import Standing

LATE_RECORD = 7  # days after which the page says that a step was written down later


@dataclass(frozen=True, slots=True)
class Turn:
    """A step as the page tells it: whose it was, and the other lanes in words."""

    step: Step
    office: str | Promise
    lanes: tuple[str, ...]
    recorded_late: bool


@dataclass(frozen=True, slots=True)
class Work:
    """How far the work is today, as the programme's own reports tell it."""

    activity: Activity
    standing: Standing


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """All that anybody may know about a proposal, on a day."""

    proposal: Proposal
    status: Status
    turns: tuple[Turn, ...]
    proposer: str
    turn_of: str | Promise
    next_step: str | Promise
    answered_on: date | None
    due_on: date
    waiting_days: int
    goes_on_in: "PublicAnswer | None"
    work: Work | None

    @property
    def is_overdue(self) -> bool:
        """Whether nobody answered in time and nobody has answered yet."""
        return self.waiting_days > (self.due_on - self.proposal.filed_on).days

    @property
    def decision(self) -> Turn:
        """The newest turn: what is true today."""
        return self.turns[-1]


def public_answer(viewer: Viewer, proposal: Proposal, *, on: date) -> PublicAnswer:
    """What the author is told: where it stands, why, what comes next, and how far the work is."""
    turns = turns_of(proposal)
    status = Status(turns[-1].step.status)
    answered_on = first_answer(turns)
    goes_on = end_of_merging(proposal) if status == Status.MERGED else proposal
    turn_of, next_step = WHAT_NEXT[status]
    agency = turns[-1].step.agency
    return PublicAnswer(
        proposal=proposal,
        status=status,
        turns=turns,
        proposer=proposer_of(viewer, proposal),
        turn_of=agency.name if agency and turn_of else turn_of,
        next_step=next_step,
        answered_on=answered_on,
        due_on=proposal.filed_on + timedelta(days=answer_days(on)),
        waiting_days=0 if answered_on else (on - proposal.filed_on).days,
        goes_on_in=public_answer(viewer, goes_on, on=on) if goes_on != proposal else None,
        work=work_for(viewer, proposal, on=on),
    )


def turns_of(proposal: Proposal) -> tuple[Turn, ...]:
    """The steps of a proposal, oldest first, in plain words."""
    steps = list(proposal.steps.select_related("agency", "into").order_by("position"))
    before = ["", *(step.status for step in steps)]
    return tuple(turn(step, earlier) for step, earlier in zip(steps, before, strict=False))


def turn(step: Step, before: str) -> Turn:
    lag = timezone.localdate(step.received_at) - step.happened_on
    return Turn(
        step=step,
        office=office_of(before, step.status),
        lanes=tuple(str(Lane(lane).label) for lane in step.lanes),
        recorded_late=lag.days > LATE_RECORD,
    )


def first_answer(turns: tuple[Turn, ...]) -> date | None:
    """The day on which the author was first told something. The same as `with_answer` has it."""
    told = (turn.step for turn in turns if turn.step.status not in UNTOLD)
    answers = (step.happened_on for step in told if step.status in DECISIONS or step.answer)
    return next(answers, None)


def work_for(viewer: Viewer, proposal: Proposal, *, on: date) -> Work | None:
    """The activity that carries a proposal out, asked anew each time how far it is."""
    if proposal.activity_id is None:
        return None
    activity = programmes.activities_for(viewer).filter(pk=proposal.activity_id).first()
    if activity is None:
        return None
    return Work(activity, programmes.standing(activity, on=on))


def merged_into(proposal: Proposal) -> QuerySet[Proposal]:
    """The proposals that go on in this one."""
    keys = proposal.merged.values("proposal")
    return with_status(Proposal.objects.filter(pk__in=keys)).order_by("number")


def next_statuses(viewer: Viewer, proposal: Proposal) -> tuple[Status, ...]:
    """Where a person may take a proposal from here: for buttons and forms, the deed asks again."""
    ways = NEXT[status_of(proposal)]
    return tuple(way for way, deed in ways.items() if accounts.may(viewer, deed, at=proposal.area))
