import click


@click.group()
def audit() -> None:
    """Look after the trail of who did what."""


@audit.command()
def verify() -> None:
    """Follow the chain from its first entry to its head; name the first broken link."""
    from django.utils.translation import gettext as _

    from tangguh.domains.audit import selectors

    if broken := selectors.first_broken_link():
        click.echo(
            _("Entry %(number)d: %(reason)s.") % {"number": broken.number, "reason": broken.reason}
        )
        raise SystemExit(1)
    head = selectors.head()
    click.echo(
        _("%(number)d entries, unbroken. Head: %(hash)s")
        % {"number": head.number, "hash": head.hash}
    )
