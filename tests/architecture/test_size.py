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


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_is_read_at_one_go(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_function_fits_on_a_screen(path: Path):
    long = {
        function.name: lines
        for function in _functions(path)
        if (lines := _end(function) - function.lineno + 1) > LONGEST_FUNCTION
    }

    assert long == {}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nesting_stays_shallow(path: Path):
    deep = {
        function.name: depth
        for function in _functions(path)
        if (depth := _depth(function.body)) > DEEPEST_NESTING
    }

    assert deep == {}


def test_an_else_if_is_no_deeper_than_its_if():
    chain = ast.parse("if a:\n  x\nelif b:\n  y\nelif c:\n  z\nelse:\n  w")
    nested = ast.parse(
        "for a in b:\n  if c:\n    with d:\n      try:\n        e\n      except f:\n        g"
    )

    assert _depth(chain.body) == 1
    assert _depth(nested.body) == 4


def _functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


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
