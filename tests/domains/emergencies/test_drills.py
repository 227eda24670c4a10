"""A drill from its plan to the finding of the policy; over HTTP where somebody clicks."""

import re
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tangguh.domains.emergencies import parameters, selectors, services
from tangguh.domains.emergencies.errors import DrillEnded, DrillUnclear
from tangguh.domains.emergencies.models import AlertLevel, Arrival, Drill, DrillEvent, DrillProblem
from tangguh.domains.emergencies.services import ArrivalDraft, DrillDraft
from tangguh.domains.places.models import PastEvent
from tangguh.domains.policies.models import Finding
from tangguh.errors import NotAllowed
from tests.domains.emergencies.conftest import client_of
from tests.factories import NOW, SOURCED, TODAY, make_person, make_policy

pytestmark = pytest.mark.django_db
CURVE = ((30, 100), (60, 300), (100, 437))


@pytest.fixture
def district(district):
    district.district.frozen_today = TODAY
    district.district.save()
    return district


@pytest.fixture
def kades(kecimbung):
    return make_person("zaini", "village_head", kecimbung)


@pytest.fixture
def piket(district):
    return make_person("yusuf", "duty_officer", district)


def planned(by, area, **fields) -> Drill:
    said = {
        "kind": "ftx",
        "title": "Gladi RT 04",
        "scenario": "Air naik dari hulu",
        "hazard": "flood",
        "held_on": TODAY,
        "expected": 437,
        "expected_vulnerable": 74,
        "plan_curve": CURVE,
    }
    return services.plan_drill(by=by, draft=DrillDraft(area=area, **said | fields), on=TODAY)


def came(by, drill, minute, people, vulnerable=0, act_id=None, **fields) -> Arrival:
    draft = ArrivalDraft("Balai desa", minute, people, vulnerable, **fields)
    return services.record_arrival(
        by=by, drill=drill, draft=draft, act_id=act_id or uuid4(), now=NOW
    )


def course(drill) -> selectors.Course:
    return selectors.course_of(selectors.drill_for(drill.pk))


def text(answer) -> str:
    return answer.content.decode()


def test_counts_at_points_become_the_curve_and_its_gaps_against_the_plan(kades, kecimbung):
    drill = planned(kades, kecimbung)
    for minute, people, vulnerable in ((25, 71, 71), (60, 150, 0), (105, 168, 3), (112, 5, 0)):
        came(kades, drill, minute, people, vulnerable)

    found = course(drill)

    assert (found.safe, found.vulnerable) == (394, 74)
    assert (found.half, found.most) == (60, 112)
    assert [(gap.minute, gap.behind) for gap in found.gaps] == [(30, 29), (60, 79), (100, 216)]


