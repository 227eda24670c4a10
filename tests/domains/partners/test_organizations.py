from datetime import date, timedelta
from typing import Any

import pytest

from tangguh.domains.audit.selectors import history_of
from tangguh.domains.partners import errors, selectors, services
from tangguh.domains.partners.models import Document, Organization
from tangguh.domains.partners.selectors import Standing, Validity
from tangguh.errors import NotAllowed, NotFound
from tests.factories import (
    TODAY,
    make_area,
    make_evidence,
    make_organization,
    make_person,
    make_village,
)

pytestmark = pytest.mark.django_db
NGO, AGENCY = Organization.Kind.NGO, Organization.Kind.AGENCY
ACTIVE = Organization.Verification.ACTIVE


@pytest.fixture
def district():
    return make_area()


@pytest.fixture
def kesbangpol(district):
    return make_person("kesbangpol", "civil_society_officer", district)


@pytest.fixture
def ani(district):
    return make_person("ani", "planner", district)


@pytest.fixture
def ngo(district):
    return make_organization(district, "Yayasan Sungai Lestari", kind=NGO)


def register(by, area, **fields):
    said: dict[str, Any] = {
        "kind": NGO,
        "name": "Yayasan Rimba",
        "source": "Kesbangpol",
        "as_of": TODAY,
    } | fields
    return services.register_organization(by=by, area=area, **said)


def add_document(by, organization, **fields):
    said: dict[str, Any] = {
        "kind": Document.Kind.REGISTRATION,
        "number": "220/17/2022",
        "issued_on": date(2022, 1, 10),
        "expires_on": date(2027, 1, 10),
    } | fields
    return services.add_document(by=by, organization=organization, **said)


def test_an_organization_is_registered_unverified(kesbangpol, district):
    village = make_village()

    organization = register(kesbangpol, district, works_in=[village])

    assert selectors.standing(organization, on=TODAY) == Standing.UNVERIFIED
    assert list(organization.works_in.all()) == [village]
    assert history_of(organization).get().deed == "partners.organization_registered"


def test_a_name_is_taken_once_however_it_is_written(kesbangpol, district):
    register(kesbangpol, district)

    with pytest.raises(errors.NameTaken, match="Edit that one"):
        register(kesbangpol, district, name="YAYASAN RIMBA")


def test_a_planner_registers_nobody(ani, district):
    with pytest.raises(NotAllowed):
        register(ani, district)


def edit(by, organization, **fields):
    said: dict[str, Any] = {
        "name": organization.name,
        "short_name": "YSL",
        "mission": "Sungai yang bersih",
        "skills": "mediasi",
        "works_in": [],
        "source": "Surat 12/2026",
        "as_of": TODAY,
    } | fields
    return services.edit_organization(by=by, organization=organization, **said)


def test_an_edit_tells_what_the_name_was(kesbangpol, ngo):
    edited = edit(kesbangpol, ngo, name="Yayasan Sungai Abadi")

    assert Organization.objects.get(pk=ngo.pk).name == "Yayasan Sungai Abadi"
    assert history_of(edited).get().details == {"name_before": "Yayasan Sungai Lestari"}


def test_an_organization_may_keep_its_own_name_but_not_take_anothers(kesbangpol, ngo, district):
    register(kesbangpol, district)
    edit(kesbangpol, ngo)

    with pytest.raises(errors.NameTaken):
        edit(kesbangpol, ngo, name="Yayasan Rimba")


def test_a_planner_edits_no_organization(ani, ngo):
    with pytest.raises(NotAllowed):
        edit(ani, ngo)


def test_an_ngo_is_active_only_with_a_paper_that_holds(kesbangpol, ngo):
    with pytest.raises(errors.DocumentNeeded, match="Add it under Documents"):
        services.verify_organization(by=kesbangpol, organization=ngo, verification=ACTIVE, on=TODAY)

    add_document(kesbangpol, ngo)
    services.verify_organization(by=kesbangpol, organization=ngo, verification=ACTIVE, on=TODAY)

    assert selectors.standing(ngo, on=TODAY) == Standing.ACTIVE


