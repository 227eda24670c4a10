"""What can be set, done and allowed stands in the reference, and nothing else stands there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from django.conf import settings

from tangguh.cli import main
from tangguh.config import environment
from tangguh.domains.accounts.models import Role
from tangguh.domains.accounts.permissions import MAY

VARIABLE = re.compile(r"TANGGUH_[A-Z_]*[A-Z]")
CODE = ["run", "tangguh", "tests/__main__.py", "tests/browser"]


def reference(name: str) -> str:
    return (settings.BASE_DIR / "docs" / "reference" / name).read_text(encoding="utf-8")


def variables_in_code() -> set[str]:
    paths = [settings.BASE_DIR / name for name in CODE]
    files = [path for each in paths for path in ([each] if each.is_file() else each.rglob("*.py"))]
    return set().union(*(VARIABLE.findall(path.read_text(encoding="utf-8")) for path in files))


def test_every_variable_is_in_the_table_and_every_row_is_a_variable():
    rows = re.findall(r"^\| `(TANGGUH_\w+)` \|", reference("settings.md"), re.MULTILINE)

    assert sorted(rows) == sorted(variables_in_code())


def leaves(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield path, command
        return
    for name, child in sorted(command.commands.items()):
        yield from leaves(child, f"{path} {name}")


def test_every_command_is_in_the_reference_with_its_first_sentence_and_options():
    lines = reference("commands.md").splitlines()

    for path, command in leaves(main, "tangguh"):
        (line,) = [each for each in lines if each.startswith((f"| `{path}`", f"| `{path} "))]
        said = (command.help or "").split("\n\n")[0].replace("\n", " ").strip()
        options = [each for each in command.params if isinstance(each, click.Option)]
        assert said in line
        assert [each.opts[0] for each in options if f"`{each.opts[0]}`" not in line] == []


def test_the_reference_names_no_command_that_is_gone():
    there = [path for path, _ in leaves(main, "tangguh")]
    named = re.findall(r"^\| `(tangguh [^`]*)`", reference("commands.md"), re.MULTILINE)

    assert len(named) == len(there)


def test_the_table_of_permissions_says_what_the_code_says():
    rows = re.findall(r"^\| `([\w.]+)` \| (.*) \|$", reference("permissions.md"), re.MULTILINE)
    offices = {office for _, said in rows for office in said.split(", ")}

    assert {deed for deed, _ in rows} == set(MAY)
    assert {deed: len(said.split(", ")) for deed, said in rows} == {
        deed: len(roles) for deed, roles in MAY.items()
    }
    assert len(offices) == len(set().union(*MAY.values()))


def test_the_table_of_permissions_uses_the_words_of_the_screen():
    from django.utils import translation

    rows = dict(
        re.findall(r"^\| `([\w.]+)` \| (.*) \|$", reference("permissions.md"), re.MULTILINE)
    )

    with translation.override("id"):
        for deed, roles in MAY.items():
            labels = sorted(str(Role.Name(role).label) for role in roles)
            assert sorted(rows[deed].split(", ")) == labels


def checked(**variables: str) -> subprocess.CompletedProcess[str]:
    """What Django's own check for a deployment says, with these settings."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TANGGUH_", "DJANGO_"))
    }
    kept |= {
        "TANGGUH_HOME": str(settings.HOME),
        "DJANGO_SETTINGS_MODULE": "tangguh.config.settings",
    }
    return subprocess.run(  # noqa: S603
        command,
        cwd=settings.BASE_DIR,
        env=kept | variables,
        capture_output=True,
        check=False,
        text=True,
    )


def test_a_deployment_as_the_page_on_https_says_is_clean():
    key = "".join(map(chr, range(33, 120)))
    done = checked(
        TANGGUH_HTTPS="1",
        TANGGUH_HOSTS="tangguh.example.go.id",
        TANGGUH_PROXIES="1",
        TANGGUH_SECRET_KEY=key,
    )

    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


def test_a_deployment_without_a_name_is_told_so():
    done = checked(TANGGUH_HTTPS="1")

    assert done.returncode == 1
    assert "Set TANGGUH_HOSTS to the name of this site" in done.stderr


@pytest.mark.parametrize("given", ["-1", "two", "1.5"])
def test_a_number_that_is_none_is_refused_with_its_name(monkeypatch, given):
    monkeypatch.setenv("TANGGUH_PROXIES", given)

    with pytest.raises(SystemExit, match="TANGGUH_PROXIES must be a whole number"):
        environment.number("TANGGUH_PROXIES", 0)


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "tangguh.db"])
def test_a_database_that_is_none_is_refused_with_an_example(url):
    with pytest.raises(SystemExit, match="postgresql://user:password@host:5432/database"):
        environment.postgresql(url)


def test_a_database_url_may_hold_a_password_with_signs():
    found = environment.postgresql("postgresql://tang%40guh:p%2Fw@db:5433/tangguh")

    assert (found["USER"], found["PASSWORD"]) == ("tang@guh", "p/w")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db", "5433", "tangguh")


def test_the_key_is_made_once_and_closed_to_others(monkeypatch, tmp_path):
    monkeypatch.delenv("TANGGUH_SECRET_KEY", raising=False)

    first, second = environment.secret_key(tmp_path), environment.secret_key(tmp_path)

    assert first == second
    assert len(first) > 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_help_does_not_wait_for_django():
    imports = "import sys, tangguh.cli; sys.exit('django.apps.registry' in sys.modules)"

    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", imports], check=False, cwd=settings.BASE_DIR
    )

    assert done.returncode == 0
