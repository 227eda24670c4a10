from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies.errors import SessionUnclear
from tangguh.domains.emergencies.models import (
    Material,
    OutreachQuestion,
    OutreachSession,
    OutreachShare,
)
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.programmes.models import Activity

LISTS = ("shares", "questions", "materials")


@dataclass(frozen=True)
class Asked:
    """A question, how many were asked before and after, and how many knew the answer."""

    text: str
    asked_before: int
    right_before: int
    asked_after: int
    right_after: int


@dataclass(frozen=True)
class SessionDraft:
    """A session as it was written down: counts, no names."""

    area: Area
    hazard: str
    material: str
    place: str
    held_on: date
    people: int
    women: int = 0
    children: int = 0
    elderly: int = 0
    disabled: int = 0
    shares: Mapping[str, int] = field(default_factory=dict)  # people from each RT
    questions: Sequence[Asked] = ()
    materials: Sequence[Material] = ()  # of the library
    follow_up: str = ""
    follow_up_by: date | None = None
    activity: Activity | None = None
    source: str = ""
    provenance: str = Provenance.REAL


@transaction.atomic
def record_session(*, by: User, draft: SessionDraft, act_id: UUID, on: date) -> OutreachSession:
    """Write a session down. The same act twice is the same session. Raises SessionUnclear."""
    accounts.require(by, "emergencies.record_outreach", at=draft.area)
    known = OutreachSession.objects.filter(act_id=act_id).first()
    if known and known.area_id != draft.area.pk:
        raise SessionUnclear(_("This form was sent for another area. Open a new form."))
    if known:
        return known
    refuse_unclear(draft, on)
    said = {k: v for k, v in vars(draft).items() if k not in LISTS}
    said["source"] = draft.source or _("Attendance list")
    session = OutreachSession.objects.create(**said, act_id=act_id, as_of=on, recorded_by=by)
    session.materials.set(draft.materials)
    OutreachShare.objects.bulk_create(
        OutreachShare(session=session, neighbourhood=rt, people=people)
        for rt, people in draft.shares.items()
    )
    OutreachQuestion.objects.bulk_create(
        OutreachQuestion(session=session, number=number, **vars(asked))
        for number, asked in enumerate(draft.questions, start=1)
    )
    audit.record(
        "emergencies.outreach_recorded",
        by=by,
        about=session,
        area_code=draft.area.code,
        people=draft.people,
    )
    return session


def refuse_unclear(draft: SessionDraft, on: date) -> None:
    if draft.held_on > on:
        raise SessionUnclear(_("The session lies ahead. Write it down once it was held."))
    for name, count in (
        (_("Women"), draft.women),
        (_("Under 18 and 60 or older together"), draft.children + draft.elderly),
        (_("People with a disability"), draft.disabled),
        (_("The RT together"), sum(draft.shares.values())),
    ):
        refuse_more(name, count, draft.people)
    for asked in draft.questions:
        refuse_more(asked.text, asked.right_before, asked.asked_before)
        refuse_more(asked.text, asked.right_after, asked.asked_after)
        refuse_more(asked.text, max(asked.asked_before, asked.asked_after), draft.people)
    if draft.follow_up and draft.follow_up_by is None:
        raise SessionUnclear(_("A follow-up has a day: until when is it done?"))


def refuse_more(name: str, part: int, whole: int) -> None:
    if part > whole:
        raise SessionUnclear(
            _("%(name)s: %(part)d are more than %(whole)d. Correct one of the two.")
            % {"name": name, "part": part, "whole": whole}
        )
