"""What the rooms above tell about a policy: its programmes, and where its chain is broken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.policies.models import Policy
from tangguh.engines.revision import PolicyDocument


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme on its policy's page. Money is integer rupiah; `status` is already translated."""

    title: str
    url: str
    lead: str
    status: str
    budget: int
    spent: int


class Link(Protocol):
    """A place where the way from the policy to its evidence stops, and the path where it is mended."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A Link of this room's own."""

    kind: str
    text: str
    url: str


class LinkTeller(Protocol):
    """Finds broken links of a policy, as its text has it, on a day."""

    def __call__(
        self, policy: Policy, document: PolicyDocument, *, on: date
    ) -> tuple[Link, ...]: ...


ProgrammeTeller = Callable[[Viewer, Policy, date], tuple[ProgrammeRow, ...]]
programme_tellers: list[ProgrammeTeller] = []
link_tellers: list[LinkTeller] = []


def register_programmes(teller: ProgrammeTeller) -> None:
    """Let an upper room list a policy's programmes; called once, as its app gets ready."""
    if teller not in programme_tellers:
        programme_tellers.append(teller)


def register_links(teller: LinkTeller) -> None:
    """Let an upper room add its broken links; called once, as its app gets ready."""
    if teller not in link_tellers:
        link_tellers.append(teller)


def programmes_of(viewer: Viewer, policy: Policy, *, on: date) -> tuple[ProgrammeRow, ...]:
    """A policy's programmes that a person may read, as they stand on a day."""
    return tuple(row for teller in programme_tellers for row in teller(viewer, policy, on))


def links_from_above(policy: Policy, document: PolicyDocument, *, on: date) -> tuple[Link, ...]:
    """The broken links that the rooms above find."""
    return tuple(link for teller in link_tellers for link in teller(policy, document, on=on))
