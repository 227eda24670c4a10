from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Value

from tangguh.domains.evidence.models import Verification
from tangguh.domains.policies import errors, selectors, services
from tangguh.domains.policies.forms._measuring import MeasurementForm
from tangguh.domains.policies.indicators import Formula, Question, formulas, register
from tangguh.domains.policies.models import Indicator, Measurement, Policy
from tangguh.engines.target_tracking import Track
from tangguh.errors import NotAllowed, NotFound
from tests.domains.policies.conftest import publish, report
from tests.factories import NOW, TODAY, make_area, make_evidence, make_result, make_village

pytestmark = pytest.mark.django_db


def number(indicator: Indicator, **asked: Any) -> selectors.Reading:
    """The number that there is."""
    found = selectors.actual(indicator, **asked)
    assert found is not None
    return found


def test_a_reported_number_carries_source_period_share_evidence_and_target(
    planner, published, indicator
):
    report(planner, indicator)

    reading = number(indicator, on=TODAY)

    assert (reading.value, reading.numerator, reading.denominator) == (Decimal(83), 10, 12)
    assert (reading.words, reading.target_words, reading.baseline_words) == ("83%", "90%", "22%")
    assert (reading.source, reading.ends) == ("Catatan usulan", date(2026, 10, 31))
    assert (reading.claimed, reading.verified) == (1, 0)
    assert reading.tracking.track is Track.ON_TRACK


def test_verified_evidence_is_counted_apart(planner, published, indicator, regent):
    measurement = report(planner, indicator)
    Verification.objects.create(
        evidence=measurement.evidence.get(), verdict="verified", by=regent, by_role="regent", at=NOW
    )

    reading = number(indicator, on=TODAY)

    assert (reading.claimed, reading.verified) == (0, 1)


def test_the_same_act_sent_twice_is_one_number(planner, indicator, regent):
    act_id = uuid4()

    first = report(planner, indicator, act_id=act_id)
    again = report(planner, indicator, act_id=act_id)

    assert first == again
    assert Measurement.objects.count() == 1
    other = Indicator.objects.create(
        result=indicator.result, code="X", name="x", unit="%", direction="up", method="reported"
    )
    with pytest.raises(errors.ActTaken):
        report(planner, other, act_id=act_id)


def test_a_correction_is_a_new_row_and_the_old_one_stays(planner, published, indicator):
    wrong = report(planner, indicator, value=Decimal(92), numerator=11)

    right = report(planner, indicator, replaces=wrong)

    assert number(indicator, on=TODAY).value == 83
    assert Measurement.objects.get(pk=wrong.pk).replaced_by == right
    with pytest.raises(errors.AlreadyCorrected):
        report(planner, indicator, replaces=wrong)


def test_a_second_number_for_one_period_must_say_that_it_corrects(planner, indicator):
    report(planner, indicator)

    with pytest.raises(errors.AlreadyMeasured, match="I2 has a number"):
        report(planner, indicator)


@pytest.mark.parametrize(
    ("part", "whole", "value"), [(10, 12, "83"), (1, 8, "13"), (402, 515, "78"), (0, 3, "0")]
)
def test_a_percentage_is_its_part_of_its_whole_with_a_half_rounded_up(
    planner, indicator, part, whole, value
):
    kept = report(planner, indicator, numerator=part, denominator=whole, value=Decimal(value))

    assert kept.value == Decimal(value)


@pytest.mark.parametrize(
    ("fields", "error", "words"),
    [
        ({"value": Decimal(84)}, errors.ShareDoesNotMatch, "10 of 12 is 83%, not 84%"),
        ({"denominator": None}, errors.ShareDoesNotMatch, "the part and the whole"),
        ({"numerator": 13}, errors.ShareDoesNotMatch, "13 cannot be a part of 12"),
        ({"value": Decimal("83.3")}, errors.TooManyDecimals, "83.3 is finer"),
        ({"ends": date(2026, 12, 31)}, errors.PeriodRefused, "today is Nov. 24, 2026"),
        ({"starts": date(2026, 11, 1)}, errors.PeriodRefused, "before it begins"),
        ({"source": " "}, errors.SourceMissing, "where the number comes from"),
        ({"evidence": []}, errors.EvidenceMissing, "at least one piece"),
    ],
)
def test_a_number_that_does_not_hold_is_refused_with_its_reason(
    planner, indicator, fields, error, words
):
    with pytest.raises(error, match=words):
        report(planner, indicator, **fields)

    assert not Measurement.objects.exists()


