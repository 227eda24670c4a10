"""Questions small enough to answer by hand; docs/explanation/portfolio.md tells them too."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tangguh.engines.portfolio import (
    InvalidPortfolio,
    Limits,
    Measure,
    Objective,
    Per,
    certificate,
    check_certificate,
    compare,
    kept,
    plan,
    priced,
    reasons,
    shares_of_gain,
)
from tests.engines.portfolio.settings import MANY, ONE, chosen_of, programme, setting

# Two villages. Wells (a to 5) cost 4, posts (b to 5) cost 3.
WELL, POST = programme("well", "a5", 4, "water"), programme("post", "b5", 3, "safety")
TWO = setting({"k1.1": (0, 3, 0), "k2.1": (4, 1, 0)}, [WELL, POST])


def test_the_most_gain_for_the_money():
    # k1.1: well +5, post +2. k2.1: well +1, post +4. With 7: the well in k1.1, the post in k2.1.
    found = plan(TWO, Limits({"F": 7}), ONE, Objective.MOST_GAIN)

    assert chosen_of(found) == {("k1.1", "well"), ("k2.1", "post")}
    assert (found.gain, found.cost, found.bound) == (9, 7, 9)


def test_the_lowest_village_goes_first():
    # k1.1 stands at 3, k2.1 at 5. With 4, only the well in k1.1 lifts the lower one: to 8.
    found = plan(TWO, Limits({"F": 4}), ONE, Objective.MAX_MIN)

    assert chosen_of(found) == {("k1.1", "well")}
    assert (found.value, found.bound) == (5, 5)


def test_a_class_is_worth_more_than_points():
    # 9 is the better class. Well in k1.1: 3 to 8, one class. Post in k2.1: 5 to 9, two classes.
    classes = replace(ONE, statuses=(7, 9))

    found = plan(TWO, Limits({"F": 4}), classes, Objective.STATUS_STEPS)

    assert chosen_of(found) == {("k2.1", "post")}
    assert found.value == 2


def test_two_programmes_for_one_indicator_do_not_add_up():
    some, much = programme("some", "a3", 2), programme("much", "a5", 3)
    one = setting({"k1.1": (0, 5, 5)}, [some, much])

    found = plan(one, Limits({"F": 100}), ONE, Objective.MOST_GAIN)

    assert chosen_of(found) == {("k1.1", "much")}
    assert found.gain == 5


def test_both_are_done_where_each_adds_something():
    left, right = programme("left", "a5b3", 2), programme("right", "b4c5", 2)
    one = setting({"k1.1": (0, 0, 0)}, [left, right])

    found = plan(one, Limits({"F": 4}), ONE, Objective.MOST_GAIN)

    assert chosen_of(found) == {("k1.1", "left", "right")}
    assert found.choices[0].gains == {"a": 5, "b": 4, "c": 5}


def test_a_cost_by_the_point_is_due_for_each_missing_point():
    by_point = replace(WELL, per=Per.POINT)
    one = setting({"k1.1": (3, 0, 0)}, [by_point])

    assert plan(one, Limits({"F": 8}), ONE, Objective.MOST_GAIN).cost == 8
    assert plan(one, Limits({"F": 7}), ONE, Objective.MOST_GAIN).cost == 0


def test_an_agency_does_no_more_than_it_can():
    found = plan(TWO, Limits({"F": 100}, {"safety": 1}), ONE, Objective.MOST_GAIN)

    assert chosen_of(found) == {("k1.1", "well"), ("k2.1", "well"), ("k2.1", "post")}


def test_a_village_has_no_more_works_than_it_can_take():
    found = plan(TWO, Limits({"F": 100}, works=1), ONE, Objective.MOST_GAIN)

    assert chosen_of(found) == {("k1.1", "well"), ("k2.1", "post")}


def test_a_floor_brings_money_where_it_gains_less():
    # With 4 the well in k1.1 would gain most (5). k2 is owed 4, so it has its own: +1 or +4 for 3.
    found = plan(TWO, Limits({"F": 4}, least_spend={"k2": 4}), ONE, Objective.MOST_GAIN)

    assert chosen_of(found) == {("k2.1", "well")}


def test_a_share_keeps_one_indicator_from_bringing_all():
    # With all works a brings 6 of 12, which is within 5/6. With 4 there is one work: all its gain.
    found = plan(TWO, Limits({"F": 100}, most_share=Fraction(5, 6)), ONE, Objective.MOST_GAIN)
    tight = plan(TWO, Limits({"F": 4}, most_share=Fraction(5, 6)), ONE, Objective.MOST_GAIN)

    assert found.gain == 12
    assert tight.gain == 0


def test_a_tie_goes_to_the_first_of_the_lot():
    same = setting({"k1.1": (0, 5, 5), "k1.2": (0, 5, 5)}, [WELL])
    limits = Limits({"F": 4})

    first = plan(same, limits, ONE, Objective.MOST_GAIN, lot=("k1.1", "k1.2"))
    second = plan(same, limits, ONE, Objective.MOST_GAIN, lot=("k1.2", "k1.1"))

    assert chosen_of(first) == {("k1.1", "well")}
    assert chosen_of(second) == {("k1.2", "well")}


def test_every_limit_has_a_price():
    # One well and both posts gain 11 and cost 10. With the other well, too: 12.
    found = plan(TWO, Limits({"F": 100}, {"water": 1}), ONE, Objective.MOST_GAIN)
    (money, water) = priced(found)

    assert (money.used, money.limit) == (10, 100)
    assert (water.used, water.limit, water.otherwise) == (1, 1, 12)
    assert found.value == 11


def test_a_choice_is_explained_by_what_it_uses():
    found = plan(TWO, Limits({"F": 7}), ONE, Objective.MOST_GAIN)

    told = {reason.choice.programmes: reason for reason in reasons(found)}
    price = kept(found)[0].price

    assert told["well",].charges == {"fund": 4 * price}
    assert told["well",].surplus == 5 - 4 * price


def test_much_from_one_indicator_raises_the_alarm():
    found = plan(TWO, Limits({"F": 7}), ONE, Objective.MOST_GAIN)

    shares = shares_of_gain(found, alarm=Fraction(1, 2))

    assert [(s.indicator, s.gain, s.is_alarming) for s in shares] == [
        ("a", 5, True),
        ("b", 4, False),
    ]


def test_two_measures_give_two_plans_side_by_side():
    resilience = Measure("resilience", {"a": 0, "b": 1, "c": 0}, 5)
    limits = Limits({"F": 4})
    official = plan(TWO, limits, ONE, Objective.MOST_GAIN)
    other = plan(TWO, limits, resilience, Objective.MOST_GAIN)

    compared = compare(official, other)

    assert chosen_of(official) == {("k1.1", "well")}
    assert chosen_of(other) == {("k2.1", "post")}
    assert [outcome.gain for outcome in compared.outcomes[0]] == [5, 0]
    assert [outcome.gain for outcome in compared.outcomes[1]] == [4, 4]
    assert (compared.in_both, compared.only) == (0, (1, 1))


def test_a_measure_without_classes_has_none_to_climb():
    plain = replace(ONE, statuses=())

    with pytest.raises(InvalidPortfolio, match="no_statuses"):
        plan(TWO, Limits({"F": 4}), plain, Objective.STATUS_STEPS)


def test_only_so_much_is_believed_as_there_is_evidence_for():
    doubted = Measure("resilience", {"a": 1, "b": 1, "c": 1}, 15, {"well": 1, "post": 4}, 4)

    found = plan(TWO, Limits({"F": 4}), doubted, Objective.MOST_GAIN)

    assert chosen_of(found) == {("k2.1", "post")}  # 4 times 4 against 5 times 1


def test_a_forged_certificate_is_refused():
    limits = Limits({"F": 7})
    told: dict[str, Any] = certificate(plan(TWO, limits, ONE, Objective.MOST_GAIN))
    forged = [
        ({**told, "bound": told["bound"] - 1}, "bound_is_not_proven"),
        ({**told, "gain": 10}, "wrong_figure"),
        ({**told, "chosen": [*told["chosen"], ["k2.1", "well"]]}, "over_limit"),
        ({**told, "prices": [["fund", "F", 1, 2**62]]}, "unreadable"),
        ({**told, "question": "another"}, "other_question"),
        ({**told, "format": "x"}, "unknown_format"),
        ({k: v for k, v in told.items() if k != "value"}, "unreadable"),
    ]

    for certificate_, fault in forged:
        assert fault in {f.code for f in check_certificate(certificate_, TWO, limits, ONE)}


def test_a_floor_out_of_reach_is_named():
    with pytest.raises(InvalidPortfolio) as refused:
        plan(TWO, Limits({"F": 100}, least_spend={"k2": 8}), ONE, Objective.MOST_GAIN)

    assert refused.value.code == "floor_is_out_of_reach"
    assert refused.value.params == {"kind": "least_spend", "key": "k2", "limit": 8}


def test_limits_that_cannot_be_kept_together_are_named_and_no_others():
    limits = Limits({"F": 6, "G": 50}, {"safety": 9}, least_spend={"k1": 4, "k2": 3})

    with pytest.raises(InvalidPortfolio) as refused:
        plan(TWO, limits, ONE, Objective.MAX_MIN)

    conflict: Any = refused.value.params["constraints"]
    named = {(each["kind"], each["key"]) for each in conflict}
    assert named == {("fund", "F"), ("least_spend", "k1"), ("least_spend", "k2")}


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: programme("p", "a5", -1), "cost_below_zero"),
        (lambda: programme("p", "a5", 0), "costs_nothing"),
        (lambda: programme("p", "", 1), "raises_nothing"),
        (lambda: setting({"k1.1": (0, 0, 0)}, [programme("p", "x5", 1)]), "indicator_is_unknown"),
        (lambda: setting({"k1.1": (0, -1, 0)}, [WELL]), "score_is_missing"),
        (lambda: setting({"k1.1": (0, 0, 0)}, [WELL, WELL]), "programme_is_repeated"),
        (lambda: setting({}, [WELL]), "no_villages"),
        (lambda: Limits({"F": 0}), "no_budget"),
        (lambda: Limits({"F": -1}), "limit_below_zero"),
        (lambda: Limits({"F": 1}, works=0), "no_works"),
        (lambda: Limits({"F": 1}, most_share=Fraction(2)), "share_is_out_of_range"),
        (lambda: plan(TWO, Limits({"G": 1}), ONE, Objective.MOST_GAIN), "fund_is_unknown"),
        (
            lambda: plan(TWO, Limits({"F": 1}, least_gain={"k9": 1}), ONE, Objective.MOST_GAIN),
            "area_is_unknown",
        ),
        (
            lambda: plan(TWO, Limits({"F": 1}, {"x": 1}), ONE, Objective.MOST_GAIN),
            "agency_is_unknown",
        ),
    ],
)
def test_what_cannot_be_planned_is_refused_by_name(make, fault):
    with pytest.raises(InvalidPortfolio) as refused:
        make()

    assert refused.value.code == fault


def test_nothing_to_do_is_a_plan():
    done = setting({"k1.1": (5, 5, 5)}, [WELL, POST])

    found = plan(done, Limits({"F": MANY}), ONE, Objective.MAX_MIN)

    assert (found.value, found.bound, found.choices) == (15, 15, ())
