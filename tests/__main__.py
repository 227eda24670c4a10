"""Everything that must hold; at the end, what ran and how long it took.

Without arguments: the static checks side by side, then pytest on SQLite, then what asks a
database on PostgreSQL when one answers. With arguments: pytest alone, on SQLite, with these arguments.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.browser import chromium

BIN = Path(sys.executable).parent
LOCAL_POSTGRESQL = "postgresql://postgres@127.0.0.1:5432/postgres"
CHECKS = {
    "ruff": ["ruff", "check"],
    "format": ["ruff", "format", "--check"],
    "types": ["mypy"],
    "arrows": ["lint-imports"],
    "templates": ["djlint", "--lint", "--quiet", "tangguh"],
    "dependencies": ["deptry", "."],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}
# As a district would run it: behind HTTPS, under its own name, with its own key.
PRODUCTION = {
    "TANGGUH_HTTPS": "1",
    "TANGGUH_HOSTS": "tangguh.example.go.id",
    "TANGGUH_SECRET_KEY": "".join(map(chr, range(33, 120))),
}
TALLY = re.compile(r"(\d+) (passed|failed|errors?|skipped)")


@dataclass(frozen=True)
class Outcome:
    """One line of the closing table."""

    name: str
    verdict: str
    seconds: float
    tests: int = 0
    failures: int = 0

    @property
    def good(self) -> bool:
        return self.verdict == "passed" or self.verdict.startswith("not run:")


def main(arguments: list[str]) -> int:
    if arguments:
        print("Only pytest, on SQLite, with your arguments. Everything: ./run test")
        return subprocess.run(pytest(*arguments), check=False, env=on_sqlite()).returncode
    outcomes = [*static_checks(), *all_tests()]
    print_table(outcomes)
    return 0 if all(outcome.good for outcome in outcomes) else 1


# ── Without running the product ──────────────────────────────────────────────────────────────


def static_checks() -> Iterator[Outcome]:
    """All checks, as many at a time as there are cores; each speaks only if it has to."""
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(os.cpu_count()) as pool:
        environment = on_sqlite() | PRODUCTION | {"TANGGUH_HOME": home}
        yield from pool.map(lambda name: check(name, environment), CHECKS)


def check(name: str, environment: dict[str, str]) -> Outcome:
    program, *arguments = CHECKS[name]
    started = time.monotonic()
    done = subprocess.run(
        [BIN / program, *arguments], check=False, env=environment, capture_output=True, text=True
    )
    seconds = time.monotonic() - started
    if done.returncode == 0:
        return Outcome(name, "passed", seconds)
    print(f"\n── {name} ──\n{done.stdout}{done.stderr}", flush=True)
    return Outcome(name, "FAILED", seconds)


# ── Tests ────────────────────────────────────────────────────────────────────────────────────


def all_tests() -> Iterator[Outcome]:
    browser = chromium.find() or (not declined() and chromium.install()) or None
    environment = on_sqlite()
    if browser:
        yield run_tests("tests on SQLite", environment | {"TANGGUH_CHROMIUM": browser})
    else:
        yield run_tests("tests on SQLite", environment, "-m", "not browser")
        yield no_browser()
    yield on_postgresql(environment)


def no_browser() -> Outcome:
    if declined():
        return Outcome("browser tests", "not run: TANGGUH_NO_BROWSER is set", 0)
    print(f"\n{chromium.REMEDY}")
    return Outcome("browser tests", "NOT RUN", 0)


def declined() -> bool:
    return os.environ.get("TANGGUH_NO_BROWSER") == "1"


def on_postgresql(environment: dict[str, str]) -> Outcome:
    """Whatever asks a database, once more. What a browser sees does not depend on which it is."""
    given = os.environ.get("TANGGUH_TEST_DATABASE_URL")
    url = given or LOCAL_POSTGRESQL
    if answers(url):
        environment = environment | {"TANGGUH_DATABASE_URL": url}
        return run_tests("tests on PostgreSQL", environment, "-m", "database and not browser")
    if given:
        print(f"\nTANGGUH_TEST_DATABASE_URL is set, but no PostgreSQL answers at {given}")
        return Outcome("tests on PostgreSQL", "NOT RUN", 0)
    return Outcome("tests on PostgreSQL", "not run: none answers on this machine", 0)


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def run_tests(name: str, environment: dict[str, str], *arguments: str) -> Outcome:
    """Run pytest on all cores, show it as it goes, and read its closing line."""
    print(f"\n── {name} ──", flush=True)
    started = time.monotonic()
    color = "yes" if sys.stdout.isatty() else "no"
    command = pytest("-n", "auto", "--color", color, *arguments)
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        last = ""
        for line in running.stdout or ():
            print(line, end="", flush=True)
            last = line if " in " in line and TALLY.search(line) else last
    tally = {word.rstrip("s"): int(number) for number, word in TALLY.findall(last)}
    failures = tally.get("failed", 0) + tally.get("error", 0)
    verdict = "FAILED" if running.returncode else "passed"
    return Outcome(name, verdict, time.monotonic() - started, tally.get("passed", 0), failures)


def pytest(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", *arguments]


def on_sqlite() -> dict[str, str]:
    """The environment without a database of the shell's."""
    return {name: value for name, value in os.environ.items() if name != "TANGGUH_DATABASE_URL"}


# ── The end ──────────────────────────────────────────────────────────────────────────────────


def print_table(outcomes: list[Outcome]) -> None:
    print("\n── what ran ──")
    for outcome in outcomes:
        print(f"{outcome.name:<20} {outcome.seconds:>7.1f} s  {outcome.verdict}")
    tests = sum(outcome.tests for outcome in outcomes)
    failures = sum(outcome.failures or not outcome.good for outcome in outcomes)
    print(f"\n{tests} passed, {failures} failed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
