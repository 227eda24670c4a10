from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Entry, Reason, Round, Status, Tally
from tangguh.domains.participation.services._drafts import StepDraft
from tangguh.domains.participation.services._rounds import lock
from tangguh.domains.participation.services._steps import take_step

ACTS = UUID("6f7b6c9e-52f4-4f0b-9f54-0a6f2d9f6a10")
WAYS = {
    Status.SCREENED: (Status.PLANNED_VILLAGE, Status.BUDGETED),
    Status.RANKED: (Status.PLANNED_VILLAGE, Status.BUDGETED),
    Status.PARKED: (Status.PLANNED_VILLAGE, Status.BUDGETED),
    Status.PLANNED_VILLAGE: (Status.BUDGETED,),
    Status.PLANNED_DISTRICT: (Status.BUDGETED,),
}


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for which count, and when."""

    by: User
    round: Round
    tally: Tally
    now: datetime


@transaction.atomic
def answer_proposals(*, by: User, round_: Round, now: datetime) -> int:
    """Tell every author what became of the proposal: funded, or parked with what was missing.

    Each step asks for its own permission. A proposal that went another way meanwhile is left as it
    is. Raises RoundStillOpen before the count, RoundPublished where all were answered already.
    """
    accounts.require(by, "participation.count_round", at=round_.area)
    locked = lock(round_)
    answering = Answering(by, locked, require_unanswered(locked), now)
    answered = sum(answer(answering, entry) for entry in selectors.on_the_ballot(locked))
    Tally.objects.filter(round=locked).update(answered_at=now)
    audit.record(
        "participation.proposals_answered",
        by=by,
        about=locked,
        area_code=locked.area.code,
        answered=answered,
    )
    return answered


def require_unanswered(round_: Round) -> Tally:
    tally = selectors.tally_of(round_)
    if tally is None:
        raise errors.RoundStillOpen(_("Count and publish first; authors are answered afterwards."))
    if tally.answered_at:
        raise errors.RoundPublished(_("All authors of this round have been answered already."))
    return tally


def answer(answering: Answering, entry: Entry) -> bool:
    """Whether the proposal could still be answered by this count."""
    status = selectors.status_of(entry.proposal)
    funded = str(entry.number) in answering.tally.told["winners"]
    ways = WAYS.get(status, ()) if funded else (Status.PARKED,)
    if status not in WAYS or (status == Status.PARKED and not funded):
        return False
    for way in ways:
        step(answering, entry, way)
    return True


def step(answering: Answering, entry: Entry, status: Status) -> None:
    newest = entry.proposal.steps.order_by("-position").values_list("position", flat=True)[0]
    parked = status == Status.PARKED
    take_step(
        by=answering.by,
        proposal=entry.proposal,
        draft=StepDraft(
            status=status,
            seen=newest,
            happened_on=localdate(answering.now),
            answer=words_of_refusal(answering, entry) if parked else words_of_grant(answering),
            reason=reason_of(answering.round, entry) if parked else "",
            amount=None if parked else entry.cost,
        ),
        act_id=uuid5(ACTS, f"{answering.round.pk}/{entry.number}/{status}"),
        now=answering.now,
    )


def words_of_grant(answering: Answering) -> str:
    return _("Funded by the vote “%(round)s”, in which %(voters)d residents took part.") % {
        "round": answering.round,
        "voters": answering.tally.voters,
    }


def reason_of(round_: Round, entry: Entry) -> str:
    """Money, where it alone could not pay for it; otherwise what others voted for came first."""
    return Reason.BUDGET if entry.cost > round_.ceiling else Reason.LOWER_PRIORITY


def words_of_refusal(answering: Answering, entry: Entry) -> str:
    """What was missing, as the count says it."""
    if entry.cost > answering.round.ceiling:
        return _("It costs more than the whole ceiling of “%(round)s”. Propose a smaller part.") % {
            "round": answering.round
        }
    missing = selectors.missing_of(str(entry.number), answering.tally.told)
    if not missing["votes"]:
        return _("Nobody chose it in the vote “%(round)s”. It may be proposed again.") % {
            "round": answering.round
        }
    return words_of_lack(missing) % {
        "round": answering.round,
        "votes": missing["votes"],
        "share": int(Fraction(missing["effective_support"]) * 100),
    }


def words_of_lack(missing: Mapping[str, Any]) -> str:
    """Why those who chose it could not have it: outvoted, spent on something else, or too few."""
    if not missing["missing_voters"]:
        return _(
            "Not funded by the vote “%(round)s”: %(votes)d residents chose it and could pay for it, "
            "but more voters preferred what most votes alone fund. It may be proposed again."
        )
    if missing["spent_on"]:
        return _(
            "Not funded by the vote “%(round)s”: %(votes)d residents chose it, and together they "
            "still had %(share)d%% of its cost. The rest they had paid for other proposals that "
            "they chose. It may be proposed again."
        )
    return _(
        "Not funded by the vote “%(round)s”: chosen by %(votes)d, whose shares together came to "
        "%(share)d%% of its cost. It may be proposed again."
    )
