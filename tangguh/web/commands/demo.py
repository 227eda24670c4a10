import click


@click.group()
def demo() -> None:
    """The example district: real places, invented people and events."""


@demo.command()
@click.option("--if-empty", is_flag=True, help="Do nothing where a district is served already.")
def load(if_empty: bool) -> None:
    """Open Sarolangun with sample data, standing still on 24 November 2026."""
    from tangguh.web import demo as example

    if example.is_loaded() and not if_empty:
        raise click.ClickException(
            "A district is served here already. Choose another TANGGUH_HOME, "
            "or call tangguh demo reset."
        )
    if not example.is_loaded():
        example.load()
    show_accounts()


@demo.command()
@click.confirmation_option(prompt="Everything in this installation will be removed. Go on?")
def reset() -> None:
    """Remove everything and load the example anew; refused where a real district is served."""
    from tangguh.domains.places.models import District
    from tangguh.web import demo as example

    if District.objects.filter(frozen_today=None).exists():
        raise click.ClickException("A real district is served here; it is not removed.")
    example.clear()
    example.load()
    show_accounts()


def show_accounts() -> None:
    from tangguh.domains.places import selectors as places
    from tangguh.web import demo as example

    district = places.home_district()
    if district is None or not district.is_demo:
        return
    for username, password, name, office in example.accounts():
        click.echo(f"  {username:<12} {password:<16} {name} ({office})")
