"""Counts that fit on the back of an envelope. Most of them are also in docs/explanation."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tangguh.engines.allocation import (
    PROFILES,
    Ballot,
    Comparison,
    Election,
    InvalidElection,
    Project,
    Rule,
    Satisfaction,
    Start,
    Stop,
    allocate,
    greedy,
    missing,
    phragmen,
)
from tests.engines.allocation.elections import ONCE, vote


def test_a_minority_decides_over_its_own_share():
    # Four voters, 25 each. The three who want a and b cannot spend the fourth one's 25.
    election = vote(100, {"a": 60, "b": 40, "c": 25}, ["ab", "ab", "ab", "c"])

    result = allocate(election, ONCE)

    assert result.winners == ("b", "c")  # b: 13.33 each; a would need 60, and 35 are left
    assert greedy(election, ONCE) == ("b", "a")  # votes alone leave the fourth with nothing


def test_who_has_less_than_the_price_pays_what_is_left():
    # Four voters, 40 each. a costs its three voters 30 each; then b: Ani has 10, Citra pays 35.
    election = vote(160, {"a": 90, "b": 45}, ["ab", "a", "a", "b"])

    first, second = allocate(election, ONCE).count.purchases

    assert (first.project, first.price, first.paid_in_full) == ("a", Fraction(30), 3)
    assert (second.project, second.price) == ("b", Fraction(35))
    assert (second.paid_in_full, second.paid_what_was_left) == (1, 1)
    assert second.effective_votes == Fraction(45, 35)


def test_the_purses_grow_until_nothing_more_fits():
    # Two voters, 50 each. b needs 60 from Budi alone, which purses of 60 pay: 10 steps.
    election = vote(100, {"a": 40, "b": 60}, ["a", "b"])

    result = allocate(election, Rule(utilitarian_completion=False))

    assert (result.step, result.count.purse, result.stop) == (10, Fraction(60), Stop.EVERYTHING)
    assert result.winners == ("a", "b")


def test_the_step_that_costs_too_much_does_not_count():
    # 50 each pay neither; 60 each pay both, for 120. So the last step is the ninth, with nothing.
    election = vote(100, {"a": 60, "b": 60}, ["a", "b"])

    result = allocate(election, Rule())

    assert (result.step, result.stop) == (9, Stop.EXCEEDS)
    assert result.winners_before_utilitarian == ()
    assert result.winners == ("a",)  # most votes; a stands first in line


def test_the_exhaustive_stop_is_a_parameter():
    # Purses of 25: a costs Ani and Budi 25 each. 50 are left, and everything else costs more. At
    # purses of 26 nothing changes; at 60 c is bought as well, which exceeds.
    election = vote(100, {"a": 50, "c": 60}, ["a", "a", "c", ""])

    with_stop = allocate(election, Rule())
    without = allocate(election, Rule(exhaustive_stop=False))

    assert (with_stop.step, with_stop.stop) == (0, Stop.EXHAUSTIVE)
    assert (without.step, without.stop) == (34, Stop.EXCEEDS)
    assert with_stop.winners == without.winners == ("a",)


def test_an_integral_start_rounds_the_share_down():
    election = vote(100, {"a": 100}, ["a", "a", "a"])

    integral = allocate(election, Rule(start=Start.INTEGRAL))
    exact = allocate(election, Rule(start=Start.EXACT))

    assert (integral.count.purse, integral.step) == (Fraction(34), 1)
    assert (exact.count.purse, exact.step) == (Fraction(100, 3), 0)  # exactly all that they own


def test_a_project_that_costs_exactly_what_its_voters_own_is_bought():
    # 150,000 among 61: in floating point 61 x (150000/61) falls short, and nobody wins.
    election = vote(150_000, {"a": 150_000}, ["a"] * 61)

    assert allocate(election, ONCE).winners == ("a",)


def test_ties_go_to_the_lower_cost_then_to_more_votes_then_to_the_lot():
    cheaper = vote(40, {"b": 10, "a": 20}, ["a", "b", "a", "b"])
    by_lot = vote(20, {"a": 20, "b": 20}, ["ab", "ab"])

    assert allocate(cheaper, ONCE).winners == ("b", "a")
    assert allocate(by_lot, ONCE).winners == ("a",)
    assert allocate(by_lot, replace(ONCE, lot=("b", "a"))).winners == ("b",)


def test_cardinality_prefers_what_costs_each_voter_least():
    # 20 each. By cost a wins (two voters for each rupiah), by cardinality b (10 each, not 15).
    election = vote(40, {"a": 30, "b": 10}, ["ab", "a"])

    by_cost = allocate(election, ONCE)
    by_number = allocate(election, replace(ONCE, satisfaction=Satisfaction.CARDINALITY))

    assert by_cost.winners == ("a",)  # b's only voter has 5 left
    assert by_number.winners == ("b", "a")  # 10 for b, then 10 + 20 for a


def test_points_are_paid_for_in_proportion():
    # Purses of 60. Ani gave a 3 points and Budi 1: a costs 19 a point, so 57 and 19. Then b: Ani
    # has 3 left, Budi pays the other 37.
    election = Election(
        120,
        (Project("a", 76), Project("b", 40)),
        (Ballot(("a", "b"), (3, 1)), Ballot(("a", "b"), (1, 1))),
    )

    result = allocate(election, replace(ONCE, satisfaction=Satisfaction.POINTS))

    assert [(p.project, p.price) for p in result.count.purchases] == [
        ("a", Fraction(19)),
        ("b", Fraction(37)),
    ]
    assert result.count.purchases[1].paid_what_was_left == 1


def test_a_threshold_asks_for_votes_in_proportion_to_the_cost():
    # a takes half the ceiling with a quarter of the voters: 1/4 >= t x 1/2 only up to t = 1/2.
    election = vote(100, {"a": 50, "b": 10}, ["a", "b", "b", "b"])

    at_most = allocate(election, Rule(threshold=Fraction(1, 2)))
    too_much = allocate(election, Rule(threshold=Fraction(51, 100)))

    assert set(at_most.winners) == {"a", "b"}
    assert too_much.winners == ("b",)


def test_the_comparison_keeps_what_more_voters_prefer():
    # Votes alone fund what three of four want; Equal Shares funds d for the fourth instead of b.
    election = vote(100, {"a": 60, "b": 40, "d": 25}, ["ab", "ab", "ab", "d"])
    rule = Rule(increment=0, utilitarian_completion=False, comparison=Comparison.SATISFACTION)

    result = allocate(election, rule)

    assert (result.compared.first, result.compared.second) == (1, 3)
    assert set(result.winners) == {"a", "b"}


def test_a_ceiling_below_every_cost_funds_nothing():
    result = allocate(vote(5, {"a": 6, "b": 7}, ["a", "ab"]), Rule())

    assert (result.winners, result.step, result.stop) == ((), 0, Stop.EVERYTHING)


@pytest.mark.parametrize("profile", PROFILES)
def test_where_everything_fits_everything_wins(profile: str):
    result = allocate(
        vote(100, {"a": 40, "b": 30, "c": 30}, ["a", "b", "b", "c"]), PROFILES[profile]
    )

    assert set(result.winners) == {"a", "b", "c"}
    assert result.stop in {Stop.EVERYTHING, Stop.EXHAUSTIVE}


@pytest.mark.parametrize("ballots", [[], [""], ["", ""]])
def test_without_choices_nothing_wins(ballots: list[str]):
    assert allocate(vote(100, {"a": 10}, ballots), Rule()).winners == ()


def test_what_was_missing_is_told_for_what_was_not_bought():
    # 25 each. b takes 13.33 from each of its three voters; of the 60 for a they have 35 left, so
    # that one full purse more would do.
    election = vote(100, {"a": 60, "b": 40, "c": 25}, ["ab", "ab", "ab", "c"])

    (a,) = missing(election, allocate(election, ONCE))

    assert (a.project, a.money_left, a.missing_money) == ("a", Fraction(35), Fraction(25))
    assert a.missing_voters == 1
    assert a.effective_support == Fraction(35, 60)
    assert a.spent_on == {"b": 40}


def test_phragmen_buys_what_its_voters_can_pay_first():
    # Three earn together: b after 40/3, then a at (60 + 3 x 40/3) / 3 = 33.3; c was due after 25.
    election = vote(125, {"a": 60, "b": 40, "c": 25}, ["ab", "ab", "ab", "c"])

    assert phragmen(election, ONCE) == ("b", "c", "a")


@pytest.mark.parametrize(
    ("code", "budget", "projects", "ballots"),
    [
        ("money_below_zero", -1, [Project("a", 1)], []),
        ("project_is_repeated", 1, [Project("a", 1), Project("a", 2)], []),
        ("cost_is_not_positive", 1, [Project("a", 0)], []),
        ("project_is_unknown", 1, [Project("a", 1)], [Ballot(("b",))]),
        ("project_is_twice_on_a_ballot", 1, [Project("a", 1)], [Ballot(("a", "a"))]),
        ("ballot_of_nobody", 1, [Project("a", 1)], [Ballot(("a",), (), 0)]),
        ("points_do_not_match", 1, [Project("a", 1)], [Ballot(("a",), (1, 2))]),
        ("points_are_not_positive", 1, [Project("a", 1)], [Ballot(("a",), (0,))]),
    ],
)
def test_an_impossible_election_is_refused(code, budget, projects, ballots):
    with pytest.raises(InvalidElection) as refused:
        Election(budget, tuple(projects), tuple(ballots))

    assert refused.value.code == code


def test_more_money_than_can_be_counted_exactly_is_refused():
    with pytest.raises(InvalidElection, match="too_much_money"):
        allocate(vote(2**60, {"a": 2**59}, ["a"]), ONCE)
