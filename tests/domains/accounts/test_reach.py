from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tangguh.domains.accounts import selectors
from tangguh.domains.accounts.models import Role, User
from tangguh.domains.accounts.permissions import MAY
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tests.factories import TODAY, make_area, make_evidence, make_person, make_village

pytestmark = pytest.mark.django_db
DEED = "evidence.read"


def seen_by(viewer, **public):
    rows = selectors.open_to(viewer, Evidence.objects.all(), deed=DEED, **public)
    return set(rows.values_list("area__code", flat=True))


@pytest.fixture
def everywhere():
    """A piece of evidence in each of these areas."""
    ani = make_person("ani", "resident", make_area())
    codes = ["15.03.08.2006", "15.03.08.2007", "15.03.08", "15.03.0", "15.03", "15.031", "15"]
    for code in codes:
        make_evidence(Area.objects.filter(code=code).first() or make_area(code, code), ani)
    return codes


def test_a_village_sees_its_village_and_no_other(everywhere):
    kades = make_person("kades", "village_head", Area.objects.get(code="15.03.08.2006"))

    assert seen_by(kades) == {"15.03.08.2006"}


def test_a_subdistrict_sees_itself_and_its_villages(everywhere):
    camat = make_person("camat", "subdistrict_head", Area.objects.get(code="15.03.08"))

    assert seen_by(camat) == {"15.03.08", "15.03.08.2006", "15.03.08.2007"}


def test_a_code_that_only_begins_alike_is_another_area(everywhere):
    short = make_person("short", "village_head", Area.objects.get(code="15.03.0"))
    district = make_person("district", "planner", Area.objects.get(code="15.03"))

    assert seen_by(short) == {"15.03.0"}
    assert "15.031" not in seen_by(district)
    assert "15" not in seen_by(district)


def test_two_offices_reach_both_areas(everywhere):
    kades = make_person("kades", "village_head", Area.objects.get(code="15.03.08.2006"))
    Role.objects.create(
        user=kades,
        name="village_head",
        area=Area.objects.get(code="15.031"),
        since=date(2025, 1, 1),
    )

    assert seen_by(kades) == {"15.03.08.2006", "15.031"}


def test_an_office_that_does_not_allow_the_deed_reaches_nothing(everywhere):
    observer = make_person("observer", "river_observer", Area.objects.get(code="15"))

    assert seen_by(observer) == set()


@pytest.mark.parametrize(
    ("since", "until", "sees"), [(-9, -1, 0), (-9, 0, 1), (0, 0, 1), (1, 9, 0)]
)
def test_an_office_counts_from_its_first_day_to_its_last(since, until, sees):
    village = make_village()
    kades = make_person("kades", "village_head", village)
    today = timezone.localdate()
    day = {"since": today + timedelta(days=since), "until": today + timedelta(days=until)}
    kades.roles.update(**day)
    make_evidence(village, kades)

    assert len(seen_by(User.objects.get(pk=kades.pk))) == sees


def test_a_reader_who_is_not_signed_in_sees_what_is_public_and_nothing_else(everywhere):
    Evidence.objects.filter(area__code="15.03").update(audience="public")

    assert seen_by(AnonymousUser()) == set()
    assert seen_by(AnonymousUser(), public=Q(audience="public")) == {"15.03"}


def test_an_official_sees_the_public_rows_of_others_too(everywhere):
    Evidence.objects.filter(area__code="15.031").update(audience="public")
    kades = make_person("kades", "village_head", Area.objects.get(code="15.03.08.2006"))

    assert seen_by(kades, public=Q(audience="public")) == {"15.03.08.2006", "15.031"}


CODES = ["15", "15.0", "15.03", "15.03.0", "15.03.08", "15.03.08.2006", "15.031", "16", "16.03"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    held=st.lists(
        st.tuples(
            st.sampled_from(CODES),
            st.sampled_from(Role.Name.values),
            st.integers(-20, 20),
            st.none() | st.integers(0, 20),
        ),
        max_size=5,
        unique_by=lambda role: role[:3],
    )
)
def test_the_filter_is_what_a_clerk_would_find_one_row_at_a_time(held):
    today = timezone.localdate()
    areas = {code: area_with(code) for code in CODES}
    person, _ = User.objects.get_or_create(username="clerk")
    person.roles.all().delete()
    for code, name, since, lasts in held:
        begins = today + timedelta(days=since)
        ends = None if lasts is None else begins + timedelta(days=lasts)
        Role.objects.create(user=person, area=areas[code], name=name, since=begins, until=ends)
    if not Evidence.objects.exists():
        for area in areas.values():
            make_evidence(area, person)

    one_by_one = {
        code
        for code in CODES
        for role in person.roles.all()
        if role.name in MAY[DEED]
        and role.since <= today
        and (role.until is None or role.until >= today)
        and code.split(".")[: len(role.area.code.split("."))] == role.area.code.split(".")
    }

    assert seen_by(User.objects.get(pk=person.pk)) == one_by_one


def area_with(code: str) -> Area:
    return Area.objects.filter(code=code).first() or make_area(code, code)


def test_reach_counts_the_villages_of_each_office():
    make_village("15.03.08.2006")
    make_village("15.03.08.2007")
    make_village("15.03.01.2001")
    camat = make_person("camat", "subdistrict_head", Area.objects.get(code="15.03.08"))

    (held,) = selectors.reach(camat)

    assert (held.role.name, held.villages) == ("subdistrict_head", 2)
    assert selectors.reach(User.objects.create(username="new")) == ()


def test_an_administrator_reaches_downwards_only():
    village = make_village()
    make_person("admin", "administrator", Area.objects.get(code="15.03"))

    assert selectors.administrators_of(village, on=TODAY).count() == 1
    assert selectors.administrators_of(Area.objects.get(code="15"), on=TODAY).count() == 0
    assert selectors.administrators_of(village, on=date(2024, 1, 1)).count() == 0
    assert places.contains("15.03", village.code)
