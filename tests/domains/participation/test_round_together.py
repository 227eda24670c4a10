from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tangguh.domains.participation.services._together import Together


def test_what_arrives_during_a_write_is_written_at_once_afterwards():
    batches: list[list[int]] = []
    begun, go_on = Event(), Event()

    def write(items: Sequence[int]) -> list[int]:
        batches.append(list(items))
        if len(batches) == 1:
            begun.set()
            go_on.wait(10)
        return [item * 10 for item in items]

    together: Together[int, int] = Together(write)
    with ThreadPoolExecutor(6) as callers:
        first = callers.submit(together.put, 1)
        begun.wait(10)
        others = [callers.submit(together.put, item) for item in range(2, 6)]
        while len(together._queue) < 4:
            pass
        go_on.set()

        assert first.result(10) == 10
        assert [other.result(10) for other in others] == [20, 30, 40, 50]
    assert [sorted(batch) for batch in batches] == [[1], [2, 3, 4, 5]]


def test_a_failed_write_is_told_to_each_and_the_next_one_is_made():
    answers = iter([OSError("disk full"), None])

    def write(items: Sequence[int]) -> list[int]:
        if failure := next(answers):
            raise failure
        return list(items)

    together: Together[int, int] = Together(write)

    with pytest.raises(OSError, match="disk full"):
        together.put(1)
    assert together.put(2) == 2
