"""How firm each result is: count again with ballots drawn anew from those that were handed in."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from tangguh.engines.allocation.allocate import allocate
from tangguh.engines.allocation.model import Election
from tangguh.engines.allocation.rules import Rule


@dataclass(frozen=True, slots=True)
class Robustness:
    """In which share of the draws each project was funded; the seed repeats them all."""

    seed: int
    draws: int
    funded: dict[str, Fraction]

    def toss_ups(self, low: Fraction, high: Fraction) -> tuple[str, ...]:
        """Projects whose funding hangs on who happened to vote."""
        return tuple(p for p, share in self.funded.items() if low < share < high)


def robustness(election: Election, rule: Rule, *, seed: int, draws: int) -> Robustness:
    """Draw as many ballots as there are, with repetition, and count; `draws` times over."""
    funded: Counter[str] = Counter()
    for number in range(draws):
        funded.update(allocate(drawn(election, seed, number), rule).winners)
    shares = {p.id: Fraction(funded[p.id], max(draws, 1)) for p in election.projects}
    return Robustness(seed, draws, shares)


def drawn(election: Election, seed: int, number: int) -> Election:
    """The election with its ballots drawn anew.

    The raw bits of PCG64 are taken, which no version of numpy may change; what a remainder of 64
    bits prefers is less than a draw in a billion.
    """
    chance = np.random.default_rng((seed, number)).bit_generator
    bits = chance.random_raw(election.voters)
    ends = np.cumsum([ballot.times for ballot in election.ballots])
    places = np.searchsorted(ends, bits % np.uint64(max(election.voters, 1)), side="right")
    times = np.bincount(places, minlength=len(election.ballots))
    ballots = tuple(
        ballot._replace(times=int(n))
        for ballot, n in zip(election.ballots, times, strict=True)
        if n
    )
    return Election(election.budget, election.projects, ballots, election.units)
