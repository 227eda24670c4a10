import click


@click.group()
def accounts() -> None:
    """People who sign in."""


@accounts.command()
@click.argument("username")
@click.option("--name", default="", help="Name in full; the sign-in name when left out.")
@click.option("--role", default="administrator", show_default=True, help="The office to hold.")
@click.option("--at", "code", required=True, help="Official code of the area, such as 15.03.")
@click.option("--by", default="", help="Sign-in name of the administrator in whose name you act.")
def add(username: str, name: str, role: str, code: str, by: str) -> None:
    """Let somebody sign in and hold an office; print a password for the first sign-in.

    The first administrator of a district needs no --by. Everybody after that does.
    Example: tangguh accounts add rina --role administrator --at 15.03
    """
    from django.utils.translation import gettext as _

    from tangguh.domains.accounts import services
    from tangguh.domains.accounts.models import Role
    from tangguh.domains.places import selectors as places
    from tangguh.errors import Problem

    if role not in Role.Name.values:
        raise click.BadParameter(f"one of {', '.join(Role.Name.values)}", param_hint="--role")
    at, name = area(code), name or username
    try:
        if by:
            person, password = services.take_on(
                by=user(by), username=username, name=name, office=role, at=at, since=places.today()
            )
        elif role == Role.Name.ADMINISTRATOR:
            person, password = services.appoint_first_administrator(
                at=at, username=username, name=name, on=places.today()
            )
        else:
            raise click.UsageError("Only the first administrator is added without --by NAME.")
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    click.echo(f"{person.get_username()} · {role} · {at.name} ({code})")
    click.echo(_("Password for the first sign-in: %(password)s") % {"password": password})


@accounts.command()
@click.argument("username")
@click.option("--by", required=True, help="Sign-in name of the administrator who does this.")
def password(username: str, by: str) -> None:
    """Print a new password for one sign-in, for somebody who forgot the own one."""
    from django.utils.translation import gettext as _

    from tangguh.domains.accounts import services
    from tangguh.errors import Problem

    try:
        issued = services.issue_password(by=user(by), person=user(username))
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    click.echo(_("Password for the next sign-in: %(password)s") % {"password": issued})


def area(code: str):  # type: ignore[no-untyped-def]  # its type would cost a second at start
    """The area with an official code."""
    from tangguh.domains.places.models import Area

    if found := Area.objects.filter(code=code).first():
        return found
    raise click.ClickException(
        f"There is no area with the code {code}. First: tangguh district add {code[:5]}"
    )


def user(username: str):  # type: ignore[no-untyped-def]
    """The person with a sign-in name."""
    from tangguh.domains.accounts.models import User

    if found := User.objects.filter(username=username, is_active=True).first():
        return found
    raise click.ClickException(f"Nobody signs in as {username}.")
