"""How many were safe when: small enough to add up by hand."""

from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.arrivals import (
    ChartWords,
    Gap,
    Step,
    curve,
    draw_curves,
    gaps,
    minute_of,
    safe_at,
)

COUNTS = st.lists(st.tuples(st.integers(0, 600), st.integers(0, 200)), max_size=30)
WORDS = ChartWords("Safe <by> minute", "real", "plan", "minutes")


def test_counts_of_several_points_become_one_rising_curve():
    # The hall counts 20 in minute 10 and 5 in minute 30; the mosque 15 in minute 10.
    assert curve([(30, 5), (10, 20), (10, 15)]) == (Step(10, 35), Step(30, 40))


def test_nine_tenths_of_437_are_394_whole_people():
    steps = (Step(105, 389), Step(112, 393), Step(113, 394))

    assert minute_of(steps, expected=437, percent=90) == 113
    assert minute_of(steps, expected=437, percent=50) == 105
    assert minute_of(steps, expected=437, percent=100) is None
    assert minute_of(steps, expected=0, percent=50) is None


def test_the_plan_is_compared_at_its_own_minutes():
    real, plan = (Step(12, 30), Step(40, 80)), (Step(10, 20), Step(30, 60), Step(60, 80))

    assert gaps(real, plan) == (Gap(10, 20, 0), Gap(30, 60, 30), Gap(60, 80, 80))
    assert [gap.behind for gap in gaps(real, plan)] == [20, 30, 0]


@given(COUNTS)
def test_nobody_is_lost_and_nobody_leaves_again(counts):
    steps = curve(counts)

    assert safe_at(steps, 600) == sum(people for _minute, people in counts)
    assert [s.safe for s in steps] == sorted(s.safe for s in steps)
    assert len({s.minute for s in steps}) == len(steps)


@given(COUNTS, COUNTS, st.integers(0, 500))
def test_a_picture_stays_in_its_frame_and_escapes_words(real, plan, expected):
    drawn = draw_curves(curve(real), curve(plan), expected=expected, words=WORDS)

    assert "&lt;by&gt;" in drawn
    assert ("stroke-dasharray" in drawn) == bool(plan)
    assert "nan" not in drawn
    assert "-" not in "".join(part.split('"')[0] for part in drawn.split(' d="')[1:])
