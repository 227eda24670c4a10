from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from tangguh.domains.accounts import selectors, services
from tangguh.domains.accounts.commands import accounts
from tangguh.domains.accounts.models import Role, User
from tangguh.domains.audit.models import Entry
from tangguh.errors import NotAllowed, Refused
from tests.factories import TODAY, make_area, make_person, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_area()


@pytest.fixture
def admin(district):
    return make_person("admin", "administrator", district)


def take_on(by, at, username="kades", office="village_head"):
    return services.take_on(
        by=by, username=username, name="Budi", office=office, at=at, since=TODAY
    )


def test_an_administrator_takes_somebody_on_with_a_password_for_one_sign_in(admin):
    village = make_village()

    person, password = take_on(admin, village)

    assert person.check_password(password)
    assert person.password_is_one_time
    assert person.roles.get().area == village
    deeds = Entry.objects.order_by("number").values_list("deed", "actor", "area_code")
    assert list(deeds) == [
        ("accounts.person_created", "admin", village.code),
        ("accounts.role_given", "admin", village.code),
    ]
    assert password not in str(list(Entry.objects.values()))


def test_a_sign_in_name_is_taken_once_however_it_is_written(admin, district):
    take_on(admin, district, "budi")

    with pytest.raises(Refused, match="Choose another sign-in name"):
        take_on(admin, district, "Budi")


def test_nobody_takes_people_on_outside_the_own_reach(district):
    village, other = make_village(), make_village("15.03.01.2001")
    local = make_person("local", "administrator", village)
    planner = make_person("planner", "planner", district)

    for by in (local, planner):
        with pytest.raises(NotAllowed):
            take_on(by, other)
    assert not User.objects.filter(username="kades").exists()


def test_an_office_ends_and_stays_on_record(admin, district):
    person, _ = take_on(admin, district)
    role = person.roles.get()

    services.end_role(by=admin, role=role, on=TODAY + timedelta(days=7))

    assert Role.objects.get(pk=role.pk).until == TODAY + timedelta(days=7)
    assert Entry.objects.filter(deed="accounts.role_ended").count() == 1


def test_an_office_does_not_end_before_it_begins(admin, district):
    person, _ = take_on(admin, district)

    with pytest.raises(Refused, match="cannot end before that"):
        services.end_role(by=admin, role=person.roles.get(), on=date(2020, 1, 1))
    with pytest.raises(Refused, match="before it begins"):
        services.give_role(
            by=admin, person=person, name="cadre", at=district, since=TODAY, until=date(2020, 1, 1)
        )


def test_nobody_ends_an_office_above_the_own(admin):
    local = make_person("local", "administrator", make_village())

    with pytest.raises(NotAllowed):
        services.end_role(by=local, role=admin.roles.get(), on=TODAY)


def test_the_administrator_of_a_village_cannot_take_over_one_of_the_district(admin, district):
    village = make_village()
    local = make_person("local", "administrator", village)
    services.give_role(by=admin, person=admin, name="cadre", at=village, since=TODAY)
    assert admin in selectors.people_in_reach(local)

    with pytest.raises(NotAllowed):
        services.issue_password(by=local, person=admin)
    kades, _ = take_on(admin, village)
    assert kades.check_password(services.issue_password(by=local, person=kades))


def test_the_first_administrator_is_appointed_by_the_system_and_the_trail_says_so(district):
    person, _ = services.appoint_first_administrator(
        at=district, username="rina", name="Rina", on=TODAY
    )

    assert selectors.may(person, "accounts.manage", at=make_village())
    assert set(Entry.objects.values_list("actor", flat=True)) == {"tangguh"}


def test_where_an_administrator_reaches_the_system_appoints_nobody(admin):
    village = make_village()

    with pytest.raises(Refused, match="signs in as admin"):
        services.appoint_first_administrator(at=village, username="rina", name="", on=TODAY)
    assert not User.objects.filter(username="rina").exists()


def test_after_the_last_administrator_left_the_operator_can_appoint_one(admin, district):
    services.end_role(by=admin, role=admin.roles.get(), on=TODAY)

    services.appoint_first_administrator(
        at=district, username="rina", name="Rina", on=TODAY + timedelta(days=1)
    )


def run(*words):
    return CliRunner().invoke(accounts, words)


def test_the_command_adds_the_first_administrator_and_then_asks_for_one(district):
    first = run("add", "rina", "--at", "15.03")
    second = run("add", "sari", "--at", "15.03")
    third = run("add", "sari", "--role", "planner", "--at", "15.03", "--by", "rina")

    assert first.exit_code == 0
    assert "rina · administrator · Sarolangun (15.03)" in first.output
    password = first.output.rsplit(": ", 1)[1].strip()
    assert User.objects.get(username="rina").check_password(password)
    assert second.exit_code == 1
    assert "has an administrator already" in second.output
    assert third.exit_code == 0
    assert run("password", "sari", "--by", "rina").exit_code == 0
    assert "holds no office" in run("password", "rina", "--by", "sari").output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["add", "rina", "--at", "99.99"], "tangguh district add 99.99"),
        (["add", "rina", "--at", "15.03", "--role", "king"], "one of regent, planner"),
        (["add", "rina", "--at", "15.03", "--role", "planner"], "without --by NAME"),
        (["add", "rina", "--at", "15.03", "--by", "nobody"], "Nobody signs in as nobody"),
    ],
)
def test_the_command_says_what_to_do(district, words, says):
    result = run(*words)

    assert result.exit_code != 0
    assert says in result.output
    assert not User.objects.exists()
