"""A million households planned at once, bound, queues and check included: seconds and memory."""

import json
import resource
import subprocess
import sys
import time

from tangguh.engines.evacuation import faults, plan
from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale
from tests.benchmarks.evacuation import KILOBYTES_OR_BYTES
from tests.benchmarks.province import province
from tests.benchmarks.throwaway import ROOT
from tests.engines.evacuation.cases import random_case

MOST_SECONDS, MOST_MEGABYTES = 120, 3000
SMALLER = {Scale.FULL: 1.0, Scale.TINY: 0.002}
NOTES = (
    "The net is drawn by the benchmark itself and the same on every machine: see "
    "tests/benchmarks/province.py. It is one connected piece, which the planner divides into regions.",
    "Seconds of the processor are what one core works: on a machine that others use as well the "
    "clock says more. Loops are compiled before.",
)


def measure(scale: Scale) -> Report:
    """In a process where nothing else has used memory yet."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.evacuation_province", scale.value],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    what = f"{told['households']:,} households, {told['nodes']:,} nodes"
    return Report(
        (
            Row(
                f"{what}: plan, bound and queues, by the processor", told["cpu"], "s", MOST_SECONDS
            ),
            Row("the same by the clock", told["clock"], "s", MOST_SECONDS),
            Row("most memory, the check included", told["megabytes"], "MB", MOST_MEGABYTES),
            Row("last person safe, above the proven bound", told["gap"] * 100, "%"),
            Row("rules broken", told["faults"], "rules", 0),
            Row("the independent check, by the processor", told["check"], "s"),
        ),
        notes=NOTES,
    )


def one(scale: Scale) -> dict[str, float]:
    share = SMALLER[scale]
    case = province(int(975 * share**0.5), int(1e6 * share), max(4, int(1500 * share)))
    for seed in range(20):
        plan(random_case(seed))  # compiles
    clock, begun = time.perf_counter(), time.process_time()
    found = plan(case)
    clock, cpu = time.perf_counter() - clock, time.process_time() - begun
    wrong = faults(case, found.outcomes, found.routes, found.safe, found.proof)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1.024 / KILOBYTES_OR_BYTES / 1000
    return {
        "households": len(case.households.node),
        "nodes": case.roads.nodes,
        "clock": clock,
        "cpu": cpu,
        "check": time.process_time() - begun - cpu,
        "megabytes": peak,
        "gap": found.gap,
        "faults": len(wrong),
    }


BENCHMARK = Benchmark(
    "province",
    "An evacuation of a million households",
    measure,
    on_databases=False,
    everyday=False,
)

if __name__ == "__main__":
    print(json.dumps(one(Scale(sys.argv[1]))))
