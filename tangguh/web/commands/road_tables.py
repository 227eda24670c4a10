"""`tangguh atlas roads export`: the district's own rows as the three tables of `tangguh evacuate`."""

from pathlib import Path

import click


@click.command("export")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the tables.",
)
@click.option(
    "--places",
    default=200,
    show_default=True,
    type=click.IntRange(1),
    help="Places assumed in each facility: none is recorded yet.",
)
@click.option(
    "--scenario",
    "hazard",
    default="",
    help="Close what this hazard closes, by the maps of zones in use: flood, flash_flood, "
    "landslide, fire.",
)
@click.option(
    "--not-valid",
    "even_not_valid",
    is_flag=True,
    help="Use maps too for which no office answers; tell it with every figure.",
)
@click.option(
    "--district", "code", default="", help="Official code; the home district when left out."
)
def export(out: Path, places: int, hazard: str, even_not_valid: bool, code: str) -> None:
    """Write roads.csv, households.csv and shelters.csv for tangguh evacuate plan.

    Closed roads are in it with open 0, and with --scenario those that the hazard closes; what it slows
    takes longer. Households are those whose place was agreed to; each stands
    at its nearest junction, without a name. Shelters are halls, schools, places of worship and
    fields with a position. Example: tangguh atlas roads export --out TABLES --scenario flood
    """
    from tangguh.domains.atlas.commands import district
    from tangguh.domains.places.selectors import now
    from tangguh.errors import Problem
    from tangguh.web.road_tables import scenario_of, tables

    try:
        scenario = scenario_of(district(code), hazard, even_not_valid=even_not_valid)
        found = tables(district(code), places=places, now=now(), scenario=scenario)
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    from tangguh.integrations.plain_tables import write

    out.mkdir(parents=True, exist_ok=True)
    for name, (head, rows) in found.items():
        write(out / f"{name}.csv", head, rows)
        click.echo(f"{name}.csv: {len(rows)}")
