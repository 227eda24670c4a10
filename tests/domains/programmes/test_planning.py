from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tangguh.domains.accounts.models import User
from tangguh.domains.audit.models import Entry
from tangguh.domains.partners.models import Member
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes import errors, services
from tangguh.domains.programmes.forms import number_field
from tangguh.domains.programmes.models import Cycle, Programme
from tangguh.errors import NotAllowed
from tests.domains.programmes.drafts import (
    MILLION,
    activity_draft,
    cycle_draft,
    programme_draft,
    report,
)
from tests.factories import (
    TODAY,
    make_activity,
    make_area,
    make_organization,
    make_person,
    make_policy,
    make_result,
    make_village,
)

pytestmark = pytest.mark.django_db


def manager(district: Area, programme: Programme) -> User:
    """Budi manages programmes of the lead agency."""
    budi = make_person("budi", "programme_manager", district)
    Member.objects.create(organization=programme.lead, user=budi)
    return budi


# Programmes


def test_a_manager_opens_a_programme_of_the_own_agency(district: Area, programme: Programme):
    budi = manager(district, programme)
    outcome = make_result(programme.policy)

    opened = services.open_programme(
        by=budi, draft=programme_draft(programme, code="P9", results=(outcome,)), on=TODAY
    )

    assert opened.status == Programme.Status.PLANNED
    assert list(opened.results.all()) == [outcome]
    assert Entry.objects.get(deed="programmes.opened").details["code"] == "P9"


def test_a_manager_of_another_agency_does_not_open_it(district: Area, programme: Programme):
    citra = make_person("citra", "programme_manager", district)
    make_organization(district, "Dinas PMD", citra)

    with pytest.raises(NotAllowed, match="Citra"):
        services.open_programme(by=citra, draft=programme_draft(programme, code="P9"), on=TODAY)


def test_a_village_head_does_not_open_programmes(programme: Programme):
    eko = make_person("eko", "village_head", make_village())

    with pytest.raises(NotAllowed):
        services.open_programme(by=eko, draft=programme_draft(programme, code="P9"), on=TODAY)


def test_a_code_stands_for_one_programme(dewi: User, programme: Programme):
    with pytest.raises(errors.CodeTaken, match=programme.title):
        services.open_programme(by=dewi, draft=programme_draft(programme), on=TODAY)


def test_a_programme_serves_results_of_its_own_policy(
    district: Area, dewi: User, programme: Programme
):
    foreign = make_result(make_policy(district, dewi))
    draft = programme_draft(programme, code="P9", results=(foreign,))

    with pytest.raises(errors.ForeignResult, match=foreign.code):
        services.open_programme(by=dewi, draft=draft, on=TODAY)


def test_nothing_is_opened_under_a_policy_that_has_ended(dewi: User, programme: Programme):
    programme.policy.status = Policy.Status.ENDED

    with pytest.raises(errors.PolicyEnded):
        services.open_programme(by=dewi, draft=programme_draft(programme, code="P9"), on=TODAY)


def test_an_edit_keeps_what_was_said_before(dewi: User, programme: Programme):
    draft = programme_draft(programme, title="Siaga Sungai")

    services.edit_programme(by=dewi, programme=programme, draft=draft, on=TODAY)

    changes = Entry.objects.get(deed="programmes.edited").details["changes"]
    assert changes["title"] == {"before": "Siaga Sungai dan Lereng", "after": "Siaga Sungai"}


def test_a_programme_does_not_shrink_below_its_activities(
    dewi: User, programme: Programme, cycle: Cycle
):
    make_activity(cycle, make_village())
    elsewhere = make_area("15.03.01", "Batang Asai")

    with pytest.raises(errors.OutsideItsArea, match="Teluk Kecimbung"):
        services.edit_programme(
            by=dewi,
            programme=programme,
            draft=programme_draft(programme, area=elsewhere),
            on=TODAY,
        )


def test_a_stranger_does_not_edit_a_programme(district: Area, programme: Programme):
    citra = make_person("citra", "programme_manager", district)

    with pytest.raises(NotAllowed):
        services.edit_programme(
            by=citra, programme=programme, draft=programme_draft(programme), on=TODAY
        )


