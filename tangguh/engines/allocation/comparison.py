"""The rules that the Method of Equal Shares is compared with, and what the voters prefer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.allocation.model import Election, Project
from tangguh.engines.allocation.rules import Comparison, Rule, Satisfaction, eligible, tie_order


def greedy(election: Election, rule: Rule, already: Iterable[str] = ()) -> tuple[str, ...]:
    """Most votes first (or points, where the rule counts points); what does not fit is skipped."""
    line = tie_order(election, rule)
    score = election.points if rule.satisfaction is Satisfaction.POINTS else election.votes
    funded = list(already)
    taken = set(funded)
    left = election.budget - sum(election.costs[project] for project in funded)
    for project in sorted(eligible(election, rule), key=lambda p: (-score[p.id], line[p.id])):
        if project.id not in taken and project.cost <= left:
            funded.append(project.id)
            left -= project.cost
    return tuple(funded[len(taken) :])


def phragmen(election: Election, rule: Rule) -> tuple[str, ...]:
    """Every voter earns at the same pace; a project is bought once its supporters hold its cost.

    Who paid starts again from nothing. So a supporter's money is the time since the last payment,
    and a project is due at (cost + sum of the times of the last payments) / supporters. A project
    that no longer fits is passed over.
    """
    line = tie_order(election, rule)
    waiting = sorted(eligible(election, rule), key=lambda project: line[project.id])
    supporters = _supporters(election, waiting)
    voters = np.array([ballot.times for ballot in election.ballots], dtype=np.int64)
    last = np.zeros(len(election.ballots), dtype=np.int64)  # place in `times`
    times, funded, left = [Fraction(0)], list[str](), election.budget
    while fitting := [project for project in waiting if project.cost <= left]:
        due = {p: _due(p, supporters[p.id], voters, last, times) for p in fitting}
        project = min(fitting, key=lambda p: (due[p], line[p.id]))
        times.append(due[project])
        last[supporters[project.id]] = len(times) - 1
        funded.append(project.id)
        left -= project.cost
        waiting.remove(project)
    return tuple(funded)


def _supporters(election: Election, projects: Iterable[Project]) -> dict[str, NDArray[np.int64]]:
    found: dict[str, list[int]] = {project.id: [] for project in projects}
    for place, ballot in enumerate(election.ballots):
        for project in ballot.projects:
            if project in found:
                found[project].append(place)
    return {project: np.array(places, dtype=np.int64) for project, places in found.items()}


def _due(
    project: Project,
    supporters: NDArray[np.int64],
    voters: NDArray[np.int64],
    last: NDArray[np.int64],
    times: list[Fraction],
) -> Fraction:
    """When the supporters hold the cost, all earning one unit of money in one unit of time."""
    paid_at = np.zeros(len(times), dtype=np.int64)
    np.add.at(paid_at, last[supporters], voters[supporters])
    waited = sum((int(n) * times[i] for i, n in enumerate(paid_at) if n), Fraction(0))
    return (project.cost + waited) / int(voters[supporters].sum())


@dataclass(frozen=True, slots=True)
class Preference:
    """How many voters are better off with one outcome than with the other."""

    by: Comparison
    first: int
    second: int


def preference(
    election: Election, by: Comparison, first: Collection[str], second: Collection[str]
) -> Preference:
    """Count the voters who have more of what they chose, or who alone have anything of it."""
    better = [0, 0]
    one, two = set(first), set(second)
    for ballot in election.ballots:
        here, there = (len(outcome.intersection(ballot.projects)) for outcome in (one, two))
        if by is Comparison.EXCLUSION:
            here, there = min(here, 1), min(there, 1)
        better[0] += ballot.times * (here > there)
        better[1] += ballot.times * (there > here)
    return Preference(by, better[0], better[1])
