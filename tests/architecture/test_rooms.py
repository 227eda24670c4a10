"""Every room has a caption, and holds only the furniture that every room may hold."""

import ast
from pathlib import Path

import pytest

from tests.architecture.floors import DOMAINS, FURNITURE, PACKAGE, ROOMS, name_of, sources

ALSO_ALLOWED = {"__init__", "apps", "migrations", "templates"}
PACKAGES = {
    "services",
    "selectors",
    "views",
    "forms",
    "models",
    "commands",
}  # may be split into services/_rounds.py and so on
PAGES = {"views", "forms", "urls"}
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "core", "base", "tools"}
BY_NAME = pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)


@BY_NAME
def test_every_room_says_in_one_sentence_what_it_is_for(room: Path):
    caption = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))

    assert caption
    assert caption.endswith(".")
    assert "\n" not in caption
    assert ". " not in caption


@BY_NAME
def test_a_room_holds_only_the_furniture_of_every_room(room: Path):
    found = {path.stem for path in room.iterdir() if path.name != "__pycache__"}

    assert found <= {*FURNITURE, *ALSO_ALLOWED}


@BY_NAME
def test_a_split_file_keeps_its_name_and_hides_its_parts(room: Path):
    packages = {path.parent for path in room.glob("*/__init__.py")} - {room / "migrations"}
    parts = [path.stem for package in packages for path in package.glob("*.py")]

    assert {package.name for package in packages} <= PACKAGES
    assert [part for part in parts if not part.startswith("_")] == []


@BY_NAME
def test_a_rooms_templates_carry_its_name(room: Path):
    assert [path.name for path in room.glob("templates/*")] in ([], [room.name])


def test_pages_are_imported_by_their_own_room_alone():
    strangers = [
        f"{name_of(path)} imports {imported}"
        for path in sources(DOMAINS)
        for imported in _imports(path)
        if (parts := imported.split("."))[:2] == ["tangguh", "domains"]
        and PAGES & set(parts[3:4])
        and parts[2] != path.relative_to(DOMAINS).parts[0]
    ]

    assert strangers == []


def test_no_module_is_named_for_what_has_no_name():
    found = [name_of(path) for path in PACKAGE.rglob("*") if path.stem in FORBIDDEN]

    assert [name for name in found if name.endswith(".py") or "." not in name] == []


def _imports(path: Path) -> list[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = [alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names]
    named = [
        f"{n.module}.{alias.name}"
        for n in nodes
        if isinstance(n, ast.ImportFrom)
        for alias in n.names
    ]
    return plain + named
