from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.programmes import errors, selectors
from tangguh.domains.programmes.models import Activity, ActivityFunding, Cancellation, Cycle
from tangguh.domains.programmes.services import _rules as rules
from tangguh.domains.programmes.services._drafts import ActivityDraft
from tangguh.engines.money import rupiah

FIELDS = (
    "area",
    "lead",
    "kind",
    "hazard",
    "self_managed",
    "title",
    "planned_start",
    "planned_end",
    "target_people",
    "target_women",
    "target_children",
    "target_elderly",
    "target_disabled",
    "contact",
    "source",
    "provenance",
)
GROUPS = ("target_women", "target_children", "target_elderly", "target_disabled")


@transaction.atomic
def plan_activity(*, by: User, cycle: Cycle, draft: ActivityDraft, on: date) -> Activity:
    """Plan what is done at one place in a cycle, within the cycle's days and money.

    Raises OutsideItsArea, OutsideItsCycle, EndsBeforeItBegins, CycleBudgetExceeded,
    PartLargerThanWhole, ProgrammeClosed. An overlap with another agency is only noticed.
    """
    organizations = selectors.organizations_of(cycle.programme)
    rules.require_part(by, "programmes.plan", at=draft.area, organizations=organizations)
    rules.require_open(cycle.programme)
    locked = lock(cycle)
    require_whole(draft)
    require_inside_cycle(locked, draft)
    require_affordable(locked, draft, besides=None)
    activity = Activity(cycle=cycle, as_of=on)
    fill(activity, draft)
    audit.record(
        "programmes.activity_planned",
        by=by,
        about=activity,
        area_code=draft.area.code,
        cycle=cycle.pk,
        budget=draft.budget,
    )
    return activity


@transaction.atomic
def edit_activity(*, by: User, activity: Activity, draft: ActivityDraft, on: date) -> Activity:
    """Change a plan. The audit trail keeps every field before and after, and whether it had begun."""
    organizations = selectors.organizations_in(activity)
    rules.require_part(by, "programmes.plan", at=activity.area, organizations=organizations)
    rules.require_part(by, "programmes.plan", at=draft.area, organizations=organizations)
    rules.require_open(activity.cycle.programme)
    require_going_on(activity)
    cycle = lock(activity.cycle)
    require_whole(draft)
    require_inside_cycle(cycle, draft)
    require_affordable(cycle, draft, besides=activity)
    require_history_holds(activity, draft)
    before, begun = said(activity), activity.planned_start <= on
    activity.as_of = on
    fill(activity, draft)
    audit.record(
        "programmes.activity_edited",
        by=by,
        about=activity,
        area_code=activity.area.code,
        after_start=begun,
        changes=rules.changes(before, said(activity)),
    )
    return activity


@transaction.atomic
def cancel_activity(*, by: User, activity: Activity, reason: str, now: datetime) -> Cancellation:
    """Say that a planned activity is not done. Sent twice, it is recorded once.

    Raises AlreadyBegun where its first day has come or something was reported, NoteNeeded.
    """
    organizations = selectors.organizations_in(activity)
    rules.require_part(by, "programmes.plan", at=activity.area, organizations=organizations)
    held = Activity.objects.select_for_update().get(pk=activity.pk)
    known = Cancellation.objects.filter(activity=held).first()
    if known is not None:
        return known
    if not reason.strip():
        raise errors.NoteNeeded(_("Write why it is not done: it is read by those who expect it."))
    if has_begun(held, on=timezone.localdate(now)):
        raise errors.AlreadyBegun(
            _("“%(activity)s” has begun, so it is not cancelled. Report how far it came instead.")
            % {"activity": held}
        )
    found = Cancellation.objects.create(
        activity=held, reason=reason.strip(), cancelled_by=by, cancelled_at=now
    )
    audit.record("programmes.activity_cancelled", by=by, about=held, area_code=activity.area.code)
    return found


def has_begun(activity: Activity, *, on: date) -> bool:
    """Whether its first day has come or anything was reported on it."""
    return activity.planned_start <= on or activity.updates.exists()


def require_going_on(activity: Activity) -> None:
    if Cancellation.objects.filter(activity=activity).exists():
        raise errors.ActivityCancelled(
            _("“%(activity)s” was cancelled. Plan another activity instead.")
            % {"activity": activity}
        )


def lock(cycle: Cycle) -> Cycle:
    """Hold the cycle, so that two plans at once cannot spend the same money."""
    return Cycle.objects.select_for_update().get(pk=cycle.pk)


