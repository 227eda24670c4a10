"""A yes ends: taken back, or run out. What it covered is gone then."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from tangguh.domains.audit.models import Entry
from tangguh.domains.residents import selectors, services
from tangguh.domains.residents.commands import residents
from tangguh.domains.residents.errors import ConsentGone
from tangguh.domains.residents.models import Consent, Household, Member, Need
from tangguh.domains.residents.services._consents import months_later
from tangguh.errors import NotAllowed, NotFound
from tests.domains.residents.drafts import recorded
from tests.factories import TODAY, make_district, make_person, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return make_village()


@pytest.fixture
def kader(village):
    return make_person("siti", "cadre", village)


@pytest.fixture
def household(kader, village):
    return recorded(kader, village)


def withdraw(by, household, purpose):
    services.withdraw_consent(by=by, household=household, purpose=purpose, on=TODAY)


def test_without_consent_to_help_no_need_is_kept_and_the_names_are(kader, household):
    withdraw(kader, household, "help")

    assert not Need.objects.exists()
    assert household.members.count() == 2
    assert Entry.objects.get(deed="residents.consent_withdrawn").details == {"purpose": "help"}


def test_without_consent_to_the_point_no_point_is_kept(kader, household):
    withdraw(kader, household, "point")

    household.refresh_from_db()
    assert (household.longitude, household.latitude) == (None, None)
    assert Need.objects.count() == 2


def test_without_consent_to_the_register_nothing_is_kept_but_that_it_was_withdrawn(
    kader, household
):
    withdraw(kader, household, "register")

    for model in (Household, Member, Need, Consent):
        assert not model.objects.exists()
    entry = Entry.objects.get(deed="residents.consent_withdrawn")
    assert "Minah" not in str(vars(entry))


def test_what_has_ended_cannot_be_withdrawn_again(kader, household):
    withdraw(kader, household, "help")

    with pytest.raises(ConsentGone):
        withdraw(kader, household, "help")


def test_only_those_who_write_households_down_withdraw_and_renew(household, village):
    kades = make_person("zaini", "village_head", village)

    with pytest.raises(NotAllowed):
        withdraw(kades, household, "help")
    with pytest.raises(NotAllowed):
        services.renew_consents(by=kades, household=household, given_by="Minah", on=TODAY)

    assert Need.objects.count() == 2


def test_asked_again_the_yes_holds_for_as_long_again(kader, household):
    later = TODAY + timedelta(days=100)

    services.renew_consents(by=kader, household=household, given_by="Budi", on=later)

    [register, *_others] = selectors.consents_of(household, on=later)
    assert (register.given_by, register.given_on) == ("Budi", later)
    assert register.expires_on == months_later(later, 6)
    assert household.consents.filter(withdrawn_on=None).count() == 3


def test_the_last_day_still_counts_and_the_day_after_the_household_is_shown_to_nobody(
    kader, household
):
    last = date(2027, 5, 24)

    assert selectors.household_for(kader, household.pk, on=last) == household
    with pytest.raises(NotFound):
        selectors.household_for(kader, household.pk, on=last + timedelta(days=1))


def test_what_ran_out_is_removed_by_the_operators_command(kader, village):
    make_district(frozen_today=date(2027, 5, 25))
    recorded(kader, village)
    kept = recorded(kader, village, on=TODAY + timedelta(days=1))

    result = CliRunner().invoke(residents, ["remove-expired"])

    assert result.output == "3\n"
    assert list(Household.objects.all()) == [kept]
    assert Entry.objects.filter(deed="residents.consent_expired").count() == 3


def test_only_what_ran_out_is_removed(kader, household):
    household.consents.exclude(purpose="help").update(expires_on=date(2028, 1, 1))

    assert services.remove_expired(on=date(2027, 5, 25)) == 1

    assert Member.objects.count() == 2
    assert not Need.objects.exists()


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2027, 8, 31), date(2028, 2, 29)),
    ],
)
def test_half_a_year_later_is_the_same_day_or_the_last_of_the_month(day, later):
    assert months_later(day, 6) == later
