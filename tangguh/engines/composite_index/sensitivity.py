"""Which of our choices moves the result: first-order indices (Saltelli 2010)."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Model = Callable[[Numbers], Numbers]


def first_order(model: Model, factors: int, size: int, seed: int) -> Numbers:
    """The share of the result's variance that each factor explains by itself.

    `model` takes a table of numbers from 0 to 1, a row a run and a column a factor, and answers
    with one number a run. It is run `size` times (factors + 2). The shares add up to 1 where no
    factors act together, and to less where they do.
    """
    noise = np.random.default_rng(seed)
    one, other = noise.random((size, factors)), noise.random((size, factors))
    of_one, of_other = model(one), model(other)
    spread = float(np.var(np.concatenate([of_one, of_other])))
    if spread == 0:
        return np.zeros(factors)
    shares = []
    for factor in range(factors):
        mixed = one.copy()
        mixed[:, factor] = other[:, factor]
        shares.append(float(np.mean(of_other * (model(mixed) - of_one))) / spread)
    return np.array(shares)


def rank_shift(scores: Numbers, official: Numbers) -> float:
    """By how many ranks units move on average: the handbook's measure of a choice."""
    moved = np.argsort(np.argsort(-scores)) - np.argsort(np.argsort(-official))
    return float(np.abs(moved).mean())
