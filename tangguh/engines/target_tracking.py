"""Whether a number is on its way to its target: exact, and silent where nothing can be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import pairwise


class Track(Enum):
    """Where a number stands on the way to its target."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A value on a day: the baseline, or a target at the end of its period."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Tracking:
    """The judgement, the target that it is made against, and what the straight way asks for."""

    track: Track
    target: Milestone | None = None
    expected: Fraction | None = None


def next_target(targets: Sequence[Milestone], on: date) -> Milestone | None:
    """The target that counts on a day: the first that is still to come, else the last one of all."""
    ahead = [target for target in targets if target.on >= on]
    if ahead:
        return min(ahead, key=lambda target: target.on)
    return max(targets, key=lambda target: target.on, default=None)


def track(
    value: Decimal | None,
    on: date,
    *,
    baseline: Milestone | None,
    targets: Sequence[Milestone],
    lower_is_better: bool,
) -> Tracking:
    """Judge a value that was true on a day.

    A target that is met is reached, also before its day. Otherwise the way from the baseline
    through the targets is taken as straight between them: a value is on track if it is at least as
    good as that way on its day. A target whose day is over and that is not met is behind. Before the first
    target nothing can be said without a baseline.
    """
    target = next_target(targets, on)
    if value is None or target is None:
        return Tracking(Track.UNKNOWN, target)
    expected = expected_on(on, _way(baseline, targets))
    if _as_good(Fraction(value), Fraction(target.value), lower_is_better):
        return Tracking(Track.REACHED, target, expected)
    if on >= target.on:
        return Tracking(Track.BEHIND, target, expected)
    if expected is None:
        return Tracking(Track.UNKNOWN, target)
    is_on_track = _as_good(Fraction(value), expected, lower_is_better)
    return Tracking(Track.ON_TRACK if is_on_track else Track.BEHIND, target, expected)


def expected_on(on: date, way: Sequence[Milestone]) -> Fraction | None:
    """The value that a straight way through its milestones has on a day; None outside of it."""
    for start, end in pairwise(way):
        if start.on <= on <= end.on and start.on < end.on:
            gone = Fraction((on - start.on).days, (end.on - start.on).days)
            return Fraction(start.value) + gone * (Fraction(end.value) - Fraction(start.value))
    return None


def _way(baseline: Milestone | None, targets: Sequence[Milestone]) -> list[Milestone]:
    ordered = sorted(targets, key=lambda target: target.on)
    return [baseline, *ordered] if baseline else ordered


def _as_good(value: Fraction, wanted: Fraction, lower_is_better: bool) -> bool:  # noqa: FBT001
    return value <= wanted if lower_is_better else value >= wanted
