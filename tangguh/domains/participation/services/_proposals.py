from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas import services as atlas
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Proposal, Status, Step
from tangguh.domains.participation.services import _numbers as numbers
from tangguh.domains.participation.services._drafts import ProposalDraft
from tangguh.domains.participation.services._forum_rules import at_work

FIELDS = (
    "area",
    "forum",
    "problem",
    "need",
    "place",
    "proposed_by",
    "proposer",
    "hides_proposer",
    "organization",
    "helps",
    "estimated_cost",
    "authority",
    "activity_code",
    "size",
    "land",
    "keeper",
    "filed_on",
    "source",
    "provenance",
)


@transaction.atomic
def file_proposal(*, by: User, draft: ProposalDraft, act_id: UUID, now: datetime) -> Proposal:
    """Take in what residents ask for, under a number that they can show to anyone.

    The same act sent twice is one proposal. Raises TitleNeeded, DayOutOfReach, NoSuchCode,
    PositionRefused, NumberTaken, ForumClosed, ActUsedElsewhere.
    """
    accounts.require(by, "participation.propose", at=draft.area)
    if known := known_act(by, act_id):
        return known
    require_title(draft)
    require_day(draft.filed_on, now)
    require_code(draft.activity_code)
    require_point(draft)
    if draft.forum:
        at_work(draft.forum, by)
    number = numbers.number_for(draft)  # holds the year: whoever files at once waits here
    if known := known_act(by, act_id):
        return known
    proposal = kept(by, draft, number, act_id, now)
    file_first_step(by, proposal, now)
    audit.record(
        "participation.proposal_filed",
        by=by,
        about=proposal,
        area_code=draft.area.code,
        number=proposal.number,
    )
    return proposal


def kept(by: User, draft: ProposalDraft, number: str, act_id: UUID, now: datetime) -> Proposal:
    proposal = Proposal(
        act_id=act_id, number=number, filed_by=by, received_at=now, as_of=draft.filed_on
    )
    for name in FIELDS:
        setattr(proposal, name, getattr(draft, name))
    proposal.title = draft.title.strip()
    proposal.latitude, proposal.longitude = draft.point or (None, None)
    proposal.save(force_insert=True)
    proposal.pictures.set(draft.pictures)
    return proposal


def file_first_step(by: User, proposal: Proposal, now: datetime) -> None:
    Step.objects.create(
        proposal=proposal,
        position=1,
        status=Status.SUBMITTED,
        happened_on=proposal.filed_on,
        received_at=now,
        taken_by=by,
    )


def known_act(by: User, act_id: UUID) -> Proposal | None:
    """The proposal that this act already filed."""
    known = Proposal.objects.filter(act_id=act_id).first()
    if known and known.filed_by_id != by.pk:
        raise errors.ActUsedElsewhere(
            _("This form was already used by somebody else. Open a new one and send it again.")
        )
    return known


def require_title(draft: ProposalDraft) -> None:
    if not draft.title.strip():
        raise errors.TitleNeeded(
            _("Say in a few words what is asked for, such as “Mend the bridge of RT 02”.")
        )


def require_point(draft: ProposalDraft) -> None:
    """It lies in the country and, where boundaries are drawn, in the district."""
    if draft.point:
        latitude, longitude = (float(each) for each in draft.point)
        atlas.refuse_impossible_position(draft.area, latitude, longitude)


def require_day(day: date, now: datetime, *, after: date | None = None) -> None:
    """Neither tomorrow nor before what went before it."""
    today = timezone.localdate(now)
    if day > today:
        raise errors.DayOutOfReach(
            _("%(day)s has not come yet; today is %(today)s. Give the day on which it happened.")
            % {"day": date_format(day), "today": date_format(today)}
        )
    if after and day < after:
        raise errors.DayOutOfReach(
            _("The step before this one was on %(after)s. Give that day or a later one.")
            % {"after": date_format(after)}
        )


def require_code(code: str) -> None:
    if code and code not in selectors.activity_codes():
        raise errors.NoSuchCode(
            _("There is no activity %(code)s in the list. Choose one, or leave it empty.")
            % {"code": code}
        )