def test_a_planned_programme_is_set_running(dewi: User, programme: Programme):
    services.set_status(by=dewi, programme=programme, status="running")

    programme.refresh_from_db()
    assert programme.status == Programme.Status.RUNNING
    assert Entry.objects.get(deed="programmes.status_set").details["before"] == "planned"


def test_a_planned_programme_is_not_evaluated(dewi: User, programme: Programme):
    with pytest.raises(errors.StatusOutOfTurn):
        services.set_status(by=dewi, programme=programme, status="evaluated")


def test_a_stranger_does_not_set_the_status(district: Area, programme: Programme):
    citra = make_person("citra", "programme_manager", district)

    with pytest.raises(NotAllowed):
        services.set_status(by=citra, programme=programme, status="running")


# Cycles


def test_a_cycle_is_opened_with_its_money_by_source(dewi: User, programme: Programme):
    cycle = services.open_cycle(by=dewi, programme=programme, draft=cycle_draft())

    assert dict(cycle.funding.values_list("source", "amount")) == {
        "district_budget": 700 * MILLION,
        "province": 260 * MILLION,
    }


@pytest.mark.parametrize(
    ("province", "gap"), [(200 * MILLION, "Rp60.000.000"), (260 * MILLION + 1, "Rp1")]
)
def test_sources_that_do_not_add_up_are_told_to_the_rupiah(
    dewi: User, programme: Programme, province: int, gap: str
):
    funding = {"district_budget": 700 * MILLION, "province": province}

    with pytest.raises(errors.PartsDoNotAddUp) as refused:
        services.open_cycle(by=dewi, programme=programme, draft=cycle_draft(funding=funding))

    said = refused.value.message
    assert gap in said
    assert "Rp960.000.000" in said
    assert f"Rp{700 * MILLION + province:,}".replace(",", ".") in said
    assert not Cycle.objects.exists()


def test_a_cycle_name_is_given_once(dewi: User, programme: Programme):
    services.open_cycle(by=dewi, programme=programme, draft=cycle_draft())

    with pytest.raises(errors.CodeTaken, match="2026"):
        services.open_cycle(by=dewi, programme=programme, draft=cycle_draft())


def test_a_cycle_ends_after_it_begins(dewi: User, programme: Programme):
    with pytest.raises(errors.EndsBeforeItBegins):
        services.open_cycle(
            by=dewi, programme=programme, draft=cycle_draft(ends=date(2025, 12, 31))
        )


def test_no_cycle_is_opened_in_a_finished_programme(dewi: User, programme: Programme):
    programme.status = Programme.Status.FINISHED

    with pytest.raises(errors.ProgrammeClosed):
        services.open_cycle(by=dewi, programme=programme, draft=cycle_draft())


def test_an_inspector_opens_no_cycle(district: Area, programme: Programme):
    inspector = make_person("indah", "inspector", district)

    with pytest.raises(NotAllowed):
        services.open_cycle(by=inspector, programme=programme, draft=cycle_draft())


# Activities


def test_an_activity_is_planned_with_its_money_and_people(
    district: Area, programme: Programme, cycle: Cycle
):
    draft = activity_draft(
        cycle,
        make_village(),
        funding={"district_budget": 8 * MILLION, "community": 2 * MILLION, "ngo": 0},
        target_people=60,
        target_women=30,
        target_elderly=10,
        self_managed="type_3",
    )

    activity = services.plan_activity(
        by=manager(district, programme), cycle=cycle, draft=draft, on=TODAY
    )

    assert dict(activity.funding.values_list("source", "amount")) == {
        "district_budget": 8 * MILLION,
        "community": 2 * MILLION,
    }
    assert (activity.target_people, activity.target_elderly) == (60, 10)


def test_an_activity_lies_in_the_programmes_area(cycle: Cycle):
    bangko = make_area("15.02.01.2001", "Bangko")
    ratna = make_person("ratna", "planner", Area.objects.get(code="15"))

    with pytest.raises(errors.OutsideItsArea, match="Bangko"):
        services.plan_activity(by=ratna, cycle=cycle, draft=activity_draft(cycle, bangko), on=TODAY)