def test_evidence_is_from_the_policys_area_and_not_from_before_the_period(planner, indicator):
    jambi = make_area("15.71", "Kota Jambi")
    far = make_evidence(jambi, planner, happened_on=date(2026, 5, 1))
    old = make_evidence(indicator.result.policy.area, planner, happened_on=date(2024, 5, 1))

    with pytest.raises(errors.EvidenceUnfit, match="not from Sarolangun"):
        report(planner, indicator, evidence=[far])
    with pytest.raises(errors.EvidenceUnfit, match="of May 1, 2024, before the period"):
        report(planner, indicator, evidence=[old])


def test_numbers_are_for_places_inside_the_policys_area(planner, policy, indicator, district):
    village = make_village()

    report(planner, indicator, area=village)

    assert selectors.actual(indicator, on=TODAY) is None
    assert number(indicator, on=TODAY, area=village).value == 83


def test_a_resident_reports_no_numbers(resident, indicator):
    with pytest.raises(NotAllowed):
        report(resident, indicator)


def test_no_number_is_reported_for_a_policy_that_ended(planner, indicator):
    Policy.objects.update(status="ended")

    with pytest.raises(errors.PolicyEnded):
        report(planner, indicator)


@pytest.fixture
def villages_reached():
    """A formula of a room above: three villages, whenever and wherever it is asked."""
    asked = []

    def ask(policy, area, starts, ends):
        asked.append((area.code, starts, ends))
        return Question(as_of=ends, part=Value(3), drill_down="/programmes/counted/")

    register(Formula("test.villages", "Villages reached", "villages", ask))
    yield asked
    formulas.pop("test.villages")


@pytest.fixture
def computed(indicator, villages_reached):
    Indicator.objects.filter(pk=indicator.pk).update(
        method="computed", formula="test.villages", unit="villages"
    )
    indicator.refresh_from_db()
    return indicator


def test_a_computed_number_comes_from_its_formula_with_the_way_to_its_rows(
    computed, villages_reached
):
    reading = number(computed, on=TODAY)

    assert (reading.value, reading.n, reading.words) == (Decimal(3), 3, "3 villages")
    assert reading.drill_down == "/programmes/counted/"
    assert villages_reached == [("15.03", date(2025, 11, 25), TODAY)]


def test_within_a_targets_period_it_is_computed_from_its_first_day(computed, villages_reached):
    number(computed, on=date(2027, 6, 30))

    assert villages_reached == [("15.03", date(2027, 1, 1), date(2027, 6, 30))]


def test_nobody_reports_what_is_computed(planner, computed):
    with pytest.raises(errors.ComputedNotReported):
        report(planner, computed)


def test_a_number_is_judged_by_the_text_in_force_not_by_a_draft(planner, published, indicator):
    report(planner, indicator)
    services.set_target(
        by=planner,
        indicator=indicator,
        revision=published.revision,
        area=published.area,
        starts=date(2027, 1, 1),
        ends=date(2027, 12, 31),
        value=Decimal(50),
        now=NOW,
    )

    assert number(indicator, on=TODAY).target_words == "90%"


def test_all_numbers_of_a_policy_are_read_at_once(
    planner, policy, indicator, django_assert_max_num_queries
):
    for number in range(12):
        result = make_result(policy)
        row = Indicator.objects.create(
            result=result,
            code=f"J{number}",
            name="x",
            unit="%",
            direction="up",
            method="reported",
            source="s",
        )
        report(planner, row)
    publish(planner, policy, "1.0", date(2025, 8, 15))

    with django_assert_max_num_queries(6):
        readings = selectors.readings_of(policy, on=TODAY)

    assert len(readings) == 13
    assert sum(reading.value is not None for reading in readings) == 12


def test_an_indicator_that_is_only_drafted_is_not_public(planner, published, indicator):
    row = Indicator.objects.create(
        result=indicator.result, code="I9", name="x", unit="%", direction="up", method="reported"
    )

    assert selectors.indicator_for(AnonymousUser(), indicator.pk) == indicator
    assert selectors.indicator_for(planner, row.pk) == row
    with pytest.raises(NotFound):
        selectors.indicator_for(AnonymousUser(), row.pk)


def test_evidence_tells_which_number_it_supports(planner, published, indicator):
    evidence = report(planner, indicator).evidence.get()

    (use,) = selectors.uses_of(evidence)

    assert use.label == "I2 Usulan terjawab dalam 30 hari: 83%"
    assert use.policy == published


@pytest.mark.parametrize("part", ["numerator", "denominator"])
def test_a_part_larger_than_the_database_keeps_is_refused_in_the_form(part):
    with pytest.raises(ValidationError, match="2147483647"):
        MeasurementForm.base_fields[part].clean(str(2**31))
