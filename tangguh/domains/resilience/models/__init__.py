from tangguh.domains.resilience.models._scores import (
    IndicatorEvidence,
    IndicatorScore,
    Release,
    Score,
)

__all__ = [
    "IndicatorEvidence",
    "IndicatorScore",
    "Release",
    "Score",
]
