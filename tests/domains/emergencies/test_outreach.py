"""Sessions: who came, what they knew, and what counts as a minimum service."""

from uuid import uuid4

import pytest

from tangguh.domains.emergencies import selectors, services
from tangguh.domains.emergencies.errors import SessionUnclear
from tangguh.domains.emergencies.models import Arrival, OutreachSession
from tangguh.domains.emergencies.services import ArrivalDraft, Asked, DrillDraft, SessionDraft
from tangguh.domains.places.models import ProneArea
from tangguh.errors import NotAllowed
from tests.domains.emergencies.conftest import client_of
from tests.factories import NOW, SOURCED, TODAY, make_person, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(district):
    district.district.frozen_today = TODAY
    district.district.save()
    return district


@pytest.fixture
def kader(kecimbung):
    return make_person("siti", "cadre", kecimbung)


def held(by, area, act_id=None, **fields) -> OutreachSession:
    said = {
        "hazard": "flood",
        "material": "poster",
        "place": "Balai desa",
        "held_on": TODAY,
        "people": 40,
        "women": 25,
        "children": 3,
        "elderly": 8,
        "disabled": 2,
        "shares": {"04": 36, "03": 4},
        "questions": (Asked("Di mana titik kumpul?", 40, 10, 40, 34),),
    }
    draft = SessionDraft(area=area, **said | fields)
    return services.record_session(by=by, draft=draft, act_id=act_id or uuid4(), on=TODAY)


def test_what_was_known_before_and_after_is_told_in_percent_and_points(kader, kecimbung):
    session, act = held(kader, kecimbung, act := uuid4()), act
    assert held(kader, kecimbung, act) == session

    [change] = selectors.changes_of(selectors.session_for(session.pk))

    assert (change.before, change.after, change.points) == (25, 85, 60)
    assert OutreachSession.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"women": 41}, "Women: 41 are more than 40"),
        ({"children": 30, "elderly": 20}, "50 are more than 40"),
        ({"shares": {"04": 41}}, "The RT together: 41"),
        ({"questions": (Asked("Di mana?", 40, 41, 40, 0),)}, "Di mana?: 41 are more than 40"),
        ({"follow_up": "Cek rambu"}, "has a day"),
        ({"held_on": TODAY.replace(year=2027)}, "lies ahead"),
    ],
)
def test_counts_that_cannot_be_are_refused_by_name(kader, kecimbung, fields, says):
    with pytest.raises(SessionUnclear, match=says.replace("?", r"\?")):
        held(kader, kecimbung, **fields)
    assert not OutreachSession.objects.exists()


def test_residents_write_no_session_down(kecimbung):
    ani = make_person("ani", "resident", kecimbung)

    with pytest.raises(NotAllowed):
        held(ani, kecimbung)
    assert client_of(ani).get("/emergencies/outreach/record/").status_code == 404


def test_minimum_services_count_attendances_from_prone_villages_alone(kader, kecimbung):
    ProneArea.objects.create(area=kecimbung, hazard="flood", **SOURCED)
    elsewhere = make_village("15.03.02.2005", "Pulau Pandan")
    held(kader, kecimbung)
    held(make_person("umi", "cadre", elsewhere), elsewhere)
    kades = make_person("zaini", "village_head", kecimbung)
    draft = DrillDraft(kecimbung, "ftx", "Gladi", "Air naik", "flood", TODAY)
    drill = services.plan_drill(by=kades, draft=draft, on=TODAY)
    services.record_arrival(
        by=kades, drill=drill, draft=ArrivalDraft("Balai", 9, 30), act_id=uuid4(), now=NOW
    )
    assert Arrival.objects.exists()

    served = selectors.minimum_services(2026, on=TODAY)

    assert [(each.people, each.villages) for each in served] == [(40, 1), (30, 1), (None, 0)]
    assert [each.by_hazard for each in served[:2]] == [(("Flood", 40),), (("Flood", 30),)]
    assert [each.people for each in selectors.minimum_services(2025, on=TODAY)] == [0, 0, None]


def test_a_session_is_written_down_over_http_and_small_counts_stay_hidden(kader, kecimbung):
    client = client_of(kader)
    page = client.get("/emergencies/outreach/record/").content.decode()
    assert "data-outbox" in page
    assert "Di mana titik kumpul RT" in page
    said = {
        "act_id": str(uuid4()),
        "area": kecimbung.code,
        "held_on": TODAY.isoformat(),
        "place": "Balai",
        "hazard": "flood",
        "material": "film",
        "people": "40",
        "women": "25",
        "children": "0",
        "elderly": "8",
        "disabled": "2",
        "shares": "04 36\n03 4",
        "asked_before_1": "40",
        "right_before_1": "10",
        "asked_after_1": "40",
        "right_after_1": "34",
    }
    wrong = client.post("/emergencies/outreach/record/", said | {"shares": "04"})
    assert wrong.status_code == 422
    assert client.post("/emergencies/outreach/record/", said).status_code == 302

    answer = client_of().get(f"/emergencies/outreach/{OutreachSession.objects.get().pk}/")
    shown = answer.content.decode()
    assert "RT 03: &lt; 5" in shown
    assert "+60" in shown
    assert shown.count("&lt; 5") == 2
    assert "40" in client_of().get("/emergencies/outreach/").content.decode()
