"""Draw a random sample that anybody can draw again with paper and sha256."""

from tangguh.engines.sampling.draw import (
    InvalidDraw,
    Replay,
    Sample,
    draw,
    fingerprint,
    replay,
    ticket,
)

__all__ = ["InvalidDraw", "Replay", "Sample", "draw", "fingerprint", "replay", "ticket"]
