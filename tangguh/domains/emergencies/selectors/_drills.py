"""Drills as they are read: how fast people were safe, against the plan, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts.models import Role
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.models import Arrival, Drill, DrillProblem
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, PastEvent
from tangguh.engines import arrivals as engine
from tangguh.engines import tabletop
from tangguh.engines.disclosure import safe_count
from tangguh.errors import NotFound

MOST_EVENTS = 60
LONGEST = timedelta(hours=12)  # a drill that nobody ended is over by then


@dataclass(frozen=True, slots=True)
class Course:
    """How a drill went. Minutes are None where a share was never reached."""

    arrivals: tuple[Arrival, ...]
    real: tuple[engine.Step, ...]
    plan: tuple[engine.Step, ...]
    gaps: tuple[engine.Gap, ...]
    safe: int
    vulnerable: int
    half: int | None
    most: int | None  # 90 %

    @property
    def rows(self) -> Iterator[tuple[Arrival, str, int]]:
        """Each count, those who need help among it as may be told, and how many were safe by then."""
        for arrival in self.arrivals:
            yield arrival, few(arrival.vulnerable), engine.safe_at(self.real, arrival.minute)


def few(count: int) -> str:
    """A count as everybody may read it."""
    return "< 5" if safe_count(count) is None else f"{count}"


def drills(area: Area | None = None) -> QuerySet[Drill]:
    """Every drill, newest first."""
    rows = Drill.objects.select_related("area")
    rows = rows.annotate(
        open_actions=Count("problems", filter=~Q(problems__action="") & Q(problems__done_on=None))
    )
    if area:
        rows = rows.filter(places.within(area.code, lookup="area"))
    return rows.order_by("-held_on", "-pk")


def drill_for(pk: int) -> Drill:
    """A drill with all that its page shows. It names no residents: everybody may read it."""
    counted = Arrival.objects.filter(replaced_by=None).order_by("minute", "pk")
    rows = Drill.objects.select_related(
        "area__parent", "activity", "past_event", "computation__plan"
    ).prefetch_related(
        Prefetch("arrivals", queryset=counted),
        Prefetch(
            "problems", queryset=DrillProblem.objects.select_related("finding").order_by("pk")
        ),
        "events",
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such drill. Look for it in the list of drills."))
    return found


def problem_for(pk: int) -> DrillProblem:
    found = DrillProblem.objects.select_related("drill__area").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such problem. Open the drill anew."))
    return found


def course_of(drill: Drill) -> Course:
    """How many were safe when, from the counts that were not corrected."""
    arrivals = tuple(drill.arrivals.all())
    real = engine.curve((each.minute, each.people) for each in arrivals)
    plan = tuple(engine.Step(*step) for step in drill.plan_curve)
    return Course(
        arrivals,
        real,
        plan,
        engine.gaps(real, plan),
        sum(each.people for each in arrivals),
        sum(each.vulnerable for each in arrivals),
        engine.minute_of(real, expected=drill.expected, percent=50),
        engine.minute_of(real, expected=drill.expected, percent=90),
    )


def is_under_way(area: Area, *, now: datetime) -> bool:
    """Whether a drill is held in an area at this moment: its alarm was sounded, and it has not ended."""
    begun = Q(alarm_at__lte=now, alarm_at__gt=now - LONGEST)
    rows = Drill.objects.filter(begun, Q(ended_at=None) | Q(ended_at__gt=now))
    return (
        rows.filter(area__in=[area, *places.around(area)])
        .exclude(kind=Drill.Kind.TABLETOP)
        .exists()
    )


@dataclass(frozen=True, slots=True)
class Told:
    """An office that must be told, and how many hold it for the area."""

    office: str
    people: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of a replay, with who must be told of it."""

    step: tabletop.Step
    told: tuple[Told, ...]


def moments_of(drill: Drill) -> tuple[Moment, ...]:
    """A replay minute by minute; nothing of it is read from or written to real alerts."""
    script = parameters.script(drill.hazard, drill.held_on)
    steps = tabletop.steps(script, minutes_to_peak=drill.minutes_to_peak)
    holders = holders_at(drill.area, on=drill.held_on)
    return tuple(
        Moment(
            step,
            tuple(Told(str(Role.Name(name).label), holders.get(name, 0)) for name in step.cue.told),
        )
        for step in steps
    )


def holders_at(area: Area, *, on: date) -> dict[str, int]:
    """How many people hold each office for an area, or for one around it, on a day."""
    parts = area.code.split(".")
    codes = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    rows = Role.objects.filter(
        Q(until=None) | Q(until__gte=on), area__code__in=codes, since__lte=on, user__is_active=True
    )
    return dict(rows.order_by().values_list("name").annotate(Count("user", distinct=True)))


def replays_open_to(areas: QuerySet[Area]) -> list[tuple[PastEvent, Area]]:
    """What struck these villages before, newest first: an event once for each of the villages."""
    named = PastEvent.areas.through.objects.filter(area__in=areas).order_by("-pastevent__started")
    rows = named.select_related("pastevent", "area").order_by("-pastevent__started", "area__code")
    return [(row.pastevent, row.area) for row in rows[:MOST_EVENTS]]


def struck(code: str, event: str) -> tuple[Area, PastEvent]:
    """A village, and what struck it."""
    area = Area.objects.filter(code=code, past_events__code=event).first()
    past = PastEvent.objects.filter(code=event).first()
    if area is None or past is None:
        raise NotFound(_("No such event is known of this village."))
    return area, past


def due_actions(*, on: date) -> QuerySet[DrillProblem]:
    """Actions that are late, the oldest first."""
    rows = DrillProblem.objects.filter(done_on=None, due__lt=on).exclude(action="")
    return rows.select_related("drill__area").order_by("due", "pk")


def minute_now(drill: Drill, *, now: datetime) -> int:
    """Whole minutes since the alarm; 0 before it."""
    return int((now - drill.alarm_at).total_seconds() // 60) if drill.alarm_at else 0


def clock(drill: Drill, minute: int | None) -> str:
    """What the clock in the district said at a minute of a drill, where the alarm has a time."""
    if drill.alarm_at is None or minute is None:
        return ""
    at = timezone.localtime(drill.alarm_at + timedelta(minutes=minute))
    return f"{at:%H.%M}"
