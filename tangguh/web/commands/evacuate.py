"""`tangguh evacuate`: plan an evacuation on plain files, without a district or a database."""

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tangguh.engines.evacuation import Rules
    from tangguh.web.evacuation_tables import Given

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

Command = Callable[..., None]


@click.group()
def evacuate() -> None:
    """Who goes where by which road before it floods, with proof of how good the plan is.

    \b
    ROADS       id,from_node,to_node,length_m,travel_time_s,capacity_pps,open
                one row for each direction; persons a second; open is 1 or 0.
                May be there: mode (road, foot or boat), bridge (1 or 0), and
                lines, which zones need; each leads from from_node to to_node
    HOUSEHOLDS  id,node,persons,vulnerable; node is empty where there is no road
    SHELTERS    id,node,places; a host family is a shelter too
    ZONES       areas, with or without columns: id,class,depth_m
    CSV, Parquet, GeoPackage or GeoJSON. In CSV and Parquet a column geometry
    holds the shapes (WKT, WKB); no other table needs any. A file of several
    layers is asked for the one called roads, households, shelters or zones.

    \b
    tangguh evacuate example CONTOH
    tangguh evacuate plan --roads CONTOH/roads.csv --households CONTOH/households.csv
      --shelters CONTOH/shelters.csv --zones CONTOH/zones.geojson --out PLAN
    """


def together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one, in the order in which they are told."""

    def added(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return added


with_rules = together(
    click.option("--close-class", multiple=True, help="Only zones of this class; may be repeated."),
    click.option(
        "--closed-from",
        type=click.FloatRange(0),
        default=0.3,
        show_default=True,
        help="Metres of depth_m from which on a zone closes.",
    ),
    click.option("--close-bridges", is_flag=True, help="Zones close bridges too."),
    click.option("--without", multiple=True, help="A mode that cannot be used, such as boat."),
)
with_effort = together(
    click.option(
        "--gap",
        type=click.FloatRange(0),
        default=0.032,
        show_default=True,
        help="Be content within this share above the bound.",
    ),
    click.option(
        "--rounds",
        type=click.IntRange(0, 1000),
        default=6,
        show_default=True,
        help="How often to try again for an earlier end.",
    ),
    click.option(
        "--format",
        "ending",
        type=click.Choice(["csv", "parquet"]),
        default="csv",
        show_default=True,
        help="How the tables of the plan are written.",
    ),
)


def with_tables(command: Command) -> Command:
    """The tables; what is wrong with them is told, not traced."""

    @click.option("--roads", required=True, type=FILE, help="The table of roads.")
    @click.option("--households", required=True, type=FILE, help="The table of households.")
    @click.option("--shelters", required=True, type=FILE, help="The table of shelters.")
    @click.option("--zones", type=FILE, help="Areas that close the roads inside; boats go on.")
    @with_rules
    @wraps(command)
    def told(**options: Any) -> None:
        from tangguh.errors import Problem

        try:
            command(read(options), **options)
        except Problem as problem:
            wake_django()
            raise click.ClickException(str(problem.message)) from None

    return told


def wake_django() -> None:
    """Only to find words in the reader's language."""
    import django

    django.setup()


def read(options: dict[str, Any]) -> "Given":
    """The case; what is doubtful in it is told beside the answer. Takes its own options out."""
    from tangguh.web.evacuation_faults import doubted
    from tangguh.web.evacuation_tables import Files, given

    files = Files(*(options.pop(name) for name in ("roads", "households", "shelters", "zones")))
    found = given(files, rules(options))
    if found.doubts:
        wake_django()
    for doubt in found.doubts:
        click.echo(doubted(doubt.code, doubt.ids), err=True)
    return found


def rules(options: dict[str, Any]) -> "Rules":
    """What closes a road. Takes its own options out."""
    from tangguh.engines.evacuation import Rules

    names = ("close_class", "closed_from", "close_bridges", "without")
    return Rules(*(options.pop(name) for name in names))


@evacuate.command("plan")
@with_tables
@click.option("--out", required=True, type=FOLDER, help="The folder for the plan.")
@with_effort
def plan_(given: "Given", out: Path, gap: float, rounds: int, ending: str) -> None:
    """Write assignment.csv, routes.csv and summary.json.

    They say who goes where by which road, when, and how near that is to what no plan can beat.

    \b
    assignment.csv  household,outcome,shelter,leave_s,arrive_s; outcome is routed,
                    no_dry_route or no_place; arrive_s is when the last person is safe
    routes.csv      household,step,edge
    left_out.csv    household,persons,outcome,why; why is no_road_at_home,
                    no_shelter_in_reach, one_ways_lead_away or shelters_are_full
    closed.csv      edge,zone: the roads that zones close
    summary.json    clearance_s, bound_s, gap, persons by outcome and mode,
                    what is doubtful in the tables, certificate

    \b
    Example:
    tangguh evacuate example CONTOH
    tangguh evacuate plan --roads CONTOH/roads.csv --households CONTOH/households.csv
      --shelters CONTOH/shelters.csv --zones CONTOH/zones.geojson --out PLAN
    """
    from tangguh.engines.evacuation import Effort, plan
    from tangguh.web.evacuation_plan import write_plan

    found = plan(given.named.case, Effort(gap, rounds))
    told = write_plan(given, found, out, ending)
    shown = {key: value for key, value in told.items() if key != "certificate"}
    click.echo(json.dumps(shown, indent=1))


