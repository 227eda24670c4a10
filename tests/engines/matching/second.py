"""The same question answered by another solver: HiGHS, one linear programme for each aim.

The polytope of a flow has whole corners, and so has the face on which an aim is fixed.
"""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, hstack, identity, vstack

from tangguh.engines.matching import Question


def best(question: Question) -> tuple[int, ...]:
    """Units of need met at the first rank, at the second …, and the metres that takes at least."""
    people, pairs = len(question.people), question.possible
    if not pairs:
        return (0,) * (question.rules.each + 1)
    each = question.rules.each
    aims = [
        np.concatenate([np.zeros(len(pairs)), -_ranks_from(rank, each, people)])
        for rank in range(each)
    ]
    aims.append(np.concatenate([[pair.metres for pair in pairs], np.zeros(each * people)]))
    table, most = _limits(question)
    found: list[int] = []
    for aim in aims:
        equal = vstack([_balance(question), *[coo_array([a]) for a in aims[: len(found)]]])
        right = np.concatenate([np.zeros(people), found])
        answer = linprog(aim, table, most, equal, right, bounds=(0, 1), method="highs")
        assert answer.status == 0, answer.message
        found.append(round(answer.fun))
    return (*(-met for met in found[:-1]), found[-1])


def _ranks_from(rank: int, each: int, people: int) -> np.ndarray:
    return np.repeat(np.arange(each) == rank, people).astype(float)


def _balance(question: Question):
    """Pairs of a person, less the units of that person that are met, are nought."""
    at = {each.id: n for n, each in enumerate(question.people)}
    rows = [at[pair.person] for pair in question.possible]
    shape = (len(at), len(rows))
    taken = coo_array((np.ones(len(rows)), (rows, np.arange(len(rows)))), shape=shape)
    return hstack([taken] + [-identity(len(at))] * question.rules.each)


def _limits(question: Question):
    """No helper has more people than the cap."""
    at = {each.id: n for n, each in enumerate(question.helpers)}
    columns = len(question.possible) + question.rules.each * len(question.people)
    rows = [at[pair.helper] for pair in question.possible]
    shape = (len(at), columns)
    table = coo_array((np.ones(len(rows)), (rows, np.arange(len(rows)))), shape=shape)
    return table, np.full(len(at), question.rules.cap)
