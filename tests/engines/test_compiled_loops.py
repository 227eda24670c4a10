"""Loops are compiled; for a while they may run as plain Python."""

from tangguh.engines.compiled_loops import as_plain_python
from tangguh.engines.matching import Helper, Pair, Person, Question, flow, match

QUESTION = Question((Person("ani"),), (Helper("lili"),), (Pair("ani", "lili", 90),))


def test_a_little_work_is_done_without_compiling():
    compiled = flow.cheapest_flow

    with as_plain_python(flow.__name__):
        assert not hasattr(flow.push, "py_func")
        plan = match(QUESTION)

    assert plan.pairs == QUESTION.pairs
    assert flow.cheapest_flow is compiled
