from pathlib import Path

import click

ARCHIVE = click.Path(dir_okay=False, path_type=Path)
REPLACE = click.option("--replace", is_flag=True, help="Replace what is there already.")


@click.command()
@click.argument("file", type=ARCHIVE)
@REPLACE
def backup(file: Path, *, replace: bool) -> None:
    """Write all tables and all evidence into one FILE, while people go on working.

    Example: tangguh backup tangguh-2026-11-24.tar
    """
    from django.template.defaultfilters import filesizeformat
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from tangguh.errors import Problem
    from tangguh.web import backups

    if file.exists() and not replace:
        raise click.ClickException(
            _("%(file)s is there already. To replace it, add: --replace") % {"file": file}
        )
    try:
        manifest = backups.make(file, now=timezone.now())
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    size = filesizeformat(file.stat().st_size)
    told = {"file": file, "parts": len(manifest.parts), "size": size}
    click.echo(_("%(file)s: %(parts)d parts, %(size)s.") % told)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@REPLACE
def restore(file: Path, *, replace: bool) -> None:
    """Put a backup FILE back: all of it, or, where anything is wrong with it, nothing.

    Example: tangguh restore tangguh-2026-11-24.tar
    """
    from django.core.management import call_command
    from django.utils.translation import gettext as _

    from tangguh.errors import Problem
    from tangguh.web import backups

    call_command("migrate", verbosity=0, interactive=False)
    try:
        manifest = (backups.replace if replace else backups.restore)(file)
    except Problem as problem:
        raise click.ClickException(problem.message) from None
    click.echo(
        _("Restored as of %(moment)s: the audit trail and all files hold.")
        % {"moment": manifest.made_at}
    )
