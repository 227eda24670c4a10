"""How the fast count decides: by enclosed prices, by counts of voters, and only then by fractions."""

import subprocess
import sys

import pytest

from tangguh.engines.allocation import Ballot, Election, Project, Rule, reference
from tangguh.engines.allocation.fast.search import Search
from tangguh.engines.allocation.fast.table import table_of
from tests.engines.allocation.elections import vote

ADD_ONE = Rule(exhaustive_stop=False)


def searched(election: Election, rule: Rule = ADD_ONE) -> Search:
    """A search that has found what the law finds; `settled` tells how often by fractions."""
    search = Search(table_of(election, rule), election, rule)
    step, count = reference.equal_shares(election, rule)

    found, bought = search.stop()

    assert found == step
    assert tuple(search.table.projects[place].id for place in bought) == count.winners
    return search


@pytest.mark.parametrize("voters", [7, 61, 98])
def test_a_project_that_costs_exactly_what_all_own_is_bought_by_fractions(voters: int):
    # 150,000 / 61 has no end in any number of digits; 61 times of it is 150,000 all the same.
    election = Election(150_000, (Project("a", 150_000),), (Ballot(("a",), (), voters),))

    assert searched(election).settled > 0


def test_rivals_whose_poor_have_paid_for_the_same_are_equal_without_fractions():
    # Who paid for a is poor. b and c have as many poor and as many rich voters: a tie at any price.
    costs = {"a": 70, "b": 40, "c": 40}
    election = vote(130, costs, ["ab", "ab", "ac", "ac", "b", "c", "a", "a", "a"])

    assert searched(election).settled == 0


def test_rivals_whose_poor_have_paid_for_other_things_are_compared_by_fractions():
    # Ten each. a and d take 8 from four voters each; one of them has 2 left for b, one for c.
    # Both then lack 19 of 21 from two who have 10: equal, but not by what was bought.
    costs = {"a": 32, "d": 32, "b": 21, "c": 21}
    ballots = ["ab", "a", "a", "a", "b", "b", "dc", "d", "d", "d", "c", "c"]

    assert searched(vote(120, costs, ballots)).settled > 0


def test_purses_may_grow_far_beyond_the_first_unit():
    # From Rp 2 for each to thousands of times as much: the unit of counting must grow coarser.
    election = vote(9, {"a": 9, "b": 7_000, "c": 8_000}, ["a", "bc", "bc", "c"])
    rich = Election(9_000, election.projects, election.ballots)

    for increment in (1, 7, 5_000):
        searched(rich, Rule(increment=increment, exhaustive_stop=False))


def test_who_only_knows_of_counts_does_not_load_the_compiler():
    told = "import sys, tangguh.engines.allocation; print('numba' in sys.modules)"

    command = [sys.executable, "-c", told]
    done = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 our own

    assert done.stdout.strip() == "False"
