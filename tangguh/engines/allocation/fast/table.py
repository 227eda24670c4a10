"""The ballots as tables of numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.allocation.model import Ballot, Election, Project
from tangguh.engines.allocation.rules import Rule, Satisfaction, eligible, tie_order, worth

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Supporters:
    """Who chose a project: places in the table of ballots, voters and points for each."""

    ballots: Places
    voters: Floats
    points: Floats
    alike: bool  # everybody gave one point

    @property
    def total_points(self) -> int:
        return int(self.voters @ self.points)

    @property
    def total_voters(self) -> int:
        return int(self.voters.sum())

    def only(self, kept: Flags) -> "Supporters":
        return Supporters(self.ballots[kept], self.voters[kept], self.points[kept], self.alike)


@dataclass(frozen=True)
class Table:
    """The eligible projects in line for ties, and the distinct ballots that chose any of them."""

    projects: tuple[Project, ...]
    worth: tuple[int, ...]
    supporters: tuple[Supporters, ...]
    voters: Floats  # of each distinct ballot
    # The same entries by ballot: those of ballot j stand from starts[j] to starts[j + 1]
    starts: Places
    chosen: Places
    points: Floats
    everybody: int

    @property
    def entries(self) -> int:
        return len(self.chosen)


def table_of(election: Election, rule: Rule) -> Table:
    """Equal ballots are one row; a project that cannot win is on no ballot."""
    line = tie_order(election, rule)
    projects = sorted(eligible(election, rule), key=lambda project: line[project.id])
    place = {project.id: i for i, project in enumerate(projects)}
    ballots = _rows(election.ballots, rule, place)
    lengths = np.fromiter((len(ballot) for ballot in ballots), np.int64, len(ballots))
    entries = np.fromiter(chain.from_iterable(chain.from_iterable(ballots)), np.int64)
    chosen, points = entries[0::2], entries[1::2].astype(np.float64)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    voters = np.fromiter(ballots.values(), np.float64, len(ballots))
    return Table(
        projects=tuple(projects),
        worth=tuple(worth(rule, project) for project in projects),
        supporters=_supporters(len(projects), chosen, points, lengths, voters),
        voters=voters,
        starts=starts,
        chosen=chosen,
        points=points,
        everybody=election.voters,
    )


Row = tuple[tuple[int, int], ...]  # places of projects in line, with points


def _rows(ballots: Sequence[Ballot], rule: Rule, place: Mapping[str, int]) -> dict[Row, int]:
    with_points = rule.satisfaction is Satisfaction.POINTS
    rows: dict[Row, int] = {}
    for ballot in ballots:
        if with_points:
            pairs = ((place[p], points) for p, points in ballot.support() if p in place)
        else:
            pairs = ((place[p], 1) for p in ballot.projects if p in place)
        row = tuple(sorted(pairs))
        if row:
            rows[row] = rows.get(row, 0) + ballot.times
    return rows


def _supporters(
    projects: int, chosen: Places, points: Floats, lengths: Places, voters: Floats
) -> tuple[Supporters, ...]:
    ballots = np.repeat(np.arange(len(lengths)), lengths)
    order = np.argsort(chosen, kind="stable")
    ends = np.searchsorted(chosen[order], np.arange(projects + 1))
    found = []
    for i in range(projects):
        mine = order[ends[i] : ends[i + 1]]
        theirs = ballots[mine]
        alike = bool((points[mine] == 1).all())
        found.append(Supporters(theirs, voters[theirs], points[mine], alike))
    return tuple(found)
