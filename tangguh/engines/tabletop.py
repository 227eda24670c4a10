"""A wave practised at a table: what happens minute by minute, and who must be told of it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of the script: how far into the wave, how bad it is then, whom to tell, what to do."""

    percent: int  # of the time to the peak
    level: int  # 1 is the worst
    told: tuple[str, ...]  # offices
    happens: str
    deed: str


@dataclass(frozen=True, slots=True)
class Step:
    """A cue at its minute."""

    number: int
    minute: int
    cue: Cue

    @property
    def clock(self) -> str:
        """Hours and minutes since the first sign, as +01.20."""
        return f"+{self.minute // 60:02}.{self.minute % 60:02}"


def steps(script: Sequence[Cue], *, minutes_to_peak: int) -> tuple[Step, ...]:
    """The script at the pace of one wave, in order; a faster wave leaves less time for each deed."""
    ordered = sorted(script, key=lambda cue: cue.percent)
    return tuple(
        Step(number, minutes_to_peak * cue.percent // 100, cue)
        for number, cue in enumerate(ordered, start=1)
    )
