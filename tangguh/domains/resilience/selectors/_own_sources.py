"""The rows of the rooms below, as the district's own index counts them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet, Sum
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from tangguh.domains.emergencies import selectors as emergencies
from tangguh.domains.participation import selectors as participation
from tangguh.domains.participation.models import Group, Proposal
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.programmes.models import Activity
from tangguh.domains.resilience.indicators import Count, Counts, Period, Row, Source
from tangguh.domains.resilience.models import FollowUp, FollowUpAnswer

VILLAGE_CODE = 13
LONGEST_WAIT = timedelta(days=366)  # so far back a proposal may lie whose answer falls due now
FOLLOW_UP = "followup."
ANSWERED = "participation.answered_in_time"
BY_WOMEN = "participation.women_proposals"
ATTENDING = "participation.women_attending"
JOINT = "programmes.joint_work"
TRAINED = "programmes.trained"
WOMEN_TRAINED = "programmes.women_trained"
ARRIVED = "emergencies.drill_arrived"
ON_CALL = "emergencies.buddies"


class Tally:
    """Parts and wholes that are added up by source, village and period."""

    def __init__(self) -> None:
        self.sums: dict[tuple[str, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(
        self, key: tuple[str, str, int], part: int, whole: int, rows: int | None = None
    ) -> None:
        """`rows` where the observations are others than the whole."""
        sums = self.sums[key]
        for n, figure in enumerate((part, whole, whole if rows is None else rows)):
            sums[n] += figure

    @property
    def counts(self) -> dict[tuple[str, str, int], Count]:
        return {key: Count(part, whole, rows) for key, (part, whole, rows) in self.sums.items()}


def first_and_last(periods: Sequence[Period]) -> tuple[date, date]:
    return min(p.starts for p in periods), max(p.ends for p in periods)


def periods_with(day: date, periods: Sequence[Period]) -> Iterable[int]:
    return (n for n, period in enumerate(periods) if period.starts <= day <= period.ends)


def read_proposals(area: Area, periods: Sequence[Period]) -> Counts:
    """By women: of those filed in a period. In time: of those whose answer fell due in it."""
    tally = Tally()
    starts, ends = first_and_last(periods)
    for filed in participation.filed_by_village(area, starts - LONGEST_WAIT, ends):
        for n in periods_with(filed.filed_on, periods):
            tally.add((BY_WOMEN, filed.village, n), filed.by_women, filed.proposals)
        due = participation.answer_is_due(filed.filed_on, ends=ends)
        for n in periods_with(due, periods):
            tally.add((ANSWERED, filed.village, n), filed.in_time, filed.proposals)
    return tally.counts


def read_attendance(area: Area, periods: Sequence[Period]) -> Counts:
    tally = Tally()
    for came in participation.attendance_by_village(area, *first_and_last(periods)):
        for n in periods_with(came.held_on, periods):
            tally.add((ATTENDING, came.village, n), came.women, came.people)
    return tally.counts


def read_work(area: Area, periods: Sequence[Period]) -> Counts:
    tally = Tally()
    for did in programmes.worked_by_village(area, days_of(periods)):
        tally.add((JOINT, did.village, did.period), int(did.joint), 1)
    return tally.counts


def read_trainings(area: Area, periods: Sequence[Period]) -> Counts:
    """The whole of `trained` is the village's population, which the index asks for itself."""
    tally = Tally()
    for told in programmes.trained_by_village(area, days_of(periods)):
        tally.add((TRAINED, told.village, told.period), told.people, 0, rows=1)
        tally.add((WOMEN_TRAINED, told.village, told.period), told.women, told.people)
    return tally.counts


def read_drills(area: Area, periods: Sequence[Period]) -> Counts:
    tally = Tally()
    for held in emergencies.practised(area, *first_and_last(periods)):
        village = held.drill.area.code[:VILLAGE_CODE]
        for n in periods_with(held.drill.held_on, periods):
            tally.add((ARRIVED, village, n), held.in_time, held.people)
    return tally.counts


def read_on_call(area: Area, periods: Sequence[Period]) -> Counts:
    """As it stands today: an agreement that ended is removed, so no past day can be counted."""
    found: dict[tuple[str, str, int], Count] = {}
    for n, period in enumerate(periods):
        if not period.runs:
            continue
        for code, told in emergencies.on_call(on=period.ends, area=area).items():
            between = None if told.doubly is not None else told.bounds
            found[ON_CALL, code, n] = Count(told.twice, told.people, told.people, between)
    return found


def read_follow_ups(area: Area, periods: Sequence[Period]) -> Counts:
    starts, ends = first_and_last(periods)
    rows = FollowUpAnswer.objects.filter(
        places.within(area.code, lookup="follow_up__area"),
        follow_up__in=counting(),
        follow_up__happened_on__range=(starts, ends),
    ).annotate(village=Substr("follow_up__area__code", 1, VILLAGE_CODE))
    told = rows.values("village", "question", "follow_up__happened_on").annotate(
        said_yes=Sum("yes"), all_asked=Sum("asked")
    )
    tally = Tally()
    fields = ("village", "question", "follow_up__happened_on", "said_yes", "all_asked")
    for village, question, on, yes, asked in told.values_list(*fields):
        for n in periods_with(on, periods):
            tally.add((f"{FOLLOW_UP}{question}", village, n), yes, asked)
    return tally.counts


