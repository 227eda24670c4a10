"""Making an installation empty, for the example alone. The server must not be running."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection


def clear() -> None:
    """Remove every row and file, the audit trail too, and make the empty tables anew."""
    if connection.vendor == "sqlite":
        remove_database_file(Path(settings.DATABASES["default"]["NAME"]))
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    shutil.rmtree(settings.HOME / "files", ignore_errors=True)
    call_command("migrate", verbosity=0, interactive=False)


def remove_database_file(database: Path) -> None:
    connection.close()
    for end in ("", "-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
