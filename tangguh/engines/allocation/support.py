"""How near each project came, and what its voters' money went to instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from tangguh.engines.allocation.allocate import Allocation
from tangguh.engines.allocation.fast import money_of_losers
from tangguh.engines.allocation.model import Election
from tangguh.engines.allocation.rules import is_eligible


@dataclass(frozen=True, slots=True)
class Missing:
    """What a project lacked when the purses could buy nothing more.

    `effective_support` is the money its voters still had, as a share of its cost: at 1 it would
    have been bought. `missing_voters` more with untouched purses could have paid the rest.
    `spent_on` is what its voters paid for funded projects instead, rounded to whole money.
    """

    project: str
    eligible: bool
    votes: int
    money_left: Fraction
    effective_support: Fraction
    missing_money: Fraction
    missing_voters: int
    spent_on: Mapping[str, int]


def missing(election: Election, allocation: Allocation) -> tuple[Missing, ...]:
    """One answer for each project that the purses did not buy, the nearest miss first."""
    rule, count = allocation.rule, allocation.count
    money = money_of_losers(election, rule, count)
    answers = []
    for project in election.projects:
        if project.id in count.winners:
            continue
        left, spent_on = money.get(project.id, (Fraction(0), {}))
        lacking = project.cost - left
        answers.append(
            Missing(
                project=project.id,
                eligible=is_eligible(election, rule, project),
                votes=election.votes[project.id],
                money_left=left,
                effective_support=left / project.cost,
                missing_money=lacking,
                missing_voters=ceil(lacking / count.purse) if count.purse else 0,
                spent_on=spent_on,
            )
        )
    return tuple(sorted(answers, key=lambda answer: (-answer.effective_support, answer.project)))