@pytest.mark.parametrize(
    "paper",
    [
        {"expires_on": TODAY - timedelta(days=1)},
        {"kind": Document.Kind.TAX_NUMBER},
        {"issued_on": TODAY + timedelta(days=1)},
    ],
    ids=["expired yesterday", "a tax number", "issued tomorrow"],
)
def test_other_papers_do_not_make_an_ngo_active(paper, kesbangpol, ngo):
    add_document(kesbangpol, ngo, **paper)

    with pytest.raises(errors.DocumentNeeded):
        services.verify_organization(by=kesbangpol, organization=ngo, verification=ACTIVE, on=TODAY)


def test_an_agency_exists_by_law_and_needs_no_paper(kesbangpol, district):
    agency = make_organization(district, "Bappeda", kind=AGENCY)

    services.verify_organization(by=kesbangpol, organization=agency, verification=ACTIVE, on=TODAY)

    assert selectors.standing(agency, on=TODAY) == Standing.ACTIVE


def test_only_kesbangpol_verifies(ani, ngo, district):
    administrator = make_person("admin", "administrator", district)

    for person in (ani, administrator):
        with pytest.raises(NotAllowed):
            services.verify_organization(by=person, organization=ngo, verification=ACTIVE, on=TODAY)


def test_an_active_ngo_is_expired_on_the_day_after_its_registration_ends(kesbangpol, ngo):
    add_document(kesbangpol, ngo, expires_on=date(2027, 1, 10))
    services.verify_organization(by=kesbangpol, organization=ngo, verification=ACTIVE, on=TODAY)

    assert selectors.standing(ngo, on=date(2027, 1, 10)) == Standing.ACTIVE
    assert selectors.standing(ngo, on=date(2027, 1, 11)) == Standing.EXPIRED
    assert Organization.objects.get(pk=ngo.pk).verification == ACTIVE


def test_a_renewal_makes_it_active_again(kesbangpol, ngo):
    add_document(kesbangpol, ngo, expires_on=date(2027, 1, 10))
    services.verify_organization(by=kesbangpol, organization=ngo, verification=ACTIVE, on=TODAY)

    add_document(kesbangpol, ngo, number="220/3/2027", issued_on=date(2027, 1, 5), expires_on=None)

    assert selectors.standing(ngo, on=date(2027, 1, 11)) == Standing.ACTIVE


def test_a_document_ends_after_it_begins(kesbangpol, ngo):
    with pytest.raises(errors.DocumentRefused, match="Correct one of them"):
        add_document(kesbangpol, ngo, expires_on=date(2022, 1, 10))


def test_a_document_is_listed_once(kesbangpol, ngo):
    add_document(kesbangpol, ngo)

    with pytest.raises(errors.DocumentRefused, match="listed already"):
        add_document(kesbangpol, ngo)


def test_a_planner_adds_no_document(ani, ngo):
    with pytest.raises(NotAllowed):
        add_document(ani, ngo)


def test_a_document_may_carry_its_scan(kesbangpol, ngo, ani, district):
    scan = make_evidence(district, ani)

    assert add_document(kesbangpol, ngo, evidence=scan).evidence == scan


def test_nobody_attaches_a_scan_that_is_not_open_to_them(ani, ngo, district):
    secretary = make_person("dewi", "civil_society_officer", make_area("15.04", "Merangin"))
    theirs = make_organization(make_area("15.04.01", "Jangkat"), "LSM Jangkat", kind=NGO)
    scan = make_evidence(district, ani)

    with pytest.raises(NotFound):
        add_document(secretary, theirs, evidence=scan)


def test_a_contact_is_an_office_with_a_public_line(kesbangpol, ngo):
    contact = services.add_contact(
        by=kesbangpol, organization=ngo, office="Sekretariat", phone="0745 91000"
    )

    assert list(ngo.contacts.all()) == [contact]


