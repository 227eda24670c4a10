from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray


class InvalidElection(ValueError):
    """What was handed over cannot be counted; `code` and `params` are for the room to translate."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


class Project(NamedTuple):
    """Something that the money could pay for. `cost` is whole units of money."""

    id: str
    cost: int
    name: str = ""
    area: str = ""


class Ballot(NamedTuple):
    """What `times` voters chose alike: the projects and, on a ballot with points, the points."""

    projects: tuple[str, ...]
    points: tuple[int, ...] = ()
    times: int = 1

    def support(self) -> Iterator[tuple[str, int]]:
        """Each project with its points, or with 1 where every choice counts alike."""
        return zip(self.projects, self.points or (1,) * len(self.projects), strict=True)


class Vote(Protocol):
    """What an election is made of, wherever it comes from."""

    @property
    def budget(self) -> int: ...
    @property
    def projects(self) -> Sequence[Any]: ...  # each with id, cost, name, area
    @property
    def ballots(self) -> Sequence[Any]: ...  # each with projects, points, times
    @property
    def units(self) -> int: ...


@dataclass(frozen=True)
class Election:
    """A ceiling, the projects that compete for it, and everybody's ballot.

    Money is counted in the smallest unit that occurs; `units` of them make one rupiah (or zloty).
    """

    budget: int
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    units: int = 1

    @classmethod
    def of(cls, vote: "Vote") -> "Election":
        """The same, from whoever read or stored the vote."""
        projects = tuple(Project(p.id, p.cost, p.name, p.area) for p in vote.projects)
        ballots = tuple(Ballot(b.projects, b.points, b.times) for b in vote.ballots)
        return cls(vote.budget, projects, ballots, vote.units)

    def __post_init__(self) -> None:
        ids = {project.id for project in self.projects}
        if self.budget < 0 or self.units < 1:
            raise InvalidElection("money_below_zero", budget=self.budget, units=self.units)
        if len(ids) < len(self.projects):
            raise InvalidElection("project_is_repeated")
        for project in self.projects:
            if project.cost <= 0:
                raise InvalidElection("cost_is_not_positive", project=project.id)
        for ballot in self.ballots:
            _check(ballot)
        try:
            _ = self.choices
        except KeyError as fault:
            raise InvalidElection("project_is_unknown", project=fault.args[0]) from None

    @cached_property
    def choices(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The place of the ballot and the place of the project, for each choice on each ballot."""
        place = {project.id: i for i, project in enumerate(self.projects)}
        lengths = np.fromiter((len(ballot.projects) for ballot in self.ballots), np.int64)
        names = chain.from_iterable(ballot.projects for ballot in self.ballots)
        chosen = np.fromiter(map(place.__getitem__, names), np.int64, int(lengths.sum()))
        return np.repeat(np.arange(len(lengths)), lengths), chosen

    @cached_property
    def voters(self) -> int:
        """Everybody who handed in a ballot, also an empty one."""
        return sum(ballot.times for ballot in self.ballots)

    @cached_property
    def costs(self) -> Mapping[str, int]:
        return {project.id: project.cost for project in self.projects}

    @cached_property
    def votes(self) -> Mapping[str, int]:
        """How many voters chose each project, whatever points they gave."""
        ballots, chosen = self.choices
        times = np.fromiter((ballot.times for ballot in self.ballots), np.float64)
        votes = np.bincount(chosen, times[ballots], minlength=len(self.projects))
        return dict(zip(self.costs, map(int, votes.tolist()), strict=True))

    @cached_property
    def points(self) -> Mapping[str, int]:
        """How many points each project was given; a plain choice is one point."""
        if not any(ballot.points for ballot in self.ballots):
            return self.votes
        totals = dict.fromkeys(self.costs, 0)
        for ballot in self.ballots:
            for project, points in ballot.support():
                totals[project] += ballot.times * points
        return totals


def _check(ballot: Ballot) -> None:
    if len(set(ballot.projects)) < len(ballot.projects):
        raise InvalidElection("project_is_twice_on_a_ballot", projects=ballot.projects)
    if ballot.times < 1:
        raise InvalidElection("ballot_of_nobody", projects=ballot.projects)
    if not ballot.points:
        return
    if len(ballot.points) != len(ballot.projects):
        raise InvalidElection("points_do_not_match", projects=ballot.projects)
    if min(ballot.points) < 1:
        raise InvalidElection("points_are_not_positive", projects=ballot.projects)


class Purchase(NamedTuple):
    """One project bought, with all that is needed to pay for it again by hand.

    A supporter who gave p points pays `price` times p, or what is left where that is less.
    """

    project: str
    cost: int
    price: Fraction
    effective_votes: Fraction
    supporters: int
    paid_in_full: int
    paid_what_was_left: int
    had_nothing_left: int


@dataclass(frozen=True)
class Count:
    """One run of a rule: what was bought, in this order, from these purses."""

    purse: Fraction
    purchases: tuple[Purchase, ...]

    @property
    def winners(self) -> tuple[str, ...]:
        return tuple(purchase.project for purchase in self.purchases)

    @property
    def spent(self) -> int:
        return sum(purchase.cost for purchase in self.purchases)
