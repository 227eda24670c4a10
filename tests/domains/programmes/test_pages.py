import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tangguh.domains.accounts.models import User
from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import Boundary, BoundarySet
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.partners.models import Contact, Member
from tangguh.domains.places.models import Area, District
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Cycle, Programme, Update
from tests.domains.programmes.drafts import MILLION, fund, tell
from tests.engines.media import samples
from tests.factories import (
    NOW,
    SOURCED,
    TODAY,
    make_activity,
    make_cycle,
    make_district,
    make_evidence,
    make_organization,
    make_person,
    make_programme,
    make_result,
)

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def home(district: Area) -> District:
    return make_district(frozen_today=TODAY)


@pytest.fixture
def activity(cycle: Cycle, village: Area) -> Activity:
    activity = make_activity(cycle, village, hazard="landslide", target_people=60)
    return fund(activity, district_budget=10 * MILLION)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def manager(programme: Programme) -> User:
    budi = make_person("budi", "programme_manager", programme.area)
    Member.objects.create(organization=programme.lead, user=budi)
    return budi


def read(url: str, reader: Client | None = None) -> str:
    page = (reader or Client()).get(url)
    assert page.status_code == 200
    return page.content.decode()


# Reading


def test_anybody_walks_from_the_list_to_an_activity_and_its_evidence(
    programme: Programme, activity: Activity, dewi: User
):
    photo = make_evidence(activity.area, dewi)
    tell(activity, dewi, date(2026, 9, 2), photo, progress=50, spent=5 * MILLION, people=20)

    listed = read(reverse("programmes:list"))
    programme_page = read(reverse("programmes:detail", args=[programme.pk]))
    activity_page = read(reverse("programmes:activity", args=[activity.pk]))

    assert reverse("programmes:detail", args=[programme.pk]) in listed
    assert reverse("programmes:activity", args=[activity.pk]) in programme_page
    assert reverse("policies:detail", args=[programme.policy_id]) in programme_page
    assert "Rp5.000.000" in activity_page
    assert reverse("evidence:detail", args=[photo.pk]) in activity_page
    assert reverse("policies:detail", args=[programme.policy_id]) in activity_page


def test_the_list_keeps_its_filters_in_the_address(policy: Policy, programme: Programme):
    other = make_programme(policy, lead=make_organization(policy.area, "BPBD"))
    Programme.objects.filter(pk=other.pk).update(title="Suara Sarolangun", status="running")

    found = read(reverse("programmes:list") + "?q=suara&status=running")
    nothing = read(reverse("programmes:list") + "?q=suara&status=paused")

    assert "Suara Sarolangun" in found
    assert programme.title not in found
    assert "Suara Sarolangun" not in nothing


def test_the_hazard_filter_finds_programmes_that_prepare_for_it(
    policy: Policy, programme: Programme, activity: Activity
):
    make_programme(policy)

    page = Client().get(reverse("programmes:list"), {"hazard": "landslide"})

    assert [found for found, _ in page.context["rows"]] == [programme]


def test_a_programme_under_a_draft_does_not_exist_for_the_public(
    programme: Programme, activity: Activity, dewi: User
):
    Policy.objects.update(status=Policy.Status.DRAFT)
    addresses = [
        reverse("programmes:detail", args=[programme.pk]),
        reverse("programmes:activity", args=[activity.pk]),
        reverse("programmes:export_activities", args=[programme.pk]),
    ]

    assert [Client().get(url).status_code for url in addresses] == [404, 404, 404]
    assert [signed_in(dewi).get(url).status_code for url in addresses] == [200, 200, 200]


def test_the_csv_obeys_the_filter_of_the_list(policy: Policy, programme: Programme):
    other = make_programme(policy)
    Programme.objects.filter(pk=other.pk).update(title="=Suara()")

    table = Client().get(reverse("programmes:export"), {"q": "suara"}).content.decode()

    assert "'=Suara()" in table
    assert programme.title not in table


