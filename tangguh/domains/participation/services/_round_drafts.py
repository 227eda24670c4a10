"""What a person hands in about a round."""

from dataclasses import dataclass
from datetime import datetime

from tangguh.domains.participation.models import Proposal
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.programmes.models import Cycle


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDraft:
    """How much is divided, among whom, and when."""

    area: Area
    title: str
    year: int
    ceiling: int
    who_may_vote: str
    opens_at: datetime
    closes_at: datetime
    source: str
    cycle: Cycle | None = None
    slips: int = 0
    papers: int = 0
    least_choices: int = 1
    most_choices: int = 0
    provenance: str = Provenance.REAL


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """A proposal for the ballot with its cost, or the reason why it cannot stand there."""

    proposal: Proposal
    cost: int
    excluded_because: str = ""
