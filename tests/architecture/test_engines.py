"""The import contract keeps Django out of the engines; this keeps out the clock, chance and files."""

import ast
from pathlib import Path

import pytest

from tests.architecture.floors import PACKAGE, name_of, sources

# Method or function names whose result does not follow from the arguments.
IMPURE = {
    "now",
    "today",
    "utcnow",
    "open",
    "input",
    "print",
    "uuid1",
    "uuid4",
    "uuid7",
    "getLogger",
}
CHANCE_WITHOUT_SEED = {"default_rng", "RandomState", "SeedSequence"}


@pytest.mark.parametrize("path", sources(PACKAGE / "engines"), ids=name_of)
def test_an_engine_neither_looks_at_a_clock_nor_throws_dice(path: Path):
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]

    assert [ast.unparse(call) for call in calls if _is_impure(call)] == []


def _is_impure(call: ast.Call) -> bool:
    called = ast.unparse(call.func)
    name = called.rpartition(".")[2]
    if name in CHANCE_WITHOUT_SEED:
        return not (call.args or call.keywords)
    if called.startswith(("np.random.", "numpy.random.")):
        return True
    # Image.open reads what the caller holds in memory.
    return name in IMPURE and called not in {"Image.open", "zipfile.open"}
