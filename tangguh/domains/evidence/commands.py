import click


@click.group()
def evidence() -> None:
    """Look after the files that show what happened."""


@evidence.command()
def sweep() -> None:
    """Remove files that no evidence names, a day after they came."""
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from tangguh.domains.evidence import services

    removed = services.sweep(now=timezone.now())
    click.echo(_("Removed %(number)d files that no evidence names.") % {"number": removed})


@evidence.command()
def check() -> None:
    """Compare every kept file with the hash that its row tells; name those that differ."""
    from django.utils.translation import gettext as _

    from tangguh.domains.evidence import selectors

    faults = 0
    for fault in selectors.damaged_files():
        click.echo(fault)
        faults += 1
    if faults:
        raise SystemExit(1)
    click.echo(_("Every file is what its evidence says."))
