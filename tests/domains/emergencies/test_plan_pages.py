"""The plan as everybody reads it, its draft as few do, and its prints."""

import pytest

from tangguh.domains.accounts.models import Role
from tangguh.domains.emergencies import services
from tangguh.domains.emergencies.models import PlanPlace, VillagePlan
from tests.domains.emergencies import plans
from tests.domains.emergencies.conftest import client_of, text
from tests.domains.emergencies.test_pages import facility
from tests.factories import NOW, make_person

PAGE = "/emergencies/15.03.08.2006/plan/"
FIRST = "/emergencies/plan/15-03-08-2006-flood-1/"
HOLDER = "Junaidi Rahasia"


@pytest.fixture
def hasan(kecimbung):
    return make_person("hasan", Role.Name.VILLAGE_HEAD, kecimbung)


@pytest.fixture
def first(kecimbung, hasan, take_zones):
    take_zones()
    plan = plans.full(hasan, kecimbung)
    return services.put_in_force(by=hasan, plan=plan, reason="Musyawarah 1", now=NOW)


@pytest.fixture
def newer(first, kecimbung, hasan):
    plan = plans.start(hasan, kecimbung)
    return services.put_in_force(by=hasan, plan=plan, reason="Jalur baru", now=NOW)


def test_a_village_without_a_plan_says_so(kecimbung):
    assert "No plan is in force here yet." in text(client_of().get(PAGE))


def test_everybody_reads_the_plan_and_nobody_reads_names(first):
    said = text(client_of().get(PAGE))

    assert "version 1, in force since" in said
    assert "Balai Desa" in said
    assert "0745-00004" in said
    assert "No drill was held within a year." in said
    assert "Zones: Peta rawan banjir 2025" in said
    assert HOLDER not in said


def test_the_village_head_reads_names_the_resident_does_not(first, hasan, kecimbung):
    warga = make_person("ani", Role.Name.RESIDENT, kecimbung)

    assert HOLDER in text(client_of(hasan).get(PAGE))
    assert HOLDER not in text(client_of(warga).get(PAGE))


def test_an_rt_of_few_is_not_counted_in_public(first, hasan, kecimbung):
    plan = plans.start(hasan, kecimbung)
    plans.rt(hasan, plan, "09", people=3)
    services.put_in_force(by=hasan, plan=plan, reason="RT 09", now=NOW)

    assert "&lt; 5" in text(client_of().get(PAGE))


def test_an_old_print_says_that_it_is_old(newer):
    said = text(client_of().get(FIRST))

    assert "This print is old" in said
    assert "/emergencies/plan/15-03-08-2006-flood-2/" in said
    assert "This print is old" not in text(client_of().get(FIRST.replace("-1/", "-2/")))
    assert "This print is old" not in text(client_of().get(PAGE))


def test_a_draft_or_an_unknown_version_cannot_be_found(first, hasan, kecimbung):
    draft = plans.start(hasan, kecimbung)

    assert client_of().get(f"/emergencies/plan/{draft.key}/").status_code == 404
    assert client_of().get("/emergencies/plan/no-such/").status_code == 404
    assert client_of().get(f"/emergencies/plan-drafts/{draft.pk}/").status_code == 302  # sign in
    ani = make_person("ani", Role.Name.RESIDENT, kecimbung)
    for path in ("", "force/", "scenario/", "map.pdf", "places/add/"):
        there = client_of(ani).get(f"/emergencies/plan-drafts/{draft.pk}/{path}")
        assert there.status_code == 404, path


def test_an_impossible_day_shows_the_plan_of_today(first):
    for day in ("2026-13-45", "soon", ""):
        assert "version 1" in text(client_of().get(f"{PAGE}?on={day}"))
    assert "No plan is in force here yet." in text(client_of().get(f"{PAGE}?on=2020-01-01"))


@pytest.mark.parametrize("sheet", ["map", "card", "contingency"])
def test_every_print_of_a_version_and_of_a_draft_is_a_pdf(first, hasan, kecimbung, sheet):
    draft = plans.start(hasan, kecimbung)

    for path in (f"{FIRST}{sheet}.pdf", f"/emergencies/plan-drafts/{draft.pk}/{sheet}.pdf"):
        printed = client_of(hasan).get(path)
        assert printed["Content-Type"] == "application/pdf"
        assert printed.content.startswith(b"%PDF")


def test_the_profile_leads_to_the_plan(first):
    assert PAGE in text(client_of().get("/emergencies/15.03.08.2006/"))


def test_an_operator_drafts_row_by_row_without_a_script(kecimbung, fitri):
    browser = client_of(fitri)
    browser.post(f"{PAGE}draft/", {"hazard": "flood"})
    plan = VillagePlan.objects.get()
    base = f"/emergencies/plan-drafts/{plan.pk}/"
    here = {"latitude": "-2.42", "longitude": "102.02"}

    browser.post(f"{base}places/add/", {"kind": "point", "name": "Lapangan", "places": 0, **here})
    browser.post(
        f"{base}neighbourhoods/add/",
        {"name": "01", "people": 30, "latitude": "-2.45", "longitude": "102.05"},
    )
    ends = {"neighbourhood": plan.neighbourhoods.get().pk, "point": plan.places.get().pk}
    browser.post(f"{base}routes/add/", {**ends, "line": ""})
    point = plan.places.get()
    browser.post(
        f"{base}places/{point.pk}/", {"kind": "point", "name": "Lapangan bola", "places": 0, **here}
    )

    assert plan.routes.get().line == [[102.05, -2.45], [102.02, -2.42]]
    assert plan.places.get().name == "Lapangan bola"
    browser.post(f"{base}routes/{plan.routes.get().pk}/remove/")
    assert not plan.routes.exists()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("-2.45", "Line 1 is not"),
        ("a, b", "Line 1 is not"),
        ("nan, 102", ""),
        ("102.05, -2.45\n102.0, -2.4", "exchanged"),
    ],
)
def test_a_route_that_cannot_be_is_shown_again_with_the_reason(kecimbung, fitri, line, told):
    plan = plans.start(fitri, kecimbung)
    ends = {"neighbourhood": plans.rt(fitri, plan).pk, "point": plans.place(fitri, plan).pk}

    answer = client_of(fitri).post(
        f"/emergencies/plan-drafts/{plan.pk}/routes/add/", {**ends, "line": line}
    )
    assert answer.status_code == 422
    assert told in text(answer)
    assert not plan.routes.exists()


def test_a_facility_lends_its_position(kecimbung, fitri):
    hall = facility(fitri, kecimbung, "Balai Desa", -2.41, 102.01, "village_hall")
    plan = plans.start(fitri, kecimbung)
    client_of(fitri).post(
        f"/emergencies/plan-drafts/{plan.pk}/places/add/",
        {"kind": "building", "name": "Balai", "places": 50, "facility": hall.pk},
    )

    assert PlanPlace.objects.get().latitude == -2.41


@pytest.mark.parametrize("path", [PAGE, FIRST])
def test_the_pages_ask_little(newer, path, django_assert_max_num_queries):
    browser = client_of()
    browser.get(path)

    with django_assert_max_num_queries(15):
        browser.get(path)
