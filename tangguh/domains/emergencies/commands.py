import click


@click.group()
def emergencies() -> None:
    """Neighbours on call, drills and outreach."""


@emergencies.command("remove-expired")
def remove_expired() -> None:
    """Remove helpers and pairs whose yes has run out. Let it run every night."""
    from tangguh.domains.emergencies import services
    from tangguh.domains.places import selectors as places

    click.echo(services.remove_expired(on=places.today()))
