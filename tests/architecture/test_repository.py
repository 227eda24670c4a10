"""The repository speaks of the project alone, and installs the same thing everywhere."""

import re
import shutil
import subprocess

import pytest

from tests.architecture.floors import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-uv.lock"]
# Written so that this file does not find itself.
MACHINE_PATH = re.compile(
    r"(?<![\w.<}])/(?:roo[t]|hom[e]/\w+|User[s]/\w+|tm[p]|wor[k]|op[t])/[\w.]"
)
PIN = re.compile(r"^(\S+==\S+)", re.MULTILINE)


def tracked() -> list[str]:
    done = subprocess.run(  # noqa: S603  (git, with fixed arguments)
        [
            shutil.which("git") or "git",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode:
        pytest.skip("This is no git clone: there is no list of the files that belong to it.")
    return [name for name in done.stdout.split("\0") if (ROOT / name).is_file()]


def test_no_file_names_a_folder_of_one_machine():
    found = [
        f"{name}: {hit.group()}" for name in tracked() if (hit := MACHINE_PATH.search(_text(name)))
    ]

    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_with_hashes_and_names_no_host(lock: str):
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "://" not in text
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\w)", text)[1:])


def test_tests_run_on_the_versions_that_are_served():
    runtime, development = (
        set(PIN.findall((ROOT / lock).read_text(encoding="utf-8"))) for lock in LOCKS[:2]
    )

    assert runtime - development == set()


def _text(name: str) -> str:
    return (ROOT / name).read_bytes().decode("utf-8", errors="ignore")
