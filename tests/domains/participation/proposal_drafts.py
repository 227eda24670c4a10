"""The smallest whole proposals and steps, and people with names who hand them in."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from tangguh.domains.accounts.models import User
from tangguh.domains.participation import services
from tangguh.domains.participation.models import Group, Proposal, Status, Step
from tangguh.domains.participation.services import ProposalDraft, StepDraft
from tangguh.domains.places.models import Area
from tests.factories import NOW, TODAY, make_area, make_person

ROLES = {
    "ani": "resident",
    "budi": "village_operator",
    "kades": "village_head",
    "camat": "subdistrict_head",
    "dewi": "planner",
    "ratna": "programme_manager",
}


@dataclass
class People:
    """Those who have a say about a village's proposals."""

    ani: User
    budi: User
    kades: User
    camat: User
    dewi: User
    ratna: User


def people_of(village: Area) -> People:
    subdistrict = village.parent or make_area()
    district = subdistrict.parent or make_area()
    where = {"camat": subdistrict, "dewi": district, "ratna": district}
    return People(
        **{name: make_person(name, role, where.get(name, village)) for name, role in ROLES.items()}
    )


def proposal_draft(area: Area, **fields: object) -> ProposalDraft:
    said = {
        "title": "Mend the bridge of RT 02",
        "filed_on": date(2026, 6, 22),
        "proposed_by": Group.NEIGHBOURHOOD,
        "source": "Test",
    }
    return ProposalDraft(area=area, **said | fields)


def filed(by: User, area: Area, **fields: object) -> Proposal:
    draft = proposal_draft(area, **fields)
    return services.file_proposal(by=by, draft=draft, act_id=uuid4(), now=NOW)


def step_draft(proposal: Proposal, status: str, **fields: object) -> StepDraft:
    newest = proposal.steps.order_by("-position")[0]
    said = {"seen": newest.position, "happened_on": TODAY}
    return StepDraft(status=status, **said | fields)


def stepped(by: User, proposal: Proposal, status: str, **fields: object) -> Step:
    return services.take_step(
        by=by,
        proposal=proposal,
        draft=step_draft(proposal, status, **fields),
        act_id=uuid4(),
        now=NOW,
    )


WAY_TO_BUDGET = (
    ("budi", Status.SCREENED),
    ("kades", Status.FORWARDED),
    ("camat", Status.SUBDISTRICT_OK),
    ("dewi", Status.AGENCY_REVIEW),
    ("dewi", Status.PLANNED_DISTRICT),
    ("dewi", Status.BUDGETED),
)


def walked(people: People, proposal: Proposal, until: str) -> Proposal:
    """A proposal that went its way through village, subdistrict and district up to a status."""
    for name, status in WAY_TO_BUDGET:
        stepped(getattr(people, name), proposal, status, happened_on=date(2026, 7, 1))
        if status == until:
            break
    return proposal
