from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.programmes import errors, selectors
from tangguh.domains.programmes.models import Activity, Programme, Update
from tangguh.domains.programmes.services import _rules as rules
from tangguh.domains.programmes.services._activities import budget, require_going_on
from tangguh.domains.programmes.services._drafts import UpdateDraft
from tangguh.engines.money import rupiah

FIGURES = ("happened_on", "progress", "spent", "people", "women", "disabled", "note")


@transaction.atomic
def report_update(
    *, by: User, activity: Activity, draft: UpdateDraft, act_id: UUID, now: datetime
) -> Update:
    """Tell how far an activity was on a day. The same act sent twice is one update.

    Raises DayOutOfReach, NotAPercentage, PartLargerThanWhole, NoteNeeded, ProgrammeClosed,
    ActUsedElsewhere. A report may come late: it is compared with the ones before and after its day.
    """
    organizations = selectors.organizations_in(activity)
    rules.require_part(by, "programmes.report", at=activity.area, organizations=organizations)
    Activity.objects.select_for_update().get(pk=activity.pk)
    if known := known_act(activity, act_id):
        return known
    require_going_on(activity)
    require_reportable(activity)
    require_day(activity, draft, now)
    require_figures(draft)
    require_note(activity, draft)
    update = Update(
        act_id=act_id, activity=activity, received_at=now, reported_by=by, **told(draft)
    )
    update.save(force_insert=True)
    update.evidence.set(draft.evidence)
    audit.record(
        "programmes.update_reported",
        by=by,
        about=update,
        area_code=activity.area.code,
        activity=activity.pk,
        happened_on=draft.happened_on.isoformat(),
        progress=draft.progress,
        spent=draft.spent,
    )
    return update


def told(draft: UpdateDraft) -> dict[str, Any]:
    """What a draft says of an activity, without its evidence."""
    return {name: getattr(draft, name) for name in FIGURES}


def known_act(activity: Activity, act_id: UUID) -> Update | None:
    """The update that this act already made."""
    known = Update.objects.filter(act_id=act_id).first()
    if known and known.activity_id != activity.pk:
        raise errors.ActUsedElsewhere(
            _("This form was already sent for “%(activity)s”. Open a new form and fill it in.")
            % {"activity": known.activity}
        )
    return known


def require_reportable(activity: Activity) -> None:
    """What has been evaluated is history; a correction would change what was judged."""
    programme = activity.cycle.programme
    if programme.status == Programme.Status.EVALUATED:
        raise errors.ProgrammeClosed(
            _("%(programme)s has been evaluated, so nothing more is reported in it.")
            % {"programme": programme}
        )


def require_day(activity: Activity, draft: UpdateDraft, now: datetime) -> None:
    """Neither tomorrow nor before the activity begins."""
    today = timezone.localdate(now)
    if draft.happened_on > today:
        raise errors.DayOutOfReach(
            _("%(day)s has not come yet; today is %(today)s. Give the day on which it was so far.")
            % {"day": date_format(draft.happened_on), "today": date_format(today)}
        )
    if draft.happened_on < activity.planned_start:
        raise errors.DayOutOfReach(
            _(
                "The activity begins on %(start)s, after %(day)s. Give a later day, or have the "
                "plan changed if it began earlier."
            )
            % {
                "start": date_format(activity.planned_start),
                "day": date_format(draft.happened_on),
            }
        )


def require_figures(draft: UpdateDraft) -> None:
    """Progress is a percentage, and a group is a part of the people."""
    if not 0 <= draft.progress <= 100:
        raise errors.NotAPercentage(
            _("Progress is %(progress)d percent. Give a number from 0 to 100.")
            % {"progress": draft.progress}
        )
    groups = {"women": draft.women, "disabled": draft.disabled}
    for name, count in groups.items():
        if count > draft.people:
            raise errors.PartLargerThanWhole(
                _(
                    "%(part)d in one group, but only %(whole)d people in all. "
                    "Correct the group or the total."
                )
                % {"part": count, "whole": draft.people},
                field=name,
            )


def require_note(activity: Activity, draft: UpdateDraft) -> None:
    """Figures that fall back, or money above the budget, need a word of why."""
    if draft.note.strip():
        return
    before, after = neighbours(activity, draft)
    if before:
        require_no_fall(before, draft, draft)
    if after:
        require_no_fall(draft, after, draft)
    planned = budget(activity)
    if draft.spent > planned:
        raise errors.NoteNeeded(
            _(
                "%(spent)s spent is %(gap)s more than the budget of %(budget)s. Say in the note "
                "why, or have the budget raised first."
            )
            % {
                "spent": rupiah(draft.spent),
                "gap": rupiah(draft.spent - planned),
                "budget": rupiah(planned),
            }
        )


def neighbours(activity: Activity, draft: UpdateDraft) -> tuple[Update | None, Update | None]:
    """The updates just before and just after the day; one of the same day comes before."""
    day = Q(happened_on__lte=draft.happened_on)
    before = activity.updates.filter(day).order_by("-happened_on", "-pk").first()
    after = activity.updates.exclude(day).order_by("happened_on", "pk").first()
    return before, after


def require_no_fall(
    earlier: Update | UpdateDraft, later: Update | UpdateDraft, draft: UpdateDraft
) -> None:
    """What is counted since the beginning does not grow smaller without a reason."""
    known = earlier if later is draft else later
    figures = {
        _("progress"): (earlier.progress, later.progress, "%d %%"),
        _("spent"): (earlier.spent, later.spent, None),
        _("people"): (earlier.people, later.people, "%d"),
    }
    for name, (first, second, form) in figures.items():
        if second >= first:
            continue
        show = (lambda n, form=form: form % n) if form else rupiah
        raise errors.NoteNeeded(
            _(
                "On %(day)s, %(known)s was reported as %(name)s; with this report it would fall "
                "from %(first)s to %(second)s. Correct the figure, or say in the note why."
            )
            % {
                "day": date_format(known.happened_on),
                "known": show(first if known is earlier else second),
                "name": name,
                "first": show(first),
                "second": show(second),
            }
        )
