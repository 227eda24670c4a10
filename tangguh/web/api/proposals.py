"""Proposals as the open data tell them: what everybody may know, and no hidden name."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from ninja import Schema

from tangguh.domains.participation import selectors as participation
from tangguh.domains.participation.models import Proposal
from tangguh.domains.participation.selectors import PublicAnswer, Turn

ANYBODY = AnonymousUser()
ROW = (
    "number",
    "title",
    "proposed_by",
    "helps",
    "estimated_cost",
    "activity_code",
    "filed_on",
    "status",
    "status_on",
    "reason",
    "answered_on",
    "provenance",
)


class ProposalRow(Schema):
    """A proposal and where it stands. Costs are whole rupiah; without a guess, null."""

    number: str
    title: str
    area_code: str
    proposed_by: str
    proposer: str
    helps: str
    estimated_cost: int | None
    activity_code: str
    filed_on: date
    status: str
    status_on: date
    reason: str
    answered_on: date | None
    provenance: str


class StepRow(Schema):
    """One turn in the fate of a proposal, in the words that its author was told."""

    position: int
    status: str
    happened_on: date
    reason: str
    answer: str
    lanes: list[str]
    amount: int | None
    into: str | None


class ProposalAndSteps(ProposalRow):
    """A proposal with its steps, and the activity that carries it out, with how far that is.

    Its point is in degrees, WGS 84; null where none was given.
    """

    need: str
    place: str
    latitude: float | None
    longitude: float | None
    authority: str
    size: str
    organization: str
    sipd_number: str
    steps: list[StepRow]
    activity: int | None
    progress: int | None
    goes_on_in: str | None
    source: str
    as_of: date


class Proposals(Schema):
    count: int
    items: list[ProposalRow]


def proposal_row(row: Proposal) -> dict[str, object]:
    said: dict[str, object] = {name: getattr(row, name) for name in ROW}
    return said | {
        "area_code": row.area.code,
        "proposer": participation.proposer_of(ANYBODY, row),
    }


def proposal(answer: PublicAnswer) -> dict[str, object]:
    row, end = answer.proposal, answer.goes_on_in
    names = (
        "need",
        "place",
        "latitude",
        "longitude",
        "authority",
        "size",
        "sipd_number",
        "source",
        "as_of",
    )
    said: dict[str, object] = {name: getattr(row, name) for name in names}
    return (
        proposal_row(row)
        | said
        | {
            "organization": row.organization.name if row.organization else "",
            "steps": [step(turn) for turn in answer.turns],
            "activity": answer.work.activity.pk if answer.work else None,
            "progress": answer.work.standing.progress if answer.work else None,
            "goes_on_in": end.proposal.number if end else None,
        }
    )


def step(turn: Turn) -> dict[str, object]:
    names = ("position", "status", "happened_on", "reason", "answer", "lanes", "amount")
    said: dict[str, object] = {name: getattr(turn.step, name) for name in names}
    return said | {"into": turn.step.into.number if turn.step.into else None}
