import click


@click.group()
def messages() -> None:
    """The catalogue of Indonesian words; English is the language of the source."""


@messages.command("compile")
def compile_() -> None:
    """Make the catalogue ready for use, where it is newer than what is in use."""
    from tangguh.web import catalogue

    catalogue.compile_catalogue()


@messages.command()
def extract() -> None:
    """Bring the catalogue up to date with the source; translations are kept."""
    from tangguh.web import catalogue

    click.echo(f"{catalogue.update_catalogue()} texts.")


@messages.command()
def check() -> None:
    """Name every text that has no translation, a doubtful one, or other placeholders."""
    from tangguh.web import catalogue

    faults = catalogue.faults()
    for fault in faults:
        click.echo(fault)
    if faults:
        raise SystemExit(1)
