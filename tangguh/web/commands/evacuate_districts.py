"""`tangguh evacuate districts`: many folders of tables, a plan for each."""

from pathlib import Path
from typing import Any

import click

from tangguh.web.commands.evacuate import FOLDER, rules, wake_django, with_effort, with_rules


@click.command("districts")
@click.argument(
    "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--out", required=True, type=FOLDER, help="The folder for the plans; not in DIR.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="How many districts at a time; more than one needs Dask.",
)
@with_rules
@with_effort
def districts(folder: Path, out: Path, workers: int, **options: Any) -> None:
    """Plan every district in DIR, check each plan, and write it into a folder of its own.

    In DIR each district is a folder with roads, households, shelters and, where there are any,
    zones: files with these names, in any kind that plan reads. What is wrong with one is told
    with its name; the others are planned, and the command answers 1. The plans are the same
    whatever the number of workers.

    \b
    OUT/NAME/...     the files of tangguh evacuate plan, for each district
    districts.csv    district,clearance_s,bound_s,gap,persons_routed,persons_no_dry_route,
                     persons_no_place,doubts,problem; doubts are in its summary.json

    \b
    Example:
    tangguh evacuate example KABUPATEN/sarolangun
    tangguh evacuate example KABUPATEN/merangin
    tangguh evacuate districts KABUPATEN --out PLANS
    """
    from tangguh.engines.evacuation import Effort
    from tangguh.errors import Problem
    from tangguh.web.evacuation_districts import Wish, as_text, plan_districts

    effort = Effort(options["gap"], options["rounds"])
    wish = Wish(rules(options), effort, options["ending"])
    try:
        found = plan_districts(folder, out, wish, workers)
    except Problem as problem:
        wake_django()
        raise click.ClickException(str(problem.message)) from None
    click.echo(as_text(found))
    without = [one for one in found if one.problem]
    for one in without:
        click.echo(f"{one.name}: {one.problem}", err=True)
    if without:
        raise SystemExit(1)
