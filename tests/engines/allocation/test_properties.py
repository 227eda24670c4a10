"""What holds for every election and every rule."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tangguh.engines.allocation import Election, Rule, allocate, passed_over, reference
from tangguh.engines.allocation.fast.search import Search, count_fast
from tangguh.engines.allocation.fast.table import table_of
from tests.engines.allocation.elections import ONCE, crowds, elections, rules


@settings(deadline=None)
@given(elections(), rules())
def test_the_fast_count_equals_the_law(election: Election, rule: Rule):
    step, count = reference.equal_shares(election, rule)

    result = allocate(election, rule)

    assert (result.step, result.count) == (step, count)


@settings(deadline=None, max_examples=40)
@given(crowds(), rules())
def test_the_fast_count_equals_the_law_where_rivals_are_equal(election: Election, rule: Rule):
    step, count = reference.equal_shares(election, rule)

    result = allocate(election, rule)

    assert (result.step, result.count) == (step, count)


@settings(deadline=None)
@given(elections(), rules().filter(lambda rule: rule.increment))
def test_the_search_finds_the_step_of_the_law(election: Election, rule: Rule):
    step, _count = reference.equal_shares(election, rule)
    table = table_of(election, rule)

    assert Search(table, election, rule).stop()[0] == step


@settings(deadline=None)
@given(elections(), rules(), st.integers(0, 60))
def test_each_single_step_equals_the_law(election: Election, rule: Rule, step: int):
    assert count_fast(election, rule, step) == reference.count_at(election, rule, step)


@settings(deadline=None)
@given(elections(), rules())
def test_the_budget_is_never_exceeded(election: Election, rule: Rule):
    winners = allocate(election, rule).winners

    assert sum(election.costs[project] for project in winners) <= election.budget
    assert len(set(winners)) == len(winners)


@settings(deadline=None)
@given(elections(), rules(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_projects_changes_nothing(election, rule, random):
    ballots, projects = list(election.ballots), list(election.projects)
    random.shuffle(ballots)
    random.shuffle(projects)
    shuffled = replace(election, ballots=tuple(ballots), projects=tuple(projects))

    assert allocate(shuffled, rule) == allocate(election, rule)


@settings(deadline=None)
@given(elections(), rules())
def test_equal_ballots_count_alike_together_or_one_by_one(election: Election, rule: Rule):
    one_by_one = tuple(
        ballot._replace(times=1) for ballot in election.ballots for _ in range(ballot.times)
    )

    assert allocate(replace(election, ballots=one_by_one), rule) == allocate(election, rule)


@settings(deadline=None)
@given(elections(), rules())
def test_payers_cover_exactly_the_cost(election: Election, rule: Rule):
    count = allocate(election, replace(rule, lot=())).count

    for bought in count.purchases:
        counted = bought.paid_in_full + bought.paid_what_was_left + bought.had_nothing_left
        assert counted == bought.supporters
        assert bought.effective_votes * bought.price == bought.cost
        if not bought.paid_what_was_left and rule.satisfaction != "points":
            assert bought.price * bought.paid_in_full == bought.cost


@settings(deadline=None)
@given(elections())
def test_no_group_that_could_pay_from_its_share_is_passed_over(election: Election):
    result = allocate(election, ONCE)

    assert passed_over(election, result.winners) == ()
