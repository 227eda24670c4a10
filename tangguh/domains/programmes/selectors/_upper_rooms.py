"""What the rooms above tell about an activity: who asked for it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """Something residents asked for that an activity carries out; `url` is the path of its page."""

    label: str
    url: str


Asker = Callable[[int], tuple[Request, ...]]
askers: list[Asker] = []


def register_askers(asker: Asker) -> None:
    """Let an upper room say who asked for an activity; called once, as its app gets ready."""
    if asker not in askers:
        askers.append(asker)


def who_asked(activity: int) -> tuple[Request, ...]:
    """Who asked for the activity with this number."""
    return tuple(request for asker in askers for request in asker(activity))
