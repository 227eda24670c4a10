from dataclasses import dataclass
from enum import StrEnum

from tangguh.engines.allocation.comparison import Preference, greedy, preference
from tangguh.engines.allocation.fast import equal_shares_fast
from tangguh.engines.allocation.model import Count, Election
from tangguh.engines.allocation.rules import Comparison, Rule, eligible, is_exhaustive


class Stop(StrEnum):
    """Why the purses grew no further."""

    EVERYTHING = "everything"  # all that could be funded is
    EXHAUSTIVE = "exhaustive"  # nothing else fits under the ceiling
    EXCEEDS = "exceeds"  # the next step would cost more than there is
    NO_INCREMENT = "no_increment"  # the rule never raises them


@dataclass(frozen=True)
class Allocation:
    """The result of a rule with everything that led to it."""

    rule: Rule
    step: int
    stop: Stop
    count: Count
    completion: tuple[str, ...]
    greedy: tuple[str, ...]
    compared: Preference | None

    @property
    def winners_before_utilitarian(self) -> tuple[str, ...]:
        """What the voters bought from their purses, in the order of the purchases."""
        return self.count.winners

    @property
    def greedy_preferred(self) -> bool:
        return self.compared is not None and self.compared.second > self.compared.first

    @property
    def winners(self) -> tuple[str, ...]:
        if self.greedy_preferred:
            return self.greedy
        return self.count.winners + self.completion


def allocate(election: Election, rule: Rule) -> Allocation:
    """Equal Shares, then what most votes add to it, then the voters' comparison with votes alone."""
    step, count = equal_shares_fast(election, rule)
    completion: tuple[str, ...] = ()
    if rule.utilitarian_completion:
        completion = greedy(election, rule, count.winners)
    by_votes = greedy(election, rule)
    compared = None
    if rule.comparison is not Comparison.NONE:
        winners = count.winners + completion
        compared = preference(election, rule.comparison, winners, by_votes)
    return Allocation(
        rule=rule,
        step=step,
        stop=why_it_stops(election, rule, count),
        count=count,
        completion=completion,
        greedy=by_votes,
        compared=compared,
    )


def why_it_stops(election: Election, rule: Rule, count: Count) -> Stop:
    if not rule.increment:
        return Stop.NO_INCREMENT
    if len(count.purchases) == len(eligible(election, rule)):
        return Stop.EVERYTHING
    if rule.exhaustive_stop and is_exhaustive(election, rule, count.winners):
        return Stop.EXHAUSTIVE
    return Stop.EXCEEDS
