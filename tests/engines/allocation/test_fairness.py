from fractions import Fraction

from tangguh.engines.allocation import (
    Ballot,
    Election,
    Project,
    by_area,
    by_group,
    passed_over,
    robustness,
    satisfied,
)
from tests.engines.allocation.elections import ONCE, vote

# Four voters, 25 each.
ELECTION = vote(100, {"a": 60, "b": 40, "c": 25}, ["ab", "ab", "ab", "c"])


def test_money_is_shared_by_the_supporters_of_what_is_funded():
    groups = {"women": [Ballot(("a", "b")), Ballot(("c",))], "men": [Ballot(("a", "b"), (), 2)]}

    shares = by_group(ELECTION, ["a", "c"], groups)

    assert shares["women"].money == 20 + 25
    assert shares["men"].money == 40
    assert shares["men"].share_of_money == Fraction(40, 85)
    assert shares["men"].share_of_voters == Fraction(1, 2)
    assert shares["women"].without_any == 0


def test_satisfaction_counts_what_each_voter_finds_funded():
    found = satisfied(ELECTION, ["a", "b"])

    assert found.by_number == {0: 1, 2: 3}
    assert (found.without_any, found.exclusion) == (1, Fraction(1, 4))
    assert found.mean_cost == Fraction(3 * 100, 4)


def test_areas_tell_money_and_votes():
    election = Election(
        10,
        (Project("a", 4, area="Hulu"), Project("b", 5, area="Hilir"), Project("c", 6, area="Hulu")),
        (Ballot(("a", "b")), Ballot(("c",))),
    )

    assert by_area(election, ["a"]) == {"Hulu": (4, 2), "Hilir": (0, 1)}


def test_a_voter_whose_share_would_have_paid_is_passed_over():
    # Dewi alone owns 25, which is the cost of c, and votes alone gave her nothing.
    (group,) = passed_over(ELECTION, ["a", "b"])

    assert (group.project, group.voters, group.most) == ("c", 1, 0)
    assert group.share == 25
    assert passed_over(ELECTION, ["a", "c"]) == ()


def test_the_same_seed_draws_the_same_ballots():
    one = robustness(ELECTION, ONCE, seed=7, draws=40)
    other = robustness(ELECTION, ONCE, seed=8, draws=40)

    assert one == robustness(ELECTION, ONCE, seed=7, draws=40)
    assert one.funded != other.funded


def test_what_one_voter_carries_is_a_toss_up_and_what_all_want_is_firm():
    # c is funded where Dewi's ballot is drawn: 1 - (3/4)^4 = 68 % of the draws. e always is.
    election = vote(100, {"a": 60, "b": 40, "c": 25, "e": 4}, ["abe", "abe", "abe", "ce"])

    found = robustness(election, ONCE, seed=1, draws=200)

    assert found.funded["e"] == 1
    assert "c" in found.toss_ups(Fraction(1, 20), Fraction(19, 20))
