from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from tangguh.engines.proposal_triage.words import telling

ALIKE = 62.0  # below this, people do not see the likeness
SAME_PLACE = 12.0  # what the same village adds


@dataclass(frozen=True, slots=True)
class Titled:
    """Something with a title. `near`: whether it is for the same village."""

    key: str
    title: str
    near: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a title is like another, from 0 to 100."""

    key: str
    score: float


def similar(title: str, others: Iterable[Titled], *, limit: int = 5) -> tuple[Likeness, ...]:
    """Those whose title is most like this one, best first; ties go by key.

    Order of words, typing errors and words that every title has do not matter. The same village
    counts for more, but never makes two different things alike.
    """
    asked = telling(title)
    if not asked:
        return ()
    found = [
        Likeness(other.key, round(min(100.0, alike + SAME_PLACE * other.near), 1))
        for other in others
        if (alike := fuzz.token_set_ratio(asked, telling(other.title))) >= ALIKE
    ]
    return tuple(sorted(found, key=lambda likeness: (-likeness.score, likeness.key))[:limit])
