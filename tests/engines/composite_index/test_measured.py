"""An index that is measured: goalposts, bounds for the unknown, places that hold either way."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.composite_index import (
    InvalidDefinition,
    Plan,
    Written,
    measured_of,
    places,
    score_of_share,
    spans,
)

ABOUT = {
    "title": "Dua hal",
    "code": "DH",
    "reference": "Perbup 1",
    "source": "us",
    "as_of": "2026-11-24",
    "settled": False,
    "least_known": "1/2",
    "dimensions": [
        {"code": "A", "title": "Air", "weight": "1/2"},
        {"code": "B", "title": "Bukit", "weight": "1/2"},
    ],
    "classes": [
        {"code": "kuat", "title": "Kuat", "from": 60},
        {"code": "lemah", "title": "Lemah", "from": 0},
    ],
}


def row(code, dimension, **fields):
    return {
        "code": code,
        "dimension": dimension,
        "name": code,
        "least": "0",
        "most": "100",
        "source": "room.rows",
        "kind": "share",
        "zero": "0",
        "full": "1",
        "least_rows": "3",
    } | fields


ROWS = [
    row("A1", "A", weight="3/4"),
    row("A2", "A", weight="1/4", zero="1/5", full="4/5"),
    row("B1", "B", weight="1"),
]
INDEX = measured_of(Written("dua@2026", ABOUT, ROWS))
CODES = ("A1", "A2", "B1")
known = st.dictionaries(st.sampled_from(CODES), st.integers(0, 100).map(lambda n: (n, n)))


def test_between_two_goalposts_points_grow_in_proportion_and_are_rounded_down():
    indicator, stick = INDEX.definition.indicators[1], INDEX.yardsticks["A2"]

    def points(part, whole):
        return score_of_share(indicator, stick, part, whole)

    assert [points(*each) for each in [(1, 5), (1, 2), (4, 5)]] == [0, 50, 100]
    assert [points(*each) for each in [(0, 5), (5, 5)]] == [0, 100]  # outside the goalposts
    assert points(1, 3) == 22  # 22.2


def test_a_figure_is_that_of_what_is_known_between_its_bounds():
    # A: three quarters known at 80, the rest unknown. B is unknown.
    found = spans(INDEX, {"A1": (80, 80)})

    assert found["A"].value == Fraction(80, 100)
    assert (found["A"].low, found["A"].high) == (Fraction(60, 100), Fraction(85, 100))
    assert found["B"].value is None
    assert (int(found["B"].low), int(found["B"].high)) == (0, 1)
    assert found["DH"].known == Fraction(3, 8)
    assert found["DH"].value is None  # less than half is known


@given(known)
def test_what_is_found_out_later_lies_between_the_bounds(scores):
    before = spans(INDEX, scores)["DH"]
    later = dict.fromkeys(CODES, (50, 50)) | scores

    after = spans(INDEX, later)["DH"]

    assert before.low <= after.low == after.high <= before.high
    assert after.value == after.low


@given(known, st.sampled_from(CODES))
def test_more_points_never_lower_a_figure(scores, code):
    less = {**scores, code: (40, 40)}
    more = {**scores, code: (41, 41)}

    for part, span in spans(INDEX, less).items():
        assert spans(INDEX, more)[part].low >= span.low
        assert spans(INDEX, more)[part].high >= span.high


@given(st.lists(known, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_places_do_not_depend_on_the_order_of_the_villages(units, random):
    order = list(range(len(units)))
    random.shuffle(order)

    found = places(INDEX, units, Plan(20))
    shuffled = places(INDEX, [units[n] for n in order], Plan(20))

    assert shuffled == [found[n] for n in order]


def test_a_place_is_sure_only_where_all_that_counts_is_known():
    full = [dict.fromkeys(CODES, (points, points)) for points in (90, 50, 10)]

    sure = places(INDEX, full, Plan(99))
    apart = places(INDEX, [full[0], {"A1": (50, 50)}, full[2]], Plan(99))
    unsure = places(INDEX, [full[0], {}, full[2]], Plan(99))

    assert [(place.low, place.high) for place in sure] == [(1, 1), (2, 2), (3, 3)]
    assert all(place.kept == 1 for place in sure)
    assert (apart[1].low, apart[1].high) == (2, 2)  # whatever B is, it lies between the others
    assert (unsure[1].low, unsure[1].high) == (1, 3)


@pytest.mark.parametrize(
    ("about", "fields", "code"),
    [
        ({}, {"weight": "1/2"}, "weights_do_not_sum"),
        ({}, {"zero": "1", "full": "1"}, "goalposts_are_one"),
        ({}, {"zero": "half"}, "not_a_fraction"),
        ({}, {"kind": "sum"}, "unknown_kind"),
        ({}, {"least_rows": "0"}, "too_few_rows"),
        ({}, {"source": " "}, "no_source"),
        ({"classes": ABOUT["classes"][:1]}, {}, "classes_leave_some_out"),
        ({"classes": ABOUT["classes"][::-1]}, {}, "statuses_do_not_fall"),
    ],
)
def test_what_is_no_measured_index_is_refused_with_its_place(about, fields, code):
    rows = [*ROWS[:2], {**ROWS[2], **fields}]

    with pytest.raises(InvalidDefinition) as refusal:
        measured_of(Written("dua@2026", {**ABOUT, **about}, rows))

    assert refusal.value.code == code
