"""How long something takes, and the figure below which most of its times lie."""

import gc
import math
import time
from collections.abc import Callable, Iterable, Sequence


def milliseconds(deed: Callable[[], object]) -> float:
    """By the clock on the wall: what a reader waits."""
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1000


def busy_milliseconds(deed: Callable[[], object]) -> float:
    """By this process's own work: what does not depend on who else uses the machine."""
    begun = time.process_time()
    deed()
    return (time.process_time() - begun) * 1000


def times(
    deeds: Iterable[Callable[[], object]],
    clock: Callable[[Callable[[], object]], float] = milliseconds,
) -> list[float]:
    """How many milliseconds each took, in order, after one collection of what lies about.

    One deed alone is a trial, not a measurement: nothing is collected for it.
    """
    all_deeds = list(deeds)
    if len(all_deeds) > 1:
        gc.collect()
    return [clock(deed) for deed in all_deeds]


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest of the values that so many percent of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
