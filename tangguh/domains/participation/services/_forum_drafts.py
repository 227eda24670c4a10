"""What a person hands in about a forum: the meeting itself, one who attends, one problem card."""

from dataclasses import dataclass
from datetime import date

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area, Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumDraft:
    """A meeting that is called. The least numbers are those below which voices are missing."""

    area: Area
    kind: str
    title: str
    held_on: date
    place: str
    source: str
    group: str = ""
    agenda: str = ""
    least_people: int = 0
    least_women: int = 0
    least_disabled: int = 0
    provenance: str = Provenance.REAL


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeDraft:
    """One person who came. The name is for the attendance list alone, and may be left out."""

    sex: str
    age_band: str
    disabled: bool = False
    name: str = ""
    speaks_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemDraft:
    """What is wrong, where, and who suffers from it."""

    text: str
    affected: str
    place: str = ""
    area: Area | None = None
    pictures: tuple[Evidence, ...] = ()
