"""What one step more needs: examples that can be checked by hand."""

from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.composite_index import explain
from tests.engines.composite_index.shipped import IDM
from tests.engines.composite_index.test_scoring import ALL, parts_of, villages


def test_one_early_warning_lifts_a_village_to_the_next_status():
    # All 5 but IKL03: 6300 - 700 = 5600, mandiri. With 3 in IKS: 5600 - 35 x 2 x 12 = 4760, maju.
    scores = {c: 3 if c.startswith("IKS") else 5 for c in ALL} | {"IKL03": 0}

    told = explain(IDM, scores)

    assert (told.card.index, told.card.status.code) == (4760, "maju")
    assert (told.next_step.status.code, told.next_step.needed) == ("mandiri", 5138 - 4760)
    # Three points of 140 are the least that is enough, and 3 is a score that the rules give.
    assert [(r.indicator.code, r.to, r.gain) for r in told.next_step.alone] == [("IKL03", 3, 420)]
    assert told.next_step.together == told.next_step.alone
    assert "BPBD" in told.next_step.alone[0].indicator.who["district"]


def test_a_village_without_a_single_remedy_is_told_the_shortest_list():
    # Two points of IKE bring 70. Seven times that are 490 of the 518 needed; one point more, 35.
    scores = dict.fromkeys(ALL, 3) | {"IKL01": 5, "IKL02": 5, "IKL03": 5}

    step = explain(IDM, scores).next_step

    assert (step.status.code, step.needed) == ("mandiri", 5138 - 4620)
    assert step.alone == ()
    assert [rise.gain for rise in step.together] == [70] * 7 + [35]
    assert all(rise.indicator.dimension == "IKE" for rise in step.together)


def test_what_no_programme_should_change_is_a_gap_but_no_remedy():
    scores = dict.fromkeys(ALL, 5) | {"IKL02": 0, "IKL03": 0, "IKS20": 1}

    told = explain(IDM, scores)

    assert [gap.indicator.code for gap in told.gaps] == ["IKL02", "IKL03", "IKS20"]
    assert {rise.indicator.code for rise in told.next_step.alone} == {"IKL03"}


def test_the_best_status_needs_nothing_and_a_missing_score_tells_nothing():
    assert explain(IDM, dict.fromkeys(ALL, 5)).next_step is None
    assert explain(IDM, dict.fromkeys(ALL, 3) | {"IKL03": None}).next_step is None


@given(villages)
def test_the_way_to_the_next_status_leads_there_and_no_shorter_one_does(scores):
    told = explain(IDM, scores)
    step = told.next_step
    if step is None or not step.together:
        return

    after = scores | {rise.indicator.code: rise.to for rise in step.together}

    assert parts_of(after) >= step.status.least
    able = sorted((g.gain for g in told.gaps if g.indicator.actionable), reverse=True)
    assert sum(able[: len(step.together) - 1]) < step.needed
    for rise in step.alone:
        assert parts_of(scores | {rise.indicator.code: rise.to}) >= step.status.least


@given(villages, st.sampled_from(ALL))
def test_the_gaps_are_all_that_lacks_to_a_perfect_score(scores, code):
    assert sum(gap.gain for gap in explain(IDM, scores).gaps) == 6300 - parts_of(scores)
