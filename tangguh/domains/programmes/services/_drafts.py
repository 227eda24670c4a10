"""What a person hands in: the whole of a programme, a cycle, an activity or an update."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.policies.models import Policy, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeDraft:
    """What a programme is for, under which policy, and who runs it."""

    policy: Policy
    area: Area
    lead: Organization
    code: str
    title: str
    purpose: str = ""
    results: tuple[Result, ...] = ()
    partners: tuple[Organization, ...] = ()
    source: str
    provenance: str = Provenance.REAL


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleDraft:
    """One run of a programme. `funding` gives rupiah by FundingSource and adds up to `budget`."""

    name: str
    starts: date
    ends: date
    budget: int
    funding: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDraft:
    """What will be done where, when, for whom, with whose money (rupiah by FundingSource)."""

    area: Area
    lead: Organization
    kind: str
    title: str
    planned_start: date
    planned_end: date
    funding: Mapping[str, int]
    source: str
    partners: tuple[Organization, ...] = ()
    hazard: str = ""
    self_managed: str = ""
    target_people: int = 0
    target_women: int = 0
    target_children: int = 0
    target_elderly: int = 0
    target_disabled: int = 0
    contact: str = ""
    provenance: str = Provenance.REAL

    @property
    def budget(self) -> int:
        """Rupiah from all sources."""
        return sum(self.funding.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateDraft:
    """How far an activity was on a day. Money and people are counted since its beginning."""

    happened_on: date
    progress: int
    spent: int
    people: int = 0
    women: int = 0
    disabled: int = 0
    note: str = ""
    evidence: tuple[Evidence, ...] = field(default=())
