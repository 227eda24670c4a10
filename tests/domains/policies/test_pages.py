import re
from datetime import date
from xml.dom import minidom

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tangguh.domains.policies import selectors, services
from tangguh.domains.policies.models import Measurement, Policy
from tangguh.domains.policies.selectors import ProgrammeRow
from tests.domains.policies.conftest import publish, report
from tests.domains.policies.test_drafting import edit
from tests.domains.policies.test_reviews import add_finding, close
from tests.factories import NOW, TODAY, make_person

pytestmark = pytest.mark.django_db


def parsed(svg):
    return minidom.parseString(svg)  # noqa: S318 our own drawing


def visitor(person=None):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if person:
        client.force_login(person, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")
    return client


def text(answer):
    return answer.content.decode()


def told(answer):
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(answer)))


def hidden(pattern: str, page: str) -> str:
    """What a hidden field of a form carries."""
    match = re.search(pattern, page)
    assert match
    return match[1]


@pytest.fixture
def whole(planner, regent, published, indicator, bappeda):
    """A policy with a number, a finding, and a closed review with a late recommendation."""
    report(planner, indicator)
    add_finding(planner, published)
    review = services.schedule_review(by=planner, policy=published, due_on=TODAY)
    review = services.open_review(by=planner, review=review, now=NOW)
    services.recommend(
        by=planner, review=review, text="Move the point", owner=bappeda, due_on=date(2026, 11, 1)
    )
    close(regent, review)
    published.refresh_from_db()
    return published


def test_one_page_tells_problem_goals_programmes_numbers_and_the_last_review(
    whole, indicator, monkeypatch, django_assert_max_num_queries
):
    rows = (ProgrammeRow("Desa Berembuk", "/programmes/2/", "PMD", "Running", 10**9, 5 * 10**8),)
    monkeypatch.setattr(
        "tangguh.domains.policies.selectors._upper_rooms.programme_tellers",
        [lambda viewer, policy, on: rows],
    )

    with django_assert_max_num_queries(15):
        answer = visitor().get(f"/policies/{whole.pk}/")

    page = told(answer)
    order = ["Banjir datang tiap tahun.", "S1 Setiap usulan dijawab", "83%", "Desa Berembuk"]
    places = [page.index(words) for words in [*order, "Last review", "Where the way from"]]
    assert places == sorted(places)
    assert f'href="/policies/indicators/{indicator.pk}/"' in text(answer)
    assert "Nothing measures D1: Warga tahan" in page
    assert "Edit the text" not in page


def test_the_result_tree_is_drawn_and_listed(whole):
    page = text(visitor().get(f"/policies/{whole.pk}/"))

    assert page.count("<svg xmlns=") == 2
    assert 'aria-labelledby="tree-wide-title"' in page
    assert f'href="/policies/{whole.pk}/#result-S1"' in page

    alone = visitor().get(f"/policies/{whole.pk}/tree.svg")
    assert alone["Content-Type"].startswith("image/svg+xml")
    assert parsed(alone.content).documentElement.getAttribute("role") == "img"


def test_from_the_policy_to_the_evidence_in_two_clicks_and_back_up_in_one(whole, indicator):
    evidence = Measurement.objects.get().evidence.get()
    evidence.audience = "public"
    evidence.save()
    public = visitor()

    policy_page = text(public.get(f"/policies/{whole.pk}/"))
    number = text(public.get(f"/policies/indicators/{indicator.pk}/"))

    assert f"/policies/indicators/{indicator.pk}/" in policy_page
    assert f'href="{reverse("evidence:detail", args=[evidence.pk])}"' in number
    assert f'href="/policies/{whole.pk}/"' in number


def test_a_number_shows_that_evidence_exists_but_opens_it_only_to_those_who_may(
    whole, indicator, planner
):
    evidence = Measurement.objects.get().evidence.get()

    public = text(visitor().get(f"/policies/indicators/{indicator.pk}/"))
    official = text(visitor(planner).get(f"/policies/indicators/{indicator.pk}/"))

    assert "for officials only" in public
    assert evidence.title not in public
    assert evidence.title in official


