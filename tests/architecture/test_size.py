"""Small enough to be read at one go. There is no list of exceptions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.floors import PACKAGE, ROOT, name_of, sources

LONGEST_FUNCTION = 40
LONGEST_FILE = 400
DEEPEST_NESTING = 3
BLOCKS = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.AsyncWith, ast.Try, ast.Match)
FILES = [*sources(PACKAGE), ROOT / "run"]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@pytest.fixture(scope="module")
def functions() -> list[tuple[str, Function]]:
    """Every function, under its file, line and name."""
    return [function for path in FILES for function in _functions(path)]


def test_a_file_is_read_at_one_go():
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}

    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}


def test_a_function_fits_on_a_screen(functions):
    lines = {name: _end(function) - function.lineno + 1 for name, function in functions}

    assert {name: count for name, count in lines.items() if count > LONGEST_FUNCTION} == {}


def test_nesting_stays_shallow(functions):
    depths = {name: _depth(function.body) for name, function in functions}

    assert {name: depth for name, depth in depths.items() if depth > DEEPEST_NESTING} == {}


def test_an_else_if_is_no_deeper_than_its_if():
    chain = ast.parse("if a:\n  x\nelif b:\n  y\nelif c:\n  z\nelse:\n  w")
    nested = ast.parse(
        "for a in b:\n  if c:\n    with d:\n      try:\n        e\n      except f:\n        g"
    )

    assert _depth(chain.body) == 1
    assert _depth(nested.body) == 4


def _functions(path: Path) -> Iterator[tuple[str, Function]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield f"{name_of(path)}:{node.lineno} {node.name}", node


def _end(function: Function) -> int:
    return function.end_lineno or function.lineno


def _depth(body: list[ast.stmt]) -> int:
    """How many blocks stand inside each other; inner functions are measured on their own."""
    return max((1 + _inside(node) for node in body if isinstance(node, BLOCKS)), default=0)


def _inside(block: ast.stmt) -> int:
    branches: list[list[ast.stmt]] = [getattr(block, name, []) for name in ("body", "finalbody")]
    branches += [
        branch.body for name in ("handlers", "cases") for branch in getattr(block, name, [])
    ]
    otherwise = getattr(block, "orelse", [])
    if isinstance(block, ast.If) and len(otherwise) == 1 and isinstance(otherwise[0], ast.If):
        return max(*map(_depth, branches), _inside(otherwise[0]))
    return max(map(_depth, [*branches, otherwise]))
