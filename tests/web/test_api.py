"""The open data: what is there, what is refused in words, and what nobody outside may learn."""

from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as house
from hypothesis import strategies as st

from tangguh.domains.places.models import Alias, Area, ProneArea
from tangguh.domains.policies.models import Policy
from tests.factories import (
    SOURCED,
    TODAY,
    make_activity,
    make_cycle,
    make_district,
    make_evidence,
    make_indicator,
    make_person,
    make_policy,
    make_programme,
    make_result,
    make_village,
)

pytestmark = pytest.mark.django_db
LISTS = ("places", "policies", "programmes", "activities")


def visitor(person=None, language="en"):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if person:
        client.force_login(person)
    return client


@pytest.fixture
def district():
    return make_district(frozen_today=TODAY).area


@pytest.fixture
def planner(district):
    return make_person("rina", "planner", district)


def make_work(district, planner, status):
    """A policy with one programme and one drill in Teluk Kecimbung."""
    policy = make_policy(district, planner, status=status)
    make_indicator(make_result(policy))
    cycle = make_cycle(make_programme(policy))
    village = Area.objects.filter(code="15.03.08.2006").first() or make_village()
    return policy, make_activity(cycle, village, target_people=120)


@pytest.fixture
def work(district, planner):
    return make_work(district, planner, Policy.Status.IN_FORCE)


@pytest.fixture
def draft(district, planner):
    return make_work(district, planner, Policy.Status.DRAFT)


def paths(policy, activity):
    cycle = activity.cycle
    return (
        f"/api/policies/{policy.pk}",
        f"/api/programmes/{cycle.programme_id}",
        f"/api/activities/{activity.pk}",
    )


def test_the_root_leads_to_every_list(work):
    root = visitor().get("/api/").json()

    for name in LISTS:
        assert visitor().get(root[name]).json()["count"] >= 1


def test_an_area_tells_its_other_names_its_parts_and_what_it_is_prone_to(district):
    village = make_village()
    Alias.objects.create(area=village, name="Telok Kecimbung", source="Test")
    ProneArea.objects.create(area=village, hazard="flood", **SOURCED)

    found = visitor().get("/api/places/15.03.08.2006").json()
    around = visitor().get("/api/places/15.03.08").json()

    assert (found["name"], found["parent"]) == ("Teluk Kecimbung", "15.03.08")
    assert found["other_names"] == ["Telok Kecimbung"]
    assert [each["hazard"] for each in found["prone_to"]] == ["flood"]
    assert around["parts"] == ["15.03.08.2006"]


def test_places_inside_another_do_not_hold_that_one(district):
    make_village()

    inside = visitor().get("/api/places?within=15.03.08").json()

    assert [row["code"] for row in inside["items"]] == ["15.03.08.2006"]


def test_a_policy_tells_its_text_its_indicators_and_its_programmes(work):
    policy, activity = work

    found = visitor().get(f"/api/policies/{policy.pk}").json()

    assert found["title"] == policy.title
    assert [each["level"] for each in found["results"]] == ["impact"]
    assert [(each["unit"], each["value"]) for each in found["indicators"]] == [("%", None)]
    assert found["programmes"] == [activity.cycle.programme_id]


def test_a_programme_and_an_activity_tell_plan_and_real(work):
    _policy, activity = work

    programme = visitor().get(f"/api/programmes/{activity.cycle.programme_id}").json()
    found = visitor().get(f"/api/activities/{activity.pk}").json()

    (cycle,) = programme["cycles"]
    assert (cycle["budget"], cycle["spent"], cycle["activities"]) == (960_000_000, 0, 1)
    assert (found["target_people"], found["area_code"]) == (120, "15.03.08.2006")
    assert (found["standing"]["planned"], found["standing"]["progress"]) == (100, 0)


def test_what_is_under_a_draft_is_not_there_for_the_public(draft, work):
    public, _activity = work

    for path in paths(*draft):
        answer = visitor().get(path)
        assert answer.status_code == 404, path
        assert answer.json()["code"] == "not_found"
    listed = visitor().get("/api/policies").json()
    assert [row["id"] for row in listed["items"]] == [public.pk]
    for name in ("programmes", "activities"):
        assert visitor().get(f"/api/{name}").json()["count"] == 1


def test_a_drafter_finds_the_same_rows_in_lists_and_one_by_one(draft, work, planner):
    client = visitor(planner)

    for path in paths(*draft):
        assert client.get(path).status_code == 200
    for name in ("policies", "programmes", "activities"):
        assert client.get(f"/api/{name}").json()["count"] == 2


