"""Loops are compiled; for a while they may run as plain Python."""

import pytest

from tangguh.engines.compiled_loops import as_plain_python
from tangguh.engines.matching import Helper, Pair, Person, Question, flow, match

QUESTION = Question((Person("ani"),), (Helper("lili"),), (Pair("ani", "lili", 90),))


@pytest.mark.parametrize("name", [flow.__name__, "tangguh.engines.matching"])
def test_a_little_work_is_done_without_compiling(name: str):
    compiled = flow.cheapest_flow

    with as_plain_python(name):
        assert not hasattr(flow.push, "py_func")
        plan = match(QUESTION)

    assert plan.pairs == QUESTION.pairs
    assert flow.cheapest_flow is compiled
