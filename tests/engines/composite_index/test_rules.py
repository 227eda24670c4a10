"""From answers to scores, at the edges of every rule."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.composite_index import (
    Indicator,
    InvalidDefinition,
    Level,
    Unscored,
    UnusableAnswer,
    score_of,
)
from tests.engines.composite_index.shipped import IDM
from tests.engines.composite_index.test_scoring import definition

LEVELS = {indicator.code: indicator.levels for indicator in IDM.indicators}
UNDEFINED = Unscored.UNDEFINED


@pytest.mark.parametrize(
    ("code", "answer", "scored"),
    [
        ("IKS01", "0", 5),
        ("IKS01", "30", 5),
        ("IKS01", "30.5", 4),
        ("IKS01", "31", 4),
        ("IKS01", "60", 4),
        ("IKS01", "120", 2),
        ("IKS01", "120,1", 1),
        ("IKS02", "0", 0),
        ("IKS02", "1", 5),
        ("IKS04", "2", 3),
        ("IKS04", "3", 4),
        ("IKS04", "5", 5),
        # The regulation leaves out what lies between 50 and 60 percent.
        ("IKS05", "0.50", 3),
        ("IKS05", "0.5001", UNDEFINED),
        ("IKS05", "0.55", UNDEFINED),
        ("IKS05", "0.5999", UNDEFINED),
        ("IKS05", "0.60", 4),
        ("IKS05", "0.75", 4),
        ("IKS05", "0.7501", 5),
        ("IKS05", "0.25", 2),
        ("IKS05", "0.26", 3),
        ("IKS05", "0.0999", 1),
        ("IKS05", "1.01", UNDEFINED),
        ("IKS07", "0.55", UNDEFINED),
        ("IKS16", "2", 3),
        ("IKS16", "3", 5),
        ("IKS18", "8", 5),
        ("IKS18", "7", 4),
        ("IKS27", "0", 5),
        ("IKS27", "4", 3),
        ("IKS27", "2", UNDEFINED),
        ("IKS28", "0.90", 5),
        ("IKS28", "0.899", 4),
        ("IKS28", "0.4999", 1),
        ("IKE01", "0.0039", 3),
        ("IKE01", "0.004", 5),
        ("IKE03", "0", 1),
        ("IKE03", "0.5", 3),
        ("IKE03", "250", 5),
        ("IKL01", "4", 0),
        ("IKL02", "3", 0),
        ("IKL03", "1", 3),
        ("IKL03", "4", UNDEFINED),
        ("IKS14", "Ya", 5),
        ("IKS25", "ya", 1),
        ("IKS33", " dibakar ", 4),
        ("IKS34", "MATA  AIR", 3),
        ("IKE10", "tanpa trayek tetap", 3),
        ("IKS01", "  ", Unscored.MISSING),
        ("IKS01", "-1", UNDEFINED),
    ],
)
def test_an_answer_has_the_score_of_its_rule(code: str, answer: str, scored: int | Unscored):
    assert score_of(LEVELS[code], answer) == scored


@pytest.mark.parametrize(
    ("code", "answer", "fault"),
    [
        ("IKS01", "dekat", "answer_is_no_number"),
        ("IKS01", "1/0", "answer_is_no_number"),
        ("IKS01", "1e9999999", "answer_is_no_number"),
        ("IKS14", "mungkin", "answer_is_unknown"),
    ],
)
def test_an_answer_of_another_kind_is_refused(code: str, answer: str, fault: str):
    with pytest.raises(UnusableAnswer) as refused:
        score_of(LEVELS[code], answer)

    assert refused.value.code == fault


@given(st.sampled_from(IDM.indicators), st.fractions(0, 200, max_denominator=1000))
def test_no_answer_has_two_scores(indicator: Indicator, answer: Fraction):
    holding = [level for level in indicator.levels if not level.answers and level.holds(answer)]

    assert len(holding) <= 1


@pytest.mark.parametrize(
    "levels",
    [
        (Level(1, at_most=Fraction(3)), Level(2, at_least=Fraction(3))),
        (Level(1, below=Fraction(3)), Level(2, above=Fraction(2))),
        (Level(1, answers=("ya", "ada")), Level(2, answers=("ada",))),
        (Level(1), Level(2, above=Fraction(2))),
        (
            Level(1, above=Fraction(1), below=Fraction(2)),
            Level(2, above=Fraction(1), below=Fraction(2)),
        ),
    ],
)
def test_rules_that_overlap_are_no_definition(levels: tuple[Level, ...]):
    with pytest.raises(InvalidDefinition) as refused:
        definition(
            indicators=(
                Indicator("x", "X", "x", Fraction(1), levels=levels),
                Indicator("y", "Y", "y", Fraction(1)),
            )
        )

    assert refused.value.code == "levels_overlap"


def test_rules_that_only_touch_do_not_overlap():
    levels = (Level(1, at_most=Fraction(3)), Level(2, above=Fraction(3)))

    made = definition(
        indicators=(
            Indicator("x", "X", "x", Fraction(1), levels=levels),
            Indicator("y", "Y", "y", Fraction(1)),
        )
    )

    assert score_of(made.indicators[0].levels, "3") == 1


def test_a_level_outside_the_range_is_no_definition():
    with pytest.raises(InvalidDefinition, match="level_is_out_of_range"):
        definition(
            indicators=(
                Indicator("x", "X", "x", Fraction(1), levels=(Level(9),)),
                Indicator("y", "Y", "y", Fraction(1)),
            )
        )
