"""Our index on its pages, as a visitor and an official find it."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tangguh.domains.policies.models import Finding, Policy
from tangguh.domains.resilience import indicators
from tangguh.domains.resilience.models import FollowUp
from tests.domains.resilience.conftest import english_visitor as english
from tests.domains.resilience.conftest import make_release, make_score
from tests.domains.resilience.own import ask_again, hold_forum, make_proposal, make_work
from tests.factories import TODAY, make_person, make_policy, make_village

KECIMBUNG = "15.03.08.2006"
OWN = f"/resilience/own/{KECIMBUNG}/"
ASKED = {
    "act_id": "6f0b7a3e-7c1c-4d0e-9a63-0c8a5f5b1f10",
    "area": KECIMBUNG,
    "happened_on": "2026-10-20",
    "chosen_by": "Semua di daftar hadir",
    "asked": "20",
    "yes_skill_in_use": "13",
}


@pytest.fixture(autouse=True)
def frozen(district):
    district.district.frozen_today = TODAY
    district.district.save()


def read(url, client=None):
    answer = (client or english()).get(url)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def signed_in(person):
    client = english()
    client.force_login(person)
    return client


@pytest.fixture
def training(kecimbung):
    return make_work(kecimbung, people=30, women=15, on=date(2026, 6, 1))


@pytest.fixture
def rows(kecimbung):
    """Enough of everything for a figure."""
    for n in range(6):
        make_proposal(kecimbung, answered_after=5 * n, by_women=n < 2)
    hold_forum(kecimbung, women=12, men=20)
    for _n in range(2):
        make_work(kecimbung, joint=True, people=20, women=10)
    training = make_work(kecimbung, people=40, women=20, on=date(2026, 6, 1))
    ask_again(
        training,
        kecimbung,
        skill_in_use=9,
        helped_neighbour=12,
        income_better=6,
        knows_where_to_go=14,
    )


def test_a_village_without_rows_is_unknown_and_never_zero(kecimbung):
    page = read(OWN)

    assert "not enough data (0–100)" in page
    assert "Not enough data: no row yet" in page
    assert "not enough data (0–100)" in read(f"/resilience/{KECIMBUNG}/")


def test_every_figure_leads_to_its_rows(kecimbung, rows):
    page = read(OWN)

    assert "6 of 6" in page
    for code in ("SOL1", "SUA1", "SUA2", "SUA3", "SIAP4", "TRM1", "TRM3"):
        assert f"{OWN}{code}/?year=2026" in page
        assert "<li><div><a href=" in read(f"{OWN}{code}/?year=2026")
    for code in ("SIAP1", "SIAP2"):  # which have no rows here
        assert "Nothing is counted in this period" in read(f"{OWN}{code}/?year=2026")
    assert "U-2026-" in read(f"{OWN}SUA1/?year=2026")
    assert "Nothing is counted in this period" in read(f"{OWN}SUA1/?year=2024")
    assert english().get(f"{OWN}XX/").status_code == 404


def test_counts_that_point_at_few_are_not_shown(kecimbung):
    hold_forum(kecimbung, women=2, men=38)

    page = read(f"{OWN}SUA3/")

    assert "Counts below five are not shown" in page
    assert "2 of 40" not in page + read(OWN)


def test_the_scorecard_shows_our_index_beside_the_official_status(kecimbung, rows):
    make_score(make_release(), kecimbung, "0.7067")

    page = read(f"/resilience/{KECIMBUNG}/")

    assert "Our index: what people do together" in page
    assert "of what is known" in page
    assert "The ministry scores" not in page


def test_the_district_page_counts_who_can_be_told_and_is_no_ranking(
    district, kecimbung, rows, monkeypatch
):
    monkeypatch.delitem(indicators.sources, "emergencies.buddies")
    make_village("15.03.04.2010", "Sepintun")
    make_score(make_release(), kecimbung, "0.9", status="mandiri")

    page = read("/resilience/own/")

    assert "1 of 2 villages has enough data" in page
    assert "nobody keeps such rows yet" in page
    assert page.index(">Sepintun<") < page.index(">Teluk Kecimbung<")  # by code
    assert "Mandiri" in page
    assert read("/resilience/own/?part=SUA&year=2025")


def test_where_no_index_can_be_told_the_part_that_is_known_best_is_shown(district, kecimbung):
    for _n in range(3):
        make_proposal(kecimbung, answered_after=5)

    page = read("/resilience/own/")

    assert "Map of the villages, shaded by" not in page  # nothing is drawn here
    assert '<a class="button" href="?part=SUA" aria-current="true"' in page


def test_the_definition_is_read_aloud_in_both_languages(district):
    page = read("/resilience/own/definition/")
    indonesian = read("/resilience/own/definition/", Client())

    assert "Could be gamed by" in page
    assert "Proposals answered in time" in page
    assert "Usulan terjawab tepat waktu" in indonesian
    assert "ketahanan_sosial@2026" in indonesian


def test_a_facilitator_asks_again_and_the_figure_changes(kecimbung, training):
    ani = signed_in(make_person("siti", "facilitator", kecimbung))
    assert training.title in read("/resilience/own/follow-ups/", ani)
    url = f"/resilience/own/activities/{training.pk}/ask/"

    answer = ani.post(url, ASKED)
    again = ani.post(url, ASKED)  # the same form, sent twice

    assert (answer.status_code, again.status_code) == (302, 302)
    told = FollowUp.objects.get()
    assert "13 of 20 said yes" in read(f"/resilience/own/follow-ups/{told.pk}/")
    assert "13 of 20" in read(f"{OWN}TRM1/")
    assert ani.post(f"/resilience/own/follow-ups/{told.pk}/strike/").status_code == 302
    assert "13 of 20" not in read(f"{OWN}TRM1/")
    assert english().get(f"/resilience/own/follow-ups/{told.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"yes_skill_in_use": "21"}, "More said yes than were asked"),
        ({"asked": "31"}, "the activity reached 30"),
        ({"happened_on": "2026-11-25"}, "has not come yet"),
        ({"happened_on": "2026-05-01"}, "ask again from"),
        ({"yes_skill_in_use": ""}, "Answer one of the questions"),
        ({"area": "15.03.04.2010"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_is_kept(kecimbung, training, said, why):
    make_village("15.03.04.2010", "Sepintun")
    ani = signed_in(make_person("siti", "facilitator", kecimbung))

    answer = ani.post(f"/resilience/own/activities/{training.pk}/ask/", ASKED | said)

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not FollowUp.objects.exists()


def test_a_resident_may_neither_ask_again_nor_strike_nor_hand(kecimbung, training):
    told = ask_again(training, kecimbung, skill_in_use=10)
    budi = signed_in(make_person("budi", "resident", kecimbung))

    asked = budi.post(f"/resilience/own/activities/{training.pk}/ask/", ASKED)
    struck = budi.post(f"/resilience/own/follow-ups/{told.pk}/strike/")
    handed = budi.post(f"{OWN}finding/", {"about": "KSK", "text": "Lemah."})

    assert {asked.status_code, struck.status_code, handed.status_code} == {403}
    assert FollowUp.objects.filter(struck_at=None).count() == 1
    assert not Finding.objects.exists()


def test_a_facilitator_of_elsewhere_may_not_ask_here(kecimbung, sepintun, training):
    ani = signed_in(make_person("siti", "facilitator", sepintun))

    answer = ani.post(f"/resilience/own/activities/{training.pk}/ask/", ASKED)

    assert answer.status_code == 403


def test_a_figure_that_is_none_is_refused(district, kecimbung):
    dewi = make_person("dewi", "planner", district)
    policy = make_policy(district, dewi, status=Policy.Status.IN_FORCE)

    said = {"policy": policy.pk, "about": "IKS01", "text": "Lemah."}
    answer = signed_in(dewi).post(f"{OWN}finding/", said)

    assert answer.status_code == 422
    assert not Finding.objects.exists()


def test_a_year_to_come_or_nonsense_is_this_year(kecimbung):
    for year in ("2999", "x", "-1", "0000", "²²²²"):
        assert "2026" in read(f"{OWN}?year={year}")


def test_pages_ask_little_at_district_size(district, rows):
    for n in range(157):
        make_village(f"15.03.{1 + n // 20:02}.2{100 + n}", f"Desa {n}")
    dewi = signed_in(make_person("wati", "planner", district))
    for url in (
        "/resilience/own/",
        OWN,
        f"{OWN}SUA1/",
        f"{OWN}finding/",
        f"/resilience/{KECIMBUNG}/",
    ):
        with CaptureQueriesContext(connection) as asked:
            read(url, dewi)
        assert len(asked) <= 17, (url, len(asked))  # nothing remembered yet
