"""The best plan, and the best plan near an older one."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.matching.model import Plan, Question
from tangguh.engines.matching.weights import Costs, costs


def match(question: Question) -> Plan:
    """Give as many people as possible a helper, then a second; then let them walk least.

    Among plans that are equal in this, each person prefers helpers who stand earlier. The same
    question has the same plan.
    """
    return _solved(question, ())


def rematch(question: Question, before: Plan) -> Plan:
    """The same once something changed: as good a cover as anew, with the fewest new pairs.

    Only then do metres count: a helper who drops out moves nobody who need not be moved.
    """
    return _solved(question, {(pair.person, pair.helper) for pair in before.pairs})


def _solved(question: Question, kept: Collection[tuple[str, str]]) -> Plan:
    taken, worth = _flow(question, costs(question, kept))
    rank = {each.id: n for n, each in enumerate(question.people)}
    pairs = [pair for pair, is_taken in zip(question.possible, taken, strict=True) if is_taken]
    pairs.sort(key=lambda pair: (rank[pair.person], pair.metres))
    people = len(question.people)
    return Plan(
        tuple(pairs),
        {each.id: int(w) for each, w in zip(question.people, worth[:people], strict=True)},
        {each.id: int(w) for each, w in zip(question.helpers, worth[people:], strict=True)},
        frozenset(kept),
    )


def _flow(question: Question, found: Costs) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Which possible pairs are taken, and what a unit is worth to each person, then helper."""
    # numba takes a quarter of a second and sixty megabytes: only a question loads it.
    from tangguh.engines.matching import flow

    people, pairs = len(question.people), len(found.cost)
    nodes = people + len(question.helpers)
    ends = np.concatenate([found.person, people + found.helper])
    pairs_at = np.argsort(ends, kind="stable")
    network = flow.Network(
        found.person,
        people + found.helper,
        found.cost,
        np.searchsorted(ends[pairs_at], np.arange(nodes + 1)),
        pairs_at % max(pairs, 1),
        found.levels(question.rules.each),
        people,
        question.rules.cap,
    )
    numbers = np.zeros((2, nodes), dtype=np.int64)
    filled = flow.Flow(np.zeros(pairs, dtype=np.bool_), *numbers)
    room = np.empty((2, 2 * pairs + 1), dtype=np.int64)
    flow.cheapest_flow(
        network,
        filled,
        flow.Search(np.full(nodes, flow.FAR), *np.empty((2, nodes), dtype=np.int64), *room),
    )
    return filled.taken, filled.worth
