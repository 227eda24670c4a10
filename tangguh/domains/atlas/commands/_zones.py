from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tangguh.domains.atlas.commands._boundaries import district, echo

if TYPE_CHECKING:
    from tangguh.domains.places.models import Area

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
HAZARDS = click.Choice(["flood", "flash_flood", "landslide", "fire", "drought"])
CLASS = click.Choice(["high", "medium", "low"])


@click.group()
def zones() -> None:
    """Hazard zones: where a flood or a landslide reaches."""


@zones.command("check")
@click.argument("file", type=FILE)
@click.option("--class", "level", type=CLASS, help="Of all rows, if the file says none.")
@click.option("--system", default="", help="Reference system, if the file says none: EPSG:32748.")
@click.option("--layer", default="", help="The layer that holds the zones, if there are several.")
def check_zones(file: Path, level: str | None, system: str, layer: str) -> None:
    """Tell what is wrong with a FILE of hazard zones; store nothing.

    GeoPackage, GeoJSON, or a Shapefile with all its parts in one .zip; one row a zone, its class
    (tinggi, sedang, rendah) in a column KELAS. It ends with 1 where the file would be refused.
    Example: tangguh zones check banjir.gpkg
    """
    from django.utils.translation import gettext as _

    from tangguh.domains.atlas import services
    from tangguh.errors import Problem

    at = district("")
    try:
        report = services.check_zones(
            district=at, file=file, layer=layer, system=system, level=level or ""
        )
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    tell_zones(at, services.zones_as_json(report))
    if not report.can_be_imported:
        raise click.ClickException(_("This file would be refused. Mend what is marked with !."))
    click.echo(_("This file can be taken."))


@zones.command("import")
@click.argument("file", type=FILE)
@click.option("--hazard", required=True, type=HAZARDS, help="What the zones are of.")
@click.option("--owner", default="", help="The office that answers for it.")
@click.option("--source", default="", help="The map or study, with its number and year.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The date of the map.")
@click.option("--modelled", is_flag=True, help="Computed by a model: shown as not valid.")
@click.option("--class", "level", type=CLASS, help="Of all rows, if the file says none.")
@click.option("--system", default="", help="Reference system, if the file says none: EPSG:32748.")
@click.option("--layer", default="", help="The layer that holds the zones, if there are several.")
@click.option("--by", default="", help="Sign-in name of the person in whose name you act.")
def import_zones(  # noqa: PLR0913 its options
    *, file: Path, hazard: str, owner: str, source: str, as_of: datetime | None, modelled: bool,
    level: str | None, system: str, layer: str, by: str,
) -> None:  # fmt: skip
    """Take the hazard zones of a FILE in use, all of them or none.

    An earlier map of the same hazard by the same office makes way and is kept. Without an owner, a
    source and a date the zones are shown as not valid. Without --by the trail says that the system
    did it. Example: tangguh zones import banjir.gpkg --hazard flood --owner BPBD --source
    "Peta rawan banjir 2025" --as-of 2025-06-01
    """
    from django.utils.translation import gettext as _

    from tangguh.domains.accounts.commands import user
    from tangguh.domains.atlas import services
    from tangguh.domains.atlas.errors import ZonesRefused
    from tangguh.domains.places import selectors as places
    from tangguh.domains.places.models import Provenance
    from tangguh.errors import Problem

    at, day = district(""), as_of.date() if as_of else None
    firm = Provenance.MODELLED if modelled else Provenance.REAL
    try:
        imported = services.import_zones(
            by=user(by) if by else None,
            district=at,
            file=file,
            facts=services.MapFacts(hazard, owner, source, day, firm),
            chosen=services.Chosen(layer, system, level or ""),
            now=places.now(),
        )
    except ZonesRefused as refused:
        tell_zones(at, refused.details["report"])
        raise click.ClickException(refused.message) from None
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    tell_zones(at, imported.report)
    click.echo(_("%(count)d zones are in use.") % {"count": imported.zones.count()})


def tell_zones(at: "Area", report: Any) -> None:
    """The report on zones as text."""
    from tangguh.domains.atlas import selectors

    echo(selectors.zone_sections(report, selectors.names_of_villages(at)))
