"""What runs inside a benchmark's own process: python -m tests.benchmarks.process …"""

import json
import os
import platform
import sys
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.benchmark import Scale
from tests.benchmarks.registered import BENCHMARKS


def main(name: str, scale: str, database: str, answer: str) -> None:
    load = f"load {os.getloadavg()[0]:.1f} before it began"
    report = BENCHMARKS[name].measure(Scale(scale))
    said = {"report": asdict(report), "machine": f"{machine(database)}, {load}"}
    Path(answer).write_text(json.dumps(said), encoding="utf-8")


def machine(database: str) -> str:
    """Cores, Python and database: what anybody needs to compare figures."""
    parts = [f"{os.cpu_count()} cores", f"Python {platform.python_version()}"]
    if database:
        parts.append(f"{database} {database_version()}")
    return ", ".join(parts)


def database_version() -> str:
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor == "sqlite":
        import sqlite3

        return sqlite3.sqlite_version
    number = connection.cursor().connection.info.server_version
    return f"{number // 10000}.{number % 10000}"


if __name__ == "__main__":
    main(*sys.argv[1:])
