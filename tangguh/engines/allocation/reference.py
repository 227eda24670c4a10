"""The Method of Equal Shares as its text reads, in fractions: slow, plain, and the law."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from tangguh.engines.allocation.model import Count, Election, Project, Purchase
from tangguh.engines.allocation.rules import (
    Rule,
    Satisfaction,
    eligible,
    is_exhaustive,
    purse,
    tie_order,
    worth,
)

Purses = list[Fraction]  # one for each ballot: voters with equal ballots pay alike


class Supporter(NamedTuple):
    """The voters of one ballot that chose a project, and the points that each of them gave."""

    ballot: int
    points: int
    times: int


def equal_shares(election: Election, rule: Rule) -> tuple[int, Count]:
    """Raise the purses step by step until the money is used; the last step that fits counts."""
    step, count = 0, count_at(election, rule, 0)
    while rule.increment and not is_final(election, rule, count):
        raised = count_at(election, rule, step + 1)
        if raised.spent > election.budget:
            break
        step, count = step + 1, raised
    return step, count


def is_final(election: Election, rule: Rule, count: Count) -> bool:
    """Raising the purses further would change nothing, or the rule says to stop here."""
    if len(count.purchases) == len(eligible(election, rule)):
        return True
    return rule.exhaustive_stop and is_exhaustive(election, rule, count.winners)


def count_at(election: Election, rule: Rule, step: int) -> Count:
    """Fund projects so that every group of voters decides over its own share of the money.

    Each voter gets an equal purse. Again and again the project is bought that costs its
    supporters least for what it is worth to them. All of them pay the same price for a point;
    who has less left pays what is left. Ties go to the project that stands first in line.
    """
    start = purse(election, rule, step)
    purses = [start] * len(election.ballots)
    supporters = supporters_of(election, rule)
    line = tie_order(election, rule)
    waiting = {project.id: project for project in eligible(election, rule)}
    purchases: list[Purchase] = []
    while offers := affordable(waiting.values(), supporters, purses):
        project = min(offers, key=lambda p: (offers[p] / worth(rule, p), line[p.id]))
        purchases.append(purchase(project, offers[project], supporters[project.id], purses))
        pay(offers[project], supporters[project.id], purses)
        del waiting[project.id]
    return Count(start, tuple(purchases))


def supporters_of(election: Election, rule: Rule) -> Mapping[str, Sequence[Supporter]]:
    found: dict[str, list[Supporter]] = {project.id: [] for project in election.projects}
    with_points = rule.satisfaction is Satisfaction.POINTS
    for place, ballot in enumerate(election.ballots):
        for project, points in ballot.support():
            found[project].append(Supporter(place, points if with_points else 1, ballot.times))
    return found


def affordable(
    waiting: Iterable[Project], supporters: Mapping[str, Sequence[Supporter]], purses: Purses
) -> dict[Project, Fraction]:
    """What a point costs for each project that its supporters can pay for together."""
    offers = {project: price_of(project, supporters[project.id], purses) for project in waiting}
    return {project: price for project, price in offers.items() if price is not None}


def price_of(project: Project, supporters: Sequence[Supporter], purses: Purses) -> Fraction | None:
    """The equal price of a point at which the project is paid; None where the money is short.

    The poorest for their points come first: who cannot pay the price pays all there is, and
    the others share the rest.
    """
    missing = Fraction(project.cost)
    points = sum(supporter.points * supporter.times for supporter in supporters)
    for supporter in sorted(supporters, key=lambda s: purses[s.ballot] / s.points):
        price = missing / points
        if price * supporter.points <= purses[supporter.ballot]:
            return price
        missing -= purses[supporter.ballot] * supporter.times
        points -= supporter.points * supporter.times
    return None


def pay(price: Fraction, supporters: Iterable[Supporter], purses: Purses) -> None:
    for supporter in supporters:
        left = purses[supporter.ballot] - price * supporter.points
        purses[supporter.ballot] = max(left, Fraction(0))


def purchase(
    project: Project, price: Fraction, supporters: Sequence[Supporter], purses: Purses
) -> Purchase:
    """The purchase as it is written down, before anybody has paid."""
    nothing = sum(s.times for s in supporters if purses[s.ballot] == 0)
    full = sum(s.times for s in supporters if purses[s.ballot] >= price * s.points)
    everybody = sum(s.times for s in supporters)
    return Purchase(
        project=project.id,
        cost=project.cost,
        price=price,
        effective_votes=project.cost / price,
        supporters=everybody,
        paid_in_full=full,
        paid_what_was_left=everybody - full - nothing,
        had_nothing_left=nothing,
    )
