from pathlib import Path

import click


@click.group()
def district() -> None:
    """The districts that this installation serves."""


@district.command()
@click.argument("code")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where areas.csv and its neighbours lie; the shipped tables when left out.",
)
def add(code: str, folder: Path | None) -> None:
    """Serve a district: its areas, other names, prone areas, official scores, and a first map.

    Example: tangguh district add 15.03
    """
    from django.utils.translation import gettext as _

    from tangguh.errors import Problem
    from tangguh.web.districts import open_district

    try:
        opened = open_district(code, folder)
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    click.echo(_("%(area)s (%(code)s) is served.") % {"area": opened.area.name, "code": code})