def test_an_activitys_figures_stand_in_the_csv(
    programme: Programme, activity: Activity, dewi: User
):
    tell(activity, dewi, date(2026, 9, 2), progress=50, spent=5 * MILLION)

    url = reverse("programmes:export_activities", args=[programme.pk])
    table = Client().get(url).content.decode()

    assert f"{activity.area.code},{activity.area.name}" in table
    assert "10000000,5000000,100,50" in table


def test_an_overlap_is_told_on_both_activities(policy: Policy, activity: Activity):
    damkar = make_programme(policy, lead=make_organization(policy.area, "Damkar"))
    other = make_activity(make_cycle(damkar), activity.area, hazard="landslide", title="Simulasi")

    here = read(reverse("programmes:activity", args=[activity.pk]))
    there = read(reverse("programmes:activity", args=[other.pk]))

    assert reverse("programmes:activity", args=[other.pk]) in here
    assert reverse("programmes:activity", args=[activity.pk]) in there


def test_coverage_shows_the_never_reached_and_exports_the_same(
    cycle: Cycle, village: Area, activity: Activity
):
    page = read(reverse("programmes:coverage") + "?hazard=landslide&months=6")
    table = Client().get(reverse("programmes:export_coverage"), {"hazard": "landslide"})

    assert village.name in page
    assert table.content.decode().splitlines()[1].startswith(village.code)


def test_coverage_looks_back_a_year_unless_asked_otherwise():
    plain = Client().get(reverse("programmes:coverage"), {"hazard": "flood"})
    asked = Client().get(reverse("programmes:coverage"), {"months": "3"})

    assert plain.context["found"].since == date(2025, 11, 24)
    assert '<option value="12" selected>' in plain.content.decode()
    assert asked.context["found"].since == date(2026, 8, 24)


def test_the_map_says_of_each_village_how_often_it_was_reached(
    district: Area, activity: Activity, dewi: User
):
    tell(activity, dewi, date(2026, 9, 2), people=20)
    drawn = BoundarySet.objects.create(
        district=district, kind=BoundarySet.Kind.SCHEMATIC, received_at=NOW, **SOURCED
    )
    square = [[102.0, -2.0], [102.1, -2.0], [102.1, -2.1], [102.0, -2.1], [102.0, -2.0]]
    Boundary.objects.create(
        boundary_set=drawn,
        area=activity.area,
        geometry={"type": "Polygon", "coordinates": [square]},
    )
    atlas.drawn.cache_clear()

    page = read(reverse("programmes:coverage"))

    assert "<title>Teluk Kecimbung: 1</title>" in page
    assert "cell shade-1" in page


def test_coverage_says_what_to_do_before_there_is_a_district():
    District.objects.all().delete()

    assert "tangguh district add" in read(reverse("programmes:coverage"))


def test_a_figure_asks_for_days_that_can_be_read(policy: Policy, programme: Programme):
    url = reverse("programmes:counted", args=["villages_reached"])

    page = Client().get(url, {"policy": str(policy.pk), "from": "kemarin", "to": "2026-12-31"})

    assert page.status_code == 422
    assert "kemarin" in page.content.decode()


@pytest.fixture
def crowded(policy: Policy, programme: Programme, cycle: Cycle, village: Area) -> Activity:
    """Thirty programmes, thirty activities, each with partners, money and sealed reports."""
    reporter = policy.edited_by
    partner = make_organization(policy.area, "Yayasan", kind="ngo")
    Contact.objects.create(organization=programme.lead, office="Sekretariat")
    for _ in range(30):
        extra = make_programme(policy)
        extra.partners.add(partner)
        activity = fund(
            make_activity(cycle, village, hazard="flood"), district_budget=MILLION, ngo=1
        )
        activity.partners.add(partner)
        photo = make_evidence(village, reporter)
        tell(activity, reporter, date(2026, 9, 2), photo, progress=10, people=2)
    for _ in range(5):
        programme.results.add(make_result(policy))
        make_cycle(programme)
        tell(activity, reporter, TODAY, make_evidence(village, reporter), progress=20, people=3)
    return activity