def test_days_outside_the_cycle_are_answered_with_its_days(dewi: User, cycle: Cycle):
    draft = activity_draft(cycle, make_village(), planned_end=date(2027, 1, 1))

    with pytest.raises(errors.OutsideItsCycle) as refused:
        services.plan_activity(by=dewi, cycle=cycle, draft=draft, on=TODAY)

    assert "2026" in refused.value.message
    assert "31" in refused.value.message


def test_activities_cost_no_more_than_their_cycle_has(dewi: User, cycle: Cycle):
    village = make_village()
    most = activity_draft(cycle, village, funding={"district_budget": 950 * MILLION})
    services.plan_activity(by=dewi, cycle=cycle, draft=most, on=TODAY)
    more = activity_draft(cycle, village, funding={"district_budget": 11 * MILLION})

    with pytest.raises(errors.CycleBudgetExceeded) as refused:
        services.plan_activity(by=dewi, cycle=cycle, draft=more, on=TODAY)

    for figure in ("Rp11.000.000", "Rp960.000.000", "Rp950.000.000", "Rp10.000.000", "Rp1.000.000"):
        assert figure in refused.value.message


def test_the_last_rupiah_of_a_cycle_may_be_planned(dewi: User, cycle: Cycle):
    draft = activity_draft(cycle, make_village(), funding={"district_budget": cycle.budget})

    assert services.plan_activity(by=dewi, cycle=cycle, draft=draft, on=TODAY).pk


def test_no_more_women_than_people_are_planned_for(dewi: User, cycle: Cycle):
    draft = activity_draft(cycle, make_village(), target_people=10, target_women=11)

    with pytest.raises(errors.PartLargerThanWhole, match="11"):
        services.plan_activity(by=dewi, cycle=cycle, draft=draft, on=TODAY)


def test_a_village_operator_does_not_plan(cycle: Cycle):
    village = make_village()
    fajar = make_person("fajar", "village_operator", village)

    with pytest.raises(NotAllowed):
        services.plan_activity(
            by=fajar, cycle=cycle, draft=activity_draft(cycle, village), on=TODAY
        )


def test_an_edit_after_the_start_is_kept_as_such(dewi: User, cycle: Cycle):
    village = make_village()
    activity = services.plan_activity(
        by=dewi, cycle=cycle, draft=activity_draft(cycle, village), on=TODAY
    )

    services.edit_activity(
        by=dewi,
        activity=activity,
        draft=activity_draft(cycle, village, funding={"district_budget": 12 * MILLION}),
        on=date(2026, 9, 2),
    )

    told = Entry.objects.get(deed="programmes.activity_edited").details
    assert told["after_start"] is True
    assert told["changes"] == {
        "funding": {"before": "district_budget 10000000", "after": "district_budget 12000000"}
    }


def test_a_plan_does_not_contradict_what_was_reported(dewi: User, cycle: Cycle):
    village = make_village()
    eko = make_person("eko", "village_head", village)
    activity = services.plan_activity(
        by=dewi, cycle=cycle, draft=activity_draft(cycle, village), on=TODAY
    )
    report(eko, activity, happened_on=date(2026, 9, 5), spent=4 * MILLION)
    later = activity_draft(cycle, village, planned_start=date(2026, 9, 6))
    poorer = activity_draft(cycle, village, funding={"district_budget": 3 * MILLION})

    for draft in (later, poorer):
        with pytest.raises(errors.ContradictsItsUpdates):
            services.edit_activity(by=dewi, activity=activity, draft=draft, on=TODAY)


def test_a_stranger_does_not_edit_an_activity(district: Area, cycle: Cycle):
    activity = make_activity(cycle, make_village())
    citra = make_person("citra", "programme_manager", district)

    with pytest.raises(NotAllowed):
        services.edit_activity(
            by=citra, activity=activity, draft=activity_draft(cycle, activity.area), on=TODAY
        )


def test_more_people_than_live_on_earth_are_refused_before_the_database_is_asked():
    with pytest.raises(ValidationError, match="1000000000"):
        number_field("People to be reached").clean("99999999999")
