from datetime import date
from xml.dom import minidom

from tangguh.engines.trend_chart import Point, draw_trend

POINTS = [
    Point(date(2025, 8, 15), 22.0, "22%", "Aug 2025"),
    Point(date(2026, 11, 1), 83.0, "83%", "Nov 2026"),
]
TARGET = Point(date(2027, 12, 31), 90.0, "90%", "Dec 2027")


def parsed(svg):
    return minidom.parseString(svg)  # noqa: S318 our own drawing


def drawn(points, target):
    return draw_trend(points, target=target, title="I2 <answered>", summary="From 22% to 83%.")


def test_every_point_and_the_target_carry_their_value_in_words():
    picture = parsed(drawn(POINTS, TARGET))

    said = {each.firstChild.data for each in picture.getElementsByTagName("text")}
    assert {"22%", "83%", "90%", "Aug 2025", "Nov 2026", "Dec 2027"} <= said


def test_a_higher_value_stands_higher_and_a_later_day_further_right():
    picture = parsed(drawn(POINTS, None))

    first, second = picture.getElementsByTagName("circle")
    assert int(first.getAttribute("cx")) < int(second.getAttribute("cx"))
    assert int(first.getAttribute("cy")) > int(second.getAttribute("cy"))


def test_one_value_alone_is_a_picture_too():
    assert parsed(drawn(POINTS[:1], None))


def test_the_same_history_gives_the_same_picture():
    assert drawn(POINTS, TARGET) == drawn(POINTS, TARGET)


def test_where_days_would_cover_each_other_the_newest_is_told():
    crowded = [
        Point(date(2025, 6, 30), 1_450_000, "Rp1.450.000", "Jun 2025"),
        Point(date(2026, 6, 30), 1_620_000, "Rp1.620.000", "Jun 2026"),
        Point(date(2026, 10, 31), 1_800_000, "Rp1.800.000", "Okt 2026"),
    ]
    picture = parsed(
        drawn(crowded, Point(date(2027, 12, 31), 1_950_000, "Rp1.950.000", "Des 2027"))
    )

    said = [each.firstChild.data for each in picture.getElementsByTagName("text")]
    assert [words for words in said if not words.startswith("Rp")] == [
        "Des 2027",
        "Okt 2026",
        "Jun 2025",
    ]
    assert "Rp1.620.000" in said
