"""The example, served as a newcomer gets it: by the product's own commands, in a home of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

PASSWORD = "tangguh-contoh"  # noqa: S105 every sample account has it; the command prints it
PREPARE = """
from tangguh.cli import main
for command in ("migrate", "demo load"):
    main(command.split(), standalone_mode=False)
"""
SECONDS_TO_START = 60


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Load the example into an empty home and serve it on a free port; its address."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("TANGGUH_")
    } | {"TANGGUH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tangguh.config.settings"}
    subprocess.run(
        [sys.executable, "-c", PREPARE], check=True, env=environment, stdout=subprocess.DEVNULL
    )
    port = free_port()
    command = [Path(sys.executable).with_name("tangguh"), "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/health/", server)
            yield address
        finally:
            server.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    """Return as soon as the server answers; fail when it ended, or takes too long."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(url, timeout=5).close()  # noqa: S310 our own address
        except OSError:  # nobody listens yet, or the first answer takes its time
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"The example is not served at {url}.")