def require_whole(draft: ActivityDraft) -> None:
    """Nobody plans for more women, children, elderly or disabled people than people."""
    rules.require_order(draft.planned_start, draft.planned_end)
    for name in GROUPS:
        if getattr(draft, name) > draft.target_people:
            raise errors.PartLargerThanWhole(
                _(
                    "%(part)d are planned for in one group, but only %(whole)d people in all. "
                    "Correct the group or the total."
                )
                % {"part": getattr(draft, name), "whole": draft.target_people},
                field=name,
            )


def require_inside_cycle(cycle: Cycle, draft: ActivityDraft) -> None:
    """The place lies in the programme's area, and the days in the cycle."""
    rules.require_inside(cycle.programme.area, draft.area)
    if draft.planned_start < cycle.starts or draft.planned_end > cycle.ends:
        raise errors.OutsideItsCycle(
            _(
                "The cycle %(cycle)s runs from %(starts)s to %(ends)s; this would run from "
                "%(first)s to %(last)s. Choose days inside the cycle, or plan it in another one."
            )
            % {
                "cycle": cycle.name,
                "starts": date_format(cycle.starts),
                "ends": date_format(cycle.ends),
                "first": date_format(draft.planned_start),
                "last": date_format(draft.planned_end),
            }
        )


def require_affordable(cycle: Cycle, draft: ActivityDraft, *, besides: Activity | None) -> None:
    """All activities of a cycle together cost no more than the cycle has."""
    others = ActivityFunding.objects.filter(
        activity__cycle=cycle, activity__cancellation__isnull=True
    )
    if besides:
        others = others.exclude(activity=besides)
    planned = int(others.aggregate(all=Sum("amount"))["all"] or 0)
    left = cycle.budget - planned
    if draft.budget <= left:
        return
    raise errors.CycleBudgetExceeded(
        _(
            "This costs %(cost)s. Of the %(budget)s of cycle %(cycle)s, %(planned)s is already "
            "planned and %(left)s is left: %(gap)s too little. Lower this budget or another one."
        )
        % {
            "cost": rupiah(draft.budget),
            "budget": rupiah(cycle.budget),
            "cycle": cycle.name,
            "planned": rupiah(planned),
            "left": rupiah(max(left, 0)),
            "gap": rupiah(draft.budget - left),
        },
        cost=draft.budget,
        left=left,
    )


def require_history_holds(activity: Activity, draft: ActivityDraft) -> None:
    """What was reported stays possible: nothing before the start, no budget cut below what is spent."""
    first = activity.updates.order_by("happened_on").first()
    if first and first.happened_on < draft.planned_start:
        raise errors.ContradictsItsUpdates(
            _(
                "There is already a report for %(day)s, so it cannot begin on %(start)s. "
                "Choose %(day)s or an earlier day."
            )
            % {"day": date_format(first.happened_on), "start": date_format(draft.planned_start)}
        )
    newest = activity.updates.order_by("-happened_on", "-pk").first()
    spent = newest.spent if newest else 0
    if draft.budget < spent and draft.budget < budget(activity):
        raise errors.ContradictsItsUpdates(
            _("%(spent)s is already spent, so the budget cannot be cut to %(budget)s.")
            % {"spent": rupiah(spent), "budget": rupiah(draft.budget)}
        )


def budget(activity: Activity) -> int:
    """An activity's budget in rupiah, from all sources."""
    return int(activity.funding.aggregate(all=Sum("amount"))["all"] or 0)


def fill(activity: Activity, draft: ActivityDraft) -> None:
    """Write a draft into an activity, with its money and its partners."""
    for name in FIELDS:
        setattr(activity, name, getattr(draft, name))
    activity.save()
    activity.partners.set(draft.partners)
    activity.funding.all().delete()
    ActivityFunding.objects.bulk_create(
        ActivityFunding(activity=activity, source=source, amount=amount)
        for source, amount in draft.funding.items()
        if amount
    )


def said(activity: Activity) -> dict[str, str]:
    """What a plan says, with its money and its partners, as text."""
    funding = activity.funding.order_by("source").values_list("source", "amount")
    partners = activity.partners.order_by("pk")
    return rules.written(activity, FIELDS) | {
        "funding": ", ".join(f"{source} {amount}" for source, amount in funding),
        "partners": ", ".join(str(each) for each in partners),
    }
