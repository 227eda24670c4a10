"""Real votes on a budget: the same winners as other software, and how long all of them take."""

import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.benchmarks import timing
from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale, Table
from tests.benchmarks.elections import ABSENT, FOLDER, largest_first, warm_up
from tests.benchmarks.throwaway import ROOT

NAMES = {  # of the profiles in the list of winners
    "pabulib-checker": "pabulib_checker",
    "equalshares.net": "equalshares_net",
    "pabutools": "pabutools",
}
MOST_SECONDS, MOST_FOR_ONE, MOST_FOR_A_ROUND = 3, 1, 2
THOUSAND = 1000
BALLOTS = {Scale.FULL: 100_000, Scale.TINY: 500}
PROJECTS = {Scale.FULL: 300, Scale.TINY: 20}
DEAREST_TOLD = 8
WHAT_IS_MEASURED = (
    "A count: the ballots as columns, the search for the step, and all purchases of it in "
    "fractions. It is made for each of the three profiles. The loops were compiled before; "
    "the time to load them is in the figures for 2 cores alone. The round is counted with its "
    "certificate, what each project was missing, who has how much, and who was passed over."
)


@dataclass(frozen=True)
class Counted:
    """One election under one profile: whether it agrees, and the seconds of work it took."""

    name: str
    profile: str
    agrees: bool
    parsing: float
    counting: float


def measure(scale: Scale) -> Report:
    first = compiling(scale)
    round_ = large_round(scale)
    if not FOLDER.exists():
        return Report(rows=(round_, *first), notes=(f"Without real votes: {ABSENT}",))
    paths = largest_first()[-3 if scale == Scale.TINY else 0 :]
    counted = [found for profile in NAMES for found in in_one_process(paths, profile)]
    slowest = sorted(counted, key=lambda found: -found.counting)[:DEAREST_TOLD]
    differ = [found for found in counted if not found.agrees]
    rows = (
        Row(f"other winners or steps in {len(counted)} counts", len(differ), "", 0.5),
        *(row for profile in NAMES for row in on_two_cores(paths, profile)),
        Row("the slowest election", slowest[0].counting, "s of work", MOST_FOR_ONE),
        Row("reading all", work(counted, "parsing"), "s of work"),
        Row("counting all once", work(counted, "counting"), "s of work"),
        round_,
        *first,
    )
    lines = tuple((f.name, f.profile, f"{f.counting:.2f}") for f in slowest)
    table = Table(("slowest", "profile", "s of work"), lines)
    return Report(rows=rows, table=table, notes=(WHAT_IS_MEASURED,))


def work(counted: list[Counted], what: str) -> float:
    """Seconds for all elections under one profile, on average over the profiles."""
    total: float = sum(getattr(found, what) for found in counted)
    return total / len(NAMES)


def in_one_process(paths: list[Path], profile: str) -> Iterator[Counted]:
    from tangguh.engines.allocation import PROFILES, Election
    from tangguh.engines.allocation.fast import equal_shares_fast
    from tangguh.integrations.pabulib import read_pb

    winners: dict[str, Any] = json.loads((FOLDER / "winners.json").read_text(encoding="utf-8"))
    warm_up()
    for path in paths:
        begun = time.process_time()
        election = Election.of(read_pb(path.read_bytes()).approvals())
        read = time.process_time()
        step, count = equal_shares_fast(election, PROFILES[profile])
        done = time.process_time()
        known = winners[path.name]
        agrees = sorted(count.winners) == sorted(known[NAMES[profile]])
        agrees = agrees and step == known["steps"][NAMES[profile]]
        yield Counted(path.stem, profile, agrees, read - begun, done - read)


def on_two_cores(paths: list[Path], profile: str) -> Iterator[Row]:
    """By the clock, two fresh processes that share the elections, the largest first."""
    begun, worked = time.perf_counter(), work_of_children()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for _ in pool.imap_unordered(count_one, [(path, profile) for path in paths]):
            pass
    seconds = time.perf_counter() - begun
    what = f"{len(paths)} elections as {profile}, 2 cores, start and reading included"
    yield Row(what, seconds, "s", MOST_SECONDS)
    yield Row("work of both processes together", work_of_children() - worked, "s of work")


def work_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def count_one(job: tuple[Path, str]) -> int:
    from tangguh.engines.allocation import PROFILES, Election, allocate
    from tangguh.integrations.pabulib import read_pb

    path, profile = job
    election = Election.of(read_pb(path.read_bytes()).approvals())
    return len(allocate(election, PROFILES[profile]).winners)


def compiling(scale: Scale) -> tuple[Row, ...]:
    """The first count on a machine, which compiles the loops, in a process of its own."""
    if scale == Scale.TINY:
        return ()
    with tempfile.TemporaryDirectory(prefix="tangguh-bench-") as empty:
        begun = time.perf_counter()
        first = "from tests.benchmarks.elections import warm_up; warm_up()"
        environment = {**os.environ, "NUMBA_CACHE_DIR": empty}
        subprocess.run([sys.executable, "-c", first], check=True, cwd=ROOT, env=environment)
        seconds = time.perf_counter() - begun
    return (Row("the very first count on a machine, all loops compiled", seconds, "s"),)


def large_round(scale: Scale) -> Row:
    """A made-up round, counted and explained: winners, certificate, what was missing, fairness."""
    from tangguh.engines import allocation

    ballots, projects = BALLOTS[scale], PROJECTS[scale]
    election = made_up(ballots, projects)
    rule = replace(allocation.PROFILES["equalshares.net"], increment=THOUSAND)

    def count_and_explain() -> None:
        result = allocation.allocate(election, rule)
        allocation.certificate(election, result)
        allocation.missing(election, result)
        allocation.satisfied(election, result.winners)
        allocation.passed_over(election, result.winners)

    warm_up()
    seconds = timing.busy_milliseconds(count_and_explain) / 1000
    what = f"{ballots:,} ballots, {projects} projects, steps of Rp 1,000, counted and explained"
    return Row(what, seconds, "s of work", MOST_FOR_A_ROUND)


def made_up(voters: int, projects: int) -> Any:
    """Villages vote mostly for their own projects; a few projects are known everywhere."""
    from tangguh.engines.allocation import Ballot, Election, Project

    chance = random.Random(20261124)  # noqa: S311 a benchmark's ballots
    ids = [f"p{number}" for number in range(projects)]
    costs = [chance.randint(10, 200) * 1_000_000 for _ in ids]
    ballots = []
    for _ in range(voters):
        village = chance.randrange(0, projects, 10)
        own = ids[village : village + 10]
        chosen = dict.fromkeys([*chance.sample(own, min(3, len(own))), *chance.sample(ids[:12], 2)])
        ballots.append(Ballot(tuple(chosen)))
    made = tuple(Project(id_, cost) for id_, cost in zip(ids, costs, strict=True))
    return Election(sum(costs) // 4, made, tuple(ballots))


BENCHMARK = Benchmark("allocation", "Votes on a budget", measure, on_databases=False)

if __name__ == "__main__":
    sys.exit("Run: ./run bench allocation")
