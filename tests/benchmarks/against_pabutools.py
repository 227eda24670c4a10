"""The same elections counted by pabutools and by us, on the same machine in the same minutes.

PABUTOOLS_PYTHON names a Python that has pabutools (it is no part of this environment):

    python3 -m venv SOMEWHERE && SOMEWHERE/bin/pip install pabutools
    PABUTOOLS_PYTHON=SOMEWHERE/bin/python ./run bench pabutools

Each of two processes has pabutools count an election, and then counts it itself, while the other
does the same: so both meet the same load. Reading the file is in neither time. Whatever pabutools
does not finish within a minute of work is left out. All 155 take about half an hour.
"""

import json
import multiprocessing
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale
from tests.benchmarks.elections import ABSENT, largest_first, warm_up

SECONDS_FOR_ONE = 60
LEAST_RATIO = 1000
NO_PABUTOOLS = "PABUTOOLS_PYTHON names no Python that has pabutools."
WHAT_IS_MEASURED = (
    "Counting alone; reading is in neither time. Two processes at a time, each of which has "
    "pabutools count an election and then counts it itself: both meet the same load."
)


@dataclass(frozen=True)
class Compared:
    """Seconds of work of pabutools and of us for one election, and whether the winners differ."""

    theirs: float
    ours: float
    differs: bool


def measure(scale: Scale) -> Report:
    python = os.environ.get("PABUTOOLS_PYTHON")
    paths = largest_first()[-3 if scale == Scale.TINY else 0 :]
    if not python or not paths:
        return Report(not_run=NO_PABUTOOLS if paths else ABSENT)
    jobs = [(python, path) for path in paths]
    with multiprocessing.get_context("spawn").Pool(2, initializer=warm_up) as pool:
        answers = pool.starmap(compare, jobs, chunksize=1)
    compared = [answer for answer in answers if answer]
    return Report(rows=rows(compared, version(python)), notes=(WHAT_IS_MEASURED,))


def rows(compared: list[Compared], their_version: str) -> tuple[Row, ...]:
    theirs, ours = (sum(getattr(c, who) for c in compared) for who in ("theirs", "ours"))
    differ = sum(c.differs for c in compared)
    what = f"{len(compared)} elections that {their_version} finishes in {SECONDS_FOR_ONE} s"
    return (
        Row(f"other winners than pabutools in {what}", differ, "", 0.5),
        Row("pabutools on these", theirs, "s of work"),
        Row(
            f"ours on these, {theirs / ours:,.0f} times less",
            ours,
            "s of work",
            theirs / LEAST_RATIO,
        ),
    )


def compare(python: str, path: Path) -> Compared | None:
    """None where pabutools needs more than its minute."""
    from tangguh.engines.allocation import PROFILES, Election
    from tangguh.engines.allocation.fast import equal_shares_fast
    from tangguh.integrations.pabulib import read_pb

    script = Path(__file__).with_name("pabutools_count.py")
    command = [python, str(script), str(path), str(SECONDS_FOR_ONE)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode < 0:  # ended by the system
        return None
    done.check_returncode()
    told = json.loads(done.stdout)
    election = Election.of(read_pb(path.read_bytes()).approvals())
    begun = time.process_time()
    _step, count = equal_shares_fast(election, PROFILES["pabutools"])
    ours = time.process_time() - begun
    return Compared(told["seconds"], ours, sorted(count.winners) != sorted(told["winners"]))


def version(python: str) -> str:
    ask = "from importlib.metadata import version; print('pabutools', version('pabutools'))"
    done = subprocess.run([python, "-c", ask], capture_output=True, check=True, text=True)
    return done.stdout.strip()


BENCHMARK = Benchmark(
    "pabutools", "Votes beside pabutools", measure, on_databases=False, everyday=False
)
