"""The ballots as tables of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain
from math import ceil

import numpy as np

from tangguh.engines.allocation.fast.columns import Choices, Entries, Floats, Goods, Places
from tangguh.engines.allocation.model import Ballot, Election, InvalidElection, Project
from tangguh.engines.allocation.rules import Rule, Satisfaction, eligible, tie_order, worth

LARGEST = 2**52
WORTH_MERGING = 1.5  # times as many ballots as distinct ones


@dataclass(frozen=True)
class Table:
    """The eligible projects in line for ties, and who chose them."""

    projects: tuple[Project, ...]
    worth: tuple[int, ...]
    voters: Floats  # of each ballot
    who: Choices
    everybody: int

    @cached_property
    def goods(self) -> Goods:
        """What is for sale, with costs in whole money."""
        costs = np.array([project.cost for project in self.projects], dtype=np.int64)
        first = self.who.starts[:-1].astype(np.int64)
        points = np.add.reduceat(np.append(self.who.voters * self.who.points, 0.0), first)
        voters = np.add.reduceat(np.append(self.who.voters, 0.0), first)
        return Goods(
            costs.astype(np.float64), costs, np.array(self.worth, np.float64), voters, points
        )

    def goods_in(self, unit: int) -> Goods:
        return self.goods._replace(costs=self.goods.costs * unit)

    def unit_for(self, richest: Fraction) -> int:
        """How many of our units make one unit of money: a power of two that keeps sums exact."""
        dearest = max((project.cost for project in self.projects), default=1)
        most = max(ceil(self.everybody * richest), dearest, 1)
        if most > LARGEST:
            raise InvalidElection("too_much_money", most=LARGEST, found=most)
        return 1 << ((LARGEST // most).bit_length() - 1)


def table_of(election: Election, rule: Rule) -> Table:
    """The election in numbers; a project that cannot win is on no ballot."""
    election = _together(election)
    line = tie_order(election, rule)
    projects = sorted(eligible(election, rule), key=lambda project: line[project.id])
    ballots, chosen, points = _entries(election, rule, projects)
    voters = np.fromiter((ballot.times for ballot in election.ballots), np.float64)
    return Table(
        projects=tuple(projects),
        worth=tuple(worth(rule, project) for project in projects),
        voters=voters,
        who=_choices(len(projects), ballots, chosen, points, voters),
        everybody=max(election.voters, 1),
    )


def _together(election: Election) -> Election:
    """Equal ballots as one, where many are: whoever gave them pays alike."""
    different = len({ballot.projects for ballot in election.ballots})
    if different * WORTH_MERGING > len(election.ballots):
        return election
    times: dict[tuple[tuple[str, ...], tuple[int, ...]], int] = {}
    for projects, points, voters in election.ballots:
        times[projects, points] = times.get((projects, points), 0) + voters
    ballots = tuple(Ballot(*chosen, voters) for chosen, voters in times.items())
    return replace(election, ballots=ballots)


def _entries(
    election: Election, rule: Rule, projects: Sequence[Project]
) -> tuple[Places, Places, Floats]:
    """For each choice of an eligible project its ballot, its place in line, and its points."""
    line = {project.id: place for place, project in enumerate(projects)}
    places = np.fromiter((line.get(p.id, -1) for p in election.projects), np.int64)
    ballots, chosen = election.choices
    chosen = places[chosen]
    points = np.ones(len(chosen))
    if rule.satisfaction is Satisfaction.POINTS:
        given = (ballot.points or (1,) * len(ballot.projects) for ballot in election.ballots)
        points = np.fromiter(chain.from_iterable(given), np.float64, len(chosen))
    known = chosen >= 0
    if known.all():
        return ballots, chosen, points
    return ballots[known], chosen[known], points[known]


def _choices(
    projects: int, ballots: Places, chosen: Places, points: Floats, voters: Floats
) -> Choices:
    small = np.uint16 if projects < 2**16 else np.int64  # small numbers are sorted faster
    order = np.argsort(chosen.astype(small), kind="stable")
    mine = ballots[order]
    return Choices(
        starts=_starts(chosen, projects),
        ballots=mine.astype(np.uint64),
        voters=voters[mine],
        points=points[order],
        alike=np.bincount(chosen, points != 1, minlength=projects) == 0,
        ballot_starts=_starts(ballots, len(voters)),
        chosen=chosen.astype(np.uint64),
        given=points,
    )


def _starts(places: Places, many: int) -> Entries:
    """Where the entries of each place begin, and the end of the last, if they stand in order."""
    ends = np.cumsum(np.bincount(places, minlength=many))
    return np.concatenate([[0], ends]).astype(np.uint64)
