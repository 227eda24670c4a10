"""Plans for several districts, one by one or side by side on Dask; each stands for itself."""

from collections.abc import Iterable, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tangguh.engines.evacuation import Effort, Rules, faults, plan
from tangguh.errors import Problem
from tangguh.integrations.plain_tables import KINDS, write
from tangguh.web.evacuation_faults import refused
from tangguh.web.evacuation_plan import write_plan
from tangguh.web.evacuation_tables import Files, given

TABLES = ("roads", "households", "shelters")
TOLD = (
    *("clearance_s", "bound_s", "gap"),
    *("persons_routed", "persons_no_dry_route", "persons_no_place"),
)
HEAD = ("district", *TOLD, "doubts", "problem")
DASK = "dask~=2026.8"  # as in pyproject.toml


@dataclass(frozen=True)
class Wish:
    """What holds for all districts: what closes a road, how long to try, which kind of tables."""

    rules: Rules
    effort: Effort
    ending: str


@dataclass(frozen=True)
class District:
    """What became of one: the figures of its plan, or the problem why it has none."""

    name: str
    told: dict[str, Any]
    problem: str = ""

    @property
    def line(self) -> tuple[object, ...]:
        doubts = len(self.told["doubts"]) if self.told else None
        return (self.name, *(self.told.get(key) for key in TOLD), doubts, self.problem or None)


def plan_districts(folder: Path, out: Path, wish: Wish, workers: int) -> list[District]:
    """Plan every folder in `folder`; write the plans and districts.csv into `out`.

    The answers are in the order of the names and the same for any number of workers.
    Raises a Refused where there is nothing to plan, no place for it, no Dask, or a worker was ended.
    """
    if out.resolve().is_relative_to(folder.resolve()):
        raise refused("plans_among_tables", path=folder, out=out)
    places = sorted(one for one in folder.iterdir() if one.is_dir() and one.name[0] != ".")
    if not places:
        raise refused("no_districts", path=folder)
    jobs = [(place, out / place.name, wish) for place in places]
    found = planned_on_dask(jobs, workers) if workers > 1 else [planned(*job) for job in jobs]
    out.mkdir(parents=True, exist_ok=True)
    write(out / "districts.csv", HEAD, (one.line for one in found))
    return found


def planned_on_dask(jobs: Sequence[tuple[Path, Path, Wish]], workers: int) -> list[District]:
    """Every district in whichever process is free: with more in a task, one would wait for it."""
    try:
        import dask
    except ImportError:
        raise refused("dask_is_missing", wanted=DASK) from None
    tasks = [dask.delayed(planned, pure=False)(*job) for job in jobs]
    try:
        return list(dask.compute(*tasks, scheduler="processes", num_workers=workers, chunksize=1))
    except BrokenProcessPool:
        raise refused("worker_ended", workers=workers) from None


def planned(folder: Path, out: Path, wish: Wish) -> District:
    """Plan one district; what is wrong with it is told in words and stops no other."""
    try:
        return District(folder.name, checked_plan(folder, out, wish))
    except Problem as problem:
        return District(folder.name, {}, in_words(problem))
    except OSError as problem:
        where = problem.filename or folder
        fault = refused("files_refuse", path=where, why=problem.strerror or problem)
        return District(folder.name, {}, in_words(fault))


def checked_plan(folder: Path, out: Path, wish: Wish) -> dict[str, Any]:
    """Written only where the independent check finds no fault; what its summary says."""
    known = given(files_in(folder), wish.rules)
    found = plan(known.named.case, wish.effort)
    broken = faults(known.named.case, found.outcomes, found.routes, found.safe, found.proof)
    if broken:
        raise refused("plan_breaks_rules", why=", ".join(fault.rule for fault in broken))
    return write_plan(known, found, out, wish.ending)


def files_in(folder: Path) -> Files:
    """The tables of one district by their names; zones may be missing."""
    roads, households, shelters = (table_in(folder, name) for name in TABLES)
    zones = table_in(folder, "zones") if tables_called(folder, "zones") else None
    return Files(roads, households, shelters, zones)


def table_in(folder: Path, name: str) -> Path:
    found = tables_called(folder, name)
    if not found:
        raise refused("no_table", path=folder, table=name)
    if len(found) > 1:
        there = ", ".join(path.name for path in found)
        raise refused("several_tables", path=folder, table=name, there=there)
    return found[0]


def tables_called(folder: Path, name: str) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.stem == name and p.suffix.lower() in KINDS)


def in_words(problem: Problem) -> str:
    """In the reader's language, also where another process reads it."""
    import django

    django.setup()
    return str(problem.message)


def as_text(found: Iterable[District]) -> str:
    """The figures of all districts, in columns."""
    lines = [HEAD[:-1], *(tuple(map(cell, one.line[:-1])) for one in found)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join([name.ljust(widths[0]), *map(str.rjust, cells, widths[1:])])
        for name, *cells in lines
    )


def cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:z.3f}" if isinstance(value, float) else str(value)
