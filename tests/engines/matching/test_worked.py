"""Questions small enough to be answered with a finger on the page."""

import pytest

from tangguh.engines.matching import (
    Helper,
    InvalidQuestion,
    Pair,
    Person,
    Question,
    Reason,
    Rules,
    Verdict,
    explain,
    faults,
    gaps,
    in_reach,
    match,
    rematch,
)
from tests.engines.matching.questions import asked


def who_helps(plan) -> dict[str, str]:
    return {person: "".join(p.helper for p in pairs) for person, pairs in plan.helpers_of.items()}


def test_the_nearest_helper_goes_to_whom_nobody_else_can_reach():
    # Nearest first gives k to ani and nobody to budi. Both are covered if ani walks further.
    plan = match(asked({"ani": {"k": 10, "l": 90}, "budi": {"k": 30}}, "kl"))

    assert who_helps(plan) == {"ani": "l", "budi": "k"}


def test_of_equal_covers_the_walks_are_the_shortest():
    # Straight 10 + 40 = 50, crossed 20 + 20 = 40.
    plan = match(asked({"ani": {"k": 10, "l": 20}, "budi": {"k": 20, "l": 40}}, "kl"))

    assert who_helps(plan) == {"ani": "l", "budi": "k"}
    assert plan.metres == 40


def test_everybody_has_one_helper_before_anybody_has_two():
    # ani is nearer to both, and budi still gets one.
    walks = {"ani": {"k": 1, "l": 1}, "budi": {"k": 300, "l": 301}}

    plan = match(asked(walks, "kl", each=2))

    assert who_helps(plan) == {"ani": "l", "budi": "k"}
    assert (plan.covered(), plan.covered(2)) == (2, 0)


def test_ties_go_to_who_stands_earlier():
    walks = {"ani": {"k": 50, "l": 50}}

    assert who_helps(match(asked(walks, "kl"))) == {"ani": "k"}
    assert who_helps(match(asked(walks, "lk"))) == {"ani": "l"}


def test_two_helpers_of_one_person_are_two_neighbours():
    plan = match(asked({"ani": {"k": 5}}, "k", each=2, cap=2))

    assert who_helps(plan) == {"ani": "k"}


@pytest.mark.parametrize(
    ("verdict", "person", "helper", "metres"),
    [
        (Verdict.TOO_FAR, {}, {}, 401),
        (Verdict.SAME_WATER, {"water": "lubuk"}, {"water": "lubuk"}, 5),
        (Verdict.SAME_HOUSEHOLD, {"household": "7"}, {"household": "7"}, 0),
        (Verdict.NOT_ABLE, {}, {"able": False}, 5),
        (Verdict.NOT_TRAINED, {}, {"trained": False}, 5),
        (Verdict.LACKS_SKILL, {"needs": frozenset({"carry"})}, {}, 5),
    ],
)
def test_a_helper_who_may_not_is_refused_with_the_reason(verdict, person, helper, metres):
    question = Question(
        (Person("ani", **person),), (Helper("k", **helper),), (Pair("ani", "k", metres),)
    )

    plan = match(question)

    assert plan.pairs == ()
    assert [look.verdict for look in explain(question, plan, "ani")] == [verdict]
    [gap] = gaps(question, plan)
    assert gap.refusals == {verdict.value: 1}
    expected = Reason.NOBODY_NEAR if verdict is Verdict.TOO_FAR else Reason.NOBODY_MAY
    assert (gap.missing, gap.reason) == (2, expected)


def test_who_lives_in_another_flooded_place_may_help():
    question = Question((Person("ani", "lubuk"),), (Helper("k", "tebing"),), (Pair("ani", "k", 9),))

    assert who_helps(match(question)) == {"ani": "k"}


def test_every_look_says_why_this_helper_and_why_not_that_one():
    # k is needed by budi, m is free but l is nearer.
    question = asked({"ani": {"k": 10, "l": 50, "m": 60}, "budi": {"k": 30}}, "klm")

    looks = explain(question, match(question), "ani")

    assert [(look.pair.helper, look.verdict, look.helps_now) for look in looks] == [
        ("l", Verdict.HELPS, ("ani",)),
        ("k", Verdict.NEEDED_MORE_ELSEWHERE, ("budi",)),
        ("m", Verdict.ENOUGH_ARE_BETTER, ()),
    ]


def test_a_taken_helper_says_how_much_longer_the_walks_would_be():
    # To give k to ani, budi goes to l: 10 + 90 in place of 40 + 20.
    question = asked({"ani": {"k": 10, "l": 40}, "budi": {"k": 20, "l": 90}}, "kl")

    [_helps, k] = explain(question, match(question), "ani")

    assert k.verdict is Verdict.TAKEN
    assert k.metres_more == 40


