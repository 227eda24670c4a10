import click


@click.group()
def audit() -> None:
    """Look after the trail of who did what."""


@audit.command()
def verify() -> None:
    """Follow the chain from its first entry to its head; name the first broken link."""
    from tangguh.domains.audit import selectors

    if broken := selectors.first_broken_link():
        click.echo(f"Entry {broken.number}: {broken.reason}.")
        raise SystemExit(1)
    head = selectors.head()
    click.echo(f"{head.number} entries, unbroken. Head: {head.hash}")
