"""`tangguh evacuate`: plan an evacuation on plain files, without a district or a database."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tangguh.engines.evacuation import Named, Plan, Proof, Routes

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

Command = Callable[..., None]


@click.group()
def evacuate() -> None:
    """Who goes where by which road before it floods, with proof of how good the plan is.

    \b
    ROADS       id,from_node,to_node,length_m,travel_time_s,capacity_pps,open
                one row for each direction; persons a second; open is 1 or 0
    HOUSEHOLDS  id,node,persons,vulnerable
    SHELTERS    id,node,places; a host family is a shelter too
    CSV, or the columns of a GeoPackage or GeoJSON.
    tangguh evacuate plan --roads R.csv --households H.csv --shelters S.csv --out PLAN
    tangguh evacuate bound --roads R.csv --households H.csv --shelters S.csv
    tangguh evacuate check PLAN --roads R.csv --households H.csv --shelters S.csv
    """


def with_tables(command: Command) -> Command:
    """The three tables; what is wrong with them is told, not traced."""

    @click.option("--roads", required=True, type=FILE, help="The table of roads.")
    @click.option("--households", required=True, type=FILE, help="The table of households.")
    @click.option("--shelters", required=True, type=FILE, help="The table of shelters.")
    @wraps(command)
    def told(roads: Path, households: Path, shelters: Path, **options: Any) -> None:
        from tangguh.errors import Problem

        try:
            command(read(roads, households, shelters), **options)
        except Problem as problem:
            wake_django()
            raise click.ClickException(str(problem.message)) from None

    return told


def wake_django() -> None:
    """Only to find words in the reader's language."""
    import django

    django.setup()


def read(roads: Path, households: Path, shelters: Path) -> "Named":
    from tangguh.engines.evacuation import InvalidCase, case_of
    from tangguh.integrations.plain_tables import UnreadableTable, rows
    from tangguh.web.evacuation_faults import refused

    try:
        return case_of(rows(roads), rows(households), rows(shelters))
    except (InvalidCase, UnreadableTable) as fault:
        raise refused(fault.code, **fault.params) from None


@evacuate.command("plan")
@with_tables
@click.option("--out", required=True, type=FOLDER, help="The folder for the plan.")
@click.option(
    "--gap",
    type=click.FloatRange(0),
    default=0.045,
    show_default=True,
    help="Be content within this share above the bound.",
)
@click.option(
    "--rounds",
    type=click.IntRange(0, 1000),
    default=6,
    show_default=True,
    help="How often to try again for an earlier end.",
)
def plan_(named: "Named", out: Path, gap: float, rounds: int) -> None:
    """Write assignment.csv, routes.csv and summary.json.

    \b
    assignment.csv  household,outcome,shelter,leave_s,arrive_s; outcome is routed,
                    no_dry_route or no_place; arrive_s is when the last person is safe
    routes.csv      household,step,edge
    summary.json    clearance_s, bound_s, gap, persons by outcome, certificate

    Example: tangguh evacuate plan --roads R.csv --households H.csv --shelters S.csv --out PLAN
    """
    from tangguh.engines.evacuation import Effort, plan

    found = plan(named.case, Effort(gap, rounds))
    out.mkdir(parents=True, exist_ok=True)
    write(out / "assignment.csv", ASSIGNMENT, assignment(named, found))
    write(out / "routes.csv", ROUTES, steps(named, found.routes))
    told = summary(named, found)
    (out / "summary.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    shown = {key: value for key, value in told.items() if key != "certificate"}
    click.echo(json.dumps(shown, indent=1))


@evacuate.command("bound")
@with_tables
def bound_(named: "Named") -> None:
    """Print the time that no plan can beat, with the cut that proves it, as JSON.

    Example: tangguh evacuate bound --roads R.csv --households H.csv --shelters S.csv
    """
    from tangguh.engines.evacuation import bound_only

    proof, routed = bound_only(named.case)
    told = {
        "bound_s": proof.seconds if proof else 0.0,
        "persons": int(named.case.households.persons[routed].sum()),
        "certificate": certificate(named, proof),
    }
    click.echo(json.dumps(told, indent=1))


@evacuate.command("check")
@click.argument(
    "folder", metavar="PLAN", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@with_tables
def check_(named: "Named", folder: Path) -> None:
    """Look up every rule again, with code that shares nothing with the planner; fails on a fault.

    Example: tangguh evacuate check PLAN --roads R.csv --households H.csv --shelters S.csv
    """
    from tangguh.engines.evacuation import faults

    found = faults(named.case, *written_plan(named, folder))
    for fault in found:
        click.echo(f"{fault.rule}: {', '.join(str(number) for number in fault.where)}")
    if found:
        raise SystemExit(1)
    wake_django()
    from django.utils.translation import gettext

    click.echo(gettext("Accepted."))


# ── The files of a plan ──────────────────────────────────────────────────────────────────────

ASSIGNMENT = ("household", "outcome", "shelter", "leave_s", "arrive_s")
ROUTES = ("household", "step", "edge")


def assignment(named: "Named", plan: "Plan") -> Iterable[Sequence[object]]:
    for number, (name, outcome) in enumerate(zip(named.households, plan.outcomes, strict=True)):
        shelter = int(plan.routes.shelter[number])
        if shelter < 0:
            yield name, outcome.value, "", "", ""
            continue
        leave, safe = float(plan.routes.leave[number]), float(plan.safe[number])
        yield name, outcome.value, named.shelters[shelter], repr(leave), repr(safe)


def steps(named: "Named", routes: "Routes") -> Iterable[Sequence[object]]:
    first, links = routes.first.tolist(), routes.links.tolist()
    for number, name in enumerate(named.households):
        for step, link in enumerate(links[first[number] : first[number + 1]], 1):
            yield name, step, named.links[link]


def summary(named: "Named", plan: "Plan") -> dict[str, Any]:
    persons = dict.fromkeys(("routed", "no_dry_route", "no_place"), 0)
    for outcome, count in zip(plan.outcomes, named.case.households.persons.tolist(), strict=True):
        persons[outcome.value] += count
    return {
        "clearance_s": plan.clearance_s,
        "bound_s": plan.bound_s,
        "gap": plan.gap,
        **{f"persons_{outcome}": count for outcome, count in persons.items()},
        "shortages": [
            {
                "persons": short.persons,
                "places": short.places,
                "nodes": [named.nodes[n] for n in short.nodes],
                "shelters": [named.shelters[n] for n in short.shelters],
            }
            for short in plan.shortages
        ],
        "certificate": certificate(named, plan.proof),
    }


def certificate(named: "Named", proof: "Proof | None") -> dict[str, Any] | None:
    if proof is None:
        return None
    return {
        "seconds": proof.seconds,
        "people_of_nodes": [named.nodes[n] for n in proof.start],
        "full_shelters": [named.shelters[n] for n in proof.full],
        "near_side": [named.nodes[n] for n in proof.near],
    }


def written_plan(named: "Named", folder: Path) -> tuple[Any, ...]:
    """Outcomes, routes, hours and proof as the files of a plan hold them."""
    from tangguh.integrations.plain_tables import UnreadableTable, rows
    from tangguh.web.evacuation_faults import refused
    from tangguh.web.evacuation_plan import parsed

    try:
        lines, ways = rows(folder / "assignment.csv"), rows(folder / "routes.csv")
        told = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        return parsed(named, lines, ways, told["certificate"])
    except (UnreadableTable, OSError, KeyError, ValueError) as problem:
        raise refused("no_plan", path=folder, why=repr(problem)) from None


def write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
