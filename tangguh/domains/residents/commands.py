import click


@click.group()
def residents() -> None:
    """Households in the register."""


@residents.command("remove-expired")
def remove_expired() -> None:
    """Remove what is covered only by consents that have run out. Let it run every night."""
    from tangguh.domains.places import selectors as places
    from tangguh.domains.residents import services

    click.echo(services.remove_expired(on=places.today()))
