"""Measure, print the tables, and write them into docs/reference/benchmarks.md.

./run bench              everything but what is measured only by name
./run bench NAME …       these
./run bench --list       the names
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date

from tests.__main__ import LOCAL_POSTGRESQL, answers
from tests.benchmarks import writing
from tests.benchmarks.benchmark import Benchmark
from tests.benchmarks.registered import BENCHMARKS
from tests.benchmarks.throwaway import POSTGRESQL, SQLITE, measured


def main(names: list[str]) -> int:
    if names == ["--list"]:
        for benchmark in BENCHMARKS.values():
            by_name = "" if benchmark.everyday else " (only by its name)"
            print(f"{benchmark.name:<10} {benchmark.title}{by_name}")
        return 0
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.")
        return 2
    wanted = [BENCHMARKS[name] for name in names] or [
        benchmark for benchmark in BENCHMARKS.values() if benchmark.everyday
    ]
    runs = [
        run(benchmark, database, url) for benchmark in wanted for database, url in on(benchmark)
    ]
    return 0 if all(runs) else 1


def on(benchmark: Benchmark) -> Iterator[tuple[str, str]]:
    """The databases on which a benchmark is measured, each with the url of its server."""
    if not benchmark.on_databases:
        yield "", ""
        return
    yield SQLITE, ""
    url = os.environ.get("TANGGUH_TEST_DATABASE_URL") or LOCAL_POSTGRESQL
    if answers(url):
        yield POSTGRESQL, url
    else:
        print("No PostgreSQL answers here: its section of the page stays as it was.")


def run(benchmark: Benchmark, database: str, url: str) -> bool:
    """Measure one, show it and write it down; False where the benchmark itself broke."""
    print(f"\n── {writing.mark(benchmark, database)} ──", flush=True)
    try:
        found = measured(benchmark.name, database, url)
    except subprocess.CalledProcessError:
        print("It broke before its end; the page stays as it was.")
        return False
    section = writing.section(benchmark, database, found, date.today())  # noqa: DTZ011 the reader's
    print(section, flush=True)
    writing.write(benchmark, database, section)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
