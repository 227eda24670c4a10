"""What was counted from the rows of all rooms is counted anew after every deed, and not more often.

Every deed adds a line to the audit trail, so the hash at its head tells whether anything moved.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from tangguh.domains.audit import selectors as audit

MOST = 400
Counted = TypeVar("Counted")
_counted: dict[tuple[Any, ...], Any] = {}


def counted_once(head: str, asked: tuple[Any, ...], count: Callable[[], Counted]) -> Counted:
    """What was asked, counted under this head of the trail. Before the first deed nothing is kept."""
    if head == audit.GENESIS:
        return count()
    key = (head, *asked)
    if key not in _counted:
        if len(_counted) >= MOST:
            _counted.clear()
        _counted[key] = count()
    found: Counted = _counted[key]
    return found
