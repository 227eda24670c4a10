"""Which counts of people may be published without pointing at one of them."""

from collections.abc import Iterable

SUPPRESSED_BELOW = 5


def safe_count(count: int) -> int | None:
    """The count if it may be published; None where it would point at too few people."""
    return None if 0 < count < SUPPRESSED_BELOW else count


def is_safe_split(counts: Iterable[int]) -> bool:
    """Whether a whole may be shown by its parts. One small part would be known from the others."""
    return all(safe_count(count) is not None for count in counts)


def safe_part(part: int, whole: int) -> int | None:
    """A part of a published whole; None where it or what is left would point at too few people."""
    return safe_count(part) if safe_count(whole - part) is not None else None
