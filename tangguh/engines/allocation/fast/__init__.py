"""The same count as the reference, fast: enclosed between whole numbers, exact where that is not enough.

numba takes a quarter of a second and sixty megabytes. The first count loads it, and not every
command that knows of counts: so these doors import as they are opened.
"""

from collections.abc import Mapping
from fractions import Fraction

from tangguh.engines.allocation.model import Count, Election
from tangguh.engines.allocation.rules import Rule


def equal_shares_fast(election: Election, rule: Rule) -> tuple[int, Count]:
    """The step that counts, and its purchases: equal to the reference, always."""
    from tangguh.engines.allocation.fast import search

    return search.equal_shares_fast(election, rule)


def count_fast(election: Election, rule: Rule, step: int) -> Count:
    """The purchases at one step: equal to the reference, always."""
    from tangguh.engines.allocation.fast import search

    return search.count_fast(election, rule, step)


def money_of_losers(
    election: Election, rule: Rule, count: Count
) -> Mapping[str, tuple[Fraction, Mapping[str, int]]]:
    """For each eligible project not bought, what its voters have left and what they paid for which.

    Payments are in whole units of money; what is below half a unit is not told.
    """
    from tangguh.engines.allocation.fast import exact

    return exact.money_of_losers(election, rule, count)
