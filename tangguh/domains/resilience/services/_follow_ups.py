from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.programmes.models import Activity
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.errors import FollowUpRefused
from tangguh.domains.resilience.models import FollowUp, FollowUpAnswer

RECORD = "resilience.record_follow_up"


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """Where and when participants were asked again, how they were chosen, and how many said yes.

    `yes` holds the questions that were asked, by their code.
    """

    area: Area
    happened_on: date
    chosen_by: str
    asked: int
    yes: Mapping[str, int]


@transaction.atomic
def record_follow_up(
    *, by: User, activity: Activity, draft: FollowUpDraft, act_id: UUID, now: datetime
) -> FollowUp:
    """Write down what participants said when asked again. The same act sent twice is one.

    Raises FollowUpRefused. Only counts are kept: nobody who answered is written down.
    """
    accounts.require(by, RECORD, at=draft.area)
    if known := FollowUp.objects.filter(act_id=act_id, activity=activity).first():
        return known
    refuse_elsewhere(activity, draft.area)
    refuse_too_soon(activity, draft.happened_on, timezone.localdate(now))
    refuse_figures(activity, draft)
    told = FollowUp.objects.create(
        act_id=act_id,
        activity=activity,
        area=draft.area,
        happened_on=draft.happened_on,
        chosen_by=draft.chosen_by,
        received_at=now,
        recorded_by=by,
        source=_("Participants asked again"),
        as_of=draft.happened_on,
        provenance=activity.provenance,
    )
    FollowUpAnswer.objects.bulk_create(
        FollowUpAnswer(follow_up=told, question=question, yes=yes, asked=draft.asked)
        for question, yes in draft.yes.items()
    )
    tell("resilience.follow_up_recorded", by, told)
    return told


@transaction.atomic
def strike_follow_up(*, by: User, follow_up: FollowUp, now: datetime) -> None:
    """Take a follow-up out of every count: it was written by mistake. The row stays."""
    accounts.require(by, RECORD, at=follow_up.area)
    if follow_up.struck_at is None:
        follow_up.struck_at = now
        follow_up.save(update_fields=["struck_at"])
        tell("resilience.follow_up_struck", by, follow_up)


def refuse_elsewhere(activity: Activity, area: Area) -> None:
    inside, around = activity.area.code, area.code
    here = places.contains(inside, around) or places.contains(around, inside)
    if not here or area.level != Area.Level.VILLAGE:
        raise FollowUpRefused(
            _("“%(activity)s” was not in %(area)s. Choose a village in which it was.")
            % {"activity": activity, "area": area.name}
        )


def refuse_too_soon(activity: Activity, on: date, today: date) -> None:
    if on > today:
        raise FollowUpRefused(
            _("%(day)s has not come yet; today is %(today)s. Give the day of asking.")
            % {"day": date_format(on), "today": date_format(today)}
        )
    first = activity.planned_start + timedelta(days=parameters.follow_up_days(on))
    if on < first:
        raise FollowUpRefused(
            _("That is too soon to tell what lasts: ask again from %(first)s on.")
            % {"first": date_format(first)}
        )


def refuse_figures(activity: Activity, draft: FollowUpDraft) -> None:
    """A part of those asked, and no more asked than the reports say took part."""
    known = parameters.questions(parameters.own_index(on=draft.happened_on))
    if not draft.yes or not set(draft.yes) <= set(known):
        raise FollowUpRefused(_("Answer one of the questions at least."))
    if draft.asked < 1 or any(not 0 <= yes <= draft.asked for yes in draft.yes.values()):
        raise FollowUpRefused(
            _("More said yes than were asked (%(asked)d). Correct the counts.")
            % {"asked": draft.asked}
        )
    people = programmes.standing(activity, on=draft.happened_on).people
    if draft.asked > people:
        raise FollowUpRefused(
            _(
                "%(asked)d were asked, but the reports say that the activity reached %(people)d. "
                "Correct the number, or have the report corrected first."
            )
            % {"asked": draft.asked, "people": people}
        )


def tell(deed: str, by: User, told: FollowUp) -> None:
    audit.record(
        deed,
        by=by,
        about=told,
        area_code=told.area.code,
        activity=told.activity_id,
        happened_on=told.happened_on.isoformat(),
    )
