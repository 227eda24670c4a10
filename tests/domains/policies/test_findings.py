"""A lesson that a person hands in oneself, through a page."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client

from tangguh.domains.audit.models import Entry
from tangguh.domains.policies import errors, services
from tangguh.domains.policies.models import Finding, Policy
from tangguh.errors import NotAllowed
from tests.factories import NOW, TODAY, make_area, make_evidence, make_person, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspector(district):
    return make_person("bambang", "inspector", district)


def report(by, policy, area=None, **fields):
    told = {
        "source": Finding.Source.AUDIT,
        "text": "RT 04 floods before the point fills",
        "happened_on": date(2026, 11, 21),
        "evidence": (),
        "now": NOW,
    }
    return services.report_finding(by=by, policy=policy, area=area or policy.area, **told | fields)


def visitor(person):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(person)
    return client


@pytest.mark.parametrize("role", ["planner", "programme_manager", "duty_officer", "inspector"])
def test_who_works_with_a_policy_hands_in_what_was_learnt(published, district, role):
    person = make_person("ani", role, district)

    finding = report(person, published, make_village())

    assert list(published.findings.all()) == [finding]
    assert Entry.objects.get(deed="policies.finding_added").actor == "ani"


@pytest.mark.parametrize("role", ["resident", "village_head", "ngo_staff", "regent"])
def test_nobody_else_does(published, district, role):
    with pytest.raises(NotAllowed):
        report(make_person("ani", role, district), published)


def test_an_inspector_of_another_district_does_not(published):
    dewi = make_person("dewi", "inspector", make_area("15.04", "Merangin"))

    with pytest.raises(NotAllowed):
        report(dewi, published)


@pytest.mark.parametrize("fields", [{"text": " "}, {"happened_on": TODAY + timedelta(days=1)}])
def test_a_lesson_without_words_or_of_tomorrow_is_refused(published, inspector, fields):
    with pytest.raises(errors.FindingRefused):
        report(inspector, published, **fields)


def test_a_lesson_of_elsewhere_is_refused(published, inspector):
    with pytest.raises(errors.OutsidePolicyArea):
        report(inspector, published, make_area("15.04", "Merangin"))


def test_a_policy_that_has_ended_learns_nothing_more(published, inspector):
    Policy.objects.update(status=Policy.Status.ENDED)
    published.refresh_from_db()

    with pytest.raises(errors.PolicyEnded, match="successor"):
        report(inspector, published)


def test_evidence_that_is_not_open_to_the_person_shows_nothing(published, inspector):
    elsewhere = make_area("15.04", "Merangin")
    hidden = make_evidence(elsewhere, make_person("budi", "village_operator", elsewhere))

    with pytest.raises(errors.EvidenceUnfit, match=str(hidden.pk)):
        report(inspector, published, evidence=[hidden])


def test_the_page_leads_from_the_list_to_the_form_and_back_to_the_finding(published, inspector):
    client, page = visitor(inspector), f"/policies/{published.pk}/findings/"
    evidence = make_evidence(published.area, inspector)
    assert f"{page}report/" in client.get(page).content.decode()

    fields = {
        "text": "The path of RT 04 floods first",
        "source": "audit",
        "area": "15.03",
        "happened_on": "2026-11-21",
        "evidence": str(evidence.pk),
    }
    answer = client.post(f"{page}report/", fields, follow=True)

    assert answer.redirect_chain == [(page, 302)]
    assert "The path of RT 04 floods first" in answer.content.decode()
    assert list(Finding.objects.get().evidence.all()) == [evidence]


def test_a_form_that_is_not_filled_in_keeps_what_was_typed(published, inspector):
    path = f"/policies/{published.pk}/findings/report/"

    answer = visitor(inspector).post(path, {"text": "Half a lesson", "happened_on": "2030-01-01"})

    assert answer.status_code == 422
    assert "Half a lesson" in answer.content.decode()


def test_others_neither_see_the_button_nor_the_form(published, resident):
    client, page = visitor(resident), f"/policies/{published.pk}/findings/"

    assert "report/" not in client.get(page).content.decode()
    assert client.get(f"{page}report/").status_code == 403
    assert Client().get(f"{page}report/").status_code == 302
