"""What residents asked for, who came to the forums, and whom one asked again after an activity."""

from collections.abc import Iterator
from datetime import timedelta

from tangguh.domains.participation.models import Attendee, Forum, Group, Proposal, Status, Step
from tangguh.domains.programmes.models import Activity
from tangguh.domains.resilience.models import FollowUp, FollowUpAnswer
from tests.benchmarks.district_size.ground import (
    SOURCED,
    TODAY,
    District,
    act,
    days_before,
    keep,
    noon,
)
from tests.benchmarks.district_size.neighbours import spread

PEOPLE = 35
QUESTIONS = ("helped_neighbour", "knows_where_to_go", "skill_in_use", "income_better")


def add_voices(district: District) -> None:
    proposals = keep(proposal(district, number) for number in range(district.size.proposals))
    keep(step for each in proposals for step in steps_of(each))
    forums = keep(forum(district, number) for number in range(district.size.proposals // 5))
    keep(person for each in forums for person in attendees_of(each))
    add_follow_ups(district)


def proposal(district: District, number: int) -> Proposal:
    village, on = spread(district, number), days_before(number % 500)
    return Proposal(
        act_id=act(f"proposal {number}"),
        number=f"U-{on:%Y}-{number + 1:04}",
        area=village,
        title=f"Jembatan titian {number + 1}",
        proposed_by=list(Group)[number % len(Group)],
        filed_on=on,
        received_at=noon(on),
        filed_by=district.operators[village.pk],
        **SOURCED,
    )


def steps_of(each: Proposal) -> Iterator[Step]:
    """Four of five are answered, one of them too late."""
    filed = step_of(each, 1, Status.SUBMITTED, 0)
    yield filed
    if each.pk % 5:
        parked = step_of(each, 2, Status.PARKED, 45 if each.pk % 5 == 1 else 20)
        parked.reason, parked.answer = "budget", "Tahun depan."
        yield parked


def step_of(each: Proposal, position: int, status: str, days: int) -> Step:
    on = min(each.filed_on + timedelta(days=days), TODAY)
    return Step(
        act_id=act(f"step {each.pk} {position}"),
        proposal=each,
        position=position,
        status=status,
        happened_on=on,
        received_at=noon(on),
        taken_by=each.filed_by,
    )


def forum(district: District, number: int) -> Forum:
    village, on = spread(district, number), days_before(number % 600)
    by = district.operators[village.pk]
    return Forum(
        act_id=act(f"forum {number}"),
        area=village,
        kind=Forum.Kind.VILLAGE,
        title=f"Musyawarah desa {number + 1}",
        held_on=on,
        place="Balai desa",
        opened_by=by,
        edited_by=by,
        received_at=noon(on),
        **SOURCED,
    )


def attendees_of(each: Forum) -> Iterator[Attendee]:
    for number in range(PEOPLE):
        yield Attendee(
            act_id=act(f"attendee {each.pk} {number}"),
            forum=each,
            sex=Attendee.Sex.FEMALE if number % 3 == 0 else Attendee.Sex.MALE,
            age_band="adult",
            happened_at=each.received_at,
            received_at=each.received_at,
            recorded_by=each.opened_by,
        )


def add_follow_ups(district: District) -> None:
    trainings = Activity.objects.filter(
        kind=Activity.Kind.TRAINING, area__level="village", planned_start__lte=days_before(100)
    ).select_related("area")
    rows = keep(follow_up(district, each) for each in trainings.order_by("pk"))
    keep(
        FollowUpAnswer(follow_up=each, question=question, yes=8 + n, asked=20)
        for each in rows
        for n, question in enumerate(QUESTIONS)
    )


def follow_up(district: District, each: Activity) -> FollowUp:
    on = each.planned_start + timedelta(days=95)
    return FollowUp(
        act_id=act(f"follow-up {each.pk}"),
        activity=each,
        area=each.area,
        happened_on=on,
        chosen_by="Semua di daftar hadir",
        received_at=noon(on),
        recorded_by=district.operators[each.area_id],
        **SOURCED,
    )
