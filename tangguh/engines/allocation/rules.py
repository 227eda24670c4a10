from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tangguh.engines.allocation.model import Election, Project


class Satisfaction(StrEnum):
    """What a funded project is worth to somebody who chose it."""

    COST = "cost"  # the money it brings
    CARDINALITY = "cardinality"  # the same as any other
    POINTS = "points"  # the points given to it


class Start(StrEnum):
    """The purse of each voter before it is raised for the first time."""

    INTEGRAL = "integral"  # the equal share, rounded down to whole money
    EXACT = "exact"  # the equal share, as a fraction


class Comparison(StrEnum):
    """Whether the voters may still prefer what most votes alone would have funded."""

    NONE = "none"
    SATISFACTION = "satisfaction"  # more voters have more chosen projects there
    EXCLUSION = "exclusion"  # more voters have at least one chosen project only there


@dataclass(frozen=True, slots=True)
class Rule:
    """Everything that decides who wins, fixed before the count.

    `increment` is by how much money each purse grows from step to step; 0 never raises it.
    `threshold` t asks of a project that its share of voters is at least t times its share of the
    budget. Ties go to the lower cost, then to more votes, then to `lot`, drawn before the count;
    a project that the lot does not name comes after all that it names, in order of ids.
    """

    satisfaction: Satisfaction = Satisfaction.COST
    start: Start = Start.EXACT
    increment: int = 1
    exhaustive_stop: bool = True
    utilitarian_completion: bool = True
    comparison: Comparison = Comparison.NONE
    threshold: Fraction = Fraction(0)
    lot: tuple[str, ...] = ()


PROFILES: Mapping[str, Rule] = {
    "pabulib-checker": Rule(
        start=Start.INTEGRAL, exhaustive_stop=False, utilitarian_completion=False
    ),
    "equalshares.net": Rule(start=Start.INTEGRAL),
    "pabutools": Rule(utilitarian_completion=False),
}


def first_purse(election: Election, rule: Rule) -> Fraction:
    """What each voter holds at step 0."""
    share = Fraction(election.budget, max(election.voters, 1))
    if rule.start is Start.EXACT:
        return share
    return Fraction(share // election.units * election.units)


def purse(election: Election, rule: Rule, step: int) -> Fraction:
    return first_purse(election, rule) + step * rule.increment * election.units


def tie_order(election: Election, rule: Rule) -> Mapping[str, int]:
    """Each project's place in line where two are equally good."""
    lot = {project: place for place, project in enumerate(rule.lot)}
    line = sorted(
        election.projects,
        key=lambda project: (
            project.cost,
            -election.votes[project.id],
            lot.get(project.id, len(lot)),
            project.id,
        ),
    )
    return {project.id: place for place, project in enumerate(line)}


def is_eligible(election: Election, rule: Rule, project: Project) -> bool:
    """Somebody chose it, it fits under the ceiling, and enough voters chose it for its cost."""
    votes = election.votes[project.id]
    enough = votes * election.budget >= rule.threshold * project.cost * election.voters
    return votes > 0 and project.cost <= election.budget and enough


def eligible(election: Election, rule: Rule) -> tuple[Project, ...]:
    return tuple(project for project in election.projects if is_eligible(election, rule, project))


def worth(rule: Rule, project: Project) -> int:
    """How much each point for this project is worth to the one who gave it."""
    return project.cost if rule.satisfaction is Satisfaction.COST else 1


def is_exhaustive(election: Election, rule: Rule, winners: Iterable[str]) -> bool:
    """No other project that could be funded fits into what is left."""
    funded = set(winners)
    left = election.budget - sum(election.costs[project] for project in funded)
    others = (p for p in eligible(election, rule) if p.id not in funded)
    return all(project.cost > left for project in others)
