"""How the environment becomes settings. Nothing here knows Django's names for them."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; "
    "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;"
)


def words(name: str, default: str) -> list[str]:
    """A variable that holds several words."""
    return os.environ.get(name, default).replace(",", " ").split()


def number(name: str, default: int) -> int:
    """A variable that holds a whole number from 0 up."""
    given = os.environ.get(name) or str(default)
    if not given.isdecimal():
        raise SystemExit(f"{name} must be a whole number such as {default}, not {given!r}.")
    return int(given)


def home(default: Path) -> Path:
    """The folder in which data live; made, and closed to other people, when it is not there."""
    return folder(Path(os.environ.get("TANGGUH_HOME") or default).expanduser().resolve())


def folder(path: Path) -> Path:
    """A folder that is there, and closed to other people."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_key(beside: Path) -> str:
    """The signing key: from the environment, or made once and kept beside the data."""
    if given := os.environ.get("TANGGUH_SECRET_KEY"):
        return given
    kept = beside / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text()


def database(beside: Path) -> dict[str, Any]:
    """SQLite in the data folder, or PostgreSQL at TANGGUH_DATABASE_URL."""
    url = os.environ.get("TANGGUH_DATABASE_URL")
    return postgresql(url) if url else sqlite(beside / "tangguh.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
        # A file, as in life: in memory, Django's connections share a cache that knows no waiting.
        "TEST": {"NAME": path.with_name(f"test-{path.name}")},
    }


def postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise SystemExit(
            "TANGGUH_DATABASE_URL must look like postgresql://user:password@host:5432/database"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def static_storage() -> str:
    """Hashed, compressed files where they were collected; the plain ones while developing."""
    if os.environ.get("TANGGUH_COLLECTED") == "1":
        return "tangguh.config.static_files.HashedFiles"
    return "django.contrib.staticfiles.storage.StaticFilesStorage"
