import click


@click.group()
def demo() -> None:
    """The example district: real places, invented people and events."""


@demo.command()
@click.option("--if-empty", is_flag=True, help="Do nothing where a district is served already.")
def load(if_empty: bool) -> None:
    """Open Sarolangun with sample data, standing still on 24 November 2026."""
    from tangguh.errors import Problem
    from tangguh.web import demo as example

    if not (if_empty and example.is_loaded()):
        try:
            example.load()
        except Problem as problem:
            raise click.ClickException(problem.message) from None
    show_accounts()


@demo.command()
@click.confirmation_option(prompt="Everything in this installation will be removed. Go on?")
def reset() -> None:
    """Remove everything and load the example anew; refused where a real district is served."""
    from django.core.management import call_command

    from tangguh.errors import Problem
    from tangguh.web import demo as example

    call_command("migrate", verbosity=0, interactive=False)
    try:
        example.reset()
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    show_accounts()


def show_accounts() -> None:
    from tangguh.domains.places import selectors as places
    from tangguh.web import demo as example

    district = places.home_district()
    if district is None or not district.is_demo:
        return
    click.echo("Akun contoh: nama masuk, kata sandi, nama (jabatan)")
    click.echo("Sample sign-ins: sign-in name, password, name (office)")
    for username, password, name, offices in example.accounts():
        click.echo(f"  {username:<12} {password:<16} {name} ({offices})")
