"""A script at the pace of one wave."""

from tangguh.engines.tabletop import Cue, steps

SCRIPT = (
    Cue(100, 1, ("regent",), "Peak", "Count"),
    Cue(0, 4, ("duty_officer",), "Rain", "Read the gauge"),
    Cue(33, 2, (), "Level 2", "Fetch"),
)


def test_a_faster_wave_leaves_less_time_for_the_same_deeds():
    slow, fast = steps(SCRIPT, minutes_to_peak=560), steps(SCRIPT, minutes_to_peak=60)

    assert [(s.number, s.minute, s.cue.happens) for s in slow] == [
        (1, 0, "Rain"),
        (2, 184, "Level 2"),
        (3, 560, "Peak"),
    ]
    assert [s.minute for s in fast] == [0, 19, 60]
    assert slow[1].clock == "+03.04"
