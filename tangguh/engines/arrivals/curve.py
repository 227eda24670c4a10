"""Counts at points and minutes, added up to how many were safe when."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Step:
    """So many were safe by the end of a minute, counted from the alarm."""

    minute: int
    safe: int


@dataclass(frozen=True, slots=True)
class Gap:
    """At a minute of the plan: how many it had foreseen, and how many there were."""

    minute: int
    planned: int
    safe: int

    @property
    def behind(self) -> int:
        """Below 0 where more were safe than planned."""
        return self.planned - self.safe


def curve(arrivals: Iterable[tuple[int, int]]) -> tuple[Step, ...]:
    """Minutes and people, in any order, as one rising curve; a minute is told once."""
    by_minute: Counter[int] = Counter()
    for minute, people in arrivals:
        by_minute[minute] += people
    minutes = sorted(by_minute)
    return tuple(map(Step, minutes, accumulate(by_minute[minute] for minute in minutes)))


def safe_at(steps: Sequence[Step], minute: int) -> int:
    """How many were safe by a minute."""
    return max((step.safe for step in steps if step.minute <= minute), default=0)


def minute_of(steps: Sequence[Step], *, expected: int, percent: int) -> int | None:
    """The first minute by which so many percent of those expected were safe; None if never.

    In whole people, rounded up: 90 % of 437 are 394, not 393.
    """
    if expected < 1:
        return None
    return next((s.minute for s in steps if s.safe * 100 >= expected * percent), None)


def gaps(steps: Sequence[Step], plan: Sequence[Step]) -> tuple[Gap, ...]:
    """At each minute of the plan, what it had foreseen and what happened."""
    return tuple(Gap(step.minute, step.safe, safe_at(steps, step.minute)) for step in plan)
