"""What holds for every question, and what another solver says."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tangguh.engines.matching import Verdict, explain, faults, gaps, match, rematch
from tests.engines.matching.questions import questions
from tests.engines.matching.second import best


@settings(max_examples=300, deadline=None)
@given(questions())
def test_no_plan_is_better_another_solver_says(question):
    plan = match(question)

    ranks = [plan.covered(at_least) for at_least in range(1, question.rules.each + 1)]
    assert (*ranks, plan.metres) == best(question)


@settings(max_examples=300, deadline=None)
@given(questions(12, 12))
def test_every_plan_keeps_the_rules_and_proves_itself(question):
    assert faults(question, match(question)) == ()


@settings(deadline=None)
@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(question, chance):
    pairs = list(question.pairs)
    chance.shuffle(pairs)

    assert match(replace(question, pairs=tuple(pairs))).pairs == match(question).pairs


@settings(deadline=None)
@given(questions(), st.data())
def test_a_helper_who_drops_out_changes_little_and_costs_no_cover(question, data):
    plan = match(question)
    gone = data.draw(st.sampled_from([h.id for h in question.helpers] or [""]))
    after = replace(
        question,
        helpers=tuple(h for h in question.helpers if h.id != gone),
        pairs=tuple(p for p in question.pairs if p.helper != gone),
    )

    again, anew = rematch(after, plan), match(after)

    ranks = range(1, question.rules.each + 1)
    assert [again.covered(n) for n in ranks] == [anew.covered(n) for n in ranks]
    assert len(set(again.pairs) - set(plan.pairs)) <= len(set(anew.pairs) - set(plan.pairs))
    assert faults(after, again) == ()


@settings(deadline=None)
@given(questions())
def test_the_same_plan_stays_when_nothing_changed(question):
    plan = match(question)

    assert rematch(question, plan).pairs == plan.pairs


@settings(deadline=None)
@given(questions())
def test_one_more_helper_never_covers_fewer(question):
    fewer = replace(
        question,
        helpers=question.helpers[:-1],
        pairs=tuple(p for p in question.pairs if p.helper != f"h{len(question.helpers) - 1}"),
    )

    assert match(fewer).covered() <= match(question).covered()


@settings(deadline=None)
@given(questions())
def test_everyone_listed_is_explained_and_every_gap_is_told(question):
    plan = match(question)
    missing = {gap.person: gap.missing for gap in gaps(question, plan)}

    for person in question.people:
        looks = explain(question, plan, person.id)
        helping = [look.pair for look in looks if look.verdict is Verdict.HELPS]
        assert tuple(helping) == plan.helpers_of.get(person.id, ())
        assert len(looks) == sum(pair.person == person.id for pair in question.pairs)
        assert len(helping) + missing.get(person.id, 0) == question.rules.each
        if person.id in missing:
            assert not any(look.verdict is Verdict.ENOUGH_ARE_BETTER for look in looks)


@settings(deadline=None)
@given(questions())
def test_what_a_taken_helper_would_cost_is_what_the_best_plan_with_them_costs(question):
    plan = match(question)
    for person in question.people:
        for look in explain(question, plan, person.id):
            if look.verdict is Verdict.TAKEN:
                assert look.metres_more == _metres_with(question, look.pair) - plan.metres


def _metres_with(question, pair):
    """The metres of the best plan with this pair: the only one that was there before."""
    forced = rematch(question, replace(match(question), pairs=(pair,)))
    assert pair in forced.pairs
    return forced.metres
