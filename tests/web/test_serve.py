"""How many processes and threads serve, and what the server may say at its start."""

import json
import logging
import logging.config

import click
import pytest
from click.testing import CliRunner

from tangguh.web.commands import serve


def value(program, option):
    return program[program.index(option) + 1]


@pytest.mark.parametrize(
    ("vendor", "processors", "asked", "workers"),
    [
        ("sqlite", 8, None, 1),
        ("sqlite", 8, 1, 1),
        ("postgresql", 1, None, 2),
        ("postgresql", 3, None, 3),
        ("postgresql", 16, None, 4),
        ("postgresql", 16, 9, 9),
        ("postgresql", None, None, 2),
    ],
)
def test_sqlite_has_one_process_and_postgresql_one_a_processor(
    monkeypatch, vendor, processors, asked, workers
):
    monkeypatch.setattr("os.cpu_count", lambda: processors)

    assert serve.workers_for(vendor, asked) == workers


def test_several_processes_on_sqlite_are_refused_with_what_to_do():
    with pytest.raises(click.UsageError, match="TANGGUH_DATABASE_URL"):
        serve.workers_for("sqlite", 2)


@pytest.mark.parametrize("workers", [1, 2, 3, 4, 9, 100])
def test_all_threads_together_leave_postgresql_connections_to_spare(workers):
    program = serve.server("127.0.0.1", 8000, workers)

    threads = int(value(program, "--blocking-threads"))
    assert 1 <= threads <= serve.MOST_THREADS
    assert threads * workers <= max(serve.MOST_CONNECTIONS, workers)


@pytest.mark.parametrize("said", ["0", "many"])
def test_a_setting_that_is_no_number_of_processes_is_refused(said):
    done = CliRunner().invoke(serve.serve, [], env={"TANGGUH_WORKERS": said})

    assert done.exit_code == 2
    assert "'--workers'" in done.output


def test_the_server_logs_json_lines_and_keeps_its_doubt_about_threads_to_itself(capsys):
    logger = logging.getLogger("_granian")
    logging.config.dictConfig(
        {"version": 1, "disable_existing_loggers": False, **json.loads(serve.LOGGING.read_text())}
    )

    logger.warning("Configuration allows spawning up to 32 Python threads, which seems high")
    logger.warning("Killing worker-1 after it refused to gracefully stop")

    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["message"].startswith("Killing worker-1")
