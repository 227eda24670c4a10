from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.revision import (
    IndicatorText,
    PolicyDocument,
    ResultText,
    TargetText,
    UnknownSchema,
    difference,
    from_json,
    to_json,
    word_spans,
)

TARGET = TargetText("15.03", "Sarolangun", date(2027, 1, 1), date(2027, 12, 31), Decimal(90))
INDICATOR = IndicatorText(
    code="I2",
    name="Usulan terjawab dalam 30 hari",
    unit="%",
    decimals=0,
    direction="up",
    method="reported",
    formula="",
    every_months=12,
    baseline=Decimal(22),
    baseline_on=date(2025, 8, 15),
    source="Catatan usulan",
    targets=(TARGET,),
)
OUTCOME = ResultText("S1", "outcome", "D1", 2, "Setiap usulan dijawab", "", (INDICATOR,))
IMPACT = ResultText("D1", "impact", "", 1, "Warga tahan terhadap bencana", "")
POLICY = PolicyDocument(
    title="Ketahanan Sosial",
    area_code="15.03",
    area_name="Sarolangun",
    owner="Bappeda",
    problem="Banjir datang tiap tahun.",
    legal_basis="Perbup 12/2025",
    planning_links="",
    results=(IMPACT, OUTCOME),
)


def told(before, after):
    return [(change.kind, change.what, change.path) for change in difference(before, after)]


def test_nothing_changed_between_a_text_and_itself():
    assert difference(POLICY, POLICY) == ()


def test_a_higher_target_is_one_change_of_that_target():
    higher = replace(INDICATOR, targets=(replace(TARGET, value=Decimal(95)),))
    after = replace(POLICY, results=(IMPACT, replace(OUTCOME, indicators=(higher,))))

    (change,) = difference(POLICY, after)

    assert (change.kind, change.what) == ("changed", "target")
    assert change.path == "S1/I2/15.03 2027-01-01/2027-12-31"
    assert [(field.name, field.before, field.after) for field in change.fields] == [
        ("value", Decimal(90), Decimal(95))
    ]


def test_a_new_result_is_added_whole():
    new = ResultText("S2", "outcome", "D1", 3, "Desa terisolasi mampu 3 hari mandiri", "")

    assert told(POLICY, replace(POLICY, results=(IMPACT, OUTCOME, new))) == [
        ("added", "result", "S2")
    ]


def test_what_goes_is_named_by_what_it_was():
    (change,) = difference(POLICY, replace(POLICY, results=(IMPACT,)))

    assert (change.kind, change.piece) == ("removed", OUTCOME)


def test_a_reworded_problem_shows_the_words_that_came_and_went():
    after = replace(POLICY, problem="Banjir datang dua kali setahun.")

    (change,) = difference(POLICY, after)

    assert [(span.kind, span.text) for span in change.fields[0].words] == [
        ("same", "Banjir datang "),
        ("removed", "tiap tahun."),
        ("added", "dua kali setahun."),
    ]


def test_a_text_of_an_unknown_form_is_not_guessed_at():
    with pytest.raises(UnknownSchema):
        from_json(to_json(POLICY) | {"schema": 2})


words = st.text(alphabet="ab \n", max_size=30)


@given(words, words)
def test_both_texts_can_be_read_from_the_words_between_them(before: str, after: str):
    spans = word_spans(before, after)

    assert "".join(span.text for span in spans if span.kind != "added") == before
    assert "".join(span.text for span in spans if span.kind != "removed") == after


codes = st.text(alphabet="ABC1", min_size=1, max_size=2)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
values = st.decimals(-1000, 1000, places=4)
targets = st.builds(TargetText, codes, codes, days, days, values)
indicators = st.builds(
    IndicatorText,
    codes,
    codes,
    codes,
    st.integers(0, 4),
    codes,
    codes,
    codes,
    st.integers(1, 24),
    st.none() | values,
    st.none() | days,
    codes,
    st.lists(targets, max_size=2, unique_by=lambda each: each.key).map(tuple),
)
results = st.builds(
    ResultText,
    codes,
    codes,
    codes,
    st.integers(0, 9),
    words,
    words,
    st.lists(indicators, max_size=2, unique_by=lambda each: each.code)
    .map(lambda found: sorted(found, key=lambda each: each.code))
    .map(tuple),
)
documents = st.builds(
    PolicyDocument,
    *[words] * 7,
    st.lists(results, max_size=3, unique_by=lambda each: each.code)
    .map(lambda found: sorted(found, key=lambda each: (each.position, each.code)))
    .map(tuple),
)


@given(documents)
def test_a_text_survives_being_stored(document: PolicyDocument):
    assert from_json(to_json(document)) == document


@given(documents, documents)
def test_going_back_takes_away_what_going_there_added(one: PolicyDocument, two: PolicyDocument):
    there, back = difference(one, two), difference(two, one)

    assert {c.path for c in there if c.kind == "added"} == {
        c.path for c in back if c.kind == "removed"
    }
    assert {(c.what, c.path) for c in there if c.kind == "changed"} == {
        (c.what, c.path) for c in back if c.kind == "changed"
    }
