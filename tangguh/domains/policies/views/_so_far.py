from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tangguh.domains.policies.selectors import ProgrammeRow, Reading
from tangguh.engines.target_tracking import Track


@dataclass(frozen=True, slots=True)
class SoFar:
    """Where a policy stands, before anything is read in full. Money is integer rupiah."""

    indicators: int
    on_track: int
    behind: int
    unknown: int
    programmes: int
    budget: int
    spent: int
    broken: int


def so_far(
    readings: Sequence[Reading], programmes: Sequence[ProgrammeRow], *, broken: int
) -> SoFar:
    """Count what the page shows below."""
    tracks = Counter(reading.tracking.track for reading in readings)
    return SoFar(
        indicators=len(readings),
        on_track=tracks[Track.REACHED] + tracks[Track.ON_TRACK],
        behind=tracks[Track.BEHIND],
        unknown=tracks[Track.UNKNOWN],
        programmes=len(programmes),
        budget=sum(programme.budget for programme in programmes),
        spent=sum(programme.spent for programme in programmes),
        broken=broken,
    )
