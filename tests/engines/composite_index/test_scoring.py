"""Exact scores: worked examples, the published cases, and what always holds."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.composite_index import (
    MISSING,
    Definition,
    Dimension,
    Indicator,
    InvalidDefinition,
    InvalidScores,
    Status,
    decimals,
    reweighted,
    score,
    score_all,
    statuses,
)
from tests.engines.composite_index.shipped import (
    CASES,
    IDM,
    NATIONAL,
    PARTS,
    lattice,
    published,
    rows,
    sarolangun,
)

ALL = [indicator.code for indicator in IDM.indicators]
villages = st.fixed_dictionaries({code: st.integers(0, 5) for code in ALL})


def parts_of(scores: dict[str, int]) -> int:
    index = score(IDM, scores).index
    assert index is not None
    return index


def test_a_village_with_three_everywhere_is_berkembang():
    # 35 x 3 of 175, 12 x 3 of 60 and 3 x 3 of 15: each is 0.6, and so is the mean.
    card = score(IDM, dict.fromkeys(ALL, 3))

    assert card.dimensions == {"IKS": 105, "IKE": 36, "IKL": 9}
    assert (card.index, IDM.parts) == (3780, 6300)
    assert decimals(3780, 6300) == "0.6000"
    assert card.status.title == "Berkembang"


def test_one_point_of_ikl_weighs_eleven_times_one_of_iks():
    assert {IDM.points[code] for code in ALL if code.startswith("IKS")} == {12}
    assert {IDM.points[code] for code in ALL if code.startswith("IKE")} == {35}
    assert {IDM.points[code] for code in ALL if code.startswith("IKL")} == {140}


def test_other_weights_move_the_index_and_the_official_ones_move_nothing():
    # 1 in IKS and 0.6 elsewhere: 0.7333 by thirds is maju, 0.64 by a tenth for IKS is berkembang.
    row = [5 if code.startswith("IKS") else 3 for code in ALL]
    scored = score_all(IDM, np.array([row, [MISSING, *row[1:]]]))
    tenths = {"IKS": Fraction(1, 10), "IKE": Fraction(4, 10), "IKL": Fraction(5, 10)}

    same, official = reweighted(IDM, scored, {d.code: d.weight for d in IDM.dimensions})
    index, moved = reweighted(IDM, scored, tenths)

    assert list(same) == list(scored.index)
    assert official == statuses(IDM, scored.index)
    assert (official[0].title, moved[0].title) == ("Maju", "Berkembang")
    assert (index[1], moved[1]) == (MISSING, None)
    with pytest.raises(InvalidDefinition, match="weights_do_not_sum"):
        reweighted(IDM, scored, tenths | {"IKL": Fraction(6, 10)})


def test_a_missing_score_is_not_a_zero():
    card = score(IDM, dict.fromkeys(ALL, 5) | {"IKE07": None})

    assert card.dimensions == {"IKS": 175, "IKE": None, "IKL": 15}
    assert (card.index, card.status, card.missing) == (None, None, ("IKE07",))


def test_a_score_outside_the_range_is_refused_with_its_place():
    table = np.full((3, 50), 5)
    table[1, 36] = 6

    with pytest.raises(InvalidScores) as fault:
        score_all(IDM, table)

    assert fault.value.params == {"row": 1, "indicator": "IKE02", "score": 6, "least": 0, "most": 5}


@pytest.mark.parametrize(
    ("index", "title"),
    [
        (5138, "Mandiri"),
        (5137, "Maju"),
        (4456, "Maju"),
        (4455, "Berkembang"),
        (3774, "Berkembang"),
        (3773, "Tertinggal"),
        (3092, "Tertinggal"),
        (3091, "Sangat Tertinggal"),
        (0, "Sangat Tertinggal"),
    ],
)
def test_a_status_begins_exactly_at_its_limit(index: int, title: str):
    assert IDM.status_of(index).title == title


@pytest.mark.parametrize(
    ("part", "parts", "printed"),
    [
        (1, 3, "0.3333"),
        (2, 3, "0.6667"),
        (1, 20000, "0.0001"),
        (1, 20001, "0.0000"),
        (7, 7, "1.0000"),
    ],
)
def test_an_exact_half_is_rounded_up(part: int, parts: int, printed: str):
    assert decimals(part, parts) == printed


def test_the_141_villages_have_the_scores_that_were_published():
    codes, table = sarolangun()
    scored = score_all(IDM, table)
    official = published()

    for n, (code, status) in enumerate(zip(codes, statuses(IDM, scored.index), strict=True)):
        parts = {
            c: decimals(int(v[n]), IDM.dimension_parts[c]) for c, v in scored.dimensions.items()
        }
        parts["IDM"] = decimals(int(scored.index[n]), IDM.parts)
        assert {p: float(parts[p]) for p in PARTS} == {
            p: float(official[code][p.lower()]) for p in PARTS
        }
        assert status.code == official[code]["status"]


@pytest.mark.skipif(not CASES.exists(), reason="The published cases are not beside the project.")
def test_the_two_villages_published_in_full_are_met_exactly():
    for case in rows(CASES):
        scores = {
            column[:5]: int(v)
            for column, v in case.items()
            if column.startswith(("IKS", "IKE", "IKL"))
        }
        card = score(IDM, scores)

        for part, points in card.dimensions.items():
            assert abs(
                Fraction(points, IDM.dimension_parts[part]) - Fraction(case[f"{part.lower()}_pub"])
            ) < Fraction(1, 20000)
        assert abs(Fraction(card.index, 6300) - Fraction(case["idm_pub"])) < Fraction(1, 20000)
        assert card.status.title.upper() == case["status_pub"]


@given(villages)
def test_the_table_way_equals_the_regulation_in_fractions(scores: dict[str, int]):
    def mean(prefix: str) -> Fraction:
        values = [v for code, v in scores.items() if code.startswith(prefix)]
        return Fraction(sum(values), 5 * len(values))

    index = (mean("IKS") + mean("IKE") + mean("IKL")) / 3

    assert Fraction(score(IDM, scores).index, IDM.parts) == index


@given(villages, st.sampled_from(ALL))
def test_a_better_score_never_makes_a_worse_index(scores: dict[str, int], code: str):
    better = scores | {code: min(5, scores[code] + 1)}

    gain = parts_of(better) - parts_of(scores)

    assert gain == (IDM.points[code] if scores[code] < 5 else 0)


def test_the_order_of_the_villages_changes_no_score():
    _codes, table = sarolangun()
    order = np.random.default_rng(4).permutation(len(table))

    assert (score_all(IDM, table[order]).index == score_all(IDM, table).index[order]).all()


def test_scores_from_one_to_five_are_counted_from_one():
    indicators = tuple(Indicator(c, "D", c, Fraction(1, 2), least=1) for c in "ab")
    index = Definition("own", "O", (Dimension("D", "D", Fraction(1)),), indicators)

    assert index.parts == 8
    assert score(index, {"a": 1, "b": 1}).index == 0
    assert score(index, {"a": 5, "b": 5}).index == 8
    assert score(index, {"a": 1, "b": 5}).index == 4


def test_an_index_that_is_not_settled_tells_no_status():
    dimension = (Dimension("D", "D", Fraction(1)),)
    indicator = (Indicator("a", "D", "a", Fraction(1)),)
    index = Definition("own", "O", dimension, indicator, (Status("ok", "OK", 0),), settled=False)

    assert score(index, {"a": 5}).status is None
    assert statuses(index, np.array([5, MISSING])) == [None, None]


def definition(weights: tuple[str, ...] = ("1/2", "1/2"), **changed) -> Definition:
    dimensions = tuple(Dimension(c, c, Fraction(w)) for c, w in zip("XY", weights, strict=True))
    indicators = tuple(Indicator(c.lower(), c, c, Fraction(1)) for c in "XY")
    return Definition("own", "O", **{"dimensions": dimensions, "indicators": indicators} | changed)


@pytest.mark.parametrize(
    ("fault", "build"),
    [
        ("weights_do_not_sum", lambda: definition(("1/2", "1/3"))),
        ("weights_do_not_sum", lambda: definition(("3/2", "-1/2"))),
        ("dimension_is_empty", lambda: definition(indicators=definition().indicators[:1])),
        ("dimension_is_repeated", lambda: definition(dimensions=definition().dimensions[:1] * 2)),
        ("indicator_is_repeated", lambda: definition(indicators=definition().indicators * 2)),
        (
            "dimension_is_unknown",
            lambda: definition(
                indicators=(*definition().indicators, Indicator("z", "Z", "z", Fraction(1)))
            ),
        ),
        (
            "statuses_do_not_fall",
            lambda: definition(statuses=(Status("a", "A", 3), Status("b", "B", 3))),
        ),
    ],
)
def test_what_is_no_index_is_refused_by_name(fault: str, build):
    with pytest.raises(InvalidDefinition) as refused:
        build()

    assert refused.value.code == fault


def test_weights_that_do_not_sum_name_their_place():
    with pytest.raises(InvalidDefinition) as refused:
        definition(("1/2", "1/3"))

    assert refused.value.params == {"place": "O", "total": "5/6"}


@pytest.mark.skipif(not NATIONAL.exists(), reason="The national list is not beside the project.")
def test_every_village_of_the_nation_on_the_lattice_has_its_published_index_and_status():
    on_lattice = 0
    for row in rows(NATIONAL):
        points = lattice(row)
        if points is None:
            continue
        on_lattice += 1
        index = sum(p * n for p, n in zip(points, (12, 35, 140), strict=True))
        assert abs(Fraction(index, 6300) - Fraction(row["idm"])) <= Fraction(1, 10000), row[
            "kode_desa"
        ]
        assert IDM.status_of(index).title.upper() == row["status"], row["kode_desa"]

    assert on_lattice == 75238