def test_a_planner_of_another_district_finds_no_draft(draft):
    dewi = make_person("dewi", "planner", make_village("15.04.01.2001", "Jangkat").parent.parent)

    for path in paths(*draft):
        assert visitor(dewi).get(path).status_code == 404


def test_evidence_for_officials_has_no_way_into_the_open_data(work, planner):
    policy, activity = work
    make_evidence(activity.area, planner, title="Rahasia desa", audience="officials")

    for path in (*paths(policy, activity), *(f"/api/{name}" for name in LISTS)):
        assert "Rahasia desa" not in visitor().get(path).content.decode()


def test_a_new_title_is_not_told_before_it_is_published(work):
    policy, _activity = work
    Policy.objects.filter(pk=policy.pk).update(title="Judul baru", title_published="Judul lama")

    page = visitor().get("/api/policies").content.decode()

    assert "Judul lama" in page
    assert "Judul baru" not in page


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("places?level=planet", 422, "'hamlet', 'neighbourhood'."),
        ("places?limit=0", 422, "limit must be 1 or more."),
        ("places?limit=5000", 422, "limit must be 1000 or less."),
        ("activities?limit=ten", 422, "limit must be a whole number."),
        ("policies?offset=-1", 422, "offset must be 0 or more."),
        ("programmes?offset=99999999999999999999", 422, "offset must be"),
        ("places?within=Pauh", 422, "within must be an official code such as 15.03.08.2006."),
        ("places/Pauh", 422, "code must be an official code"),
        ("policies/0", 422, "number must be 1 or more."),
        ("places/15.03.08.2999", 404, "There is no area with the code 15.03.08.2999."),
        ("places?within=15.99", 404, "There is no area with the code 15.99."),
        ("policies/999999", 404, "There is no such policy."),
        ("programmes/999999", 404, "There is no such programme."),
        ("activities/999999", 404, "There is no such activity."),
        ("villages", 404, "There is no such list."),
    ],
)
def test_what_cannot_be_answered_is_told_with_its_name_and_what_it_may_be(
    district, query, status, words
):
    answer = visitor().get(f"/api/{query}")

    assert answer.status_code == status
    assert words in answer.json()["message"]


def test_two_faults_are_both_told(district):
    said = visitor().get("/api/places?limit=0&level=planet").json()

    assert set(said["details"]["fields"]) == {"limit", "level"}
    assert all(words in said["message"] for words in said["details"]["fields"].values())


def test_the_message_is_in_the_readers_language(district):
    english = visitor().get("/api/places/15.03.08.2999").json()
    indonesian = visitor(language="id").get("/api/places/15.03.08.2999").json()

    assert english["code"] == indonesian["code"] == "not_found"
    assert "15.03.08.2999" in indonesian["message"]


def test_the_description_names_what_every_list_and_row_answers_when_it_cannot():
    described = visitor().get("/api/openapi.json").json()

    for path, operations in described["paths"].items():
        if path != "/api/":
            assert set(operations["get"]["responses"]) == {"200", "404", "422"}, path
    assert set(described["components"]["schemas"]["Wrong"]["properties"]) == {
        "code",
        "message",
        "details",
    }


@pytest.mark.parametrize("path", [*LISTS, *(f"{name}/1" for name in LISTS[1:]), "places/15.03"])
def test_the_open_data_ask_the_database_little(work, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        visitor().get(f"/api/{path}")


ODD = st.one_of(
    st.text(max_size=12),
    st.integers().map(str),
    st.sampled_from(["", "village", "15.03", "15.03.08.2006", "\0", "1e9", "NaN", "-0", "9" * 30]),
)
QUERIES = st.dictionaries(
    st.sampled_from(["limit", "offset", "level", "within", "x"]), ODD, max_size=4
)
PATHS = st.tuples(st.sampled_from(LISTS), st.one_of(st.just(""), ODD.map(lambda odd: f"/{odd}")))


@house(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=PATHS, query=QUERIES)
def test_no_address_is_a_crash(work, path, query):
    address = quote("".join(path), errors="replace") + "?" + urlencode(query, errors="replace")

    answer = visitor().get(f"/api/{address}")

    assert answer.status_code in {200, 404, 422}, address
    assert "code" in answer.json() or answer.status_code == 200
