from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from tangguh.engines.allocation import Ballot, Election, Project
from tangguh.integrations.pabulib.problems import PbWarning
from tangguh.integrations.pabulib.sections import Section


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

    def approvals(self) -> Election:
        """The vote with every listed project chosen alike, whatever points it was given."""
        if not self.has_points:
            return self._election(self.ballots)
        return self._election(tuple(ballot._replace(points=()) for ballot in self.ballots))

    def with_points(self) -> Election:
        """The vote with its points; a project with 0 points is not chosen."""
        return self._election(tuple(map(_pointed, self.ballots)))

    def column(self, name: str) -> list[str]:
        """One column of VOTES, such as the sex or the district of each voter."""
        return self.votes.column(name)

    def _election(self, ballots: tuple[Ballot, ...]) -> Election:
        return Election(
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
