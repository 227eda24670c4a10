from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors
from tangguh.domains.participation.models import Attendee, Forum, Problem
from tangguh.domains.participation.services._forum_drafts import AttendeeDraft, ProblemDraft
from tangguh.domains.participation.services._forum_rules import at_work


@transaction.atomic
def add_attendee(
    *,
    by: User,
    forum: Forum,
    draft: AttendeeDraft,
    act_id: UUID,
    happened_at: datetime,
    now: datetime,
) -> Attendee:
    """Write down one who came. The same act sent twice is one person. Raises ForumClosed.

    The name goes into no audit line: who keeps the trail need not know who came.
    """
    accounts.require(by, "participation.record_forum", at=forum.area)
    if known := Attendee.objects.filter(act_id=act_id, recorded_by=by, forum=forum).first():
        return known
    at_work(forum, by)
    attendee = Attendee.objects.create(
        act_id=act_id,
        forum=forum,
        name=draft.name.strip(),
        speaks_for=draft.speaks_for.strip(),
        sex=draft.sex,
        age_band=draft.age_band,
        disabled=draft.disabled,
        happened_at=happened_at,
        received_at=now,
        recorded_by=by,
    )
    audit.record("participation.attendee_added", by=by, about=attendee, area_code=forum.area.code)
    return attendee


@transaction.atomic
def strike_attendee(*, by: User, attendee: Attendee, now: datetime) -> Attendee:
    """Take a line written by mistake off the count; it stays readable. Raises ForumClosed."""
    accounts.require(by, "participation.record_forum", at=attendee.forum.area)
    at_work(attendee.forum, by)
    if attendee.struck_at is None:
        attendee.struck_at = now
        attendee.save(update_fields=["struck_at"])
        audit.record(
            "participation.attendee_struck",
            by=by,
            about=attendee,
            area_code=attendee.forum.area.code,
        )
    return attendee


@transaction.atomic
def add_problem(
    *,
    by: User,
    forum: Forum,
    draft: ProblemDraft,
    act_id: UUID,
    happened_at: datetime,
    now: datetime,
) -> Problem:
    """Pin a problem card to the wall. The same act sent twice is one card. Raises ForumClosed,
    WordsMissing."""
    accounts.require(by, "participation.record_forum", at=forum.area)
    if known := Problem.objects.filter(act_id=act_id, recorded_by=by, forum=forum).first():
        return known
    at_work(forum, by)
    for field in ("text", "affected"):
        if not getattr(draft, field).strip():
            raise errors.WordsMissing(_("Say what is wrong, and who suffers from it."), field=field)
    problem = Problem.objects.create(
        act_id=act_id,
        forum=forum,
        area=draft.area or forum.area,
        text=draft.text.strip(),
        place=draft.place.strip(),
        affected=draft.affected.strip(),
        happened_at=happened_at,
        received_at=now,
        recorded_by=by,
    )
    problem.pictures.set(draft.pictures)
    audit.record("participation.problem_added", by=by, about=problem, area_code=forum.area.code)
    return problem
