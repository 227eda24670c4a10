"""Four districts planned from files, by one worker and by two: seconds of the whole command."""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tangguh.engines.evacuation import Case
from tangguh.engines.evacuation.tables import HOUSEHOLDS, ROADS, SHELTERS
from tangguh.integrations.plain_tables import write
from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale
from tests.benchmarks.province import province
from tests.benchmarks.throwaway import ROOT

DISTRICTS, RUNS = 4, 1
SMALLER = {Scale.FULL: 1.0, Scale.TINY: 0.01}
MOST_SHARE = 1 / 1.7  # of the seconds of one worker
NOTES = (
    "The nets are drawn by the benchmark itself, as those of tests/benchmarks/province.py: four of "
    "about the size of one district, no two alike. Each is read from CSV, planned, checked and "
    "written. Two workers are processes of Dask.",
    "Seconds by the clock for the whole command, the start of the processes included; one and two "
    "workers in turn, once each, after a run that compiles the loops. "
    "Seconds of the processor are what the cores work, however many others ask for them: where others "
    "do, the share by the clock says how the cores were divided and not what Dask gains.",
)


class Spent(NamedTuple):
    """Seconds by the clock, and of the processor."""

    clock: float
    processor: float


def measure(scale: Scale) -> Report:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        households = [write_district(folder / "in" / f"{n}", n, scale) for n in range(DISTRICTS)]
        write_district(folder / "small" / "0", 0, Scale.TINY)
        planned(folder / "small", folder / "compiled", 2)
        runs = RUNS if scale is Scale.FULL else 1
        timed = [
            [planned(folder / "in", folder / f"{workers}", workers) for workers in (1, 2)]
            for _ in range(runs)
        ]
        differ = written(folder / "1") != written(folder / "2")
    one, two = (Spent(*map(min, zip(*spent, strict=True))) for spent in zip(*timed, strict=True))
    what = f"{DISTRICTS} districts, {sum(households):,} households"
    return Report(
        (
            Row(f"{what}: one worker", one.clock, "s"),
            Row("two workers", two.clock, "s"),
            Row(
                "two workers, as a share of one worker's time",
                two.clock / one.clock,
                "",
                MOST_SHARE,
            ),
            Row("one worker: by the processor", one.processor, "s"),
            Row("two workers: by the processor, both together", two.processor, "s"),
            Row("the plans of one worker and of two differ", float(differ), "times", 0),
        ),
        notes=NOTES,
    )


def planned(folder: Path, out: Path, workers: int) -> Spent:
    """What the whole command has taken, with all its processes."""
    words = ["evacuate", "districts", str(folder), "--out", str(out), "--workers", str(workers)]
    before, begun = used(), time.perf_counter()
    subprocess.run([sys.executable, "-m", "tangguh.cli", *words], cwd=ROOT, check=True)
    return Spent(time.perf_counter() - begun, used() - before)


def used() -> float:
    """Seconds of the processor that programs started from here have used and ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def write_district(folder: Path, number: int, scale: Scale) -> int:
    """The tables of a district a little smaller than the one before; how many households."""
    share = SMALLER[scale] * (1 - 0.02 * number)
    households = int(75_000 * share)
    case = province(int(275 * share**0.5), households, max(4, int(112 * share)))
    folder.mkdir(parents=True)
    write(folder / "roads.csv", ROADS, roads_of(case))
    touched = {*case.roads.tail.tolist(), *case.roads.head.tolist()}
    homes = zip(case.households.node.tolist(), case.households.persons.tolist(), strict=True)
    at_road = ((node if node in touched else "", persons) for node, persons in homes)
    write(folder / "households.csv", HOUSEHOLDS, ((f"h{n}", *h, 0) for n, h in enumerate(at_road)))
    goals = zip(case.shelters.node.tolist(), case.shelters.places.tolist(), strict=True)
    reached = ((f"s{n}", *goal) for n, goal in enumerate(goals) if goal[0] in touched)
    write(folder / "shelters.csv", SHELTERS, reached)
    return households


def roads_of(case: Case) -> Iterator[tuple[object, ...]]:
    roads = case.roads
    columns = (roads.tail, roads.head, roads.seconds, roads.per_second, roads.is_open)
    links = zip(*(column.tolist() for column in columns), strict=True)
    for number, (tail, head, seconds, rate, is_open) in enumerate(links):
        yield f"r{number}", tail, head, "", seconds, rate, int(is_open)


def written(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


BENCHMARK = Benchmark(
    "districts",
    "Evacuations of several districts at once",
    measure,
    on_databases=False,
    everyday=False,
)