def test_sent_twice_a_count_is_one_and_a_correction_takes_its_place(kades, kecimbung):
    drill, act = planned(kades, kecimbung), uuid4()
    first = came(kades, drill, 25, 71, act_id=act)
    assert came(kades, drill, 25, 71, act_id=act) == first
    came(kades, drill, 26, 70, replaces=first.pk)

    assert course(drill).safe == 70
    with pytest.raises(DrillUnclear, match="another drill"):
        came(kades, planned(kades, kecimbung), 25, 71, act_id=act)
    assert Arrival.objects.count() == 2
    with pytest.raises(DrillUnclear, match="corrected already"):
        came(kades, drill, 27, 69, replaces=first.pk)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"plan_curve": ((30, 100), (20, 120))}, "falls from 100 people in minute 30"),
        ({"plan_curve": ((30, 100), (40, 90))}, "to 90 in minute 40"),
        ({"expected": 3}, "More people need help"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_its_place(kades, kecimbung, fields, says):
    with pytest.raises(DrillUnclear, match=says):
        planned(kades, kecimbung, **fields)
    assert not Drill.objects.exists()


def test_counts_that_cannot_be_are_refused(kades, kecimbung):
    drill = planned(kades, kecimbung)
    with pytest.raises(DrillUnclear, match="9 of 3 would need help"):
        came(kades, drill, 25, 3, 9)
    with pytest.raises(DrillUnclear, match="in which minute"):
        came(kades, drill, 5000, 3)
    assert not Arrival.objects.exists()


def test_an_alarm_sounds_once_and_never_ahead(kades, kecimbung):
    drill = planned(kades, kecimbung)
    with pytest.raises(DrillUnclear, match="ahead"):
        services.sound_alarm(by=kades, drill=drill, at=NOW + timedelta(hours=1), now=NOW)
    services.sound_alarm(by=kades, drill=drill, at=NOW, now=NOW)
    with pytest.raises(DrillEnded):
        services.sound_alarm(by=kades, drill=drill, at=NOW, now=NOW)
    services.end_drill(by=kades, drill=drill, now=NOW)
    with pytest.raises(DrillEnded):
        services.end_drill(by=kades, drill=drill, now=NOW)


def test_names_open_to_the_duty_officer_while_a_field_drill_lasts(kades, piket, kecimbung):
    path = f"/emergencies/buddies/{kecimbung.code}/"
    table = planned(kades, kecimbung, kind="ttx")
    services.sound_alarm(by=kades, drill=table, at=NOW - timedelta(hours=3), now=NOW)
    assert client_of(piket).get(path).status_code == 403

    drill = planned(kades, kecimbung)
    services.sound_alarm(by=kades, drill=drill, at=NOW - timedelta(hours=3), now=NOW)
    assert client_of(piket).get(path).status_code == 200

    services.end_drill(by=kades, drill=drill, now=NOW - timedelta(hours=1))
    assert client_of(piket).get(path).status_code == 403


def test_a_problem_has_an_owner_a_day_an_end_and_becomes_a_finding_once(
    kades, piket, kecimbung, district
):
    drill = planned(kades, kecimbung)
    problem = services.note_problem(by=kades, drill=drill, text="Jalur RT 04 tergenang", minute=40)
    with pytest.raises(DrillUnclear, match="before the drill"):
        services.assign_action(
            by=kades, problem=problem, action="Pindah", owner="Kades", due=date(2026, 1, 1)
        )
    services.assign_action(
        by=kades, problem=problem, action="Pindah titik", owner="Kades", due=date(2027, 1, 31)
    )
    assert not selectors.due_actions(on=date(2027, 1, 31))
    assert list(selectors.due_actions(on=date(2027, 2, 1))) == [problem]
    services.finish_action(by=kades, problem=problem, on=TODAY)
    assert not selectors.due_actions(on=date(2027, 2, 1))
    policy = make_policy(district, piket)

    finding = services.hand_problem(by=piket, problem=problem, policy=policy, now=NOW)

    assert finding.source == Finding.Source.AFTER_ACTION
    assert finding.link == f"/emergencies/drills/{drill.pk}/"
    assert "exercise: Gladi RT 04" in finding.text
    with pytest.raises(DrillEnded):
        services.hand_problem(by=piket, problem=problem, policy=policy, now=NOW)
    assert Finding.objects.count() == 1


def test_residents_neither_plan_nor_count(kades, kecimbung):
    ani, drill = make_person("ani", "resident", kecimbung), planned(kades, kecimbung)
    problem = services.note_problem(by=kades, drill=drill, text="Jalur tergenang")

    for deed in (
        lambda: planned(ani, kecimbung),
        lambda: came(ani, drill, 1, 1),
        lambda: services.note_problem(by=ani, drill=drill, text="x"),
        lambda: services.note_event(by=ani, drill=drill, minute=1, text="x"),
        lambda: services.end_drill(by=ani, drill=drill, now=NOW),
        lambda: services.replay(by=ani, area=kecimbung, on=TODAY),
        lambda: services.hand_problem(by=kades, problem=problem, policy=None, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            deed()
    client = client_of(ani)
    for path in ("plan/", "replay/", f"{drill.pk}/arrive/", f"{drill.pk}/problem/"):
        assert client.get(f"/emergencies/drills/{path}").status_code == 404


def test_a_past_flood_is_replayed_in_one_click_and_nothing_real_is_written(kades, kecimbung):
    flood = PastEvent.objects.create(
        code="SRL-2016-flood",
        hazard="flood",
        started=date(2016, 3, 27),
        certainty="high",
        **SOURCED,
    )
    flood.areas.add(kecimbung)
    client = client_of(kades)
    assert "27 March 2016" in text(client.get("/emergencies/drills/replay/"))

    path = f"/emergencies/drills/replay/{kecimbung.code}/SRL-2016-flood/"
    page = text(client.post(path, follow=True))
    assert "Exercise · not a real emergency" in page
    assert "Step 1 of 10, minute 0" in page
    assert "nobody holds it here" in page

    drill = Drill.objects.get()
    there = f"/emergencies/drills/{drill.pk}/steps/4/"
    assert "+03.04" in text(client.get(there))
    note = {"act_id": str(uuid4()), "text": "Daftar tidak terbuka"}
    twice(client, there, note)
    assert "Daftar tidak terbuka" in text(client.get(there))
    problem = DrillProblem.objects.get()
    assert (problem.drill, problem.minute) == (drill, 184)
    assert not AlertLevel.objects.exists()
    assert client.get(f"/emergencies/drills/{drill.pk}/steps/11/").status_code == 404


def test_an_invented_wave_keeps_its_own_pace(kades, kecimbung):
    said = {"area": kecimbung.code, "hazard": "landslide", "hours": "2", "act_id": str(uuid4())}
    page = text(client_of(kades).post("/emergencies/drills/replay/", said, follow=True))

    assert "Step 1 of 6" in page
    assert selectors.moments_of(Drill.objects.get())[-1].step.minute == 120


def test_another_villages_flood_is_not_replayed_here(kades, kecimbung):
    assert (
        client_of(kades).post(f"/emergencies/drills/replay/{kecimbung.code}/SRL-1/").status_code
        == 404
    )


def act() -> dict[str, str]:
    return {"act_id": str(uuid4())}


def twice(client, path, said, **kwargs):
    """A double tap, or a form sent again because the answer was lost."""
    return [client.post(path, said, **kwargs) for _ in range(2)]


def test_what_happens_often_is_noted_with_one_tap_in_its_minute(kades, kecimbung):
    drill = planned(kades, kecimbung)
    services.sound_alarm(by=kades, drill=drill, at=NOW - timedelta(minutes=20), now=NOW)
    path, client = f"/emergencies/drills/{drill.pk}/", client_of(kades)
    page = text(client.get(path))
    assert "Alarm terdengar" in page
    numbers = re.findall(r'name="act_id" value="([-0-9a-f]{36})"', page)
    assert len(set(numbers)) == len(numbers) > len(parameters.quick_events(TODAY))

    tap = {"act_id": numbers[0], "text": "Alarm terdengar"}
    assert client.post(f"{path}event/", {"text": "Alarm terdengar"}).status_code == 422
    first, second = twice(client, f"{path}event/", tap)

    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, path)
    assert DrillEvent.objects.get().minute == 20
    ended = twice(client, f"{path}end/", {"act_id": numbers[-1]})
    assert [answer.status_code for answer in ended] == [302, 302]
    assert "With one tap" not in text(client.get(path))


def test_a_day_of_a_drill_over_http(kades, kecimbung, piket):
    client = client_of(kades)
    said = {
        "act_id": str(uuid4()),
        "area": kecimbung.code,
        "kind": "ftx",
        "title": "Gladi lapang",
        "scenario": "Air naik",
        "hazard": "flood",
        "held_on": TODAY.isoformat(),
        "expected": "100",
        "expected_vulnerable": "20",
        "plan_curve": "30 60\n60 100",
    }
    wrong = client.post("/emergencies/drills/plan/", said | {"plan_curve": "tiga puluh"})
    assert wrong.status_code == 422
    assert "“tiga puluh” is not a minute" in text(wrong)
    answers = twice(client, "/emergencies/drills/plan/", said)
    drill = Drill.objects.get()
    path = f"/emergencies/drills/{drill.pk}/"
    assert [answer.url for answer in answers] == [path, path]
    client.post(f"{path}alarm/", {"clock": "09:00"})
    page = text(client.get(f"{path}arrive/"))
    assert "data-outbox" in page
    sent = {"act_id": str(uuid4()), "point": "Masjid", "minute": "40", "people": "90"}
    sent |= {"vulnerable": "3", "way": "paper", "replaces": ""}
    answers = twice(client, f"{path}arrive/", sent, headers={"accept": "application/json"})
    assert all(answer.json()["done"] for answer in answers)
    twice(client, f"{path}event/", act() | {"minute": "5", "text": "Kentongan 4-4"})
    twice(client, f"{path}problem/", act() | {"text": "TOA mati", "minute": "6"})
    problem = DrillProblem.objects.get()
    mend = {"action": "Ganti", "owner": "Kades", "due": "2027-01-31"}
    client.post(f"/emergencies/problems/{problem.pk}/action/", mend)
    client.post(f"{path}end/")

    page = text(client_of().get(path))
    for words in ("90", "Kentongan 4-4", "TOA mati", "Ganti", "&lt; 5", "<svg", "Behind the plan"):
        assert words in page, words
    assert "09.40" in page
    assert "Exercise · not a real emergency" in page
    assert client_of(kades).get(f"/emergencies/problems/{problem.pk}/hand/").status_code == 404
    sheet = client_of().get(f"{path}report.pdf")
    assert sheet["Content-Type"] == "application/pdf"
    assert sheet.content.startswith(b"%PDF")


def test_without_a_plan_the_page_says_so(kades, kecimbung):
    drill = planned(kades, kecimbung, plan_curve=())

    page = text(client_of().get(f"/emergencies/drills/{drill.pk}/"))

    assert "There is no plan to compare with yet." in page


def test_pages_ask_the_database_little(kades, kecimbung):
    drill = planned(kades, kecimbung)
    for minute in range(30):
        came(kades, drill, minute, 5)
        services.note_problem(by=kades, drill=drill, text=f"Masalah {minute}")
    paths = ("", f"{drill.pk}/", f"{drill.pk}/arrive/", "replay/", "plan/")
    for path in paths:
        with CaptureQueriesContext(connection) as asked:
            assert client_of(kades).get(f"/emergencies/drills/{path}").status_code == 200
        reads = [q for q in asked if q["sql"].startswith("SELECT")]
        assert len(reads) <= 15 + 0, path


def test_the_day_of_the_drill_is_the_day_of_the_alarm(kades, kecimbung):
    drill = planned(kades, kecimbung)
    client_of(kades).post(f"/emergencies/drills/{drill.pk}/alarm/", {"clock": "09:00"})

    drill.refresh_from_db()
    assert drill.alarm_at == datetime.fromisoformat("2026-11-24T09:00:00+07:00")
