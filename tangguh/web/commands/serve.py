import os
import subprocess
import sys

import click

THREADS = 32


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--workers", default=1, show_default=True, help="Processes; more than 1 only on PostgreSQL."
)
def serve(host: str, port: int, workers: int) -> None:
    """Serve the district. Behind HTTPS as docs/how-to/https.md shows.

    Example: tangguh serve --port 8000
    """
    from django.db import connection

    if workers > 1 and connection.vendor == "sqlite":
        raise click.UsageError("With SQLite one process serves; set TANGGUH_DATABASE_URL for more.")
    os.environ["TANGGUH_COLLECTED"] = "1"  # settings must be read anew to see it
    collect = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, check=True)
    program = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-access-log"]
    where = ["--host", host, "--port", str(port), "--workers", str(workers)]
    size = ["--blocking-threads", str(THREADS), "--log-level", "warning"]
    os.execv(sys.executable, [*program, *where, *size, "tangguh.config.wsgi:application"])
