import re

import pytest
from django.conf import settings
from django.test import Client

from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.audit.models import Entry
from tests.factories import (
    TODAY,
    make_district,
    make_evidence,
    make_person,
    make_village,
)

pytestmark = pytest.mark.django_db
PASSWORD = "perahu-di-hulu-7"  # noqa: S105
SIGN_IN = "/accounts/sign-in/"


@pytest.fixture
def district():
    return make_district(frozen_today=TODAY).area


@pytest.fixture
def admin(district):
    return make_person("admin", "administrator", district)


def visitor(person=None, language="en", **fields):
    client = Client(**fields)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if person:
        client.force_login(person, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")
    return client


def with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


def attempt(client, password, username="admin"):
    return client.post(SIGN_IN, {"username": username, "password": password})


def test_a_person_signs_in_reads_the_own_reach_and_signs_out(admin):
    with_password(admin)
    client = visitor()

    answer = attempt(client, PASSWORD)
    assert answer.status_code == 302
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "id"

    page = client.get("/accounts/profile/").content.decode()
    assert "Sarolangun · 15.03" in page

    assert client.get("/accounts/sign-out/").status_code == 405
    client.post("/accounts/sign-out/")
    assert client.get("/accounts/profile/").status_code == 302


@pytest.mark.parametrize(("language", "words"), [("en", "Wait 15 minutes"), ("id", "15")])
def test_the_fifth_wrong_password_closes_the_door_for_this_address_alone(admin, language, words):
    with_password(admin)
    guesser = visitor(language=language, REMOTE_ADDR="192.0.2.1")

    answers = [attempt(guesser, f"guess {number}").status_code for number in range(5)]
    right_but_late = attempt(guesser, PASSWORD)

    assert answers == [200, 200, 200, 200, 429]
    assert right_but_late.status_code == 429
    assert words in right_but_late.content.decode()
    assert attempt(visitor(REMOTE_ADDR="192.0.2.2"), PASSWORD).status_code == 302


def test_behind_our_own_proxy_the_client_is_whom_the_proxy_saw(admin, settings):
    settings.TRUSTED_PROXIES = 1
    with_password(admin)

    for number in range(5):  # the guesser makes up a new address each time, before the proxy's
        sent = visitor(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 192.0.2.1")
        last = attempt(sent, "guess")

    assert last.status_code == 429
    assert attempt(visitor(HTTP_X_FORWARDED_FOR="192.0.2.2"), PASSWORD).status_code == 302


def test_without_a_proxy_the_header_is_not_believed(admin):
    with_password(admin)

    for number in range(5):
        sent = visitor(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}", REMOTE_ADDR="192.0.2.1")
        last = attempt(sent, "guess")

    assert last.status_code == 429


def test_a_slip_opens_one_page_and_then_an_own_password_is_needed(admin):
    village = make_village()
    form = {
        "username": "kades",
        "person": "Budi",
        "name": "village_head",
        "at": village.code,
        "since": "2026-11-24",
    }

    # The administrator gets a slip, once
    slip = visitor(admin).post("/accounts/people/add/", form)
    assert slip.status_code == 200
    password = slip.context["password"]
    assert password in slip.content.decode()
    assert "no-store" in slip["Cache-Control"]

    # With it, Budi comes no further than the choice of a password
    budi = visitor()
    assert attempt(budi, password, "kades")["Location"] == "/accounts/first-password/"
    assert budi.get("/accounts/profile/").status_code == 302
    weak = budi.post("/accounts/first-password/", {"new_password1": "1", "new_password2": "1"})
    assert weak.status_code == 422

    # He chooses one, and is in; the slip is worth nothing any more
    own = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert budi.post("/accounts/first-password/", own)["Location"] == "/accounts/profile/"
    assert "Budi" in budi.get("/accounts/profile/").content.decode()
    assert attempt(visitor(), password, "kades").status_code == 200
    assert attempt(visitor(), PASSWORD, "kades")["Location"] == "/accounts/profile/"
    assert Entry.objects.filter(deed="accounts.password_chosen", actor="kades").count() == 1


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_form_begins_with_today_as_browsers_read_it(admin, language):
    page = visitor(admin, language).get("/accounts/people/add/").content.decode()

    assert 'value="2026-11-24"' in page
    assert 'name="until"' not in page


def test_the_choice_of_a_first_password_is_open_to_nobody_else(admin):
    assert visitor().get("/accounts/first-password/")["Location"] == SIGN_IN


def test_a_person_changes_password_and_language(admin):
    client = visitor(with_password(admin))
    new = {"new_password1": "gong-royong-88", "new_password2": "gong-royong-88"}

    wrong = client.post("/accounts/password/", {"old_password": "no"} | new)
    right = client.post("/accounts/password/", {"old_password": PASSWORD} | new)
    language = client.post("/accounts/profile/", {"language": "en"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert User.objects.get(pk=admin.pk).check_password("gong-royong-88")
    assert language.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert client.get("/accounts/profile/").status_code == 200


def test_an_administrator_sees_people_within_reach_and_gives_and_ends_offices(admin, district):
    village = make_village()
    local = make_person("local", "administrator", village)
    kades = make_person("kades", "village_head", village)
    make_person("other", "village_head", make_village("15.03.01.2001"))
    client = visitor(local)

    page = client.get("/accounts/people/").content.decode()
    assert "Kades" in page
    assert "Other" not in page
    assert "Admin<" not in page

    role = {"name": "cadre", "at": village.code, "since": "2026-11-24"}
    assert client.post(f"/accounts/people/{kades.pk}/roles/", role).status_code == 302
    outside = role | {"at": "15.03"}
    assert client.post(f"/accounts/people/{kades.pk}/roles/", outside).status_code == 422
    cadre = kades.roles.get(name="cadre")
    client.post(f"/accounts/roles/{cadre.pk}/end/", {"on": "2026-11-30"})
    cadre.refresh_from_db()
    assert str(cadre.until) == "2026-11-30"
    assert client.post(f"/accounts/people/{kades.pk}/password/").status_code == 200
    assert client.post(f"/accounts/people/{admin.pk}/password/").status_code == 404


def test_people_are_listed_page_by_page_and_found_by_name_or_area(admin, district):
    village = make_village()
    for number in range(30):
        make_person(f"warga{number:02}", "cadre", village)
    client = visitor(admin)

    def shown(query):
        page = client.get(f"/accounts/people/{query}").content.decode()
        return sorted(set(re.findall(r"/roles/\">(Warga\d\d|Admin)<", page)))

    assert len(shown("")) == 25
    assert shown("?page=2") == [f"Warga{number:02}" for number in range(24, 30)]
    assert shown("?q=WARGA07") == ["Warga07"]
    assert shown("?q=teluk+warga1") == [f"Warga{number}" for number in range(10, 20)]
    assert shown("?q=sarolangun") == ["Admin"]


@pytest.mark.parametrize("path", ["people/", "people/add/"])
def test_who_manages_nobody_finds_no_such_page(district, path):
    planner = make_person("planner", "planner", district)

    assert visitor(planner).get(f"/accounts/{path}").status_code == 404
    assert visitor().get(f"/accounts/{path}").status_code == 302


def test_a_page_of_another_village_is_not_there(district):
    village, other = make_village(), make_village("15.03.01.2001")
    kades = make_person("kades", "village_head", village)
    ours, theirs = make_evidence(village, kades), make_evidence(other, kades)
    client = visitor(make_person("sekdes", "village_operator", village))

    assert client.get(f"/evidence/{ours.pk}/").status_code == 200
    assert client.get(f"/evidence/{theirs.pk}/").status_code == 404


def test_the_trail_shows_an_inspector_the_own_reach_and_exports_it(district):
    village, other = make_village(), make_village("15.03.01.2001")
    audit.record("evidence.claimed", by=None, about=village, area_code=village.code)
    audit.record("evidence.claimed", by=None, about=other, area_code=other.code)
    audit.record("places.opened", by=None, about=district)
    inspector = make_person("inspector", "inspector", district)
    local = make_person("local", "administrator", village)

    whole = visitor(inspector).get("/audit/").content.decode()
    part = visitor(local).get("/audit/").content.decode()
    found = visitor(inspector).get("/audit/?deed=evidence&area=15.03.01").content.decode()
    table = b"".join(visitor(local).get("/audit/table/").streaming_content).decode()

    assert "3 lines" in whole
    assert "1 line<" in part
    assert other.code not in part
    assert "1 line<" in found
    assert table.count("evidence.claimed") == 1
    assert Entry.objects.get(number=1).hash in table


def test_the_trail_is_not_there_for_others(district):
    planner = make_person("planner", "planner", district)

    assert visitor(planner).get("/audit/").status_code == 404
    assert visitor(planner).get("/audit/table/").status_code == 404
    assert visitor().get("/audit/")["Location"].startswith(SIGN_IN)


def test_the_pages_ask_the_database_little(admin, django_assert_max_num_queries):
    for number in range(30):
        make_person(f"p{number}", "village_head", make_village(f"15.03.08.{2000 + number}"))
    client = visitor(admin)

    for path in ("/accounts/profile/", "/accounts/people/", "/accounts/people/add/", "/audit/"):
        with django_assert_max_num_queries(15):
            assert client.get(path).status_code == 200