def days_of(periods: Sequence[Period]) -> list[tuple[date, date]]:
    return [(period.starts, period.ends) for period in periods]


def list_answered(area: Area, period: Period) -> list[Row]:
    rows = participation.handed_in(area, period.starts - LONGEST_WAIT, period.ends)
    return [
        proposal_row(row, part=vars(row)["in_time"])
        for row in rows
        if period.starts
        <= participation.answer_is_due(row.filed_on, ends=period.ends)
        <= period.ends
    ]


def list_by_women(area: Area, period: Period) -> list[Row]:
    rows = participation.handed_in(area, period.starts, period.ends)
    return [proposal_row(row, part=int(row.proposed_by == Group.WOMEN)) for row in rows]


def proposal_row(row: Proposal, part: int) -> Row:
    url = reverse("participation:proposal", args=[row.number])
    return Row(f"{row.number} {row.title}", url, row.filed_on, part, 1)


def list_attendance(area: Area, period: Period) -> list[Row]:
    held = participation.forums_held(area, period.starts, period.ends)
    return [
        Row(
            forum.title,
            reverse("participation:forum", args=[forum.pk]),
            forum.held_on,
            vars(forum)["women"],
            vars(forum)["people"],
        )
        for forum in held
        if vars(forum)["people"]
    ]


def list_work(area: Area, period: Period) -> list[Row]:
    rows = programmes.worked_in(area, period.starts, period.ends)
    return [activity_row(row, int(vars(row)["joint"]), 1) for row in rows]


def list_trained(area: Area, period: Period) -> list[Row]:
    rows = trainings(area, period)
    return [activity_row(row, vars(row)["reached"], 0) for row in rows]


def list_women_trained(area: Area, period: Period) -> list[Row]:
    rows = trainings(area, period)
    return [
        activity_row(row, min(max(said["reached_women"], 0), said["reached"]), said["reached"])
        for row in rows
        for said in [vars(row)]
    ]


def trainings(area: Area, period: Period) -> QuerySet[Activity]:
    return programmes.trainings_in(area, period.starts, period.ends)


def activity_row(row: Activity, part: int, whole: int) -> Row:
    url = reverse("programmes:activity", args=[row.pk])
    return Row(row.title, url, row.planned_start, part, whole)


def list_drills(area: Area, period: Period) -> list[Row]:
    return [
        Row(
            held.drill.title,
            reverse("emergencies:drill", args=[held.drill.pk]),
            held.drill.held_on,
            held.in_time,
            held.people,
        )
        for held in emergencies.practised(area, period.starts, period.ends)
    ]


def list_on_call(area: Area, period: Period) -> list[Row]:
    """One row of counts: who they are is no public matter."""
    if not period.runs:
        return []
    title = gettext("Neighbours on call as they stand today, counted without names")
    url = reverse("emergencies:buddies_coverage")
    return [
        Row(title, url, period.ends, told.twice, told.people)
        for told in emergencies.on_call(on=period.ends, area=area).values()
    ]


def list_follow_ups(question: str, area: Area, period: Period) -> list[Row]:
    rows = FollowUpAnswer.objects.filter(
        places.within(area.code, lookup="follow_up__area"),
        question=question,
        follow_up__in=counting(),
        follow_up__happened_on__range=(period.starts, period.ends),
    ).select_related("follow_up__activity")
    return [
        follow_up_row(row.follow_up, row.yes, row.asked)
        for row in rows.order_by("follow_up__happened_on", "pk")
    ]


def counting() -> QuerySet[FollowUp]:
    """The follow-ups that count: not struck, of activities that everybody may read."""
    public = programmes.activities_for(AnonymousUser()).order_by().values("pk")
    return FollowUp.objects.filter(struck_at=None, activity__in=public)


def follow_up_row(told: FollowUp, yes: int, asked: int) -> Row:
    url = reverse("resilience:follow_up", args=[told.pk])
    return Row(told.activity.title, url, told.happened_on, yes, asked)


OF_THIS_ROOM = (
    Source(ANSWERED, gettext_lazy("Proposals and their answers"), read_proposals, list_answered),
    Source(BY_WOMEN, gettext_lazy("Proposals and their authors"), read_proposals, list_by_women),
    Source(
        ATTENDING,
        gettext_lazy("Attendance lists of forums"),
        read_attendance,
        list_attendance,
        about_people=True,
    ),
    Source(JOINT, gettext_lazy("Reports about the activities"), read_work, list_work),
    Source(
        ARRIVED, gettext_lazy("Counts at the assembly points of drills"), read_drills, list_drills
    ),
    Source(
        ON_CALL,
        gettext_lazy("Agreements between neighbours on call"),
        read_on_call,
        list_on_call,
        about_people=True,
    ),
    Source(
        TRAINED,
        gettext_lazy("Reports about trainings"),
        read_trainings,
        list_trained,
        about_people=True,
    ),
    Source(
        WOMEN_TRAINED,
        gettext_lazy("Reports about trainings"),
        read_trainings,
        list_women_trained,
        about_people=True,
    ),
)
