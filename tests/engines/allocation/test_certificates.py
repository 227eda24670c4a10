"""A certificate is accepted, and the same certificate with one thing changed is not."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tangguh.engines.allocation import (
    Ballot,
    Election,
    Rule,
    allocate,
    certificate,
    check_certificate,
    fingerprint,
)
from tests.engines.allocation.elections import elections, rules, vote

ELECTION = vote(100, {"a": 60, "b": 60, "c": 20}, ["ac", "ac", "b", "bc", "c"])
RULE = Rule(exhaustive_stop=False)


def certified(election: Election = ELECTION, rule: Rule = RULE) -> dict[str, Any]:
    """As it comes back from a file."""
    told: dict[str, Any] = json.loads(json.dumps(certificate(election, allocate(election, rule))))
    return told


@settings(deadline=None)
@given(elections(), rules())
def test_the_checker_accepts_every_count(election: Election, rule: Rule):
    assert check_certificate(certified(election, rule), election, earlier=3) == ()


def test_the_example_has_a_refused_step():
    told = certified()

    assert (told["stop"], told["refused"]["step"]) == ("exceeds", told["accepted"]["step"] + 1)
    assert check_certificate(told, ELECTION, earlier=100) == ()


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("format",), "other", "unknown_format"),
        (("election",), "0" * 64, "other_election"),
        (("voters",), 6, "wrong_frame"),
        (("line_for_ties",), ["a", "b", "c"], "wrong_frame"),
        (("accepted", "purse"), "21", "wrong_purse"),
        (("accepted", "purchases", 0, "price"), "7/3", "wrong_purchase"),
        (("accepted", "purchases", 0, "paid_in_full"), 3, "wrong_purchase"),
        (("accepted", "purchases", 0, "project"), "a", "wrong_purchase"),
        (("accepted", "spent"), 1, "wrong_sum"),
        (("refused",), None, "no_refused_step"),
        (("stop",), "exhaustive", "wrong_stop"),
        (("completion",), ["b"], "wrong_result"),
        (("greedy",), [], "wrong_result"),
        (("winners",), ["c"], "wrong_result"),
        (("parameters", "start"), "sideways", "unknown_parameter"),
        (("parameters", "increment"), None, "unreadable"),
        (("accepted",), None, "unreadable"),
    ],
)
def test_a_changed_certificate_is_refused(path, value, code):
    told: Any = certified(rule=replace(RULE, start=RULE.start.INTEGRAL, increment=7))
    place = told
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value

    faults = check_certificate(told, ELECTION)

    assert code in {fault.code for fault in faults}


def test_a_step_too_early_or_too_late_is_refused():
    told = certified()
    early = json.loads(json.dumps(told))
    early["accepted"]["step"] -= 1
    late = certified(rule=replace(RULE, exhaustive_stop=True, utilitarian_completion=True))
    late["parameters"]["exhaustive_stop"] = False

    assert check_certificate(early, ELECTION) != ()
    assert check_certificate(late, ELECTION) != ()


@settings(deadline=None)
@given(elections(), rules(), st.data())
def test_a_certificate_of_other_ballots_is_refused(election, rule, data):
    told = certified(election, rule)
    other = replace(election, ballots=(*election.ballots, Ballot(())))

    assert check_certificate(told, other)[0].code == "other_election"


def test_a_fingerprint_does_not_tell_in_which_order_people_voted():
    shuffled = replace(ELECTION, ballots=ELECTION.ballots[::-1])

    assert fingerprint(shuffled) == fingerprint(ELECTION)
    assert fingerprint(replace(ELECTION, budget=101)) != fingerprint(ELECTION)
