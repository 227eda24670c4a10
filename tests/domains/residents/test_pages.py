"""Who opens what; and the form at the door, sent as a device sends it."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from tangguh.domains.audit.models import Entry
from tangguh.domains.residents.models import Household, Need
from tests.domains.residents.drafts import BUDI, MINAH, recorded
from tests.factories import TODAY, make_district, make_person, make_village

pytestmark = pytest.mark.django_db
NO_POINT = {"longitude": None, "latitude": None}


@pytest.fixture
def village():
    make_district(frozen_today=TODAY)
    return make_village()


@pytest.fixture
def kader(village):
    return make_person("siti", "cadre", village)


@pytest.fixture
def household(kader, village):
    return recorded(kader, village)


def visitor(person=None) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if person:
        client.force_login(person, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")
    return client


def text(answer) -> str:
    return answer.content.decode()


def filled(village, **fields) -> dict[str, object]:
    return {
        "act_id": str(uuid4()),
        "consents": ["register", "help"],
        "given_by": "Minah",
        "area": village.code,
        "neighbourhood": "04",
        "name_1": "Minah",
        "birth_year_1": "1950",
        "needs_1": ["elderly"],
        "name_2": "Budi",
    } | fields


def test_a_kader_reads_each_text_and_writes_a_household_down(kader, village):
    client = visitor(kader)
    page = text(client.get("/residents/record/"))
    assert "NIK tidak dicatat" in page
    assert "data-outbox" in page

    answer = client.post("/residents/record/", filled(village), follow=True)

    assert "The household is written down." in text(answer)
    household = Household.objects.get()
    assert [member.name for member in household.members.order_by("pk")] == ["Minah", "Budi"]
    assert Need.objects.get().kind == "elderly"


def test_sent_twice_from_the_outbox_it_is_one_household(kader, village):
    client, entered = visitor(kader), filled(village)

    for _ in range(2):
        answer = client.post("/residents/record/", entered, headers={"accept": "application/json"})
        assert answer.json()["done"]

    assert Household.objects.count() == 1


def test_a_refusal_stands_in_the_form_with_all_that_was_typed(kader, village):
    answer = visitor(kader).post("/residents/record/", filled(village, consents=["register"]))

    assert answer.status_code == 422
    assert "not agreed to" in text(answer)
    assert 'value="Budi"' in text(answer)
    assert not Household.objects.exists()


def test_a_row_without_a_name_is_told(kader, village):
    answer = visitor(kader).post("/residents/record/", filled(village, needs_3=["pregnant"]))

    assert answer.status_code == 422
    assert "Write down the name too." in text(answer)


def test_every_opening_is_kept_with_who_opened_it(kader, household):
    page = text(visitor(kader).get(f"/residents/{household.pk}/"))

    assert "Old and frail, or alone" in page
    entry = Entry.objects.get(deed="residents.household_opened")
    assert (entry.actor, entry.about) == ("siti", f"residents.household:{household.pk}")


@pytest.mark.parametrize("deed", ["", "add/", "renew/", "withdraw/"])
@pytest.mark.parametrize("role", ["duty_officer", "inspector", "administrator", "resident"])
def test_for_others_there_is_no_such_household(household, village, role, deed):
    stranger = make_person("ani", role, village)

    answer = visitor(stranger).get(f"/residents/{household.pk}/{deed}")

    assert answer.status_code == 404
    assert "Minah" not in text(answer)
    assert not Entry.objects.filter(deed="residents.household_opened").exists()


def test_a_kader_of_another_village_sees_none_of_it(household):
    elsewhere = make_person("ani", "cadre", make_village("15.03.02.2005", "Pulau Pandan"))
    client = visitor(elsewhere)

    assert client.get(f"/residents/{household.pk}/").status_code == 404
    assert "Minah" not in text(client.get("/residents/"))


def test_whoever_may_not_write_households_down_has_no_form(village):
    kades = make_person("zaini", "village_head", village)

    assert visitor(kades).get("/residents/record/").status_code == 404
    assert visitor().get("/residents/record/").status_code == 302


def test_the_list_names_heads_and_no_needs_and_is_narrowed(kader, village, household):
    recorded(kader, village, members=(BUDI,), neighbourhood="01", **NO_POINT)
    client = visitor(kader)

    page = text(client.get("/residents/"))
    assert "2 households" in page
    assert ">Minah<" in page
    assert "1 household<" in text(client.get("/residents/?rt=01"))
    assert "1 household<" in text(client.get("/residents/?need=elderly"))
    assert "1 household<" in text(client.get("/residents/?q=min"))
    assert "No household like this" in text(client.get("/residents/?need=pregnant"))
    searched = Entry.objects.filter(deed="residents.searched_by_need").order_by("number")
    assert [entry.details["need"] for entry in searched] == ["elderly", "pregnant"]


def test_a_consent_is_withdrawn_on_its_page_and_the_household_is_gone(kader, household):
    client, path = visitor(kader), f"/residents/{household.pk}/withdraw/"

    assert client.post(path, {"purpose": "help"}, follow=True).status_code == 200
    assert not Need.objects.exists()
    answer = client.post(path, {"purpose": "register"}, follow=True)

    assert answer.redirect_chain[-1][0] == "/residents/"
    assert not Household.objects.exists()


def test_somebody_is_added_and_consent_renewed_on_their_pages(kader, household):
    client, path = visitor(kader), f"/residents/{household.pk}/"

    citra = {"act_id": str(uuid4()), "name_": "Citra", "needs_": ["pregnant"]}
    client.post(f"{path}add/", citra)
    client.post(f"{path}renew/", {"given_by": "Citra"})

    page = text(client.get(path))
    assert "Citra agreed on" in page
    assert "Pregnant" in page


def test_what_was_taken_back_can_be_agreed_to_again_once_its_text_was_read(kader, household):
    client, path = visitor(kader), f"/residents/{household.pk}/"
    client.post(f"{path}withdraw/", {"purpose": "help"})
    page = text(client.get(f"{path}renew/"))
    assert "siapa yang tidak bisa pergi sendiri" in page
    assert "letak rumah ini" not in page  # still agreed to, so nobody is asked

    assert client.post(f"{path}renew/", {"given_by": "Budi", "also": "point"}).status_code == 422
    client.post(f"{path}renew/", {"given_by": "Budi", "also": "help"})

    agreed = {each.purpose for each in household.consents.filter(withdrawn_on=None)}
    assert agreed == {"register", "help", "point"}


def test_everybody_reads_counts_and_none_that_points_at_few(kader, village):
    for _ in range(5):
        recorded(kader, village, members=(MINAH,))
    recorded(kader, village, members=(BUDI,), **NO_POINT)

    page = text(visitor().get("/residents/", follow=True))

    assert "Minah" not in page
    cells = [cell.split("</td>")[0] for cell in page.split('<td class="num">')[1:]]
    assert cells[:3] == ["6", "6", "5"]
    of_kind = dict(zip(Need.Kind.values, cells[3:], strict=True))
    assert (of_kind["elderly"], of_kind["pregnant"]) == ("5", "0")


def test_fewer_than_five_are_not_counted_out(kader, household):
    page = text(visitor().get("/residents/counts/"))

    cells = [cell.split("</td>")[0] for cell in page.split('<td class="num">')[1:]]
    assert all("fewer than five" in cell for cell in cells[:3])
    assert set(cells) == {cells[0], "0"}


def test_a_kader_takes_the_form_along(kader, village):
    page = text(visitor(kader).get("/field/"))

    assert 'href="/residents/record/" data-take' in page
    assert visitor(kader).get("/residents/record/").headers["X-Field-Page"] == str(kader.pk)
