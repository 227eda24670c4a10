"""`tangguh …`: each room's commands under one name."""

import os

import click

from tangguh.domains.accounts.commands import accounts
from tangguh.domains.audit.commands import audit
from tangguh.domains.evidence.commands import evidence
from tangguh.domains.places.commands import places
from tangguh.web.commands.backup import backup, restore
from tangguh.web.commands.demo import demo
from tangguh.web.commands.district import district
from tangguh.web.commands.messages import messages
from tangguh.web.commands.serve import serve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tangguh.config.settings")


@click.group()
@click.version_option(package_name="tangguh")
def main() -> None:
    """Run the district's work from a terminal."""
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


for command in (
    accounts,
    audit,
    backup,
    demo,
    district,
    evidence,
    messages,
    places,
    restore,
    serve,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
