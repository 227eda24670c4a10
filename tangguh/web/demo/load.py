"""Loading the example in one transaction, and the sign-ins that it prints."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from tangguh.domains.accounts.models import Role, User
from tangguh.domains.audit import selectors as trail
from tangguh.domains.audit import services as audit
from tangguh.domains.partners import services as partners
from tangguh.domains.partners.models import Organization
from tangguh.domains.places import services as places
from tangguh.domains.places.models import District
from tangguh.engines.compiled_loops import as_plain_python
from tangguh.errors import Conflict
from tangguh.web.demo.hazards import load_hazards
from tangguh.web.demo.households import load_households
from tangguh.web.demo.indices import load_follow_ups, load_index_evidence
from tangguh.web.demo.learning import load_measurements, load_review
from tangguh.web.demo.pictures import load_pictures
from tangguh.web.demo.policy import draft_next, load_policy
from tangguh.web.demo.programmes import load_programmes
from tangguh.web.demo.proposals import load_proposals
from tangguh.web.demo.readiness import load_readiness
from tangguh.web.demo.roads import load_roads
from tangguh.web.demo.rounds import load_round
from tangguh.web.demo.scenario import DEMO, Scenario, written
from tangguh.web.demo.unit_costs import load_plan, load_unit_costs
from tangguh.web.demo.village_plans import (
    load_computation,
    load_village_paths,
    load_village_plan,
)
from tangguh.web.districts import open_district

BEGAN = 2025
BEGUN, LOADED = "demo.begun", "demo.loaded"
A_HUNDRED_BALLOTS = (  # counted, and as many neighbours matched, before the loops were compiled
    "tangguh.engines.allocation.fast.gallop",
    "tangguh.engines.allocation.fast.kernel",
    "tangguh.engines.allocation.fast.sums",
    "tangguh.engines.matching.flow",
)


class NotEmpty(Conflict):
    code = "not_empty"


def is_loaded() -> bool:
    """Whether any district is served here already."""
    return District.objects.exists()


def accounts() -> Iterator[tuple[str, str, str, str]]:
    """Sign-in name, password, name and offices of every sample account: Indonesian, then English."""
    text = written()
    for username, (name, roles, _area) in text["people"].items():
        yield username, text["password"], name, both_languages(roles)


def both_languages(roles: list[str]) -> str:
    """What offices are called, whatever language the terminal speaks."""
    said = []
    for language in ("id", "en"):
        with override(language):
            said.append(", ".join(str(Role.Name(role).label) for role in roles))
    return said[0] if said[0] == said[1] else " · ".join(said)


@transaction.atomic
@as_plain_python(*A_HUNDRED_BALLOTS)
def load() -> None:
    """Open Sarolangun with the example, standing still on its day. Only where nobody is yet."""
    refuse_beside_others()
    audit.record(BEGUN, by=None, about=trail.head())
    text = written()
    district = open_district("15.03")
    places.freeze_district(district=district, today=text["today"])
    scenario = Scenario(text, district.area)
    load_people(scenario)
    load_organizations(scenario)
    load_pictures(scenario)
    policy = load_policy(scenario)
    load_measurements(scenario, policy)
    load_programmes(scenario, policy)
    load_proposals(scenario)
    load_round(scenario)
    load_households(scenario)
    load_readiness(scenario)
    load_hazards(scenario)
    load_village_plan(scenario)
    load_roads(scenario)
    load_village_paths(scenario)
    load_computation(scenario)
    load_review(scenario, policy)
    load_index_evidence(scenario)
    load_follow_ups(scenario)
    load_unit_costs(scenario)
    load_plan(scenario, policy)
    draft_next(scenario, policy)
    audit.record(LOADED, by=None, about=district, area_code=district.area.code)


def refuse_beside_others() -> None:
    """The example stands alone, so that it can be taken away whole."""
    if District.objects.exists() or User.objects.exists():
        raise NotEmpty(
            _(
                "There are people or a district here already, and the example must stand alone. "
                "Choose another TANGGUH_HOME; an example that is here is loaded anew by "
                "tangguh demo reset."
            )
        )


def load_people(scenario: Scenario) -> None:
    password = make_password(scenario.text["password"])
    since = scenario.today.replace(year=BEGAN, month=1, day=1)
    for username, (name, roles, area) in scenario.text["people"].items():
        person = User.objects.create(username=username, first_name=name, password=password)
        for role in roles:
            Role.objects.create(user=person, area=scenario.area(area), name=role, since=since)
        scenario.people[username] = person


def load_organizations(scenario: Scenario) -> None:
    for key, row in scenario.text["organizations"].items():
        scenario.organizations[key] = load_organization(scenario, key, row)
    load_documents(scenario, scenario.people["kesbangpol"])


def load_organization(scenario: Scenario, key: str, row: list[Any]) -> Organization:
    kind, short, name, members, office, phone = row
    by, text = scenario.people["kesbangpol"], scenario.text
    mission, skills, works_in = text["works"].get(key, ("", "", ()))
    organization = partners.register_organization(
        by=by,
        area=scenario.area(text["seats"].get(key, scenario.district.code)),
        kind=kind,
        name=name,
        short_name=short,
        mission=mission,
        skills=skills,
        works_in=[scenario.area(code) for code in works_in],
        source=scenario.source,
        as_of=scenario.today,
        provenance=DEMO,
    )
    partners.add_contact(by=by, organization=organization, office=office, phone=phone)
    for member in members:
        partners.add_member(by=by, organization=organization, user=scenario.people[member])
    return organization


def load_documents(scenario: Scenario, by: User) -> None:
    for document in scenario.text["documents"]:
        said = dict(document)
        key = said.pop("organization")
        partners.add_document(by=by, organization=scenario.organizations[key], **said)
    for key in dict.fromkeys(document["organization"] for document in scenario.text["documents"]):
        partners.verify_organization(
            by=by,
            organization=scenario.organizations[key],
            verification=Organization.Verification.ACTIVE,
            on=scenario.today,
        )
