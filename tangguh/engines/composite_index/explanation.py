"""Why a unit has its score, and what one step more needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from tangguh.engines.composite_index.model import Definition, Indicator, Status
from tangguh.engines.composite_index.scoring import Scorecard, score


@dataclass(frozen=True)
class Raise:
    """One indicator brought from its score to a higher one, and what the index gains in parts."""

    indicator: Indicator
    score: int
    to: int
    gain: int


@dataclass(frozen=True)
class NextStep:
    """What the next better status needs.

    `alone`: indicators each of which would be enough by itself, the smallest rise first.
    `together`: a way with the fewest indicators, the largest gain first; empty if there is none.
    Only what a programme can change is counted.
    """

    status: Status
    needed: int
    alone: tuple[Raise, ...]
    together: tuple[Raise, ...]


@dataclass(frozen=True)
class Explanation:
    """One unit's scorecard, every point that it lacks, and the way to the next status."""

    card: Scorecard
    gaps: tuple[Raise, ...]
    next_step: NextStep | None


def explain(definition: Definition, scores: Mapping[str, int | None]) -> Explanation:
    card = score(definition, scores)
    lacking = gaps(definition, scores)
    return Explanation(card, lacking, next_step(definition, card, lacking))


def gaps(definition: Definition, scores: Mapping[str, int | None]) -> tuple[Raise, ...]:
    """What each indicator could still bring, the largest gain first."""
    found = [
        _rise(definition, indicator, now, indicator.most)
        for indicator in definition.indicators
        if (now := scores.get(indicator.code)) is not None and now < indicator.most
    ]
    return tuple(sorted(found, key=lambda gap: -gap.gain))


def next_step(
    definition: Definition, card: Scorecard, lacking: tuple[Raise, ...]
) -> NextStep | None:
    """None for a unit in the best status, with a missing score, or by an unsettled definition."""
    if card.index is None or card.status is None:
        return None
    index = card.index
    better = [status for status in definition.statuses if status.least > index]
    if not better:
        return None
    needed = better[-1].least - index
    able = [gap for gap in lacking if gap.indicator.actionable]
    alone = [_least_rise(definition, gap, needed) for gap in able if gap.gain >= needed]
    return NextStep(
        status=better[-1],
        needed=needed,
        alone=tuple(sorted(alone, key=lambda rise: (rise.gain, rise.indicator.code))),
        together=_fewest(definition, able, needed),
    )


def _fewest(definition: Definition, able: list[Raise], needed: int) -> tuple[Raise, ...]:
    """Largest gains first reach any goal with the fewest indicators."""
    taken: list[Raise] = []
    for gap in able:
        if gap.gain >= needed:
            return (*taken, _least_rise(definition, gap, needed))
        taken.append(gap)
        needed -= gap.gain
    return ()


def _least_rise(definition: Definition, gap: Raise, needed: int) -> Raise:
    """The lowest score of its rules with which an indicator gains what is needed."""
    point = definition.points[gap.indicator.code]
    levels = (*gap.indicator.scores, gap.to)
    to = min(level for level in levels if (level - gap.score) * point >= needed)
    return _rise(definition, gap.indicator, gap.score, to)


def _rise(definition: Definition, indicator: Indicator, now: int, to: int) -> Raise:
    return Raise(indicator, now, to, (to - now) * definition.points[indicator.code])
