from collections.abc import Iterable
from dataclasses import dataclass

from tangguh.engines.proposal_triage.words import words


@dataclass(frozen=True, slots=True)
class Worded:
    """An entry of a list, and the words (or phrases) that suggest it."""

    key: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """An entry that a text suggests, and the phrases that were found in it."""

    key: str
    because: tuple[str, ...]


def suggest(text: str, entries: Iterable[Worded], *, limit: int = 3) -> tuple[Suggested, ...]:
    """The entries whose phrases stand in a text, those with most words first; ties go by key."""
    said = words(text)
    found = [
        (sum(len(words(phrase)) for phrase in because), Suggested(entry.key, because))
        for entry in entries
        if (because := tuple(phrase for phrase in entry.phrases if stands_in(phrase, said)))
    ]
    best = sorted(found, key=lambda each: (-each[0], each[1].key))
    return tuple(suggested for _weight, suggested in best[:limit])


def stands_in(phrase: str, said: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand in a text beside each other."""
    wanted = words(phrase)
    starts = range(len(said) - len(wanted) + 1)
    return bool(wanted) and any(said[n : n + len(wanted)] == wanted for n in starts)
