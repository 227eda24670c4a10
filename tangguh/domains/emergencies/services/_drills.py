"""Planning a drill, sounding its alarm, counting who arrived, ending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.errors import DrillEnded, DrillUnclear
from tangguh.domains.emergencies.models import Arrival, Computation, Drill, DrillEvent
from tangguh.domains.places.models import Area, PastEvent, Provenance
from tangguh.domains.programmes.models import Activity

LONGEST = 2 * 24 * 60  # minutes


@dataclass(frozen=True)
class DrillDraft:
    """A drill as it is planned."""

    area: Area
    kind: str
    title: str
    scenario: str
    hazard: str
    held_on: date
    expected: int = 0
    expected_vulnerable: int = 0
    plan_curve: tuple[tuple[int, int], ...] = ()  # minutes, people safe by then
    activity: Activity | None = None
    past_event: PastEvent | None = None
    minutes_to_peak: int = 0
    source: str = ""
    provenance: str = Provenance.REAL


@dataclass(frozen=True)
class ArrivalDraft:
    """A count at a point, as it was written down."""

    point: str
    minute: int
    people: int
    vulnerable: int = 0
    way: str = Arrival.Way.ON_THE_SPOT
    replaces: int | None = None


@transaction.atomic
def plan_drill(*, by: User, draft: DrillDraft, on: date) -> Drill:
    """Plan a drill. Raises DrillUnclear."""
    accounts.require(by, "emergencies.plan_drill", at=draft.area)
    refuse_unclear(draft)
    computation = None if draft.plan_curve else computed_for(draft.area, draft.hazard)
    curve = draft.plan_curve or selectors.curve_of(computation)
    said = vars(draft) | {
        "plan_curve": [list(step) for step in curve],
        "computation": computation,
        "source": draft.source or _("Planned by %(who)s") % {"who": by},
    }
    drill = Drill.objects.create(**said, planned_by=by, as_of=on)
    tell(by, "emergencies.drill_planned", drill, kind=drill.kind)
    return drill


@transaction.atomic
def sound_alarm(*, by: User, drill: Drill, at: datetime, now: datetime) -> Drill:
    """Begin: minutes are counted from here, and names open to the duty officer until it ends."""
    accounts.require(by, "emergencies.record_drill", at=drill.area)
    refuse_ended(drill)
    if drill.alarm_at:
        raise DrillEnded(_("The alarm of this drill has been sounded already."))
    if at > now:
        raise DrillUnclear(_("The alarm would lie ahead. Write down when it was sounded."))
    drill.alarm_at = at
    if not drill.plan_curve:
        drill.computation = computed_for(drill.area, drill.hazard)
        drill.plan_curve = [list(step) for step in selectors.curve_of(drill.computation)]
    drill.save(update_fields=["alarm_at", "computation", "plan_curve"])
    tell(by, "emergencies.drill_alarm", drill)
    return drill


@transaction.atomic
def end_drill(*, by: User, drill: Drill, now: datetime) -> Drill:
    """End a drill; names are sealed again. Counts from paper may still come in."""
    accounts.require(by, "emergencies.record_drill", at=drill.area)
    refuse_ended(drill)
    drill.ended_at = now
    drill.save(update_fields=["ended_at"])
    tell(by, "emergencies.drill_ended", drill)
    return drill


@transaction.atomic
def record_arrival(
    *, by: User, drill: Drill, draft: ArrivalDraft, act_id: UUID, now: datetime
) -> Arrival:
    """Count who came to a point. The same act twice is the same count; a correction replaces one."""
    accounts.require(by, "emergencies.record_drill", at=drill.area)
    known = Arrival.objects.filter(act_id=act_id).first()
    if known and known.drill_id != drill.pk:
        raise DrillUnclear(_("This form was sent for another drill. Open a new form."))
    if known:
        return known
    refuse_impossible(draft)
    said = vars(draft) | {"replaces": replaced(drill, draft.replaces)}
    arrival = Arrival.objects.create(
        drill=drill, **said, act_id=act_id, received_at=now, recorded_by=by
    )
    tell(by, "emergencies.arrival_recorded", drill, minute=draft.minute, people=draft.people)
    return arrival


@transaction.atomic
def note_event(*, by: User, drill: Drill, minute: int, text: str) -> DrillEvent:
    """Write down what happened in a minute."""
    accounts.require(by, "emergencies.record_drill", at=drill.area)
    if not text.strip() or not 0 <= minute <= LONGEST:
        raise DrillUnclear(_("Write down what happened, and in which minute since the alarm."))
    event = DrillEvent.objects.create(drill=drill, minute=minute, text=text.strip(), recorded_by=by)
    tell(by, "emergencies.drill_event_noted", drill, minute=minute)
    return event


def computed_for(area: Area, hazard: str) -> Computation | None:
    """What was computed for the plan that holds: its curve is rehearsed where nobody wrote another."""
    plan = selectors.newest_in_force(area, hazard)
    return selectors.newest_computation(plan) if plan else None


def refuse_unclear(draft: DrillDraft) -> None:
    if draft.expected_vulnerable > draft.expected:
        raise DrillUnclear(_("More people need help than are expected. Correct one of the two."))
    refuse_falling(draft.plan_curve)
    if draft.activity and draft.activity.area_id != draft.area.pk:
        raise DrillUnclear(_("That activity is in another village. Choose one from here."))


def refuse_falling(curve: Sequence[tuple[int, int]]) -> None:
    """A plan's curve only rises: minutes and people both."""
    for (minute, safe), (later, more) in pairwise(curve):
        if later <= minute or more < safe:
            raise DrillUnclear(
                _(
                    "The plan falls from %(safe)d people in minute %(minute)d to %(more)d in minute "
                    "%(later)d. Write minutes in order, and all who are safe by then."
                )
                % {"safe": safe, "minute": minute, "more": more, "later": later}
            )


def refuse_ended(drill: Drill) -> None:
    if drill.ended_at:
        raise DrillEnded(_("This drill has ended. Plan another one."))


def refuse_impossible(draft: ArrivalDraft) -> None:
    if not draft.point.strip() or not 0 <= draft.minute <= LONGEST:
        raise DrillUnclear(_("Say at which point, and in which minute since the alarm."))
    if draft.vulnerable > draft.people:
        raise DrillUnclear(
            _("At %(point)s, %(some)d of %(all)d would need help. Count them among all who came.")
            % {"point": draft.point, "some": draft.vulnerable, "all": draft.people}
        )


def replaced(drill: Drill, pk: int | None) -> Arrival | None:
    """The count that a correction takes the place of."""
    if pk is None:
        return None
    row = drill.arrivals.filter(pk=pk, replaced_by=None).first()
    if row is None:
        raise DrillUnclear(_("That count was corrected already. Open the drill anew."))
    return row


def tell(by: User, deed: str, drill: Drill, **details: object) -> None:
    audit.record(deed, by=by, about=drill, area_code=drill.area.code, **details)
