"""Put right with a reason; the old value stays, and two who differ are told of each other."""

from uuid import uuid4

import pytest

from tangguh.domains.audit.models import Entry
from tangguh.domains.residents import services
from tangguh.domains.residents.models import Correction, Household
from tests.domains.residents.test_pages import (  # noqa: F401
    household,
    kader,
    text,
    village,
    visitor,
)
from tests.factories import TODAY, make_person

pytestmark = pytest.mark.django_db


def sent(member, **said) -> dict[str, object]:
    """The form of a member as it was opened, with what was changed in it."""
    shown = {"name": "Minah", "sex": "female", "birth_year": "1950"}
    needs = ["elderly", "hears_badly"]
    fields = {f"{name}_": value for name, value in (shown | {"needs": needs}).items()}
    seen = {f"seen_{name}": value for name, value in shown.items()}
    return fields | seen | {"seen_needs": "elderly,hears_badly", "act_id": str(uuid4())} | said


@pytest.fixture
def minah(household):  # noqa: F811
    return household.members.get(is_head=True)


@pytest.fixture
def address(household, minah):  # noqa: F811
    return f"/residents/{household.pk}/members/{minah.pk}/correct/"


def test_a_correction_keeps_what_stood_there_and_is_done_once(kader, household, minah, address):  # noqa: F811
    client = visitor(kader)
    said = sent(minah, birth_year_="1949", needs_=["bedridden"], reason="Salah dengar")

    for _twice in range(2):
        assert client.post(address, said).status_code == 302

    minah.refresh_from_db()
    assert minah.birth_year == 1949
    assert [need.kind for need in minah.needs.all()] == ["bedridden"]
    kept = Correction.objects.order_by("field").values_list("field", "was", "became", "reason")
    assert list(kept) == [
        ("birth_year", "1950", "1949", "Salah dengar"),
        ("needs", "elderly,hears_badly", "bedridden", "Salah dengar"),
    ]
    page = text(client.get(f"/residents/{household.pk}/"))
    assert "<s>1950</s> → 1949" in page


def test_two_who_differ_are_told_of_each_other(kader, minah, address):  # noqa: F811
    client = visitor(kader)
    client.post(address, sent(minah, birth_year_="1949", reason="Kartu keluarga"))

    answer = client.post(address, sent(minah, birth_year_="1951", reason="Kata anaknya"))

    assert answer.status_code == 422
    assert "Somebody else wrote “1949” meanwhile; you wrote “1951”" in text(answer)
    minah.refresh_from_db()
    assert minah.birth_year == 1949


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "Nothing is different"),
        ({"birth_year_": "1700"}, "cannot be born in 1700"),
        ({"name_": "Minah 1503081234567890"}, "national ID number"),
    ],
)
def test_what_cannot_be_is_refused(kader, minah, address, changed, told):  # noqa: F811
    answer = visitor(kader).post(address, sent(minah, reason="Coba", **changed))

    assert (answer.status_code, told in text(answer)) == (422, True)
    assert not Correction.objects.exists()


def test_it_is_open_to_nobody_else(household, village):  # noqa: F811
    planner = make_person("rini", "planner", village.parent.parent)

    assert visitor(planner).get(f"/residents/{household.pk}/correct/").status_code == 404


def test_needs_that_are_no_longer_agreed_to_leave_the_history_too(kader, household, minah, address):  # noqa: F811
    said = sent(minah, birth_year_="1949", needs_=["bedridden"], reason="Salah dengar")
    visitor(kader).post(address, said)

    services.withdraw_consent(by=kader, household=household, purpose="help", on=TODAY)

    assert list(Correction.objects.values_list("field", flat=True)) == ["birth_year"]


def test_the_house_is_put_right_too(kader, household):  # noqa: F811
    said = {"neighbourhood": "05", "seen_neighbourhood": "04", "address": "", "seen_address": ""}
    more = {"act_id": str(uuid4()), "reason": "RT dipecah"}

    visitor(kader).post(f"/residents/{household.pk}/correct/", said | more)

    assert Household.objects.get().neighbourhood == "05"


def house(**said) -> dict[str, object]:
    """The form of a house as it was opened, with what was changed in it."""
    shown = {"neighbourhood": "04", "address": "", "latitude": "-2.28", "longitude": "102.53"}
    seen = {"seen_neighbourhood": "04", "seen_address": "", "seen_point": "-2.28, 102.53"}
    return shown | seen | {"act_id": str(uuid4()), "reason": "Diukur ulang"} | said


def test_a_place_is_put_right_from_the_outbox_and_its_history_goes_with_the_consent(
    kader,  # noqa: F811
    household,  # noqa: F811
):
    client, address = visitor(kader), f"/residents/{household.pk}/correct/"
    page = client.get(address)
    assert page.headers["X-Field-Page"] == str(kader.pk)
    assert "data-outbox" in text(page)
    assert 'value="-2.28, 102.53"' in text(page)

    entered = house(latitude="-2.2771123456789012")
    for _twice in range(2):
        answer = client.post(address, entered, headers={"accept": "application/json"})
        assert answer.json()["done"]
    half = client.post(address, house(longitude="", seen_point=f"{-2.2771123456789012}, 102.53"))
    assert "needs both latitude and longitude" in text(half)
    late = client.post(address, house(longitude="102.54"))
    assert "you wrote “-2.28, 102.54”" in text(late)

    household.refresh_from_db()
    assert (household.latitude, household.longitude) == (-2.2771123456789012, 102.53)
    assert Correction.objects.get().was == "-2.28, 102.53"
    services.withdraw_consent(by=kader, household=household, purpose="point", on=TODAY)
    assert not Correction.objects.exists()
    again = client.post(address, house(seen_point=""))
    assert "The place of the house is filled in, but not agreed to." in text(again)


def test_somebody_added_from_the_outbox_is_one_more_and_opening_a_form_is_kept(
    kader,  # noqa: F811
    household,  # noqa: F811
    address,
):
    client, added = visitor(kader), {"act_id": str(uuid4()), "name_": "Sari"}
    for _twice in range(2):
        client.post(f"/residents/{household.pk}/add/", added)
    assert [each.name for each in household.members.order_by("pk")] == ["Minah", "Budi", "Sari"]

    assert client.get(address).status_code == 200
    assert Entry.objects.get(deed="residents.household_opened").actor == kader.get_username()
    assert "data-take" in text(client.get(f"/residents/{household.pk}/"))
