from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from tangguh.integrations.pabulib.problems import PbWarning
from tangguh.integrations.pabulib.sections import Section


class Ballot(NamedTuple):
    """What `times` voters chose alike: projects without repetition and, in some votes, points."""

    projects: tuple[str, ...]
    points: tuple[int, ...] = ()
    times: int = 1

    def support(self) -> Iterator[tuple[str, int]]:
        """Each project with its points, or with 1 where every choice counts alike."""
        return zip(self.projects, self.points or (1,) * len(self.projects), strict=True)


class Project(NamedTuple):
    """What a count needs of a project; `cost` is whole units of money."""

    id: str
    cost: int
    name: str
    area: str


@dataclass(frozen=True)
class Vote:
    """What is counted. Money is in the smallest unit that occurs; `units` make one rupiah."""

    budget: int
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    units: int


@dataclass(frozen=True)
class PbProject:
    """A row of PROJECTS; `columns` holds all of it, also what nobody here reads."""

    line: int
    id: str
    cost: Decimal
    columns: Mapping[str, str]


@dataclass(frozen=True)
class PbFile:
    """One vote as its file tells it. Equal ballots stand together; `votes` has them one by one."""

    meta: Mapping[str, str]
    budget: Decimal
    vote_type: str
    projects: tuple[PbProject, ...]
    ballots: tuple[Ballot, ...]
    votes: Section
    warnings: tuple[PbWarning, ...]

    @property
    def has_points(self) -> bool:
        return any(ballot.points for ballot in self.ballots)

    @cached_property
    def units(self) -> int:
        """How many of the smallest units that occur make one of the currency: 1, 10, 100 …"""
        amounts = [self.budget, *(project.cost for project in self.projects)]
        return int(10 ** max(_decimals(amount) for amount in amounts))

    def approvals(self) -> Vote:
        """The vote with every listed project chosen alike, whatever points it was given."""
        if not self.has_points:
            return self._vote(self.ballots)
        return self._vote(tuple(ballot._replace(points=()) for ballot in self.ballots))

    def with_points(self) -> Vote:
        """The vote with its points; a project with 0 points is not chosen."""
        return self._vote(tuple(map(_pointed, self.ballots)))

    def column(self, name: str) -> list[str]:
        """One column of VOTES, such as the sex or the district of each voter."""
        return self.votes.column(name)

    def _vote(self, ballots: tuple[Ballot, ...]) -> Vote:
        return Vote(
            budget=int(self.budget * self.units),
            projects=tuple(self._project(project) for project in self.projects),
            ballots=ballots,
            units=self.units,
        )

    def _project(self, project: PbProject) -> Project:
        columns = project.columns
        area = columns.get("district") or columns.get("neighborhood") or ""
        return Project(project.id, int(project.cost * self.units), columns.get("name", ""), area)


def _decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -int(exponent))


def _pointed(ballot: Ballot) -> Ballot:
    given = [(project, points) for project, points in ballot.support() if points > 0]
    return Ballot(tuple(p for p, _ in given), tuple(points for _, points in given), ballot.times)
