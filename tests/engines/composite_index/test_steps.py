"""The handbook's steps (OECD and JRC 2008), each on numbers that can be checked by hand."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.composite_index import (
    Imputation,
    NotPositive,
    aggregate,
    alpha,
    arithmetic,
    constant_items,
    copeland,
    decompose,
    directed,
    distance_to_target,
    first_order,
    geometric,
    goalposts,
    harmonic,
    impute,
    kurtosis,
    logarithm,
    min_max,
    percentile,
    rank,
    rank_shift,
    skewness,
    treat,
    z_score,
)
from tests.engines.composite_index.shipped import IDM, sarolangun

NAN = float("nan")
columns = st.lists(st.integers(-50, 50), min_size=2, max_size=12).map(lambda v: np.array(v, float))
tables = st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=2, max_size=8).map(
    lambda v: np.array(v, float)
)


@pytest.mark.parametrize(
    ("how", "filled"),
    [
        (Imputation.NONE, [1, NAN, 6, 2]),
        (Imputation.MEAN, [1, 3, 6, 2]),
        (Imputation.MEDIAN, [1, 2, 6, 2]),
        (Imputation.GROUP, [1, 4, 6, 2]),
        (Imputation.LATEST, [1, 8, 6, 2]),
    ],
)
def test_a_missing_value_is_filled_as_was_asked_and_said_to_be(
    how: Imputation, filled: list[float]
):
    values = np.array([[1.0], [NAN], [6.0], [2.0]])
    earlier = [np.full((4, 1), NAN), np.full((4, 1), 8.0)]

    imputed = impute(values, how, groups=["a", "b", "b", "b"], earlier=earlier)

    np.testing.assert_equal(imputed.values.ravel(), filled)
    assert imputed.filled.ravel().tolist() == [False, how is not Imputation.NONE, False, False]


def test_what_nobody_knows_stays_missing():
    values = np.array([[NAN, 1.0], [NAN, 2.0]])

    for how in Imputation:
        imputed = impute(values, how, groups=["a", "a"], earlier=[])
        assert np.isnan(imputed.values[:, 0]).all()
        assert not imputed.filled.any()


def test_skewness_and_kurtosis_are_those_of_a_spreadsheet():
    # The example in the manual of SKEW and KURT.
    values = np.array([3.0, 4, 5, 2, 3, 4, 5, 6, 4, 7])

    assert skewness(values) == pytest.approx(0.359543, abs=5e-7)
    assert kurtosis(values) == pytest.approx(-0.151800, abs=5e-7)


def test_a_column_without_outliers_is_left_alone():
    values = np.arange(10.0)

    treated = treat(values)

    assert (treated.how, treated.moved) == ("none", 0)
    assert treated.values is values


def test_one_far_value_is_pulled_in_to_its_neighbour():
    treated = treat(np.array([*range(1, 11), 100.0]))

    assert (treated.how, treated.moved) == ("winsorised", 1)
    assert treated.values.max() == 10


def test_far_values_below_are_pulled_up():
    treated = treat(np.array([*range(1, 11), -100.0]))

    assert (treated.how, treated.values.min()) == ("winsorised", 1)


def test_where_pulling_in_does_not_help_logarithms_are_taken_of_the_original():
    values = np.array([*np.ones(200), 10.0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9])

    treated = treat(values)

    assert treated.how == "logarithm"
    assert treated.values.tolist() == logarithm(values).tolist()


@pytest.mark.parametrize(
    ("normalised", "expected"),
    [
        (min_max, [0, 25, 75, 100]),
        (lambda v: goalposts(v, 0, 8), [25, 37.5, 62.5, 75]),
        (lambda v: goalposts(v, 3, 5), [0, 0, 100, 100]),
        (percentile, [12.5, 37.5, 62.5, 87.5]),
        (rank, [1, 2, 3, 4]),
        (lambda v: distance_to_target(v, 5), [0, 100 / 3, 100, 100]),
        (
            lambda v: z_score(v, 50, 10),
            [50 - 10 * x for x in (1.095445, 0.547723, -0.547723, -1.095445)],
        ),
    ],
)
def test_a_column_is_brought_to_one_scale(normalised, expected):
    assert normalised(np.array([2.0, 3, 5, 6])) == pytest.approx(expected, abs=1e-5)


def test_equal_values_share_their_place_and_a_missing_one_has_none():
    values = np.array([3.0, NAN, 3, 1])

    np.testing.assert_equal(rank(values), [2.5, NAN, 2.5, 1])
    np.testing.assert_equal(percentile(values), [200 / 3, NAN, 200 / 3, 50 / 3])
    np.testing.assert_equal(min_max(values), [100, NAN, 100, 0])


def test_where_less_is_better_the_column_is_turned():
    assert min_max(directed(np.array([2.0, 6]), -1)).tolist() == [100, 0]


@given(columns, st.integers(1, 9), st.integers(-9, 9))
def test_the_unit_in_which_something_is_measured_changes_nothing(values, factor, shift):
    for normalised in (min_max, percentile, rank, z_score):
        assert normalised(values * factor + shift) == pytest.approx(normalised(values), abs=1e-9)


@given(columns)
def test_a_higher_value_never_gets_a_lower_place_on_any_scale(values):
    order = np.argsort(values)
    for normalised in (min_max, percentile, rank, z_score, lambda v: goalposts(v, -10, 10)):
        assert (np.diff(normalised(values)[order]) >= -1e-9).all()


def test_three_means_of_one_and_four():
    table, even = np.array([[1.0, 4.0]]), np.array([2.0, 2.0])

    assert arithmetic(table, even) == pytest.approx([2.5])
    assert geometric(table, even) == pytest.approx([2.0])
    assert harmonic(table, even) == pytest.approx([1.6])


@pytest.mark.parametrize("mean", [geometric, harmonic])
def test_a_mean_that_needs_positive_values_refuses_a_zero(mean):
    with pytest.raises(NotPositive):
        mean(np.array([[0.0, 4.0]]), np.ones(2))


def test_copeland_counts_duels():
    # a beats b on two of three; a and c tie (one each, one equal); b loses to c on two.
    table = np.array([[3.0, 3, 1], [2, 2, 2], [3.0, 2, 3]])

    assert copeland(table, np.ones(3)).tolist() == [1, -2, 1]


@given(tables)
def test_the_means_keep_their_order_and_are_moved_by_no_reordering(table):
    weights = np.array([1.0, 2, 3])
    by_mean = [mean(table, weights) for mean in (harmonic, geometric, arithmetic)]

    assert (by_mean[0] <= by_mean[1] + 1e-9).all()
    assert (by_mean[1] <= by_mean[2] + 1e-9).all()
    for mean in (arithmetic, geometric, harmonic, copeland):
        assert mean(table[::-1], weights)[::-1] == pytest.approx(mean(table, weights))
        assert mean(table, 7 * weights) == pytest.approx(mean(table, weights))
        assert mean(table[:, ::-1], weights[::-1]) == pytest.approx(mean(table, weights))


def test_a_tree_is_aggregated_from_its_leaves():
    values = {"a": np.array([1.0]), "b": np.array([3.0]), "c": np.array([10.0])}
    parents = {"ab": "all", "a": "ab", "b": "ab", "c": "all"}
    weights = {"a": 1.0, "b": 1.0, "ab": 3.0, "c": 1.0}

    found = aggregate(values, parents, weights)

    assert (found["ab"][0], found["all"][0]) == (2.0, 4.0)


def test_a_tree_with_a_part_missing_is_refused():
    with pytest.raises(ValueError, match="a part is missing"):
        aggregate({"a": np.ones(1)}, {"a": "x", "b": "x"}, {"a": 1.0, "b": 1.0})


def test_alpha_is_one_for_copies_and_the_ecological_part_measures_no_one_thing():
    column = np.arange(5.0)[:, None]
    _codes, table = sarolangun()

    assert alpha(np.hstack([column, column])) == pytest.approx(1)
    assert math.isnan(alpha(np.ones((4, 2))))
    assert alpha(table[:, 47:].astype(float)) == pytest.approx(-0.19, abs=0.005)


def test_eight_of_fifty_items_hardly_differ_in_sarolangun():
    _codes, table = sarolangun()

    assert len(constant_items(table)) == 8


def test_one_indicator_is_more_than_a_quarter_of_what_lacks():
    _codes, table = sarolangun()

    shares = decompose(IDM, table)

    assert float(shares["IKL03"].gap) == pytest.approx(0.276, abs=0.001)
    assert shares["IKL03"].variance == pytest.approx(0.29, abs=0.005)
    assert shares["IKL03"].weight == Fraction(1, 9)
    for part in ("weight", "gap", "variance"):
        assert float(sum(getattr(s, part) for s in shares.values())) == pytest.approx(1)


def test_the_variance_of_a_sum_belongs_to_its_terms_as_far_as_they_are_uneven():
    # y = 4a + 2b + c: the shares are 16, 4 and 1 of 21; d has none.
    shares = first_order(lambda x: x @ np.array([4.0, 2, 1, 0]), factors=4, size=20000, seed=2)

    assert shares == pytest.approx([16 / 21, 4 / 21, 1 / 21, 0], abs=0.02)


def test_factors_that_only_act_together_explain_nothing_alone():
    def model(x):
        return np.sign(x[:, 0] - 0.5) * np.sign(x[:, 1] - 0.5)

    assert first_order(model, factors=2, size=20000, seed=3) == pytest.approx([0, 0], abs=0.03)
    assert first_order(lambda x: np.ones(len(x)), factors=2, size=8, seed=3).tolist() == [0, 0]


def test_the_rank_shift_is_the_mean_number_of_places():
    assert rank_shift(np.array([3.0, 2, 1]), np.array([2.0, 3, 1])) == pytest.approx(2 / 3)
