import os
import sys
from pathlib import Path

import click

MOST_WORKERS = 4
MOST_THREADS = 32  # of one worker; most of them wait for a phone that sends a picture
MOST_CONNECTIONS = 64  # each thread keeps one; PostgreSQL as it comes takes 100
SECONDS_TO_FINISH = 30
LOGGING = Path(__file__).with_name("serve.json")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    envvar="TANGGUH_WORKERS",
    help="Processes; more than 1 only on PostgreSQL, where one a processor is usual (2 to 4).",
)
def serve(host: str, port: int, workers: int | None) -> None:
    """Serve the district. Behind HTTPS as docs/how-to/https.md shows.

    Example: tangguh serve --port 8000
    """
    from django.core.management import call_command
    from django.db import connection

    program = server(host, port, workers_for(connection.vendor, workers))
    call_command("collectstatic", interactive=False, verbosity=0)
    click.echo(f"Tangguh: http://{host}:{port}/\nBerhenti: Ctrl-C · Stop: Ctrl-C")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *program])


def workers_for(vendor: str, asked: int | None) -> int:
    """How many processes serve: one on SQLite, which has one writer; several on PostgreSQL."""
    if vendor != "sqlite":
        return asked or min(max(os.cpu_count() or 1, 2), MOST_WORKERS)
    if asked and asked > 1:
        raise click.UsageError("With SQLite one process serves; set TANGGUH_DATABASE_URL for more.")
    return 1


def server(host: str, port: int, workers: int) -> list[str]:
    """What Python runs. A process that dies is replaced; one that stops may finish its requests."""
    threads = min(MOST_THREADS, max(MOST_CONNECTIONS // workers, 1))
    where = ["--host", host, "--port", str(port)]
    size = ["--workers", str(workers), "--blocking-threads", str(threads)]
    end = ["--respawn-failed-workers", "--workers-kill-timeout", str(SECONDS_TO_FINISH)]
    logs = ["--no-access-log", "--log-level", "warning", "--log-config", str(LOGGING)]
    application = "tangguh.config.wsgi:application"
    return ["-m", "granian", "--interface", "wsgi", *where, *size, *end, *logs, application]
