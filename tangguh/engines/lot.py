"""A lot that anybody can draw again: the order follows from a seed that was written down before."""

import hashlib
from collections.abc import Iterable


def drawn(names: Iterable[str], seed: str) -> tuple[str, ...]:
    """The names in the order of the lot: by the SHA-256 of the seed, a slash, and the name."""
    return tuple(sorted(names, key=lambda name: (_ticket(seed, name), name)))


def _ticket(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed}/{name}".encode()).hexdigest()
