"""Who got what: by group of voters, by area, by voter; and whether any group was passed over."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tangguh.engines.allocation.model import Ballot, Election


@dataclass(frozen=True, slots=True)
class GroupShare:
    """A group's part of the voters and of the money, where supporters share a project's cost."""

    voters: int
    share_of_voters: Fraction
    money: Fraction
    share_of_money: Fraction
    without_any: int  # voters of whose choices nothing is funded


@dataclass(frozen=True, slots=True)
class Satisfied:
    """What the voters find funded of what they chose."""

    by_number: Mapping[int, int]  # how many voters find so many of their projects
    without_any: int
    exclusion: Fraction  # their share of all voters
    mean_number: Fraction
    mean_cost: Fraction


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Voters whose common project could have been paid from their share, and who got less."""

    project: str
    voters: int
    share: Fraction  # of the budget, in units of money
    most: int  # what the best off among them finds funded


def by_group(
    election: Election, winners: Collection[str], groups: Mapping[str, Sequence[Ballot]]
) -> dict[str, GroupShare]:
    """Groups are the same ballots, sorted by anything: sex, age band, hamlet."""
    funded = [project for project in election.projects if project.id in set(winners)]
    spent = sum(project.cost for project in funded)
    votes = {name: _votes(ballots) for name, ballots in groups.items()}
    shares = {}
    for name, ballots in groups.items():
        money = sum(
            (
                Fraction(project.cost * votes[name][project.id], election.votes[project.id])
                for project in funded
                if election.votes[project.id]
            ),
            Fraction(0),
        )
        voters = sum(ballot.times for ballot in ballots)
        shares[name] = GroupShare(
            voters=voters,
            share_of_voters=Fraction(voters, max(election.voters, 1)),
            money=money,
            share_of_money=money / spent if spent else Fraction(0),
            without_any=_without_any(ballots, set(winners)),
        )
    return shares


def by_area(election: Election, winners: Collection[str]) -> dict[str, tuple[int, int]]:
    """For each area of a project: the money of funded projects there, and the votes for all."""
    funded, areas = set(winners), dict[str, tuple[int, int]]()
    for project in election.projects:
        money, votes = areas.get(project.area, (0, 0))
        here = project.cost if project.id in funded else 0
        areas[project.area] = (money + here, votes + election.votes[project.id])
    return areas


def satisfied(election: Election, winners: Collection[str]) -> Satisfied:
    funded, number = set(winners), Counter[int]()
    for ballot in election.ballots:
        number[len(funded.intersection(ballot.projects))] += ballot.times
    voters = max(election.voters, 1)
    cost = sum(election.costs[project] * election.votes[project] for project in funded)
    return Satisfied(
        by_number=dict(sorted(number.items())),
        without_any=number[0],
        exclusion=Fraction(number[0], voters),
        mean_number=Fraction(sum(n * times for n, times in number.items()), voters),
        mean_cost=Fraction(cost, voters),
    )


def passed_over(election: Election, winners: Collection[str]) -> tuple[PassedOver, ...]:
    """Groups that break EJR+ up to one project, at most one for each project not funded.

    Voters who all chose the project are passed over if even the best off among them, with the
    project added, would have no more than the group's share of the budget. Worth is cost. Equal
    Shares from exact purses leaves no such group.
    """
    funded = set(winners)
    worth = [
        sum(election.costs[project] for project in funded.intersection(ballot.projects))
        for ballot in election.ballots
    ]
    supporters: dict[str, Counter[int]] = {
        project.id: Counter() for project in election.projects if project.id not in funded
    }
    for ballot, has in zip(election.ballots, worth, strict=True):
        for project in ballot.projects:
            if project not in funded:
                supporters[project][has] += ballot.times
    found = [_largest_group(election, project, has) for project, has in supporters.items()]
    return tuple(group for group in found if group is not None)


def _largest_group(election: Election, project: str, worth: Mapping[int, int]) -> PassedOver | None:
    """The worst off come first: if any group of supporters is passed over, so is one of these."""
    voters, largest = 0, None
    for most, times in sorted(worth.items()):
        voters += times
        share = Fraction(voters * election.budget, election.voters)
        if most + election.costs[project] <= share:
            largest = PassedOver(project, voters, share, most)
    return largest


def _votes(ballots: Sequence[Ballot]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for ballot in ballots:
        for project in ballot.projects:
            votes[project] += ballot.times
    return votes


def _without_any(ballots: Sequence[Ballot], funded: set[str]) -> int:
    return sum(ballot.times for ballot in ballots if funded.isdisjoint(ballot.projects))