@pytest.mark.parametrize("fields", [{"office": " ", "phone": "0745"}, {"office": "Sekretariat"}])
def test_a_contact_without_office_or_line_is_refused(fields, kesbangpol, ngo):
    with pytest.raises(errors.PrivateContact):
        services.add_contact(by=kesbangpol, organization=ngo, **fields)


def test_a_planner_adds_no_contact(ani, ngo):
    with pytest.raises(NotAllowed):
        services.add_contact(by=ani, organization=ngo, office="Sekretariat", phone="0745 91000")


def test_a_member_is_added_once(kesbangpol, ngo, district):
    budi = make_person("budi", "ngo_staff", district)

    services.add_member(by=kesbangpol, organization=ngo, user=budi)

    with pytest.raises(errors.AlreadyMember):
        services.add_member(by=kesbangpol, organization=ngo, user=budi)


def test_a_planner_adds_no_member(ani, ngo):
    with pytest.raises(NotAllowed):
        services.add_member(by=ani, organization=ngo, user=ani)


def test_a_registration_that_expires_in_47_days_is_told_to_both_sides(kesbangpol, ngo, district):
    budi = make_person("budi", "ngo_staff", district)
    services.add_member(by=kesbangpol, organization=ngo, user=budi)
    document = add_document(kesbangpol, ngo, expires_on=TODAY + timedelta(days=47))
    stranger = make_person("citra", "ngo_staff", district)

    told = {
        person.username: list(selectors.expiring_documents(person, on=TODAY))
        for person in (kesbangpol, budi, stranger)
    }

    assert told == {"kesbangpol": [document], "budi": [document], "citra": []}
    assert selectors.paper(document, on=TODAY).validity == Validity.EXPIRING


@pytest.mark.parametrize(
    ("days", "told"), [(-1, False), (0, True), (60, True), (61, False)], ids=str
)
def test_a_notice_begins_60_days_before_and_ends_with_the_last_day(days, told, kesbangpol, ngo):
    add_document(kesbangpol, ngo, expires_on=TODAY + timedelta(days=days))

    assert selectors.expiring_documents(kesbangpol, on=TODAY).exists() == told


def test_what_was_renewed_gives_no_notice(kesbangpol, ngo):
    add_document(kesbangpol, ngo, expires_on=TODAY + timedelta(days=5))
    add_document(kesbangpol, ngo, number="baru", expires_on=TODAY + timedelta(days=1000))

    assert not selectors.expiring_documents(kesbangpol, on=TODAY).exists()


def test_kesbangpol_of_another_district_gets_no_notice(kesbangpol, ngo):
    add_document(kesbangpol, ngo, expires_on=TODAY + timedelta(days=5))
    dewi = make_person("dewi", "civil_society_officer", make_area("15.04", "Merangin"))

    assert not selectors.expiring_documents(dewi, on=TODAY).exists()


def test_who_works_in_a_village_is_who_works_in_it_around_it_or_sits_there(district):
    village = make_village("15.03.08.2006")
    everywhere = make_organization(district, "A seluruh kabupaten")
    everywhere.works_in.add(district)
    here = make_organization(district, "B di desa")
    here.works_in.add(village)
    elsewhere = make_organization(district, "C di desa lain")
    elsewhere.works_in.add(make_village("15.03.04.2011", "Sepintun"))
    seated = make_organization(village, "D pemerintah desa")

    found = selectors.organizations_in(village, on=TODAY)

    assert list(found) == [everywhere, here, seated]


def test_the_list_is_filtered_by_kind_standing_and_words(kesbangpol, ngo, district):
    make_organization(district, "Bappeda", kind=AGENCY)
    filters = selectors.Filters(kind="ngo", standing="unverified", words="sungai")

    assert list(selectors.organizations(filters, on=TODAY)) == [ngo]


def test_an_upper_room_tells_what_an_organization_does(ngo, monkeypatch):
    monkeypatch.setattr(selectors._work, "tellers", [])
    work = selectors.Work("Siaga Sungai", "/programmes/1/", "berjalan")

    selectors.register_work(lambda organization, on: (work,) if organization == ngo else ())

    assert selectors.work_of(ngo, on=TODAY) == (work,)
