"""What other rooms and pages ask of the programmes: broken links, uses, and what is active where."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from tangguh.domains.accounts.models import User
from tangguh.domains.partners.models import Contact
from tangguh.domains.partners.selectors import work_of
from tangguh.domains.places.models import Area
from tangguh.domains.policies import selectors as policies
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes import selectors
from tangguh.domains.programmes.models import Cycle, Programme
from tests.domains.programmes.drafts import tell
from tests.factories import (
    TODAY,
    make_activity,
    make_cycle,
    make_evidence,
    make_indicator,
    make_organization,
    make_programme,
    make_result,
)

pytestmark = pytest.mark.django_db


def broken(policy: Policy) -> set[str]:
    return {
        link.kind for link in selectors.broken_links(policy, policies.document_of(policy), on=TODAY)
    }


@pytest.fixture
def running(programme: Programme) -> Programme:
    programme.status = Programme.Status.RUNNING
    programme.save()
    return programme


def test_an_outcome_that_nobody_works_for_is_a_broken_link(policy: Policy):
    impact = make_result(policy)
    outcome = make_result(policy, "outcome", impact)

    (link,) = selectors.broken_links(policy, policies.document_of(policy), on=TODAY)

    assert link.kind == "result_without_programme"
    assert outcome.statement in link.text


def test_work_for_an_output_serves_the_outcome_above_it(policy: Policy, programme: Programme):
    outcome = make_result(policy, "outcome", make_result(policy))
    programme.results.add(make_result(policy, "output", outcome))

    assert broken(policy) == set()


def test_a_running_programme_without_indicator_is_a_broken_link(
    policy: Policy, running: Programme, cycle: Cycle, village: Area, dewi: User
):
    result = make_result(policy)
    running.results.add(result)
    tell(make_activity(cycle, village), dewi, TODAY)

    assert broken(policy) == {"programme_without_indicator"}
    make_indicator(result)
    assert broken(policy) == set()


@pytest.mark.parametrize(("day", "silent"), [(date(2026, 9, 24), False), (date(2026, 9, 23), True)])
def test_two_months_without_a_report_are_a_broken_link(
    running: Programme, cycle: Cycle, village: Area, day: date, silent: bool
):
    result = make_result(running.policy)
    make_indicator(result)
    running.results.add(result)
    tell(make_activity(cycle, village), running.policy.edited_by, day)

    assert broken(running.policy) == ({"silent_programme"} if silent else set())


def test_evidence_leads_up_to_its_policy(cycle: Cycle, village: Area, dewi: User):
    photo = make_evidence(village, dewi)
    activity = make_activity(cycle, village)
    tell(activity, dewi, TODAY, photo, progress=50)

    (use,) = selectors.uses_of(AnonymousUser(), photo)

    assert (use.activity, use.progress) == (activity.title, 50)
    assert use.activity_url.startswith(f"/programmes/activities/{activity.pk}/#update-")
    assert use.programme_url == f"/programmes/{cycle.programme.pk}/"
    assert use.policy_url == f"/policies/{cycle.programme.policy_id}/"


def test_what_a_draft_policy_uses_is_not_shown_to_the_public(
    cycle: Cycle, village: Area, dewi: User
):
    photo = make_evidence(village, dewi)
    tell(make_activity(cycle, village), dewi, TODAY, photo)
    Policy.objects.update(status=Policy.Status.DRAFT)

    assert selectors.uses_of(AnonymousUser(), photo) == ()
    assert len(selectors.uses_of(dewi, photo)) == 1


def test_a_village_lists_the_programmes_of_all_agencies_with_whom_to_call(
    policy: Policy, running: Programme, cycle: Cycle, village: Area
):
    bpbd = make_organization(policy.area, "BPBD")
    Contact.objects.create(organization=bpbd, office="Pusdalops", phone="0745 91000")
    other = make_programme(policy, lead=bpbd)
    Programme.objects.update(status=Programme.Status.RUNNING)
    make_activity(cycle, village, contact="Dinas PMD, 0745 91234")
    make_activity(
        make_cycle(other), Area.objects.get(code="15.03.08"), title="Untuk seluruh kecamatan"
    )

    found = selectors.active_in(AnonymousUser(), village, on=TODAY)

    assert {row.programme for row in found} == {running, other}
    assert {row.contact for row in found} == {"Dinas PMD, 0745 91234", "Pusdalops, 0745 91000"}


@pytest.mark.parametrize("status", ["planned", "finished", "evaluated"])
def test_what_has_not_begun_or_is_over_is_not_active(cycle: Cycle, village: Area, status: str):
    make_activity(cycle, village)
    Programme.objects.update(status=status)

    assert selectors.active_in(AnonymousUser(), village, on=TODAY) == ()


def test_a_cycle_that_is_over_is_not_active(running: Programme, cycle: Cycle, village: Area):
    make_activity(cycle, village)

    assert selectors.active_in(AnonymousUser(), village, on=date(2027, 1, 1)) == ()


def test_an_agency_tells_what_it_leads(programme: Programme):
    told = {work.url: work.title for work in work_of(programme.lead, on=TODAY)}

    assert programme.title in told[f"/programmes/{programme.pk}/"]
