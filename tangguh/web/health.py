"""Whether this installation is well: for the operator's monitor, without secrets."""

import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from tempfile import TemporaryFile

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from tangguh.web.backups import making

LEAST_FREE_BYTES = 512 * 2**20


def database_answers() -> str:
    try:
        connection.ensure_connection()
    except DatabaseError:
        return "does not answer"
    return "ok"


def migrations_are_applied() -> str:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return "unknown: the database does not answer"
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} waiting: run tangguh migrate" if waiting else "ok"


def disk_has_room() -> str:
    free = shutil.disk_usage(settings.HOME).free
    return "ok" if free >= LEAST_FREE_BYTES else f"only {free // 2**20} MB are free"


def sqlite_is_sound() -> str:
    """Releases up to 3.51.2 may corrupt a database in WAL mode."""
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= (3, 51, 3):
        return "ok"
    return f"SQLite {sqlite3.sqlite_version} is too old: 3.51.3 or newer is needed"


def files_can_be_written() -> str:
    """Whether an upload would find a place; tried with a file that is gone at once."""
    try:
        making.files_folder().mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=making.files_folder()):
            return "ok"
    except OSError:
        return "cannot be written"


def last_backup() -> str:
    """How old the newest backup is. An old one is the operator's to judge: it stops no work."""
    note = settings.HOME / "last-backup"
    if not note.exists():
        return "never"
    age = timezone.now() - datetime.fromisoformat(note.read_text())
    return f"{age.days} days ago"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "disk": disk_has_room,
    "files": files_can_be_written,
    "sqlite": sqlite_is_sound,
}


def health(_request: HttpRequest) -> HttpResponse:
    """Each check by name, "ok" or what is wrong; 503 as soon as one is not ok."""
    found = {name: check() for name, check in CHECKS.items()}
    well = all(word == "ok" for word in found.values())
    said = {"well": well, "checks": found, "last_backup": last_backup()}
    answer = JsonResponse(said, status=200 if well else 503)
    answer["Cache-Control"] = "no-store"
    return answer