def test_nobody_left_and_too_few_are_told_apart():
    walks = {"ani": {"k": 1, "l": 2}, "budi": {"k": 9, "l": 9}, "citra": {"k": 5}, "dewi": {}}

    question = asked(walks, "kl", each=2, cap=1)
    found = {gap.person: gap.reason for gap in gaps(question, match(question))}

    assert found == {
        "ani": Reason.ALL_BUSY,
        "budi": Reason.ALL_BUSY,
        "citra": Reason.TOO_FEW_MAY,
        "dewi": Reason.NOBODY_NEAR,
    }


def test_when_a_helper_drops_out_nobody_is_moved_who_need_not_be():
    # Anew, m would go to ani (60 + 20 < 10 + 90) and l to budi; one change is enough.
    before = asked({"ani": {"k": 10, "l": 11, "m": 12}, "budi": {"l": 20, "m": 90}}, "klm")
    plan = match(before)
    assert who_helps(plan) == {"ani": "k", "budi": "l"}

    after = asked({"ani": {"l": 11, "m": 60}, "budi": {"l": 20, "m": 21}}, "lm")

    assert who_helps(match(after)) == {"ani": "l", "budi": "m"}
    assert who_helps(rematch(after, plan)) == {"ani": "m", "budi": "l"}


def test_cover_stands_above_few_changes():
    # k drops out; only l reaches ani, so budi must move to m.
    plan = match(asked({"ani": {"k": 1, "l": 50}, "budi": {"l": 1, "m": 80}}, "klm"))
    after = asked({"ani": {"l": 50}, "budi": {"l": 1, "m": 80}}, "lm")

    assert who_helps(rematch(after, plan)) == {"ani": "l", "budi": "m"}


def test_nobody_asked_and_nobody_there_are_answered():
    assert match(asked({}, "")).pairs == ()
    assert match(asked({}, "k")).pairs == ()
    assert match(asked({"ani": {}}, "")).pairs == ()
    assert faults(asked({}, ""), match(asked({}, ""))) == ()


def test_reach_is_rounded_up_and_ends_at_the_limit():
    found = in_reach({"ani": (0, 0)}, {"k": (3.2, 4), "l": (0, 400), "m": (0, 400.1)}, 400)

    assert found == (Pair("ani", "k", 6), Pair("ani", "l", 400))
    assert in_reach({}, {"k": (0, 0)}, 400) == ()


@pytest.mark.parametrize(
    ("code", "walks", "helpers"),
    [
        ("helper_is_repeated", {"ani": {"k": 1}}, "kk"),
        ("pair_is_unknown", {"ani": {"x": 1}}, "k"),
        ("metres_below_zero", {"ani": {"k": -1}}, "k"),
    ],
)
def test_bad_input_is_named(code, walks, helpers):
    with pytest.raises(InvalidQuestion) as refused:
        asked(walks, helpers)

    assert refused.value.code == code


def test_repeats_points_and_limits_are_named():
    ani, k, pair = Person("ani"), Helper("k"), Pair("ani", "k", 1)
    for code, ask in {
        "person_is_repeated": lambda: Question((ani, ani), (k,), ()),
        "pair_is_repeated": lambda: Question((ani,), (k,), (pair, Pair("ani", "k", 2))),
        "each_not_from_1_to_5": lambda: Rules(each=0),
        "limit_below_one": lambda: Rules(cap=0),
        "point_is_not_finite": lambda: in_reach({"ani": (float("nan"), 0)}, {"k": (0, 0)}, 1),
        "too_large": lambda: match(
            Question((ani,), (k,), (Pair("ani", "k", 2**59),), Rules(reach=2**60))
        ),
    }.items():
        with pytest.raises(InvalidQuestion) as refused:
            ask()
        assert refused.value.code == code


def test_a_worse_plan_and_a_broken_one_have_faults():
    question = asked({"ani": {"k": 10, "l": 20}}, "kl")
    plan = match(question)
    [near, far] = question.pairs

    def with_pairs(*pairs: Pair):
        return type(plan)(pairs, plan.worth, plan.price)

    assert faults(question, plan) == ()
    assert faults(question, with_pairs(far)) == ("not_optimal",)
    assert faults(question, with_pairs(near, far)) == ("too_many_helpers",)
    assert faults(question, with_pairs(Pair("ani", "k", 9))) == ("pair_is_unknown",)
