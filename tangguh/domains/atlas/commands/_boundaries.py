from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tangguh.domains.atlas.selectors import Section
    from tangguh.domains.places.models import Area

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LAYER = "The layer that holds the villages, where the file has several."
COLUMN = "The column of the official codes, where its name is unusual."


@click.group()
def boundaries() -> None:
    """Official boundaries of the villages."""


@boundaries.command()
@click.argument("file", type=FILE)
@click.option(
    "--district", "code", default="", help="Official code; the home district when left out."
)
@click.option("--layer", default="", help=LAYER)
@click.option("--column", default="", help=COLUMN)
def check(file: Path, code: str, layer: str, column: str) -> None:
    """Tell what is wrong with a FILE of boundaries; store nothing.

    GeoPackage, GeoJSON, or a Shapefile with all its parts in one .zip. It ends with 1 where the
    file would be refused. Example: tangguh boundaries check desa.gpkg
    """
    from django.utils.translation import gettext as _

    from tangguh.domains.atlas import services
    from tangguh.errors import Problem

    at = district(code)
    try:
        report = services.check_boundaries(district=at, file=file, layer=layer, column=column)
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    tell(at, services.as_json(report))
    if not report.can_be_imported:
        raise click.ClickException(_("This file would be refused. Mend what is marked with !."))
    click.echo(_("This file can be taken."))


@boundaries.command("import")
@click.argument("file", type=FILE)
@click.option("--source", required=True, help="Who publishes them, with the number and year.")
@click.option("--as-of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Their date.")
@click.option("--by", default="", help="Sign-in name of the person in whose name you act.")
@click.option(
    "--district", "code", default="", help="Official code; the home district when left out."
)
@click.option("--layer", default="", help=LAYER)
@click.option("--column", default="", help=COLUMN)
def import_(  # noqa: PLR0913 its options
    *, file: Path, source: str, as_of: datetime, by: str, code: str, layer: str, column: str
) -> None:
    """Take the boundaries of a FILE in use, all of them or none.

    Without --by the trail says that the system did it. Example: tangguh boundaries import
    desa.gpkg --source "BIG, edition 2025" --as-of 2025-06-01
    """
    from django.utils.translation import gettext as _

    from tangguh.domains.accounts.commands import user
    from tangguh.domains.atlas import services
    from tangguh.domains.atlas.errors import BoundariesRefused
    from tangguh.domains.places import selectors as places
    from tangguh.errors import Problem

    at = district(code)
    said = {"source": source, "as_of": as_of.date(), "layer": layer, "column": column}
    what: dict[str, Any] = {"district": at, "file": file, "now": places.now()} | said
    try:
        if by:
            imported = services.import_boundaries(by=user(by), **what)
        else:
            imported = services.load_boundaries(**what)
    except BoundariesRefused as refused:
        tell(at, refused.details["report"])
        raise click.ClickException(refused.message) from None
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    tell(at, imported.report)
    count = imported.boundaries.count()
    click.echo(
        _("%(count)d outlines are in use for %(area)s (%(code)s).")
        % {"count": count, "area": at.name, "code": at.code}
    )


def district(code: str) -> "Area":
    """The district with an official code, or the one that is served here."""
    from tangguh.domains.accounts.commands import area
    from tangguh.domains.places import selectors as places

    home = places.home_district()
    if code:
        found: Area = area(code)
        return found
    if home is None:
        raise click.ClickException("No district is served yet. First: tangguh district add 15.03")
    return home.area


def tell(at: "Area", report: Any) -> None:
    """The report as text: what stands in the way is marked with an exclamation mark."""
    from tangguh.domains.atlas import selectors

    echo(selectors.sections(report, selectors.names_of_villages(at)))


def echo(sections: "Iterable[Section]") -> None:
    for section in sections:
        mark = "!" if section.stops else "-"
        click.echo(f"{mark} {section.heading}. {section.advice}")
        for line in lines(section):
            click.echo(f"    {line}")


def lines(section: "Section") -> list[str]:
    from django.utils.translation import gettext as _

    told = []
    for line in section.lines:
        row = _("row %(rows)s") % {"rows": line.rows} if line.rows else ""
        told.append("  ".join(part for part in (row, line.code, line.name, line.says) if part))
    if section.more:
        told.append(_("and %(count)d more") % {"count": section.more})
    return told


HAZARDS = click.Choice(["flood", "flash_flood", "landslide", "fire", "drought"])
CLASS = click.Choice(["high", "medium", "low"])
