"""Who may open names, when, and what is kept of it; and the forms over HTTP."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tangguh.domains.atlas.services import MapFacts
from tangguh.domains.audit.models import Entry
from tangguh.domains.emergencies import services
from tangguh.domains.emergencies.errors import LevelUnclear
from tangguh.domains.emergencies.models import AlertLevel, FloodedPlace, Helper, Pair
from tangguh.domains.emergencies.views._consent_form import words_of
from tangguh.errors import NotAllowed
from tests.domains.emergencies.buddies import both_agree, helper, house, propose
from tests.domains.emergencies.conftest import client_of
from tests.factories import NOW, TODAY, make_person, make_village

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture
def district(district):
    district.district.frozen_today = TODAY
    district.district.save()
    return district


@pytest.fixture
def kader(kecimbung):
    return make_person("siti", "cadre", kecimbung)


@pytest.fixture
def piket(district):
    return make_person("yusuf", "duty_officer", district)


@pytest.fixture
def path(kecimbung):
    return f"/emergencies/buddies/{kecimbung.code}/"


@pytest.fixture
def agreed(kader, kecimbung):
    house(kader, kecimbung, "Ani")
    helper(kader, kecimbung, "Kartini")
    propose(kader, kecimbung)
    return both_agree(kader, Pair.objects.get())


def text(answer) -> str:
    return answer.content.decode()


def level(by, area, number, **fields):
    said = {"reason": "5,46 m", "until": NOW + timedelta(hours=12), "now": NOW} | fields
    return services.declare_level(by=by, area=area, level=number, **said)


def openings() -> list[tuple[str, str]]:
    rows = Entry.objects.filter(deed="emergencies.buddies_opened").order_by("number")
    return [(entry.actor, entry.details["reason"]) for entry in rows]


def test_those_who_live_with_it_open_names_and_every_opening_is_kept(agreed, kader, path):
    page = text(client_of(kader).get(path))

    assert "Ani" in page
    assert "Kartini" in page
    assert "1 of 1 have somebody" in page
    assert openings() == [("siti", "office")]
    assert "siti" in page.rpartition("Who opened this page")[2]


def test_to_the_duty_officer_names_are_sealed_until_level_two(agreed, piket, path, kecimbung):
    client = client_of(piket)
    level(piket, kecimbung, 3)
    answer = client.get(path)
    assert answer.status_code == 403
    assert "sealed" in text(answer)
    assert "Kartini" not in text(answer)
    assert openings() == []

    level(piket, kecimbung, 2)

    assert "Kartini" in text(client.get(path))
    assert openings() == [("yusuf", "level 2")]


def test_a_level_of_the_district_opens_too_and_seals_again_when_it_is_over(
    agreed, piket, path, district
):
    level(piket, district, 1, now=NOW - timedelta(hours=13), until=NOW - timedelta(hours=1))
    assert client_of(piket).get(path).status_code == 403

    level(piket, district, 1)
    assert client_of(piket).get(path).status_code == 200

    level(piket, district, 4)
    assert client_of(piket).get(path).status_code == 403


def test_an_exercise_opens_under_its_ribbon(agreed, piket, path, kecimbung):
    level(piket, kecimbung, 2, is_exercise=True)

    page = text(client_of(piket).get(path))

    assert "Exercise · not a real emergency" in page
    assert openings() == [("yusuf", "drill")]


@pytest.mark.parametrize("role", ["resident", "inspector", "administrator", "regent"])
def test_for_others_there_is_no_such_page(agreed, path, district, role):
    answer = client_of(make_person("umar", role, district)).get(path)

    assert answer.status_code == 404
    assert "Kartini" not in text(answer)


def test_a_kader_of_another_village_has_no_way_in(agreed, path):
    elsewhere = client_of(make_person("umi", "cadre", make_village("15.03.02.2005", "Pulau")))

    for there in (path, f"{path}helpers/", f"{path}flooded/", f"/emergencies/pairs/{agreed.pk}/"):
        assert elsewhere.get(there).status_code == 404
    gone = f"/emergencies/helpers/{agreed.helper_id}/change/"
    assert elsewhere.post(gone, {"deed": "forget"}).status_code == 404


def test_only_the_duty_officer_declares_a_level(kader, kecimbung, piket):
    with pytest.raises(NotAllowed):
        level(kader, kecimbung, 2)
    with pytest.raises(LevelUnclear):
        level(piket, kecimbung, 5)
    with pytest.raises(LevelUnclear):
        level(piket, kecimbung, 2, until=NOW)
    there = f"/emergencies/levels/{kecimbung.code}/declare/"
    assert client_of(kader).get(there).status_code == 404
    client_of(piket).post(there, {"level": "2", "reason": "5,46 m", "hours": "6"})

    said = AlertLevel.objects.get()
    assert (said.level, said.is_exercise, said.until - said.declared_at) == (
        2,
        False,
        timedelta(hours=6),
    )


def test_a_helper_is_written_down_proposed_and_both_sides_are_asked(kader, kecimbung, path):
    house(kader, kecimbung, "Ani")
    client = client_of(kader)
    page = text(client.get(f"{path}helpers/add/"))
    assert "Keselamatan Bapak/Ibu tetap yang utama" in page
    said = {
        "act_id": str(uuid4()),
        "agreed": "on",
        "name": "Kartini",
        "neighbourhood": "04",
        "trained_on": "2026-09-01",
    }
    assert client.post(f"{path}helpers/add/", said).status_code == 302
    answer = client.post(f"{path}propose/", follow=True)
    assert "1 new pair to ask." in text(answer)

    ask = f"/emergencies/pairs/{Pair.objects.get().pk}/"
    assert "tetangga ini akan datang menjemput" in text(client.get(ask))
    client.post(ask, {"side": "person", "answer": "yes", "given_by": "Ani", "how": "gendong"})
    assert "tetangga ini akan datang menjemput" not in text(client.get(ask))
    client.post(ask, {"side": "helper", "answer": "yes", "given_by": "Kartini"})

    assert Pair.objects.get().holds(TODAY)
    assert "both said yes" in text(client.get(path))


def test_a_no_and_an_unread_text_are_taken_as_they_are(kader, kecimbung, path):
    house(kader, kecimbung, "Ani")
    client = client_of(kader)
    unread = {"act_id": str(uuid4()), "name": "Kartini", "neighbourhood": "04"}
    assert client.post(f"{path}helpers/add/", unread).status_code == 422
    assert not Helper.objects.exists()

    helper(kader, kecimbung, "Kartini")
    propose(kader, kecimbung)
    ask = f"/emergencies/pairs/{Pair.objects.get().pk}/"
    client.post(ask, {"side": "helper", "answer": "no", "given_by": "Kartini"})

    assert Pair.objects.get().state == "refused"
    assert "nobody yet" in text(client.get(path))


def test_a_helper_is_away_comes_back_and_is_forgotten(agreed, kader, path):
    client, change = client_of(kader), f"/emergencies/helpers/{agreed.helper_id}/change/"
    client.post(change, {"deed": "away"})
    assert "cannot come now" in text(client.get(path))
    client.post(change, {"deed": "back"})
    assert "1 of 1 have somebody" in text(client.get(path))
    client.post(change, {"deed": "renew"})
    client.post(change, {"deed": "forget"})
    assert not Helper.objects.exists()


def test_the_page_says_which_map_or_which_rt_decided(agreed, kader, path, take_zones):
    client = client_of(kader)
    assert "no RT was named" in text(client.get(path))
    client.post(f"{path}flooded/", {"neighbourhood": "04", "name": "Tepi", "source": "Kades"})
    assert "said RT by RT: RT 04 (Tepi)" in " ".join(text(client.get(path)).split())
    take_zones(MapFacts("flood", "BPBD", "Peta rawan banjir 2025", TODAY, "modelled"))

    said = text(client.get(path))

    assert "Peta rawan banjir 2025" in said
    assert "modelled" in said


def test_water_is_told_rt_by_rt_and_taken_back(kader, path):
    client, there = client_of(kader), f"{path}flooded/"
    client.post(there, {"neighbourhood": "04", "name": "Tepi", "source": "Kades"})
    assert "RT 04: Tepi" in text(client.get(there))
    client.post(there, {"neighbourhood": "04", "name": "", "source": "Kades"})
    assert not FloodedPlace.objects.exists()


def test_everybody_reads_counts_and_none_that_points_at_few(kader, kecimbung):
    for n in range(12):
        house(kader, kecimbung, f"Ani {n}", north=n)
        helper(kader, kecimbung, f"Kartini {n}", north=n)
    propose(kader, kecimbung)
    pairs = list(Pair.objects.order_by("member", "pk"))
    for member in {pair.member_id for pair in pairs[:10]}:
        both_agree(kader, next(pair for pair in pairs if pair.member_id == member))

    page = text(client_of().get("/emergencies/buddies/"))

    assert "Kartini" not in page
    assert "Ani" not in page.replace("Aniline", "")
    cells = [cell.split(">", 1)[1].split("</td>")[0] for cell in page.split('<td class="n"')[1:]]
    assert [cell.strip() for cell in cells[:2]] == ["12", "5"]


def test_pages_ask_the_database_little(agreed, kader, kecimbung, path):
    for n in range(20):
        house(kader, kecimbung, f"Ani {n}", north=n)
        helper(kader, kecimbung, f"Kartini {n}", north=n)
    propose(kader, kecimbung)
    client = client_of(kader)

    for there in (path, f"{path}training/", f"{path}helpers/", "/emergencies/buddies/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(there).status_code == 200
        said = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
        assert len(said) <= MOST_QUERIES, there


def test_the_next_training_list_names_whom_nobody_reaches(kader, kecimbung, path):
    house(kader, kecimbung, "Ani")

    page = text(client_of(kader).get(f"{path}training/"))

    assert "Ani" in page
    assert "nobody near has offered" in page
    assert Entry.objects.get(deed="emergencies.training_opened").actor == "siti"
    assert (
        client_of(make_person("yusuf", "duty_officer", kecimbung))
        .get(f"{path}training/")
        .status_code
        == 404
    )


def test_the_form_is_printed_signed_and_found_again(kader, kecimbung, path):
    house(kader, kecimbung, "Ani")
    helper(kader, kecimbung, "Kartini")
    propose(kader, kecimbung)
    pair = Pair.objects.get()
    ask, client = f"/emergencies/pairs/{pair.pk}/", client_of(kader)
    assert f"{ask}consent.pdf" in text(client.get(ask))

    assert client.get(f"{ask}consent.pdf").content.startswith(b"%PDF")
    printed = Entry.objects.filter(deed="emergencies.consent_form_printed")
    assert [each.actor for each in printed] == ["siti"]
    words = words_of(pair, "https://contoh.test/")
    assert [each["title"] for each in words["sides"]] == [
        "Who is fetched: Ani",
        "Who fetches: Kartini",
    ]
    assert all(len(each["said"]) > 50 for each in words["sides"])

    said = {"side": "person", "answer": "yes", "given_by": "Ani", "kept_at": "map 2, lembar 14"}
    assert client.post(ask, said).status_code == 302
    assert "map 2, lembar 14" in text(client.get(ask))
    number = said | {"side": "helper", "kept_at": "1503080101990001"}
    assert client.post(ask, number).status_code == 422


def test_nobody_else_prints_the_form(agreed, piket, district):
    form = f"/emergencies/pairs/{agreed.pk}/consent.pdf"

    for person in (piket, make_person("ani", "resident", district)):
        assert client_of(person).get(form).status_code == 404
    assert client_of().get(form).status_code == 302
    assert not Entry.objects.filter(deed="emergencies.consent_form_printed").exists()
