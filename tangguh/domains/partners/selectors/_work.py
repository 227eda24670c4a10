"""What an organization does here, told by the rooms above this one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tangguh.domains.partners.models import Organization


@dataclass(frozen=True, slots=True)
class Work:
    """A policy, programme or activity in which an organization takes part."""

    title: str
    url: str
    status: str


WorkTeller = Callable[[Organization, date], tuple[Work, ...]]
tellers: list[WorkTeller] = []


def register_work(teller: WorkTeller) -> None:
    """Let an upper room tell what an organization does; called once, as its app gets ready."""
    if teller not in tellers:
        tellers.append(teller)


def work_of(organization: Organization, *, on: date) -> tuple[Work, ...]:
    """All that an organization does here on a day, in the order of the rooms."""
    return tuple(work for teller in tellers for work in teller(organization, on))
