"""The same elections counted by pabutools and by us, on the same machine in the same minutes.

PABUTOOLS_PYTHON names a Python that has pabutools (it is no part of this environment):

    python3 -m venv SOMEWHERE && SOMEWHERE/bin/pip install pabutools
    PABUTOOLS_PYTHON=SOMEWHERE/bin/python ./run bench allocation

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

from tests.benchmarks.benchmark import Row

SECONDS_FOR_ONE = 60
LEAST_RATIO = 1000
NO_PABUTOOLS = "Not compared with pabutools: PABUTOOLS_PYTHON names no Python that has it."


@dataclass(frozen=True)
class Compared:
    """Seconds of work of pabutools and of us for one election, and whether the winners differ."""

    theirs: float
    ours: float
    differs: bool


def rows(paths: list[Path]) -> tuple[Row, ...]:
    """Nothing where pabutools is not at hand."""
    python = os.environ.get("PABUTOOLS_PYTHON")
    if not python:
        return ()
    jobs = [(python, path) for path in paths]
    with multiprocessing.get_context("spawn").Pool(2, initializer=warm_up) as pool:
        answers = pool.starmap(compare, jobs, chunksize=1)
    compared = [answer for answer in answers if answer]
    theirs, ours = (sum(getattr(c, who) for c in compared) for who in ("theirs", "ours"))
    differ = sum(c.differs for c in compared)
    what = f"{len(compared)} elections that {version(python)} finishes in {SECONDS_FOR_ONE} s"
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


def warm_up() -> None:
    """Load all compiled loops: as with pabutools, the time of starting is not that of counting.

    The only project costs exactly what its voters own; so fractions must decide too.
    """
    from tangguh.engines.allocation import PROFILES, Ballot, Election, Project, allocate

    election = Election(100, (Project("a", 100),), (Ballot(("a",), (), 61),))
    allocate(election, PROFILES["pabutools"])


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
