"""How villages stand: the newest release, its scores by code, a village's years, five shades."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tangguh.domains.places.models import Area
from tangguh.domains.resilience import selectors
from tangguh.domains.resilience.models import Score
from tests.domains.resilience.conftest import make_release, make_score
from tests.factories import make_area, make_village

SHARES = st.integers(0, 10_000).map(lambda number: Decimal(number) / 10_000)


def test_the_newest_release_is_the_newest_that_scores_a_village_here(district, kecimbung):
    elsewhere = make_village("15.04.01.2001", "Jangkat")
    older, newest, empty = make_release(2023), make_release(2024), make_release(2026)
    for release in (older, newest):
        make_score(release, kecimbung, "0.7")
    make_score(make_release(2025), elsewhere, "0.7")

    assert selectors.newest_release(district) == newest
    assert selectors.newest_release(make_area("15.05", "Batanghari")) is None
    assert empty.scores.count() == 0


def test_scores_of_a_release_are_the_idm_of_the_villages_inside_by_code(
    district, kecimbung, sepintun
):
    release, other = make_release(2024), make_release(2023)
    make_score(release, kecimbung, "0.7044")
    make_score(release, sepintun, "0.6111")
    make_score(release, sepintun, "0.5", component="IKS")
    make_score(other, sepintun, "0.1")
    make_score(release, make_village("15.04.01.2001", "Jangkat"), "0.9")

    scores = selectors.scores_in(district, release)

    assert [(each.area.name, each.value) for each in scores] == [
        ("Sepintun", Decimal("0.6111")),
        ("Teluk Kecimbung", Decimal("0.7044")),
    ]


def test_a_village_stands_release_by_release_newest_first_with_all_parts(kecimbung):
    for year, value, status in ((2023, "0.6", "berkembang"), (2024, "0.7", "maju")):
        release = make_release(year)
        make_score(release, kecimbung, value, status=status)
        make_score(release, kecimbung, "0.8", component="IKS")

    newest, before = selectors.standings_of(kecimbung)

    assert (newest.release.year, newest.status) == (2024, "maju")
    assert newest.values == {"IDM": Decimal("0.7"), "IKS": Decimal("0.8")}
    assert (before.release.year, before.status) == (2023, "berkembang")


def test_a_village_without_scores_stands_nowhere(kecimbung):
    assert selectors.standings_of(kecimbung) == []


def scores(values: list[Decimal]) -> list[Score]:
    return [
        Score(area=Area(code=f"15.03.01.{2001 + number}"), component="IDM", value=value)
        for number, value in enumerate(values)
    ]


def test_five_shades_are_equal_steps_between_the_least_and_the_most():
    # From 0.50 to 1.00 a step is 0.10 wide.
    values = ["0.50", "0.59", "0.60", "0.79", "0.90", "1.00"]

    shades = selectors.shades(scores([Decimal(value) for value in values]))

    assert list(shades.values()) == [1, 1, 2, 3, 5, 5]


def test_villages_that_all_stand_alike_have_one_shade_and_none_has_none():
    assert set(selectors.shades(scores([Decimal("0.7")] * 3)).values()) == {1}
    assert selectors.shades([]) == {}


@given(st.lists(SHARES, min_size=1, max_size=40))
def test_a_higher_score_is_never_shaded_lower(values: list[Decimal]):
    shades = list(selectors.shades(scores(values)).values())

    assert set(shades) <= {1, 2, 3, 4, 5}
    by_score = [shade for _value, shade in sorted(zip(values, shades, strict=True))]
    assert by_score == sorted(by_score)