@pytest.mark.parametrize("name", ["list", "detail", "activity", "coverage", "counted"])
def test_a_crowded_page_asks_the_database_fifteen_times_at_most(
    programme: Programme,
    crowded: Activity,
    name: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    budi = signed_in(manager(programme))
    counted = reverse("programmes:counted", args=["people_reached"])
    urls = {
        "list": reverse("programmes:list"),
        "detail": reverse("programmes:detail", args=[programme.pk]),
        "activity": reverse("programmes:activity", args=[crowded.pk]),
        "coverage": reverse("programmes:coverage") + "?hazard=flood",
        "counted": f"{counted}?policy={programme.policy_id}&from=2026-01-01&to=2026-12-31",
    }

    for reader in (Client(), budi):
        with django_assert_max_num_queries(MOST_QUERIES):
            read(urls[name], reader)


# Doing


def test_a_manager_opens_plans_and_runs_a_programme(
    policy: Policy, programme: Programme, village: Area
):
    budi = signed_in(manager(programme))

    # A programme under the policy
    opened = budi.post(
        reverse("programmes:open"),
        {
            "policy": policy.pk,
            "code": "P7",
            "title": "Terampil Berdaya",
            "area": programme.area.code,
            "lead": programme.lead_id,
            "source": "Renja 2026",
        },
    )
    terampil = Programme.objects.get(code="P7")
    assert opened["Location"] == reverse("programmes:detail", args=[terampil.pk])

    # Its year and money, written as people write money
    budi.post(
        reverse("programmes:open_cycle", args=[terampil.pk]),
        {
            "name": "2026",
            "starts": "2026-01-01",
            "ends": "2026-12-31",
            "budget": "Rp1.240.000.000",
            "funding_district_budget": "1.240.000.000",
        },
    )
    cycle = Cycle.objects.get(programme=terampil)
    assert cycle.budget == 1_240 * MILLION

    # A class in the village
    budi.post(
        reverse("programmes:plan_activity", args=[cycle.pk]),
        {
            "title": "Kelas olahan ikan",
            "kind": "training",
            "area": village.code,
            "planned_start": "2026-03-01",
            "planned_end": "2026-03-31",
            "lead": terampil.lead_id,
            "source": "Renja 2026",
            "target_people": "20",
            "target_women": "15",
            "funding_district_budget": "32000000",
        },
    )
    activity = Activity.objects.get(title="Kelas olahan ikan")
    assert (activity.target_people, activity.target_disabled) == (20, 0)

    # It begins
    budi.post(reverse("programmes:set_status", args=[terampil.pk]), {"status": "running"})
    terampil.refresh_from_db()
    assert terampil.status == Programme.Status.RUNNING


def test_a_refusal_keeps_what_was_typed(programme: Programme):
    budi = signed_in(manager(programme))

    page = budi.post(
        reverse("programmes:open_cycle", args=[programme.pk]),
        {
            "name": "2027",
            "starts": "2027-01-01",
            "ends": "2027-12-31",
            "budget": "100",
            "funding_province": "60",
        },
    )

    shown = page.content.decode()
    assert page.status_code == 422
    assert "Rp40" in shown
    assert 'value="2027"' in shown
    assert not Cycle.objects.exists()


def test_the_report_form_has_at_most_eight_fields_and_shows_last_times_figures(
    programme: Programme, activity: Activity, dewi: User
):
    tell(activity, dewi, date(2026, 9, 2), progress=40, spent=4 * MILLION, people=30)

    page = read(reverse("programmes:report", args=[activity.pk]), signed_in(manager(programme)))

    form = page[page.index('<form method="post" enctype') :]
    seen = re.findall(r"<(?:input|textarea|select)[^>]*>", form)
    visible = [field for field in seen if "hidden" not in field]
    assert 0 < len(visible) <= 8
    assert "Rp4.000.000" in page


def test_a_report_sent_twice_is_kept_once(programme: Programme, activity: Activity):
    budi = signed_in(manager(programme))
    sent = {
        "act_id": str(uuid4()),
        "happened_on": "2026-09-02",
        "progress": "100",
        "spent": "9.000.000",
        "people": "55",
        "women": "30",
        "disabled": "",
        "note": "",
    }

    answers = [budi.post(reverse("programmes:report", args=[activity.pk]), sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    update = Update.objects.get()
    assert (update.progress, update.spent, update.people) == (100, 9 * MILLION, 55)


@pytest.fixture
def eko(village: Area) -> User:
    """The village head, who may both report and upload."""
    return make_person("eko", "village_head", village)


def sent_with_photo(**fields: str) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "act_id": str(uuid4()),
        "happened_on": "2026-09-02",
        "progress": "50",
        "spent": "5000000",
        "photo": SimpleUploadedFile("gladi.jpg", samples.photo(), "image/jpeg"),
    }
    return usual | fields


def test_a_photo_sent_with_a_report_becomes_its_evidence(eko: User, activity: Activity):
    signed_in(eko).post(
        reverse("programmes:report", args=[activity.pk]), sent_with_photo(act_id=str(uuid4()))
    )

    (photo,) = Update.objects.get().evidence.all()
    assert (photo.kind, photo.claimed_by, photo.area) == ("photo", eko, activity.area)
    assert photo.happened_on == date(2026, 9, 2)


def test_a_refused_report_leaves_no_evidence_behind(eko: User, activity: Activity):
    url = reverse("programmes:report", args=[activity.pk])

    page = signed_in(eko).post(url, sent_with_photo(people="3", women="4"))

    assert page.status_code == 422
    assert not Evidence.objects.exists()


def test_an_amount_that_is_none_is_named(programme: Programme, activity: Activity):
    sent = {"act_id": uuid4(), "happened_on": "2026-09-02", "progress": "1", "spent": "9,5 juta"}

    page = signed_in(manager(programme)).post(
        reverse("programmes:report", args=[activity.pk]), sent
    )

    assert page.status_code == 422
    assert "9,5 juta" in page.content.decode()
    assert not Update.objects.exists()


@pytest.mark.parametrize("name", ["edit", "set_status", "open_cycle"])
def test_a_stranger_gets_no_form_to_plan(programme: Programme, name: str):
    url = reverse(f"programmes:{name}", args=[programme.pk])
    inspector = make_person("indah", "inspector", programme.area)

    assert Client().get(url).status_code == 302
    assert signed_in(inspector).get(url).status_code == 403


def test_a_stranger_gets_no_form_to_report(activity: Activity):
    url = reverse("programmes:report", args=[activity.pk])
    inspector = make_person("indah", "inspector", activity.area)

    assert signed_in(inspector).get(url).status_code == 403
    assert "programmes:report" not in read(reverse("programmes:activity", args=[activity.pk]))


def test_an_edited_plan_is_shown_at_once(programme: Programme, activity: Activity):
    sent = {
        "title": "Gladi malam",
        "kind": "drill",
        "hazard": "landslide",
        "area": activity.area.code,
        "planned_start": "2026-09-01",
        "planned_end": "2026-09-02",
        "lead": activity.lead_id,
        "source": "Renja perubahan",
        "funding_district_budget": "10000000",
    }

    answer = signed_in(manager(programme)).post(
        reverse("programmes:edit_activity", args=[activity.pk]), sent, follow=True
    )

    assert "Gladi malam" in answer.content.decode()


def test_who_plans_nowhere_finds_no_form_for_a_programme(village: Area, district: Area):
    page, form = Client(), reverse("programmes:open")

    page.force_login(make_person("ani", "resident", village))
    assert page.get(form).status_code == page.post(form, {}).status_code == 404
    page.force_login(make_person("dewi", "planner", district))
    assert page.get(form).status_code == 200
