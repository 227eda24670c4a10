"""Money, figures and dates as the reader sees them, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st

from tangguh.web.templatetags import formats

FLOOD = date(2026, 11, 14)


@pytest.fixture(params=["id", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def indonesian():
    with translation.override("id"):
        yield


def test_rupiah_are_written_the_same_in_both_languages(language):
    assert formats.rupiah(1_240_000_000) == "Rp1.240.000.000"
    assert formats.rupiah(0) == "Rp0"
    assert formats.rupiah(-6_350_000) == "−Rp6.350.000"
    assert formats.rupiah(None) == "–"


def test_a_database_sum_that_comes_as_a_whole_decimal_is_money():
    assert formats.rupiah(Decimal(42000000)) == "Rp42.000.000"


def test_an_index_keeps_its_four_decimals_so_that_a_column_lines_up(indonesian):
    assert formats.score(Decimal("0.92")) == "0,9200"
    assert formats.score(None) == "–"


def test_an_address_is_said_by_its_site():
    assert formats.host("https://www.suara.com/news/2016/04/24/083840/banjir") == "suara.com"


@pytest.mark.parametrize("amount", [1.5, Decimal("0.5"), "42"])
def test_money_is_never_a_fraction_of_a_rupiah(amount):
    with pytest.raises(TypeError, match="integer rupiah"):
        formats.rupiah(amount)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (999_999, "Rp999.999"),
        (1_000_000, "Rp1 million"),
        (640_000_000, "Rp640 million"),
        (197_470_000, "Rp197.47 million"),
        (1_240_000_000, "Rp1.24 billion"),
        (1_245_000_000, "Rp1.25 billion"),
        (995_000_000, "Rp995 million"),
        (999_999_999, "Rp1 billion"),
        (4_400_000_000_000, "Rp4.4 trillion"),
        (-1_500_000, "−Rp1.5 million"),
    ],
)
def test_long_amounts_are_said_in_words(english, amount, words):
    assert formats.rupiah_short(amount) == words


def test_long_amounts_use_the_indonesian_comma_and_word(indonesian):
    assert formats.rupiah_short(1_240_000_000) == f"Rp1,24 {gettext('billion')}"


@given(st.integers(min_value=10**6, max_value=10**12 - 1))
def test_an_amount_in_words_is_never_wrong_by_more_than_half_its_last_digit(amount):
    with translation.override("en"):
        number, word = formats.rupiah_short(amount).removeprefix("Rp").split(" ")

    size = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[word]
    assert abs(Fraction(number) * size - amount) <= Fraction(size, 200)


def test_figures_use_the_separators_of_the_language(language):
    written = {"id": "1.412,5", "en": "1,412.5"}

    assert formats.decimal(Decimal("1412.50")) == written[language]


def test_figures_drop_empty_decimals_but_keep_zeros_of_tens(english):
    assert formats.decimal(100) == "100"
    assert formats.decimal(Decimal("7.00")) == "7"
    assert formats.decimal(Decimal("7.025"), 2) == "7.03"
    assert formats.decimal(Decimal("-0.5"), 1) == "−0.5"
    assert formats.decimal(Decimal("-0.001")) == "0"
    assert formats.decimal(None) == "–"


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (10, 12, "83%"),
        (402, 515, "78%"),
        (1, 8, "13%"),
        (0, 12, "0%"),
        (12, 12, "100%"),
        (13, 12, "108%"),
    ],
)
def test_a_share_is_told_in_whole_percents(part, whole, written):
    assert formats.percent(part, whole) == written


def test_few_is_not_none_and_almost_is_not_all():
    assert formats.percent(1, 400) == "<1%"
    assert formats.percent(399, 400) == ">99%"


def test_a_share_of_nothing_is_not_a_number():
    assert formats.percent(0, 0) == "–"
    assert formats.percent(None) == "–"


def test_a_share_of_one_needs_no_whole():
    assert formats.percent(Decimal("0.62")) == "62%"
    assert formats.percent(Fraction(2, 3)) == "67%"


def test_dates_are_written_out(language):
    long = {"id": "Sabtu, 14 November 2026", "en": "Saturday, 14 November 2026"}

    assert formats.long_date(FLOOD) == long[language]
    assert formats.short_date(FLOOD) == "14 Nov 2026"
    assert formats.long_date(None) == formats.short_date(None) == "–"


def test_short_months_are_indonesian(indonesian):
    assert formats.short_date(date(2026, 8, 20)) == "20 Agu 2026"


def test_an_instant_is_the_day_it_was_in_the_district(english):
    # 00:20 in Sarolangun is still the evening before in UTC.
    assert (
        formats.long_date(datetime(2026, 11, 13, 17, 20, tzinfo=UTC))
        == "Saturday, 14 November 2026"
    )


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 20), "6 days ago"),
        (date(2026, 11, 15), "1 day ago"),
        (FLOOD, "today"),
        (date(2026, 11, 13), "in 1 day"),
        (date(2026, 9, 28), "in 47 days"),
    ],
)
def test_days_are_counted_from_the_day_the_view_calls_today(english, today, words):
    assert formats.since(FLOOD, today) == words


def rendered(source: str, path: str) -> str:
    request = RequestFactory().get(path)
    return Template(
        "{% load formats %}{% autoescape off %}" + source + "{% endautoescape %}"
    ).render(Context({"request": request, "areas": ["15.03.01", "15.03.02"]}))


@pytest.mark.parametrize(
    ("tag", "link"),
    [
        ("{% url_with page=2 %}", "?q=banjir&area=a&area=b&page=2"),
        ("{% url_with q=None page=None %}", "?area=a&area=b"),
        ("{% url_with page=None area=areas %}", "?q=banjir&area=15.03.01&area=15.03.02"),
    ],
)
def test_changing_one_parameter_keeps_the_others(tag, link):
    assert rendered(tag, "/policies/?q=banjir&area=a&area=b&page=1") == link


def test_what_was_searched_for_cannot_break_out_of_the_link():
    assert rendered("{% url_with page=2 %}", "/?q=%22%3E%26x%3D1") == "?q=%22%3E%26x%3D1&page=2"


def test_money_in_words_carries_the_exact_amount(english):
    assert formats.money(134_350_000) == (
        '<data value="134350000" title="Rp134.350.000">Rp134.35 million</data>'
    )
    assert formats.money(None) == "–"
