"""The import contract keeps Django out of the engines; this keeps out the clock, chance and files."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.floors import PACKAGE, name_of, sources

# Functions whose result does not follow from their arguments.
FILES_AND_SCREEN = {"open", "input", "print"}
CLOCK_AND_NAMES = {"now", "today", "utcnow", "uuid1", "uuid4", "uuid7"}
CHANCE_WITHOUT_SEED = {"default_rng", "RandomState", "SeedSequence"}


def test_an_engine_neither_looks_at_a_clock_nor_throws_dice():
    assert [call for path in sources(PACKAGE / "engines") for call in _impure_calls(path)] == []


def _impure_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _is_impure(node):
            yield f"{name_of(path)}:{node.lineno} {ast.unparse(node)}"


def _is_impure(call: ast.Call) -> bool:
    called = ast.unparse(call.func)
    name = called.rpartition(".")[2]
    if name in CHANCE_WITHOUT_SEED:
        return not (call.args or call.keywords)
    global_dice = called.startswith(("np.random.", "numpy.random."))
    return global_dice or called in FILES_AND_SCREEN or name in CLOCK_AND_NAMES
