"""What it would cost all together if a person had a helper that the plan gives to others.

The cheapest way to make room is the shortest path through what may still be moved: from the helper
to one of their people, on to another helper of theirs, … back to the person. Prices make every
step at least nought.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from heapq import heappop, heappush

from tangguh.engines.matching.model import Plan, Question
from tangguh.engines.matching.weights import Costs

Node = tuple[str, str]  # kind and id
Steps = Iterator[tuple[Node, int]]
OUTSIDE: Node = ("outside", "")  # free places, and units unmet


class Moves:
    """The moves that a plan leaves open, each with what it costs above the prices."""

    def __init__(self, question: Question, plan: Plan, found: Costs) -> None:
        self.question, self.plan = question, plan
        self.levels = [int(level) for level in found.levels(question.rules.each)]
        self.reduced: dict[str, dict[str, int]] = {}
        for pair, cost in zip(question.possible, found.cost, strict=True):
            above = int(cost) - plan.worth[pair.person] + plan.price[pair.helper]
            self.reduced.setdefault(pair.person, {})[pair.helper] = above

    def more_with(self, person: str, helper: str) -> int:
        """How much more the best plan with this pair costs than the best of all."""
        back = _shortest(("helper", helper), ("person", person), self.steps_from)
        return self.reduced[person][helper] + back

    def steps_from(self, node: Node) -> Steps:
        kind, id_ = node
        if kind == "person":
            yield from self.from_person(id_)
        elif kind == "helper":
            yield from self.from_helper(id_)
        else:
            yield from self.from_outside

    def from_person(self, person: str) -> Steps:
        has = self.has[person]
        for helper, above in self.reduced.get(person, {}).items():
            if helper not in has:
                yield ("helper", helper), above
        if has:
            yield OUTSIDE, self.levels[len(has) - 1] - self.plan.worth[person]

    def from_helper(self, helper: str) -> Steps:
        people = self.plan.people_of.get(helper, ())
        for pair in people:
            yield ("person", pair.person), -self.reduced[pair.person][helper]
        if len(people) < self.question.rules.cap:
            yield OUTSIDE, 0

    @cached_property
    def has(self) -> dict[str, set[str]]:
        of = self.plan.helpers_of
        return {each.id: {p.helper for p in of.get(each.id, ())} for each in self.question.people}

    @cached_property
    def from_outside(self) -> list[tuple[Node, int]]:
        unmet: list[tuple[Node, int]] = [
            (("person", person), self.plan.worth[person] - self.levels[len(has)])
            for person, has in self.has.items()
            if len(has) < self.question.rules.each
        ]
        return unmet + [(("helper", id_), self.plan.price[id_]) for id_ in self.plan.people_of]


def _shortest(start: Node, goal: Node, steps_from: Callable[[Node], Steps]) -> int:
    distance, heap = {start: 0}, [(0, start)]
    while heap:
        far, node = heappop(heap)
        if node == goal:
            break
        if far > distance[node]:
            continue
        for other, step in steps_from(node):
            if other not in distance or far + step < distance[other]:
                distance[other] = far + step
                heappush(heap, (far + step, other))
    return distance[goal]
