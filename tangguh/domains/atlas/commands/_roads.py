from datetime import datetime
from pathlib import Path
from typing import Any

import click

from tangguh.domains.atlas.commands._boundaries import FILE, district

LAYER = "The layer that holds the roads, where the file has several."
DISTRICT = "Official code; the home district when left out."


@click.group()
def atlas() -> None:
    """What lies where: roads."""


@atlas.group()
def roads() -> None:
    """The roads on which an evacuation is planned."""


@roads.command("check")
@click.argument("file", type=FILE)
@click.option("--district", "code", default="", help=DISTRICT)
@click.option("--layer", default="", help=LAYER)
def check_roads(file: Path, code: str, layer: str) -> None:
    """Tell what is wrong with a FILE of roads; store nothing.

    OpenStreetMap (.osm.pbf, .osm), or a register as CSV (from_lon,from_lat,to_lon,to_lat or wkt,
    and class), GeoPackage, GeoJSON, zipped Shapefile. It ends with 1 where the file would be
    refused. Example: tangguh atlas roads check sumatra.osm.pbf
    """
    from django.utils.translation import gettext as _

    from tangguh.domains.atlas import selectors, services
    from tangguh.errors import Problem

    try:
        report = services.check_roads(district=district(code), file=file, layer=layer)
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    tell_roads(report)
    if any(part.stops for part in selectors.road_sections(report)):
        raise click.ClickException(_("This file would be refused. Mend what is marked with !."))
    click.echo(_("This file can be taken."))


@roads.command("import")
@click.argument("file", type=FILE)
@click.option("--source", required=True, help="Who publishes them, with the number and year.")
@click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Their date.")
@click.option("--by", default="", help="Sign-in name of the person in whose name you act.")
@click.option("--district", "code", default="", help=DISTRICT)
@click.option("--layer", default="", help=LAYER)
def import_roads(
    *, file: Path, source: str, as_of: datetime, by: str, code: str, layer: str
) -> None:
    """Take the roads of a FILE in use; what was closed or drawn here is carried over.

    Without --by the trail says that the system did it. Example: tangguh atlas roads import
    sumatra.osm.pbf --source "OpenStreetMap, ODbL" --as-of 2026-11-01
    """
    from django.utils.translation import gettext as _

    from tangguh.domains.accounts.commands import user
    from tangguh.domains.atlas import services
    from tangguh.domains.atlas.errors import RoadsRefused
    from tangguh.domains.places import selectors as places
    from tangguh.errors import Problem

    said: dict[str, Any] = {"file": file, "source": source, "as_of": as_of.date(), "layer": layer}
    person = user(by) if by else None
    try:
        imported = services.load_roads(by=person, district=district(code), now=places.now(), **said)
    except RoadsRefused as refused:
        tell_roads(refused.details.get("report", {}))
        raise click.ClickException(refused.message) from None
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    tell_roads(imported.report)
    click.echo(_("%(count)d pieces of road are in use.") % {"count": imported.roads.count()})


def tell_roads(report: Any) -> None:
    """The report as text: what stands in the way is marked with an exclamation mark."""
    from tangguh.domains.atlas import selectors

    for section in selectors.road_sections(report):
        mark = "!" if section.stops else "-"
        click.echo(f"{mark} {section.heading}. {section.advice}")
        for line in section.lines:
            click.echo(f"    {line.ways}  {line.where}  {line.says}".rstrip())
