"""The whole country's villages: taken in by the operator's own command, then searched."""

import csv
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.benchmarks import timing
from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale
from tests.benchmarks.throwaway import ROOT

VILLAGES = ROOT.parent / "shared" / "data" / "reference" / "national" / "indonesia_villages.parquet"
SHIPPED = ROOT / "data" / "districts" / "15.03" / "areas.csv"
ABSENT = "the national list of villages (../shared/data/reference/national) is not here."
MOST_SECONDS, MOST_MEGABYTES, MOST_MILLISECONDS = 60, 500, 20
SEARCHES = {Scale.FULL: 400, Scale.TINY: 10}
A_MEGABYTE = 1_000_000
KILOBYTES_OR_BYTES = 1 if sys.platform == "darwin" else 1024


def measure(scale: Scale) -> Report:
    table = SHIPPED if scale == Scale.TINY else national_table()
    if table is None:
        return Report(not_run=ABSENT)
    with table.open(newline="", encoding="utf-8") as lines:
        names = [row["name"] for row in csv.DictReader(lines) if row["code"].count(".") == 3]
    tangguh("migrate")
    seconds, megabytes = tangguh(
        "places", "import-areas", str(table), "--source", "Kemendagri", "--as-of", "2025-06-01"
    )
    built, waited, worked = search_times(names, SEARCHES[scale])
    return Report(
        rows=(
            Row(f"import of {len(names):,} villages", seconds, "s", MOST_SECONDS),
            Row("its memory at most", megabytes, "MB", MOST_MEGABYTES),
            Row("search, p95", timing.percentile(waited, 95), "ms", MOST_MILLISECONDS),
            Row("search, p50", timing.percentile(waited, 50), "ms"),
            Row("search, p95 of processor time", timing.percentile(worked, 95), "ms"),
            Row("first search: the index is built", built, "ms"),
        ),
        notes=(
            "The import is `tangguh places import-areas` in a process of its own, from start to "
            f"end. {SEARCHES[scale]} searches: whole names, names with two letters swapped, first "
            "letters, and two words, in turn.",
        ),
    )


def national_table() -> Path | None:
    """The national list as the command wants it, written by a process whose memory is not counted."""
    if not VILLAGES.exists():
        return None
    table = Path(os.environ["TANGGUH_HOME"]).parent / "areas.csv"
    subprocess.run([sys.executable, "-m", "tests.benchmarks.national", str(table)], check=True)
    return table


def tangguh(*arguments: str) -> tuple[float, float]:
    """Seconds and megabytes (at most) of one command of the operator's."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "tangguh.cli", *arguments], stdout=subprocess.DEVNULL
    ) as running:
        _pid, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, arguments)
    return time.perf_counter() - begun, megabytes(used)


def megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss * KILOBYTES_OR_BYTES / A_MEGABYTE


def search_times(names: Sequence[str], count: int) -> tuple[float, list[float], list[float]]:
    """Milliseconds of the first search, then of the others by both clocks."""
    import django

    django.setup()
    from tangguh.domains.places import selectors as places

    step = max(1, len(names) // count)
    asked = [typed(name, n) for n, name in enumerate(names[::step][:count])]
    built = timing.milliseconds(partial(places.search, "Sepintun"))
    deeds: list[Callable[[], object]] = [partial(places.search, text) for text in asked]
    return built, timing.times(deeds), timing.times(deeds, timing.busy_milliseconds)


def typed(name: str, number: int) -> str:
    """A name as people type it: whole, misspelt, begun, or with its first word twice."""
    if number % 4 == 1 and len(name) > 3:
        return name[:2] + name[3] + name[2] + name[4:]
    if number % 4 == 2:
        return name[:4]
    if number % 4 == 3:
        return f"Desa {name}"
    return name


# ── In a process of its own ──────────────────────────────────────────────────────────────────


def write_table(table: Path) -> None:
    """Every area by code: the provinces, regencies and districts that the villages name, and these."""
    from pyarrow import parquet

    rows = parquet.read_table(VILLAGES).to_pylist()
    with table.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(("code", "name", "area_km2", "lon", "lat"))
        for level in ("province", "regency", "district"):
            out.writerows(
                sorted({(row[f"{level}_code"], row[f"{level}_name"], "", "", "") for row in rows})
            )
        out.writerows(map(village_row, rows))


def village_row(row: dict[str, object]) -> Iterator[object]:
    for column in ("code", "name", "area_km2", "lng", "lat"):
        yield "" if row[column] is None else row[column]


BENCHMARK = Benchmark("national", "Villages of the whole country", measure)

if __name__ == "__main__":
    write_table(Path(sys.argv[1]))
