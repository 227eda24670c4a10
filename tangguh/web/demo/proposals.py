"""The example's twelve proposals, filed and answered through the room's own deeds."""

from datetime import date
from decimal import Decimal
from typing import Any

import yaml
from django.conf import settings
from django.contrib.auth.hashers import make_password

from tangguh.domains.accounts.models import Role, User
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation import services as participation
from tangguh.domains.participation.models import Forum, Proposal
from tangguh.domains.participation.services import ProposalDraft, StepDraft
from tangguh.domains.programmes.models import Activity
from tangguh.web.demo.forums import close_forums, open_forums
from tangguh.web.demo.pictures import Picture, claim_picture
from tangguh.web.demo.scenario import DEMO, Scenario, act, noon

FILE = settings.DATA_DIR / "demo" / "proposals.yaml"
SINCE = date(2025, 1, 1)
SAME = ("number", "filed_on", "title", "need", "place", "proposed_by", "proposer", "helps")
ABOUT = ("authority", "size", "land", "keeper")


def load_proposals(scenario: Scenario) -> None:
    text: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    load_people(scenario, text["people"])
    forums = open_forums(scenario)
    for row in text["proposals"]:
        proposal = load_proposal(scenario, row, forums.get(row.get("forum")))
        for position, step in enumerate(row["steps"]):
            load_step(scenario, proposal, position, step)
    close_forums(scenario, forums)


def load_people(scenario: Scenario, people: dict[str, list[Any]]) -> None:
    """Village and subdistrict heads of the places from which proposals come."""
    password = make_password(scenario.text["password"])
    for username, (name, roles, area) in people.items():
        person = User.objects.create(username=username, first_name=name, password=password)
        for role in roles:
            Role.objects.create(user=person, area=scenario.area(area), name=role, since=SINCE)
        scenario.people[username] = person


def load_proposal(scenario: Scenario, row: dict[str, Any], forum: Forum | None) -> Proposal:
    said = {name: row.get(name, "") for name in (*SAME, *ABOUT)}
    organization = row.get("organization")
    draft = ProposalDraft(
        **said,
        area=scenario.area(row["area"]),
        forum=forum,
        hides_proposer=row.get("hides_proposer", False),
        organization=scenario.organizations[organization] if organization else None,
        estimated_cost=row["cost"],
        activity_code=row.get("code", ""),
        point=point_of(row),
        pictures=pictures_of(scenario, row),
        source=scenario.source,
        provenance=DEMO,
    )
    return participation.file_proposal(
        by=scenario.people[row["by"]],
        draft=draft,
        act_id=act(f"proposal {row['number']}"),
        now=noon(row["filed_on"]),
    )


def point_of(row: dict[str, Any]) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude, where the row has them."""
    if "point" not in row:
        return None
    latitude, longitude = (Decimal(str(each)) for each in row["point"])
    return latitude, longitude


def pictures_of(scenario: Scenario, row: dict[str, Any]) -> tuple[Evidence, ...]:
    if "picture" not in row:
        return ()
    area = scenario.area(row["area"])
    shown = Picture(area, row["by"], row["picture"], row["filed_on"], "inspektorat")
    return (claim_picture(scenario, shown),)


def load_step(scenario: Scenario, proposal: Proposal, position: int, step: list[Any]) -> None:
    who, status, on, said = step
    by = scenario.people[who]
    if status == "join":
        found = activity_of(proposal, **said)
        participation.join_activity(by=by, proposal=proposal, activity=found)
        proposal.refresh_from_db()
        return
    agency = said.get("agency")
    draft = StepDraft(
        status=status,
        seen=proposal.steps.count(),
        happened_on=on,
        answer=said.get("answer", ""),
        reason=said.get("reason", ""),
        lanes=tuple(said.get("lanes", ())),
        amount=said.get("amount"),
        agency=scenario.organizations[agency] if agency else None,
    )
    name = act(f"step {proposal.number} {position}")
    participation.take_step(by=by, proposal=proposal, draft=draft, act_id=name, now=noon(on))


def activity_of(proposal: Proposal, *, programme: str, title: str) -> Activity:
    """The activity with this title, for the proposal's village or for the whole district."""
    activities = Activity.objects.filter(cycle__programme__code=programme, title=title)
    here = activities.filter(area=proposal.area).first()
    return here or activities.get(area__code="15.03")
