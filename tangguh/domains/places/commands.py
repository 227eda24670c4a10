from datetime import datetime
from pathlib import Path

import click


@click.group()
def places() -> None:
    """Areas: the official list of codes and names."""


@places.command("import-areas")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", required=True, help="Who publishes the list, with its number and year.")
@click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Its date.")
def import_areas(table: Path, source: str, as_of: datetime) -> None:
    """Take a CSV of areas: code, name and, where known, area_km2, lon, lat (degrees).

    Example: tangguh places import-areas areas.csv --source "Kepmendagri 300.2.2-2430/2025"
    --as-of 2025-06-01
    """
    from django.utils.translation import gettext as _

    from tangguh.domains.places import services
    from tangguh.domains.places.services import rows
    from tangguh.errors import Problem

    try:
        stored = services.load_areas(table=rows(table), source=source, as_of=as_of.date())
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    click.echo(_("%(number)d areas stored.") % {"number": stored})


@places.command()
@click.argument("name")
@click.option("--limit", default=10, help="How many to show at most.")
def search(name: str, limit: int) -> None:
    """Find areas by name, also where it is misspelt.

    Example: tangguh places search Spintun
    """
    from tangguh.domains.places import selectors

    for found in selectors.search(name, limit=limit):
        click.echo(f"{found.code}\t{found.name}\t{found.context}")
