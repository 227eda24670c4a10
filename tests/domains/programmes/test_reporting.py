from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from tangguh.domains.accounts.models import User
from tangguh.domains.partners.models import Member
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import errors
from tangguh.domains.programmes.models import Activity, Cycle, Programme, Update
from tangguh.errors import NotAllowed
from tests.domains.programmes.drafts import MILLION, fund, report
from tests.factories import (
    make_activity,
    make_area,
    make_evidence,
    make_organization,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(cycle: Cycle, village: Area) -> Activity:
    """A drill of ten days in September 2026, with ten million rupiah."""
    activity = make_activity(cycle, village, planned_end=date(2026, 9, 10))
    return fund(activity, district_budget=10 * MILLION)


@pytest.fixture
def eko(village: Area) -> User:
    """The village head."""
    return make_person("eko", "village_head", village)


def test_a_village_head_reports_what_happens_in_the_village(eko: User, activity: Activity):
    photo = make_evidence(activity.area, eko)

    update = report(eko, activity, progress=40, people=30, evidence=(photo,))

    assert (update.progress, update.people, update.reported_by) == (40, 30, eko)
    assert list(update.evidence.all()) == [photo]


def test_the_same_act_sent_twice_is_one_update(eko: User, activity: Activity):
    act_id = uuid4()

    first = report(eko, activity, act_id=act_id, progress=40)
    second = report(eko, activity, act_id=act_id, progress=90)

    assert second == first
    assert Update.objects.get().progress == 40


def test_an_act_is_not_taken_for_another_activity(eko: User, activity: Activity):
    other = make_activity(activity.cycle, activity.area)
    act_id = uuid4()
    report(eko, activity, act_id=act_id)

    with pytest.raises(errors.ActUsedElsewhere, match=activity.title):
        report(eko, other, act_id=act_id)


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 11, 25)])
def test_a_day_before_the_start_or_after_today_is_refused(eko: User, activity: Activity, day: date):
    with pytest.raises(errors.DayOutOfReach):
        report(eko, activity, happened_on=day)


@pytest.mark.parametrize(
    "figures", [{"people": 3, "women": 4}, {"people": 3, "women": 0, "disabled": 4}]
)
def test_a_group_is_no_larger_than_all(eko: User, activity: Activity, figures: dict[str, Any]):
    with pytest.raises(errors.PartLargerThanWhole):
        report(eko, activity, **figures)


@pytest.mark.parametrize("progress", [-1, 101])
def test_progress_is_a_percentage(eko: User, activity: Activity, progress: int):
    with pytest.raises(errors.NotAPercentage):
        report(eko, activity, progress=progress)


@pytest.mark.parametrize(
    "fallen", [{"progress": 39}, {"spent": 4 * MILLION - 1}, {"people": 29, "women": 0}]
)
def test_figures_that_fall_back_need_a_note(eko: User, activity: Activity, fallen: dict[str, Any]):
    report(eko, activity)
    later: dict[str, Any] = {"happened_on": date(2026, 9, 6)} | fallen

    with pytest.raises(errors.NoteNeeded):
        report(eko, activity, **later)

    assert report(eko, activity, note="Salah hitung di laporan lalu.", **later).pk


def test_a_late_report_is_compared_with_its_own_time(eko: User, activity: Activity):
    report(eko, activity, happened_on=date(2026, 9, 8), progress=80)

    # The third of September comes in late: lower than the eighth, and rightly so.
    assert report(eko, activity, happened_on=date(2026, 9, 3), progress=20).pk
    with pytest.raises(errors.NoteNeeded, match="80"):
        report(eko, activity, happened_on=date(2026, 9, 7), progress=90)


def test_spending_above_the_budget_needs_a_note_that_says_why(eko: User, activity: Activity):
    with pytest.raises(errors.NoteNeeded) as refused:
        report(eko, activity, spent=10 * MILLION + 1)

    assert "Rp10.000.001" in refused.value.message
    assert refused.value.message.count("Rp1") == 3  # both amounts, and the one rupiah between
    assert report(eko, activity, spent=10 * MILLION).pk
    assert report(eko, activity, spent=11 * MILLION, note="Harga semen naik.").pk


def test_nothing_is_reported_once_the_programme_is_evaluated(eko: User, activity: Activity):
    activity.cycle.programme.status = Programme.Status.EVALUATED

    with pytest.raises(errors.ProgrammeClosed):
        report(eko, activity)


def test_the_head_of_another_village_does_not_report(activity: Activity):
    gita = make_person("gita", "village_head", make_area("15.03.01.2001", "Tambak Ratu"))

    with pytest.raises(NotAllowed):
        report(gita, activity)

    assert not Update.objects.exists()


def test_ngo_staff_report_for_work_that_their_organization_joins(
    district: Area, village: Area, activity: Activity
):
    hana = make_person("hana", "ngo_staff", district)
    ngo = make_organization(village, "Yayasan Sungai Tembesi Lestari", hana, kind="ngo")

    with pytest.raises(NotAllowed, match="Hana"):
        report(hana, activity)
    activity.partners.add(ngo)

    assert report(hana, Activity.objects.get(pk=activity.pk)).reported_by == hana


def test_a_manager_reports_for_the_own_agency(district: Area, activity: Activity):
    budi = make_person("budi", "programme_manager", district)
    Member.objects.create(organization=activity.cycle.programme.lead, user=budi)

    assert report(budi, activity).reported_by == budi
