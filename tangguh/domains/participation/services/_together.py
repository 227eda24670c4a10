from collections.abc import Callable, Sequence
from threading import Event, Lock
from typing import Generic, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Waiting(Generic[Item, Outcome]):
    """One item on its way, and what became of it."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.outcome: Outcome | Exception | None = None
        self.called = Event()  # because it is written, or because it is its turn to write

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
        self._lock = Lock()
        self._is_written = False

    def put(self, item: Item) -> Outcome:
        """Write an item, alone or with those that wait, and return what became of it."""
        waiting: Waiting[Item, Outcome] = Waiting(item)
        with self._lock:
            self._queue.append(waiting)
            if not self._is_written:
                self._is_written = True
                waiting.called.set()
        waiting.called.wait()
        if waiting.outcome is None:
            self._write_all()
        return waiting.answer()

    def _write_all(self) -> None:
        """Write all that wait, call them, and leave the next writing to the first who came since."""
        with self._lock:
            batch, self._queue = self._queue, []
        outcomes: Sequence[Outcome | Exception] = [InterruptedError()] * len(batch)
        try:
            outcomes = self._write([waiting.item for waiting in batch])
        except Exception as failure:  # noqa: BLE001  (each of them is told, and raises it)
            outcomes = [failure] * len(batch)
        finally:
            self._call(batch, outcomes)

    def _call(
        self,
        batch: Sequence[Waiting[Item, Outcome]],
        outcomes: Sequence[Outcome | Exception],
    ) -> None:
        with self._lock:
            self._is_written = bool(self._queue)
            if self._queue:
                self._queue[0].called.set()
        for waiting, outcome in zip(batch, outcomes, strict=True):
            waiting.outcome = outcome
            waiting.called.set()
