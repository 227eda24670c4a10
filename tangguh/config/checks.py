"""What `tangguh` refuses to run with, told with its remedy."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register  # noqa: A004
from django.db import connection
from django.utils.translation import gettext as _

SOUND_SQLITE = (3, 51, 3)
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]"}


@register(Tags.compatibility)
def sqlite_is_sound(**_given: Any) -> list[Error]:
    """From 3.7.0 on, SQLite in WAL mode could lose a page when two connections write; 3.51.3 mends it."""
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= SOUND_SQLITE:
        return []
    return [
        Error(
            _("SQLite %(version)s may corrupt a database that several people write to.")
            % {"version": sqlite3.sqlite_version},
            hint=_(
                "Install the package pysqlite3 0.6.1, or a Python built with SQLite 3.51.3 or "
                "newer, or set TANGGUH_DATABASE_URL to a PostgreSQL."
            ),
            id="tangguh.E001",
        )
    ]


@register(Tags.security, deploy=True)
def https_has_a_name(**_given: Any) -> list[Warning]:
    """Behind HTTPS people come by a name; with the defaults they would be turned away."""
    outside = [host for host in settings.ALLOWED_HOSTS if host not in LOCAL_HOSTS]
    if not settings.HTTPS or (outside and "*" not in outside):
        return []
    return [
        Warning(
            "TANGGUH_HTTPS is set, but TANGGUH_HOSTS names no address at which people come.",
            hint="Set TANGGUH_HOSTS to the name of this site, such as tangguh.example.go.id.",
            id="tangguh.W001",
        )
    ]
