from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.participation import errors, selectors
from tangguh.domains.participation.models import Forum, Status
from tangguh.domains.participation.services._drafts import StepDraft
from tangguh.domains.participation.services._forum_drafts import ForumDraft
from tangguh.domains.participation.services._forum_rules import advance, at_work
from tangguh.domains.participation.services._steps import take_step
from tangguh.domains.places.models import Area

FIELDS = (
    "area",
    "kind",
    "title",
    "group",
    "held_on",
    "place",
    "agenda",
    "least_people",
    "least_women",
    "least_disabled",
    "source",
    "provenance",
)
LEVEL_OF = {
    Forum.Kind.PLANNING_SUBDISTRICT: Area.Level.SUBDISTRICT,
    Forum.Kind.PLANNING_DISTRICT: Area.Level.DISTRICT,
}


@transaction.atomic
def open_forum(*, by: User, draft: ForumDraft, act_id: UUID, now: datetime) -> Forum:
    """Call a meeting. The same act sent twice is one forum. Raises WrongLevel, WordsMissing."""
    accounts.require(by, "participation.hold_forum", at=draft.area)
    if known := Forum.objects.filter(act_id=act_id, opened_by=by).first():
        return known
    require_sound(draft)
    forum = Forum(act_id=act_id, opened_by=by, edited_by=by, received_at=now, as_of=draft.held_on)
    write(forum, draft)
    forum.save(force_insert=True)
    audit.record(
        "participation.forum_opened",
        by=by,
        about=forum,
        area_code=draft.area.code,
        kind=forum.kind,
        held_on=forum.held_on.isoformat(),
    )
    return forum


@transaction.atomic
def edit_forum(*, by: User, forum: Forum, draft: ForumDraft, revision: int) -> Forum:
    """Change what a meeting is, until it is closed. Raises ForumClosed, ForumMoved, WrongLevel."""
    accounts.require(by, "participation.hold_forum", at=forum.area)
    held = at_work(forum, by, revision)
    require_sound(draft)
    write(held, draft)
    advance(held, by)
    audit.record(
        "participation.forum_changed", by=by, about=held, area_code=held.area.code, kind=held.kind
    )
    return held


@transaction.atomic
def close_forum(
    *, by: User, forum: Forum, decisions: str, revision: int, happened_on: date, now: datetime
) -> Forum:
    """End a meeting with what it decided; what it ranked goes on to the village's plan.

    A proposal that the village has not checked yet keeps its rank and waits for that. Raises
    ForumClosed, ForumMoved, NotHeldYet, WordsMissing.
    """
    accounts.require(by, "participation.hold_forum", at=forum.area)
    held = at_work(forum, by, revision)
    require_held(held, now)
    if not decisions.strip():
        raise errors.WordsMissing(
            _("Write down what the forum decided, in the words that were read out."),
            field="decisions",
        )
    held.decisions = decisions.strip()
    held.closed_at, held.closed_by = now, by
    advance(held, by)
    ranked = [tell_rank(by, place, happened_on, now) for place in selectors.ranking(held).placed]
    audit.record(
        "participation.forum_closed",
        by=by,
        about=held,
        area_code=held.area.code,
        attendees=held.attendees.filter(struck_at=None).count(),
        ranked=sum(ranked),
    )
    return held


def tell_rank(by: User, placed: selectors.Placed, happened_on: date, now: datetime) -> bool:
    """Take a checked proposal to “ranked”, with its place as the answer; whether that was its turn."""
    proposal = placed.proposal
    newest = proposal.steps.order_by("-position")[0]
    if newest.status != Status.SCREENED:
        return False
    answer = _("Place %(rank)d of %(all)d in the forum's ranking, with %(points)d points.") % {
        "rank": placed.rank,
        "all": placed.of,
        "points": placed.total,
    }
    draft = StepDraft(
        status=Status.RANKED,
        seen=newest.position,
        happened_on=max(happened_on, newest.happened_on),
        answer=answer,
    )
    take_step(by=by, proposal=proposal, draft=draft, act_id=rank_act(placed), now=now)
    return True


def rank_act(placed: selectors.Placed) -> UUID:
    """The number of the act by which a forum ranked a proposal: the same whenever it is made."""
    return uuid5(placed.forum.act_id, placed.proposal.number)


def write(forum: Forum, draft: ForumDraft) -> None:
    for name in FIELDS:
        setattr(forum, name, getattr(draft, name))
    forum.title = draft.title.strip()


def require_sound(draft: ForumDraft) -> None:
    """It has a name and a place, and a planning forum stands at its own level."""
    for field in ("title", "place"):
        if not getattr(draft, field).strip():
            raise errors.WordsMissing(
                _("Give the forum a name and say where it meets."), field=field
            )
    level = LEVEL_OF.get(Forum.Kind(draft.kind))
    if level and draft.area.level != level:
        raise errors.WrongLevel(
            _("%(kind)s is not held in %(area)s. Choose an area of the level %(level)s.")
            % {
                "kind": Forum.Kind(draft.kind).label,
                "area": draft.area.name,
                "level": Area.Level(level).label,
            },
            field="area",
        )


def require_held(forum: Forum, now: datetime) -> None:
    if forum.held_on > timezone.localdate(now):
        raise errors.NotHeldYet(
            _("The forum is on %(day)s, which has not come yet. Change its day if it was earlier.")
            % {"day": date_format(forum.held_on)}
        )
