"""What a person hands in about a proposal: the whole of it, or one step in its fate."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation.models import Forum, Group, Problem, Proposal
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area, Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDraft:
    """What residents ask for. `number` is the one that a paper register gave; else the next one is.

    `point` is latitude and longitude in degrees, WGS 84.
    """

    area: Area
    title: str
    filed_on: date
    proposed_by: str
    source: str
    helps: str = Group.ALL
    number: str = ""
    need: str = ""
    place: str = ""
    point: tuple[Decimal, Decimal] | None = None
    proposer: str = ""
    hides_proposer: bool = False
    organization: Organization | None = None
    forum: Forum | None = None
    problem: Problem | None = None
    estimated_cost: int | None = None
    authority: str = ""
    activity_code: str = ""
    size: str = ""
    land: str = ""
    keeper: str = ""
    pictures: tuple[Evidence, ...] = ()
    provenance: str = Provenance.REAL


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDraft:
    """One turn in the fate of a proposal. `seen` is the position of the step that was newest then."""

    status: str
    seen: int
    happened_on: date
    answer: str = ""
    reason: str = ""
    lanes: tuple[str, ...] = ()
    agency: Organization | None = None
    amount: int | None = None
    into: Proposal | None = None
