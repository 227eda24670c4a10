from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one place. An alias is a further entry with the same key."""

    key: str  # the official code, with or without dots
    name: str
    context: str = ""  # the places around it, nearest first: "Pauh, Sarolangun"


@dataclass(frozen=True, slots=True)
class Match:
    """A place that was found, by the best of its names."""

    key: str
    name: str  # the first name that the index was given for this key
    score: float  # 100 the same, from 90 begins so, from 80 a word begins so, else looks like it
    matched_name: str  # the name by which it was found: may be an alias
