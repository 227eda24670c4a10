from pathlib import Path

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


@demo.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the tables.",
)
@click.option("--people", default=277_500, show_default=True, help="How many; 3.7 a household.")
@click.option("--seed", default=1503, show_default=True, help="Another seed, another district.")
@click.option(
    "--flood",
    type=click.Choice(["0", "5", "25", "100"]),
    default="25",
    show_default=True,
    help="The flood that closes roads, by its return time in years; 0 is dry.",
)
def model(out: Path, people: int, seed: int, flood: str) -> None:
    """Write a modelled district as tables for tangguh evacuate plan: nothing in it is real.

    From the label points of the district that is served: 75,000 households at their junctions,
    roads, shelters, floods. The same seed writes the same files. Example: tangguh demo model
    --out MODEL
    """
    from tangguh.domains.atlas.commands import district
    from tangguh.web.demo.files import write_files
    from tangguh.web.demo.roads import modelled

    found = modelled(district(""), people=people, seed=seed)
    for name, count in write_files(out, found, years=int(flood)).items():
        click.echo(f"{name}.csv: {count}")


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
