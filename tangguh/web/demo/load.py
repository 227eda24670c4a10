"""Loading the example in one transaction, and the sign-ins that it prints."""

from collections.abc import Iterator

from django.contrib.auth.hashers import make_password
from django.db import transaction

from tangguh.domains.accounts.models import Role, User
from tangguh.domains.audit import services as audit
from tangguh.domains.partners import services as partners
from tangguh.domains.partners.models import Organization
from tangguh.domains.places import services as places
from tangguh.domains.places.models import District
from tangguh.web.demo.policy import load_policy
from tangguh.web.demo.programmes import load_programmes
from tangguh.web.demo.scenario import DEMO, Scenario, written
from tangguh.web.districts import open_district

BEGAN = 2025


def is_loaded() -> bool:
    """Whether any district is served here already."""
    return District.objects.exists()


def accounts() -> Iterator[tuple[str, str, str, str]]:
    """Sign-in name, password, name and office of every sample account."""
    text = written()
    for username, (name, role, _area) in text["people"].items():
        yield username, text["password"], name, str(Role.Name(role).label)


@transaction.atomic
def load() -> None:
    """Open Sarolangun with the example, standing still on its day."""
    text = written()
    district = open_district("15.03")
    places.freeze_district(district=district, today=text["today"])
    scenario = Scenario(text, district.area)
    load_people(scenario)
    load_organizations(scenario)
    policy = load_policy(scenario)
    load_programmes(scenario, policy)
    audit.record("demo.loaded", by=None, about=district, area_code=district.area.code)


def load_people(scenario: Scenario) -> None:
    password = make_password(scenario.text["password"])
    since = scenario.today.replace(year=BEGAN, month=1, day=1)
    for username, (name, role, area) in scenario.text["people"].items():
        person = User.objects.create(username=username, first_name=name, password=password)
        Role.objects.create(user=person, area=scenario.area(area), name=role, since=since)
        scenario.people[username] = person


def load_organizations(scenario: Scenario) -> None:
    by = scenario.people["kesbangpol"]
    for key, (kind, short, name, members, office, phone) in scenario.text["organizations"].items():
        organization = partners.register_organization(
            by=by,
            area=scenario.district,
            kind=kind,
            name=name,
            short_name=short,
            source=scenario.source,
            as_of=scenario.today,
            provenance=DEMO,
        )
        partners.add_contact(by=by, organization=organization, office=office, phone=phone)
        for member in members:
            partners.add_member(by=by, organization=organization, user=scenario.people[member])
        scenario.organizations[key] = organization
    load_documents(scenario, by)


def load_documents(scenario: Scenario, by: User) -> None:
    for document in scenario.text["documents"]:
        said = dict(document)
        organization = scenario.organizations[said.pop("organization")]
        partners.add_document(by=by, organization=organization, **said)
        partners.verify_organization(
            by=by,
            organization=organization,
            verification=Organization.Verification.ACTIVE,
            on=scenario.today,
        )
