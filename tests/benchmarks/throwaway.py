"""One benchmark in a process of its own, on data that are gone afterwards."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.benchmarks.benchmark import Report, Row, Scale, Table

ROOT = Path(__file__).resolve().parents[2]
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
OWN = {
    "DJANGO_SETTINGS_MODULE": "tangguh.config.settings",
    "TANGGUH_COLLECTED": "1",  # static files hashed and compressed, as they are served
    "TANGGUH_LOG_LEVEL": "ERROR",
    "TANGGUH_SECRET_KEY": "only for benchmarks",
}


@dataclass(frozen=True)
class Measured:
    """A report, and what it was measured on."""

    report: Report
    machine: str


def measured(name: str, database: str = "", url: str = "", scale: Scale = Scale.FULL) -> Measured:
    """Run a benchmark by its name on an empty home, and on an empty database at a server's url."""
    with (
        tempfile.TemporaryDirectory(prefix="tangguh-bench-") as home,
        throwaway_database(url) if database == POSTGRESQL else nullcontext("") as own_url,
    ):
        answer = Path(home) / "answer.json"
        environment = bare() | OWN | {"TANGGUH_HOME": str(Path(home) / "home")}
        if own_url:
            environment["TANGGUH_DATABASE_URL"] = own_url
        command = [sys.executable, "-m", "tests.benchmarks.process", name, scale.value, database]
        subprocess.run([*command, str(answer)], check=True, cwd=ROOT, env=environment)
        return from_json(json.loads(answer.read_text(encoding="utf-8")))


def bare() -> dict[str, str]:
    """The environment without anybody's TANGGUH_ settings, but for where the browser is."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TANGGUH_") or name == "TANGGUH_CHROMIUM"
    }


@contextmanager
def throwaway_database(url: str) -> Iterator[str]:
    """A database of its own at a PostgreSQL server; the url that leads to it."""
    name = f"tangguh_bench_{os.getpid()}"
    quoted = sql.Identifier(name)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(quoted))
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(quoted))


def from_json(said: dict[str, Any]) -> Measured:
    report = said["report"]
    table = report["table"]
    return Measured(
        Report(
            rows=tuple(Row(**row) for row in report["rows"]),
            table=Table(tuple(table["head"]), tuple(map(tuple, table["lines"]))) if table else None,
            notes=tuple(report["notes"]),
            not_run=report["not_run"],
        ),
        said["machine"],
    )
