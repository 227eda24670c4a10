"""Our index on its pages, as a visitor and an official find it."""

from tests.domains.resilience.conftest import english_visitor as english

KECIMBUNG = "15.03.08.2006"


def read(url):
    answer = english().get(url)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def test_a_village_without_rows_is_unknown_and_never_zero(kecimbung):
    page = read(f"/resilience/own/{KECIMBUNG}/")

    assert "not enough data (0–100)" in page
    assert "No data yet: no part of this system keeps such rows" in page
    assert "not enough data (0–100)" in read(f"/resilience/{KECIMBUNG}/")
