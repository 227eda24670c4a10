from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tangguh.engines.target_tracking import Milestone, Track, next_target, track

BASELINE = Milestone(date(2025, 12, 31), Decimal(20))
TARGET = Milestone(date(2027, 12, 31), Decimal(90))  # 730 days later, 70 more
HALF_WAY = date(2026, 12, 31)


def judged(value, on=HALF_WAY, baseline=BASELINE, targets=(TARGET,), lower_is_better=False):
    number = None if value is None else Decimal(value)
    return track(
        number, on, baseline=baseline, targets=targets, lower_is_better=lower_is_better
    ).track


def test_half_way_in_time_half_of_the_way_is_enough():
    assert judged("55") is Track.ON_TRACK
    assert judged("54.9999") is Track.BEHIND


def test_what_is_expected_is_exact():
    found = track(
        Decimal(60),
        date(2026, 1, 1),
        baseline=BASELINE,
        targets=[TARGET],
        lower_is_better=False,
    )

    assert found.expected == 20 + Fraction(70, 730)


def test_a_target_met_early_is_reached():
    assert judged("90") is Track.REACHED


def test_on_the_last_day_only_the_target_itself_counts():
    assert judged("90", on=TARGET.on) is Track.REACHED
    assert judged("89.9", on=TARGET.on) is Track.BEHIND


def test_a_target_whose_day_is_over_and_that_was_missed_is_behind():
    assert judged("89", on=date(2028, 6, 1)) is Track.BEHIND


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [("120", Track.REACHED), ("149", Track.ON_TRACK), ("151", Track.BEHIND)],
)
def test_where_lower_is_better_the_way_goes_down(minutes, expected):
    slow = Milestone(date(2025, 12, 31), Decimal(180))
    wanted = Milestone(date(2027, 12, 31), Decimal(120))

    assert judged(minutes, baseline=slow, targets=[wanted], lower_is_better=True) is expected


def test_without_a_baseline_only_the_target_itself_can_be_told():
    assert judged("55", baseline=None) is Track.UNKNOWN
    assert judged("91", baseline=None) is Track.REACHED
    assert judged("55", baseline=None, on=date(2028, 1, 1)) is Track.BEHIND


def test_without_a_baseline_the_way_begins_at_the_first_target():
    first = Milestone(date(2026, 6, 30), Decimal(40))

    assert judged("41", baseline=None, targets=[first, TARGET]) is Track.BEHIND
    assert judged("60", baseline=None, targets=[first, TARGET]) is Track.ON_TRACK


def test_nothing_is_said_without_a_number_or_a_target():
    assert judged(None) is Track.UNKNOWN
    assert judged("55", targets=()) is Track.UNKNOWN


def test_the_next_target_counts_and_after_the_last_one_the_last():
    first = Milestone(date(2026, 12, 31), Decimal(60))

    assert next_target([TARGET, first], date(2026, 12, 31)) == first
    assert next_target([TARGET, first], date(2027, 1, 1)) == TARGET
    assert next_target([TARGET, first], date(2030, 1, 1)) == TARGET
    assert next_target([], date(2030, 1, 1)) is None
