"""`tangguh …`: each room's commands under one name."""

import os

import click

from tangguh.domains.accounts.commands import accounts
from tangguh.domains.atlas.commands import atlas, boundaries, roads, zones
from tangguh.domains.audit.commands import audit
from tangguh.domains.emergencies.commands import emergencies
from tangguh.domains.evidence.commands import evidence
from tangguh.domains.participation.commands import allocate
from tangguh.domains.places.commands import places
from tangguh.domains.residents.commands import residents
from tangguh.domains.resilience.commands import index, portfolio
from tangguh.web.commands.backup import backup, restore
from tangguh.web.commands.demo import demo
from tangguh.web.commands.district import district
from tangguh.web.commands.evacuate import evacuate
from tangguh.web.commands.evacuate_districts import districts
from tangguh.web.commands.messages import messages
from tangguh.web.commands.road_tables import export
from tangguh.web.commands.serve import serve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tangguh.config.settings")


WITHOUT_DISTRICT = {
    "allocate",
    "evacuate",
    "index",
    "portfolio",
}  # these read a file: no database, and no second of waiting for it


@click.group()
@click.version_option(package_name="tangguh")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Run the district's work from a terminal."""
    if ctx.invoked_subcommand in WITHOUT_DISTRICT:
        return
    if ctx.invoked_subcommand == "serve":
        os.environ["TANGGUH_COLLECTED"] = "1"  # its settings are read with the first of all

    import django

    django.setup()


@main.command()
def migrate() -> None:
    """Bring the database to this release's shape."""
    from django.core.management import CommandError, call_command

    try:
        call_command("migrate", verbosity=0, interactive=False, skip_checks=False)
    except CommandError as problem:
        raise click.ClickException(str(problem)) from None


roads.add_command(export)
evacuate.add_command(districts)
for command in (
    accounts,
    allocate,
    atlas,
    audit,
    emergencies,
    backup,
    boundaries,
    demo,
    district,
    evacuate,
    evidence,
    index,
    messages,
    places,
    portfolio,
    residents,
    restore,
    serve,
    zones,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
