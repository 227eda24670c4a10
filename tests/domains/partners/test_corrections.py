"""What was typed wrongly is put right, and the trail tells what it said."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from tangguh.domains.audit.models import Entry
from tangguh.domains.partners import errors, selectors, services
from tangguh.domains.partners.models import Document, Organization
from tangguh.domains.partners.selectors import Standing
from tangguh.errors import NotAllowed, NotFound
from tests.factories import (
    TODAY,
    make_area,
    make_district,
    make_evidence,
    make_organization,
    make_person,
)

pytestmark = pytest.mark.django_db
ACTIVE = Organization.Verification.ACTIVE


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def district():
    return make_district(frozen_today=TODAY).area


@pytest.fixture
def kesbangpol(district):
    return make_person("kesbangpol", "civil_society_officer", district)


@pytest.fixture
def ngo(district):
    return make_organization(district, "Yayasan Sungai Lestari", kind="ngo")


@pytest.fixture
def document(kesbangpol, ngo):
    """A registration of which the last digit of the year was typed wrongly."""
    return services.add_document(by=kesbangpol, organization=ngo, **paper(number="220/17/2021"))


@pytest.fixture
def contact(kesbangpol, ngo):
    return services.add_contact(
        by=kesbangpol, organization=ngo, office="Sekretariat", phone="0812 3456"
    )


def paper(**fields):
    return {
        "kind": Document.Kind.REGISTRATION,
        "number": "220/17/2022",
        "issued_on": date(2022, 1, 10),
        "expires_on": date(2027, 1, 10),
    } | fields


def test_a_number_that_was_typed_wrongly_is_corrected_and_the_trail_keeps_both(
    kesbangpol, document
):
    services.correct_document(by=kesbangpol, document=document, **paper())

    assert Document.objects.get().number == "220/17/2022"
    entry = Entry.objects.get(deed="partners.document_corrected")
    assert entry.details["before"]["number"] == "220/17/2021"
    assert entry.details["after"]["number"] == "220/17/2022"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"expires_on": date(2022, 1, 10)}, "Correct one of them"),
        ({"number": "AHU-1", "kind": Document.Kind.LEGAL_ENTITY}, "listed already"),
    ],
)
def test_a_correction_is_refused_as_the_document_would_have_been(
    fields, words, kesbangpol, ngo, document
):
    legal = paper(kind=Document.Kind.LEGAL_ENTITY, number="AHU-1", expires_on=None)
    services.add_document(by=kesbangpol, organization=ngo, **legal)

    with pytest.raises(errors.DocumentRefused, match=words):
        services.correct_document(by=kesbangpol, document=document, **paper(**fields))

    document.refresh_from_db()
    assert document.number == "220/17/2021"


def test_a_correction_that_changes_only_the_days_is_no_twin_of_itself(kesbangpol, document):
    fields = paper(number="220/17/2021", expires_on=date(2027, 2, 10))

    services.correct_document(by=kesbangpol, document=document, **fields)

    assert Document.objects.get().expires_on == date(2027, 2, 10)


@pytest.mark.parametrize("role", ["planner", "inspector", "ngo_staff"])
def test_nobody_else_corrects(role, district, document, contact):
    person = make_person("ani", role, district)

    with pytest.raises(NotAllowed):
        services.correct_document(by=person, document=document, **paper())
    with pytest.raises(NotAllowed):
        services.correct_contact(by=person, contact=contact, office="Sekretariat", phone="0745 1")


def test_kesbangpol_of_another_district_corrects_nothing(document):
    dewi = make_person("dewi", "civil_society_officer", make_area("15.04", "Merangin"))

    with pytest.raises(NotAllowed):
        services.correct_document(by=dewi, document=document, **paper())


def test_a_scan_that_is_not_open_to_the_person_is_not_attached(kesbangpol, document):
    elsewhere = make_area("15.04", "Merangin")
    scan = make_evidence(elsewhere, make_person("budi", "village_operator", elsewhere))

    with pytest.raises(NotFound):
        services.correct_document(by=kesbangpol, document=document, evidence=scan, **paper())


def test_an_ngo_whose_only_founding_paper_was_none_is_not_verified_any_more(
    kesbangpol, ngo, document
):
    services.verify_organization(by=kesbangpol, organization=ngo, verification=ACTIVE, on=TODAY)

    tax = paper(kind=Document.Kind.TAX_NUMBER, expires_on=None)
    services.correct_document(by=kesbangpol, document=document, **tax)

    assert Organization.objects.get(pk=ngo.pk).verification == "unverified"
    assert Entry.objects.get(deed="partners.document_corrected").details["unverified"] is True


def test_a_true_but_past_day_of_expiry_may_be_told(kesbangpol, ngo, document):
    services.verify_organization(by=kesbangpol, organization=ngo, verification=ACTIVE, on=TODAY)

    past = paper(expires_on=TODAY - timedelta(days=1))
    services.correct_document(by=kesbangpol, document=document, **past)

    ngo = Organization.objects.get(pk=ngo.pk)
    assert (ngo.verification, selectors.standing(ngo, on=TODAY)) == (ACTIVE, Standing.EXPIRED)


def test_a_private_number_is_replaced_and_does_not_stay_in_the_trail(kesbangpol, contact):
    services.correct_contact(
        by=kesbangpol, contact=contact, office="Sekretariat", phone="0745 91000"
    )

    contact.refresh_from_db()
    assert contact.phone == "0745 91000"
    entry = Entry.objects.get(deed="partners.contact_corrected")
    assert entry.details == {"fields": ["phone"]}


@pytest.mark.parametrize("lines", [{"office": " ", "phone": "0745"}, {"office": "Sekretariat"}])
def test_a_contact_is_not_corrected_into_none(lines, kesbangpol, contact):
    with pytest.raises(errors.PrivateContact):
        services.correct_contact(by=kesbangpol, contact=contact, **lines)
