from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Waiting(Generic[Item, Outcome]):
    """One item on its way, and what became of it."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.outcome: Outcome | Exception | None = None

    def answer(self) -> Outcome:
        if isinstance(self.outcome, Exception):
            raise self.outcome
        if self.outcome is None:
            raise LookupError("Nobody wrote this item.")
        return self.outcome


class Together(Generic[Item, Outcome]):
    """Items that arrive while others are being written are written next, all at once.

    A disk confirms a few hundred transactions a second, however small. Under load each one
    carries all that wait, and everybody is answered only once it is on the disk.
    """

    def __init__(self, write: Callable[[Sequence[Item]], Sequence[Outcome | Exception]]) -> None:
        self._write = write
        self._queue: list[Waiting[Item, Outcome]] = []
        self._arriving = Lock()
        self._writing = Lock()

    def put(self, item: Item) -> Outcome:
        """Write an item, alone or with those that wait, and return what became of it."""
        waiting: Waiting[Item, Outcome] = Waiting(item)
        with self._arriving:
            self._queue.append(waiting)
        with self._writing:
            if waiting.outcome is None:
                self._write_all()
        return waiting.answer()

    def _write_all(self) -> None:
        with self._arriving:
            batch, self._queue = self._queue, []
        try:
            outcomes = self._write([waiting.item for waiting in batch])
        except Exception as failure:
            for waiting in batch:
                waiting.outcome = failure
            raise
        for waiting, outcome in zip(batch, outcomes, strict=True):
            waiting.outcome = outcome
