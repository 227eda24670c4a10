"""What the code can do, the docs tell."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from tangguh.cli import main
from tangguh.domains.accounts.permissions import MAY
from tests.architecture.floors import FLOORS, ROOT, name_of

PERMISSIONS = ROOT / "docs" / "reference" / "permissions.md"
PARAMETERS = sorted((ROOT / "parameters").rglob("*.yaml"))


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


COMMANDS = dict(commands(main, "tangguh"))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_command_explains_itself_and_its_options(command: click.Command):
    options = [option for option in command.params if isinstance(option, click.Option)]

    assert command.help
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("deed", MAY)
def test_every_permission_names_a_room_and_is_documented(deed: str):
    assert deed.split(".")[0] in FLOORS
    assert f"| `{deed}` |" in PERMISSIONS.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PARAMETERS, ids=name_of)
def test_every_dated_figure_says_where_it_is_written(path: Path):
    unfounded = [
        f"{where}: {on}"
        for where, values in dated_values(yaml.safe_load(path.read_text(encoding="utf-8")))
        for on, entry in values.items()
        if not isinstance(on, date) or not isinstance(entry, dict) or not entry.get("reference")
    ]

    assert unfounded == []


def dated_values(node: Any, where: str = "") -> Iterator[tuple[str, dict[Any, Any]]]:
    """Each `values:` table with the path that leads to it."""
    if not isinstance(node, dict):
        return
    for key, child in node.items():
        if key == "values" and isinstance(child, dict):
            yield where, child
        else:
            yield from dated_values(child, f"{where}/{key}")


def test_the_index_of_the_docs_names_every_page():
    docs = ROOT / "docs"
    pages = {str(page.relative_to(docs)) for page in docs.glob("*/*.md")}

    assert {page for page in pages if f"({page})" not in (docs / "README.md").read_text()} == set()
