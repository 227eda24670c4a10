from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tangguh.domains.partners import services
from tangguh.domains.partners.models import Contact, Document, Member, Organization
from tests.factories import (
    TODAY,
    make_area,
    make_district,
    make_evidence,
    make_organization,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district(frozen_today=TODAY).area


@pytest.fixture
def kesbangpol(district):
    return make_person("kesbangpol", "civil_society_officer", district)


@pytest.fixture
def ngo(district):
    return make_organization(district, "Yayasan Sungai Lestari", kind="ngo")


def visitor(person=None):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if person:
        client.force_login(person, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")
    return client


def text(answer):
    return answer.content.decode()


def add_registration(by, organization, days=47, **fields):
    said: dict[str, Any] = {
        "kind": Document.Kind.REGISTRATION,
        "number": "220/17/2022",
        "issued_on": date(2022, 1, 10),
        "expires_on": TODAY + timedelta(days=days),
    } | fields
    return services.add_document(by=by, organization=organization, **said)


def test_a_government_stands_by_law_and_nobody_is_said_to_have_missed_verifying_it(district):
    agency = make_organization(district, "Dinas Sosial", kind="agency")

    for page in ("/partners/", f"/partners/{agency.pk}/"):
        assert "not verified" not in text(visitor().get(page))


def test_anybody_reads_who_takes_part_and_that_an_ngo_is_not_verified(ngo):
    listed = text(visitor().get("/partners/"))
    page = text(visitor().get(f"/partners/{ngo.pk}/"))

    for said in (listed, page):
        assert "Yayasan Sungai Lestari" in said
        assert "not verified" in said


def test_an_organization_that_never_was_is_answered_in_words(district):
    answer = visitor().get("/partners/999/")

    assert answer.status_code == 404
    assert "no organization number 999" in text(answer)


def test_an_expiring_registration_is_told_on_the_page_of_both_sides(kesbangpol, ngo, district):
    budi = make_person("budi", "ngo_staff", district)
    services.add_member(by=kesbangpol, organization=ngo, user=budi)
    add_registration(kesbangpol, ngo)

    for person in (kesbangpol, budi):
        assert "in 47 days" in text(visitor(person).get("/partners/"))
        assert "in 47 days" in text(visitor(person).get("/partners/notices/"))
    assert "Documents that expire soon" not in text(visitor().get("/partners/"))


def test_numbers_scans_and_members_are_for_its_people_and_officials(kesbangpol, ngo, district):
    budi = make_person("budi", "ngo_staff", district)
    services.add_member(by=kesbangpol, organization=ngo, user=budi)
    scan = make_evidence(district, kesbangpol)
    add_registration(kesbangpol, ngo, evidence=scan)
    path = f"/partners/{ngo.pk}/"

    for person in (kesbangpol, budi):
        page = text(visitor(person).get(path))
        assert "220/17/2022" in page
        assert f"/evidence/{scan.pk}/" in page
        assert "Budi" in page
    page = text(visitor().get(path))
    assert "220/17/2022" not in page
    assert f"/evidence/{scan.pk}/" not in page
    assert "Budi" not in page
    assert "expires in 47 days" in page


def test_kesbangpol_registers_documents_and_verifies_an_ngo(kesbangpol, district):
    client = visitor(kesbangpol)

    # It is registered
    fields = {"kind": "ngo", "name": "Yayasan Rimba", "area": "15.03", "source": "Surat 4/2026"}
    answer = client.post("/partners/register/", fields | {"works_in": ["15.03"]}, follow=True)
    ngo = Organization.objects.get()
    assert answer.redirect_chain == [(f"/partners/{ngo.pk}/", 302)]

    # Its paper and its office are added
    paper = {"kind": "registration", "number": "220/17", "issued_on": "2022-01-10"}
    client.post(f"/partners/{ngo.pk}/documents/add/", paper)
    client.post(f"/partners/{ngo.pk}/contacts/add/", {"office": "Sekretariat", "phone": "0745 1"})
    client.post(f"/partners/{ngo.pk}/members/add/", {"user": "kesbangpol"})
    assert (Document.objects.count(), Contact.objects.count(), Member.objects.count()) == (1, 1, 1)

    # It is verified
    answer = client.post(f"/partners/{ngo.pk}/verify/", {"verification": "active"}, follow=True)
    assert "active</span>" in text(answer)

    # A mistake is corrected
    fields = {"name": "Yayasan Rimba Raya", "source": "Surat 5/2026"}
    client.post(f"/partners/{ngo.pk}/edit/", fields)
    assert Organization.objects.get().name == "Yayasan Rimba Raya"


def test_kesbangpol_corrects_a_document_and_a_contact_from_the_page(kesbangpol, ngo):
    client, page = visitor(kesbangpol), f"/partners/{ngo.pk}/"
    document = add_registration(kesbangpol, ngo)
    contact = services.add_contact(
        by=kesbangpol, organization=ngo, office="Sekretariat", phone="0745 1"
    )
    document_path = f"/partners/documents/{document.pk}/correct/"
    contact_path = f"/partners/contacts/{contact.pk}/correct/"

    # Both links stand on the page, and each form shows what is known
    assert all(path in text(client.get(page)) for path in (document_path, contact_path))
    assert "220/17/2022" in text(client.get(document_path))
    assert "0745 1" in text(client.get(contact_path))

    # What is sent takes its place
    paper = {"kind": "registration", "number": "220/18/2022", "issued_on": "2022-01-10"}
    assert client.post(document_path, paper).status_code == 302
    assert client.post(contact_path, {"office": "Kantor", "phone": "0745 2"}).status_code == 302
    assert (Document.objects.get().number, Contact.objects.get().office) == (
        "220/18/2022",
        "Kantor",
    )


def test_corrections_are_not_offered_and_not_shown_to_others(kesbangpol, ngo, district):
    document = add_registration(kesbangpol, ngo)
    client = visitor(make_person("rina", "planner", district))
    path = f"/partners/documents/{document.pk}/correct/"

    assert path not in text(client.get(f"/partners/{ngo.pk}/"))
    assert client.get(path).status_code == 403
    assert visitor(kesbangpol).get("/partners/documents/999/correct/").status_code == 404
    assert visitor(kesbangpol).get("/partners/contacts/999/correct/").status_code == 404


def test_the_profile_tells_what_expires_to_those_who_may_know(kesbangpol, ngo, district):
    budi = make_person("budi", "ngo_staff", district)
    services.add_member(by=kesbangpol, organization=ngo, user=budi)
    add_registration(kesbangpol, ngo)
    stranger = make_person("citra", "ngo_staff", district)

    for person in (kesbangpol, budi):
        assert "in 47 days" in text(visitor(person).get("/accounts/profile/"))
    assert "Documents that expire soon" not in text(visitor(stranger).get("/accounts/profile/"))
    assert visitor().get("/accounts/profile/").status_code == 302


FORMS = ["edit", "documents/add", "contacts/add", "members/add", "verify"]


@pytest.mark.parametrize("form", FORMS)
def test_a_planner_does_not_even_see_a_form(form, ngo, district):
    rina = make_person("rina", "planner", district)

    answer = visitor(rina).get(f"/partners/{ngo.pk}/{form}/")

    assert answer.status_code == 403


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_is_not_filled_in_is_asked_again(form, ngo, kesbangpol):
    client, path = visitor(kesbangpol), f"/partners/{ngo.pk}/{form}/"

    assert client.get(path).status_code == 200
    assert client.post(path, {}).status_code == 422


def test_a_refusal_is_answered_in_plain_words(ngo, kesbangpol):
    answer = visitor(kesbangpol).post(f"/partners/{ngo.pk}/verify/", {"verification": "active"})

    assert answer.status_code == 422
    assert "Add it under Documents first." in text(answer)


@pytest.mark.parametrize(
    "query", ["q=rimba", "kind=company", "standing=suspended", "area=15.03.04"]
)
def test_the_list_and_its_table_obey_the_same_filter(query, ngo, district):
    fields = {"kind": "company", "verification": "suspended"}
    make_organization(make_area("15.03.04", "Mandiangin"), "PT Rimba", **fields)

    for path in ("/partners/", "/partners/table/"):
        said = text(visitor().get(f"{path}?{query}"))
        assert "PT Rimba" in said
        assert "Sungai Lestari" not in said


def test_the_pages_ask_the_database_little(
    kesbangpol, ngo, district, django_assert_max_num_queries
):
    for number in range(30):
        make_organization(district, f"LSM {number}", kind="ngo")
    for number in range(5):
        add_registration(kesbangpol, ngo, days=number, number=f"220/{number}")
    client = visitor(kesbangpol)

    for path in ("", "notices/", f"{ngo.pk}/", f"{ngo.pk}/edit/", "register/"):
        with django_assert_max_num_queries(15):
            assert client.get(f"/partners/{path}").status_code == 200