def test_an_indicators_page_asks_few_questions(whole, indicator, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page = told(visitor().get(f"/policies/indicators/{indicator.pk}/"))

    assert "10 of 12" in page
    assert "on track" in page


def test_every_version_is_read_compared_and_found_by_its_day(planner, published):
    edit(planner, published, problem="Banjir dan longsor.")
    publish(planner, published, "1.1", date(2026, 3, 2), reason="Longsor Tambak Ratu")
    public = visitor()

    versions = told(public.get(f"/policies/{published.pk}/versions/"))
    old = told(public.get(f"/policies/{published.pk}/?on=2026-03-01"))
    compared = text(public.get(f"/policies/{published.pk}/difference/?before=1&after=2"))

    assert "Version 2 (1.1)" in versions
    assert "Longsor Tambak Ratu" in versions
    assert "Banjir datang tiap tahun." in old
    assert "<del>datang tiap tahun.</del>" in compared.replace("</del><del>", "")
    assert public.get(f"/policies/{published.pk}/?on=2020-01-01").status_code == 404
    assert public.get(f"/policies/{published.pk}/?on=yesterday").status_code == 422
    assert (
        public.get(f"/policies/{published.pk}/difference/?before=1&after=draft").status_code == 404
    )


def test_a_draft_answers_404_to_the_public_and_is_found_by_its_planner(policy, planner):
    assert visitor().get(f"/policies/{policy.pk}/").status_code == 404
    assert "Not published yet" in told(visitor(planner).get(f"/policies/{policy.pk}/"))


def edited(client, policy, **fields):
    sent = {
        "revision": policy.revision,
        "title": policy.title,
        "owner": policy.owner_id,
        "problem": "My long text.",
        "legal_basis": policy.legal_basis,
        "source": policy.source,
    } | fields
    return client.post(f"/policies/{policy.pk}/edit/", sent)


def test_who_comes_second_keeps_the_text_and_may_save_knowingly(planner, policy, district):
    budi = make_person("budi", "planner", district)
    edit(budi, policy, problem="Budi's text.")
    client = visitor(planner)

    answer = edited(client, policy)

    assert answer.status_code == 409
    assert "Budi changed “Ketahanan Sosial”" in told(answer)
    assert "My long text." in text(answer)
    revision = hidden(r'name="revision" value="(\d+)"', text(answer))
    assert edited(client, policy, revision=revision).status_code == 302
    assert Policy.objects.get(pk=policy.pk).problem == "My long text."


def test_a_planner_drafts_builds_publishes_and_reports_through_pages(planner, district, bappeda):
    client = visitor(planner)

    # She drafts
    client.post(
        "/policies/draft/",
        {
            "title": "Baru",
            "area": "15.03",
            "owner": bappeda.pk,
            "problem": "p",
            "legal_basis": "l",
            "source": "s",
        },
    )
    policy = Policy.objects.get()

    # She adds an impact and how it is measured
    result = {"revision": 1, "level": "impact", "code": "D1", "statement": "Tahan", "position": 0}
    client.post(f"/policies/{policy.pk}/results/add/", result)
    indicator = {
        "revision": 2,
        "code": "I1",
        "name": "Skor solidaritas",
        "unit": "skor",
        "decimals": 1,
        "direction": "up",
        "every_months": 12,
        "source": "Pulsa desa",
    }
    client.post(f"/policies/results/{policy.results.get().pk}/indicators/add/", indicator)
    measured = policy.results.get().indicators.get()
    target = {
        "revision": 3,
        "area": "15.03",
        "starts": "2027-01-01",
        "ends": "2027-12-31",
        "value": "3.6",
    }
    client.post(f"/policies/indicators/{measured.pk}/targets/set/", target)

    # She publishes, and a visitor reads it
    version = {"revision": 4, "label": "1.0", "in_force_from": "2026-11-24", "reason": "Awal"}
    answer = client.post(f"/policies/{policy.pk}/publish/", version, follow=True)
    assert "Version 1 (1.0)" in told(answer)
    assert "3.6 skor" in told(visitor().get(f"/policies/{policy.pk}/"))


def test_a_number_without_known_evidence_comes_back_with_all_that_was_typed(
    planner, published, indicator
):
    page = text(visitor(planner).get(f"/policies/indicators/{indicator.pk}/report/"))
    act_id = hidden(r'name="act_id" value="([^"]+)"', page)

    answer = visitor(planner).post(
        f"/policies/indicators/{indicator.pk}/report/",
        {
            "act_id": act_id,
            "area": "15.03",
            "starts": "2025-11-01",
            "ends": "2026-10-31",
            "value": "83",
            "source": "Catatan usulan kabupaten",
            "evidence": "999",
        },
    )

    assert answer.status_code == 422
    assert "There is no evidence number 999" in told(answer)
    assert "Catatan usulan kabupaten" in text(answer)


def test_the_public_reads_decision_reasons_and_recommendations_with_late_ones_marked(whole):
    review = whole.reviews.exclude(closed_at=None).get()

    page = told(visitor().get(f"/policies/reviews/{review.pk}/"))

    assert "Change" in page
    assert "Evacuation was slow in RT 04." in page
    assert re.search(r"Move the point Bappeda · Sunday, 1 November 2026 late", page)


def test_a_review_at_work_shows_the_public_only_that_it_is(planner, published):
    review = services.schedule_review(by=planner, policy=published, due_on=TODAY)
    review = services.open_review(by=planner, review=review, now=NOW)
    services.recommend(by=planner, review=review, text="Still secret")

    assert "Still secret" not in told(visitor().get(f"/policies/reviews/{review.pk}/"))
    assert "Still secret" in told(visitor(planner).get(f"/policies/reviews/{review.pk}/"))


def test_closing_too_early_names_the_recommendation_and_keeps_the_reasons(
    planner, regent, published
):
    review = services.schedule_review(by=planner, policy=published, due_on=TODAY)
    review = services.open_review(by=planner, review=review, now=NOW)
    services.recommend(by=planner, review=review, text="Nobody's yet")

    answer = visitor(regent).post(
        f"/policies/reviews/{review.pk}/close/",
        {"decision": "continue", "reasons": "Going well.", "next_review_on": "2027-12-01"},
    )

    assert answer.status_code == 422
    assert "Nobody&#x27;s yet" in text(answer)
    assert "Going well." in text(answer)


def test_findings_are_filtered_by_where_they_come_from(whole):
    public = visitor()

    assert "RT 04 route" in told(public.get(f"/policies/{whole.pk}/findings/?source=after_action"))
    assert "RT 04 route" not in told(public.get(f"/policies/{whole.pk}/findings/?source=cases"))


def test_the_list_and_its_table_obey_the_same_filter(
    planner, published, django_assert_max_num_queries
):
    public = visitor()

    with django_assert_max_num_queries(10):
        shown = told(public.get("/policies/?q=sosial&status=in_force"))

    table = text(public.get("/policies/table/?q=sosial"))
    assert "Ketahanan Sosial" in shown
    assert "Ketahanan Sosial" in table
    assert "Ketahanan Sosial" not in text(public.get("/policies/table/?q=jalan"))
    assert "No policy like this" in told(public.get("/policies/?q=jalan"))


EDITING = [
    "policies/draft/",
    "policies/{policy}/edit/",
    "policies/{policy}/publish/",
    "policies/{policy}/results/add/",
    "policies/{policy}/reviews/schedule/",
    "policies/results/{result}/edit/",
    "policies/results/{result}/remove/",
    "policies/results/{result}/indicators/add/",
    "policies/indicators/{indicator}/edit/",
    "policies/indicators/{indicator}/remove/",
    "policies/indicators/{indicator}/targets/set/",
    "policies/indicators/{indicator}/report/",
    "policies/targets/{target}/remove/",
]


@pytest.mark.parametrize("path", EDITING)
def test_pages_of_deeds_open_for_planners_ask_visitors_to_sign_in_and_refuse_residents(
    path, planner, resident, published, indicator
):
    url = "/" + path.format(
        policy=published.pk,
        result=indicator.result_id,
        indicator=indicator.pk,
        target=indicator.targets.get().pk,
    )

    assert visitor(planner).get(url).status_code == 200
    assert visitor().get(url).status_code == 302
    assert visitor(resident).get(url).status_code in {403, 404}


def test_the_pages_of_a_review_open_for_those_who_do_it(planner, regent, whole):
    next_one = whole.reviews.get(closed_at=None)

    assert visitor(planner).get(f"/policies/reviews/{next_one.pk}/open/").status_code == 200
    answer = visitor(planner).post(f"/policies/reviews/{next_one.pk}/open/", follow=True)
    assert "What there was to look at" in told(answer)
    recommend = f"/policies/reviews/{next_one.pk}/recommend/"
    visitor(planner).post(recommend, {"text": "Train cadres"})
    kept = next_one.recommendations.get()
    for deed in ("edit", "finish"):
        url = f"/policies/recommendations/{kept.pk}/{deed}/"
        assert visitor(planner).get(url).status_code == 200
    assert visitor(regent).get(f"/policies/reviews/{next_one.pk}/close/").status_code == 200
    assert visitor(planner).get(f"/policies/reviews/{next_one.pk}/close/").status_code == 403


def test_a_correction_starts_from_the_number_that_it_replaces(planner, published, indicator):
    kept = report(planner, indicator)

    page = text(visitor(planner).get(f"/policies/measurements/{kept.pk}/correct/"))

    assert 'value="2025-11-01"' in page
    assert 'value="Catatan usulan"' in page


def test_reading_never_writes(published):
    before = Policy.objects.get(pk=published.pk).revision

    visitor().get(f"/policies/{published.pk}/")

    assert Policy.objects.get(pk=published.pk).revision == before
    assert selectors.versions_of(published).count() == 1


def test_the_difference_counts_what_changed_and_tells_every_reason_between(planner, published):
    edit(planner, published, problem="Banjir dan longsor.")
    publish(planner, published, "1.1", date(2026, 3, 2), reason="Longsor Tambak Ratu")
    edit(planner, published, problem="Banjir, longsor dan kebakaran.")
    publish(planner, published, "1.2", date(2026, 6, 1), reason="Kebakaran hutan Mei")
    path = f"/policies/{published.pk}/difference/"

    whole = told(visitor().get(f"{path}?before=1&after=3"))
    last = told(visitor().get(f"{path}?before=2&after=3"))
    back = told(visitor().get(f"{path}?before=3&after=2"))

    assert "Changed: 1" in whole
    assert "Longsor Tambak Ratu" in whole
    assert "Kebakaran hutan Mei" in whole
    assert "Longsor Tambak Ratu" not in last
    assert "Kebakaran hutan Mei" in last
    assert "Kebakaran hutan Mei" in back


def test_the_working_text_is_explained_by_the_review_that_decided_on_it(planner, regent, published):
    review = services.schedule_review(by=planner, policy=published, due_on=date(2026, 11, 22))
    opened = services.open_review(by=planner, review=review, now=NOW)
    services.close_review(
        by=regent,
        review=opened,
        decision="change",
        reasons="Desa yang terputus belum mandiri.",
        next_review_on=date(2027, 12, 10),
        now=NOW,
    )
    published.refresh_from_db()
    edit(planner, published, problem="Desa terputus.")
    path = f"/policies/{published.pk}/difference/?before=1&after=draft"

    assert "Desa yang terputus belum mandiri." in told(visitor(planner).get(path))
    assert visitor().get(path).status_code == 404