@evacuate.command("bound")
@with_tables
def bound_(given: "Given") -> None:
    """Print the time that no plan can beat, with the cut that proves it, as JSON.

    \b
    bound_s      seconds until the last of these persons is safe, for any plan
    persons      those who have a dry route and a place
    certificate  people_of_nodes, full_shelters, near_side: see the manual

    \b
    Example:
    tangguh evacuate example CONTOH
    tangguh evacuate bound --roads CONTOH/roads.csv --households CONTOH/households.csv
      --shelters CONTOH/shelters.csv
    """
    from tangguh.engines.evacuation import bound_only, certificate

    proof, routed = bound_only(given.named.case)
    told = {
        "bound_s": proof.seconds if proof else 0.0,
        "persons": int(given.named.case.households.persons[routed].sum()),
        "certificate": certificate(given.named, proof),
    }
    click.echo(json.dumps(told, indent=1))


@evacuate.command("check")
@click.argument(
    "folder", metavar="PLAN", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@with_tables
def check_(given: "Given", folder: Path) -> None:
    """Look up every rule again, with code that shares nothing with the planner; fails on a fault.

    It reads the files that plan has written into PLAN, with the same tables and zones.

    \b
    Example:
    tangguh evacuate example CONTOH
    tangguh evacuate plan --roads CONTOH/roads.csv --households CONTOH/households.csv
      --shelters CONTOH/shelters.csv --out PLAN
    tangguh evacuate check PLAN --roads CONTOH/roads.csv
      --households CONTOH/households.csv --shelters CONTOH/shelters.csv
    """
    from tangguh.engines.evacuation import faults
    from tangguh.web.evacuation_plan import written_plan

    found = faults(given.named.case, *written_plan(given.named, folder))
    for fault in found:
        click.echo(f"{fault.rule}: {', '.join(str(number) for number in fault.where)}")
    if found:
        raise SystemExit(1)
    wake_django()
    from django.utils.translation import gettext

    click.echo(gettext("Accepted."))


@evacuate.command("study")
@click.argument(
    "folder", metavar="PLAN", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@with_tables
@click.option("--stock", type=FILE, help="A table of food: node,person_days.")
@click.option(
    "--late",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    help="Minutes within which half are ready to leave.",
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Chooses who is late and who hurries."
)
def study_(given: "Given", folder: Path, stock: Path | None, late: float, seed: int) -> None:
    """Print what else can be asked of a plan, as JSON; the plan is checked first.

    \b
    safe_by               at ten moments: persons safe, and the most that any plan could have
    hours                 seconds until half, 95 %, 99 % and all are safe
    late_start            the same when people get ready late
    half_leave_at_once    the same when half do not wait for their hour
    roads_that_hurt_most  edges without which so many persons reach no shelter
    roads_that_hold_up    edges that let so many through: unless one gets wider, no plan is faster
    roads_to_reopen       closed edges that would give so many a dry route
    shelters_to_open      nodes where a shelter would help so many
    pockets               who is cut off together; days for which the stock lasts

    \b
    Example:
    tangguh evacuate example CONTOH
    tangguh evacuate plan --roads CONTOH/roads.csv --households CONTOH/households.csv
      --shelters CONTOH/shelters.csv --zones CONTOH/zones.geojson --out PLAN
    tangguh evacuate study PLAN --roads CONTOH/roads.csv
      --households CONTOH/households.csv --shelters CONTOH/shelters.csv
      --zones CONTOH/zones.geojson --stock CONTOH/stock.csv
    """
    from tangguh.engines.evacuation import Plan
    from tangguh.web.evacuation_plan import written_plan, written_shortages
    from tangguh.web.evacuation_study import Doubtful, study

    outcomes, routes, safe, proof = written_plan(given.named, folder)
    shortages = written_shortages(given.named, folder)
    found = Plan(outcomes, routes, safe, proof, shortages, ())
    click.echo(json.dumps(study(given.named, found, stock, Doubtful(late * 60, seed)), indent=1))


@evacuate.command("example")
@click.argument("folder", metavar="FOLDER", type=FOLDER)
def example_(folder: Path) -> None:
    """Write a small example into FOLDER: roads, households, shelters, a zone under water, food.

    \b
    Example:
    tangguh evacuate example CONTOH
    """
    from tangguh.web.evacuation_example import TABLES

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    click.echo("\n".join(str(folder / name) for name in TABLES))
