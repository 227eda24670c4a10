"""From a clone to the first page, and a second start."""

import os
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.benchmark import Benchmark, Report, Row, Scale
from tests.benchmarks.throwaway import ROOT, bare

FIRST_PAGE, SECOND_START = 60, 8  # seconds
PATIENCE = 600
BETWEEN_LOOKS = 0.05


def measure(_scale: Scale) -> Report:
    return measure_repository(ROOT)


def measure_repository(repository: Path) -> Report:
    """Clone twice: the first clone fills the package cache that the second one finds warm."""
    with tempfile.TemporaryDirectory(prefix="tangguh-clone-") as folder:
        found = clone_and_start(repository, Path(folder) / "first")
        before = processor_seconds()
        warm = clone_and_start(repository, Path(folder) / "second")
        prepared = processor_seconds() - before
        before = processor_seconds()
        again = seconds_to_first_page(Path(folder) / "second")
        worked = processor_seconds() - before
    return Report(
        rows=(
            Row("clone to first page, packages at hand", warm, "s", FIRST_PAGE),
            Row("second start", again, "s", SECOND_START),
            Row("clone to first page, cache as found", found, "s"),
            Row("clone to first page, processor time", prepared, "s"),
            Row("second start, processor time", worked, "s"),
        ),
        notes=(
            "A clone of the last commit, then `./run` until the front page answers 200. The "
            "package cache is this user's own; the first clone has filled it for the second.",
        ),
    )


def clone_and_start(repository: Path, folder: Path) -> float:
    begun = time.monotonic()
    git = shutil.which("git") or "git"
    subprocess.run([git, "clone", "--quiet", str(repository), str(folder)], check=True)
    return time.monotonic() - begun + seconds_to_first_page(folder)


def seconds_to_first_page(folder: Path) -> float:
    """From `./run` to the first page; the server is gone afterwards."""
    port = free_port()
    begun = time.monotonic()
    with served(folder, port) as running:
        wait_for_page(f"http://127.0.0.1:{port}/", running)
        return time.monotonic() - begun


@contextmanager
def served(folder: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """`./run` in a session of its own, so that all of it ends together."""
    environment = bare() | {"TANGGUH_PORT": str(port)}
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [str(folder / "run")],
            cwd=folder,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as running,
    ):
        try:
            yield running
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGTERM)
            else:
                said.seek(0)
                print(said.read().decode(errors="replace"))


def processor_seconds() -> float:
    """What the programs that were started and have ended have worked so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def wait_for_page(url: str, running: "subprocess.Popen[bytes]") -> None:
    """Look until the page is there. An open port alone does not count."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if running.poll() is not None:
            raise RuntimeError(f"./run ended with {running.returncode} before the first page.")
        if answers(url):
            return
        time.sleep(BETWEEN_LOOKS)
    raise TimeoutError(f"No page within {PATIENCE} s.")


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


BENCHMARK = Benchmark("start", "From a clone to the first page", measure, on_databases=False)
