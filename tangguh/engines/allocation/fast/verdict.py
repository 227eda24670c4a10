"""What the outcome of a step means for the search."""

from collections.abc import Sequence

from tangguh.engines.allocation.fast.table import Table
from tangguh.engines.allocation.model import Election
from tangguh.engines.allocation.rules import Rule


class Verdict:
    def __init__(self, table: Table, election: Election, rule: Rule) -> None:
        self.costs = [project.cost for project in table.projects]
        self.budget = election.budget
        self.exhaustive_stop = rule.exhaustive_stop

    def left(self, bought: Sequence[int]) -> int:
        return self.budget - sum(self.costs[project] for project in bought)

    def exceeds(self, bought: Sequence[int]) -> bool:
        return self.left(bought) < 0

    def is_final(self, bought: Sequence[int]) -> bool:
        """Everything is bought, or nothing else fits and the rule stops there."""
        if len(bought) == len(self.costs):
            return True
        if not self.exhaustive_stop:
            return False
        left, taken = self.left(bought), set(bought)
        return all(cost > left for c, cost in enumerate(self.costs) if c not in taken)

    def stops(self, bought: Sequence[int]) -> bool:
        return self.exceeds(bought) or self.is_final(bought)
