"""Everything that `./run test` does every day."""

import subprocess
import sys
import time

from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale
from tests.benchmarks.throwaway import ROOT, bare

MOST_SECONDS = 300
A_FEW = ("tests/engines/test_money.py", "-q", "-n", "0", "-p", "no:cacheprovider")


def measure(scale: Scale) -> Report:
    """A red suite has no figure: its time would be that of something else."""
    arguments = A_FEW if scale == Scale.TINY else ()
    environment = bare() | {"PYTHONUNBUFFERED": "1"}
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests", *arguments], check=False, cwd=ROOT, env=environment
    )
    seconds = time.monotonic() - begun
    if done.returncode:
        return Report(not_run="the suite is red; mend it first.")
    return Report(rows=(Row("`./run test`, everything", seconds, "s", MOST_SECONDS),))


BENCHMARK = Benchmark("suite", "The everyday suite", measure, on_databases=False, everyday=False)
