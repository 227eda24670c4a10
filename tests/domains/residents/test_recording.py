"""What is written down, what is refused, and what is never kept."""

from datetime import date
from uuid import uuid4

import pytest

from tangguh.domains.audit.models import Entry
from tangguh.domains.residents import parameters, selectors, services
from tangguh.domains.residents.errors import ConsentMissing, HouseholdUnclear, NumberWritten
from tangguh.domains.residents.models import Consent, Household, Member, Need
from tangguh.domains.residents.services import MemberDraft
from tangguh.errors import NotAllowed
from tests.domains.residents.drafts import BUDI, MINAH, draft, recorded
from tests.factories import TODAY, make_person, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return make_village()


@pytest.fixture
def kader(village):
    return make_person("siti", "cadre", village)


def test_a_household_is_kept_as_far_as_it_agreed(kader, village):
    household = recorded(kader, village)

    assert [(m.name, m.is_head) for m in household.members.order_by("pk")] == [
        ("Minah", True),
        ("Budi", False),
    ]
    assert set(Need.objects.values_list("kind", flat=True)) == {"elderly", "hears_badly"}
    consents = household.consents.all()
    assert {each.purpose for each in consents} == {"register", "help", "point"}
    assert {each.expires_on for each in consents} == {date(2027, 5, 24)}
    assert {each.text_of for each in consents} == {parameters.text("help", TODAY)[0]}


def test_the_trail_tells_that_it_was_written_down_and_names_nobody(kader, village):
    recorded(kader, village)

    entry = Entry.objects.get(deed="residents.household_recorded")
    assert (entry.actor, entry.area_code, entry.details) == ("siti", village.code, {"people": 2})


def test_the_same_act_twice_is_one_household(kader, village):
    act = uuid4()

    once = services.record_household(by=kader, draft=draft(village), act_id=act, on=TODAY)
    again = services.record_household(by=kader, draft=draft(village), act_id=act, on=TODAY)

    assert once == again
    assert (Household.objects.count(), Member.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("error", "fields"),
    [
        (ConsentMissing, {"consents": ("help", "point")}),
        (ConsentMissing, {"consents": ("register", "point")}),
        (ConsentMissing, {"consents": ("register", "help")}),
        (ConsentMissing, {"given_by": ""}),
        (HouseholdUnclear, {"members": ()}),
        (HouseholdUnclear, {"longitude": None}),
        (HouseholdUnclear, {"members": (MemberDraft("Ani", birth_year=2027),)}),
        (HouseholdUnclear, {"members": (MemberDraft("Ani", birth_year=1826),)}),
        (NumberWritten, {"address": "dekat 1503081234567890"}),
        (NumberWritten, {"members": (MemberDraft("Ani 1503 0812 3456 7890"),)}),
        (NumberWritten, {"given_by": "1503.0812.3456.7890"}),
    ],
)
def test_what_was_not_agreed_to_is_not_clear_or_is_a_national_number_is_refused(
    kader, village, error, fields
):
    with pytest.raises(error):
        recorded(kader, village, **fields)

    assert not Household.objects.exists()


def test_a_telephone_number_is_no_national_number(kader, village):
    assert recorded(kader, village, address="dekat warung, 0812 3456 7890").address


@pytest.mark.parametrize("role", ["village_head", "duty_officer", "planner", "resident"])
def test_others_may_not_write_households_down(village, role):
    with pytest.raises(NotAllowed):
        recorded(make_person("ani", role, village), village)


def test_a_kader_of_another_village_may_not(village):
    elsewhere = make_person("ani", "cadre", make_village("15.03.02.2005", "Pulau Pandan"))

    with pytest.raises(NotAllowed):
        recorded(elsewhere, village)


def test_one_more_is_added_with_needs_only_where_they_are_agreed_to(kader, village):
    agreed = recorded(kader, village)
    only_listed = recorded(kader, village, consents=("register",), members=(BUDI,), **NO_POINT)

    services.add_member(by=kader, household=agreed, draft=MINAH, on=TODAY)
    services.add_member(by=kader, household=only_listed, draft=BUDI, on=TODAY)
    with pytest.raises(ConsentMissing):
        services.add_member(by=kader, household=only_listed, draft=MINAH, on=TODAY)
    ani = make_person("ani", "resident", village)
    with pytest.raises(NotAllowed):
        services.add_member(by=ani, household=agreed, draft=BUDI, on=TODAY)

    assert (agreed.members.count(), only_listed.members.count()) == (3, 2)


NO_POINT = {"longitude": None, "latitude": None}


def test_every_purpose_has_a_text_to_read_aloud():
    for purpose in Consent.Purpose:
        since, text = parameters.text(purpose, TODAY)
        assert since <= TODAY
        assert len(text) > 80


def test_needs_without_consent_are_shown_to_nobody_even_where_they_are_left(kader, village):
    household = recorded(kader, village)
    household.consents.filter(purpose="help").update(withdrawn_on=TODAY)

    shown = selectors.household_for(kader, household.pk, on=TODAY)

    assert [need for member in shown.members.all() for need in member.needs.all()] == []


def test_one_act_is_no_household_of_another_area(kader, village):
    first = recorded(kader, village)
    other = make_village("15.03.08.2007", "Lain")
    siti = make_person("dewi", "cadre", other)

    with pytest.raises(HouseholdUnclear, match="another area"):
        services.record_household(by=siti, draft=draft(other), act_id=first.act_id, on=TODAY)

    assert Household.objects.count() == 1
