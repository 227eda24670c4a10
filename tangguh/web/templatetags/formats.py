"""How money, figures and dates are written for the reader, in the reader's language."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.template.context import Context
from django.utils import dateformat, timezone
from django.utils import formats as locale_formats
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop, ngettext

from tangguh.domains.policies.selectors import figure
from tangguh.domains.resilience import parameters as resilience
from tangguh.engines.money import rupiah as exact_rupiah
from tangguh.engines.revision import IndicatorText

register = template.Library()

NO_FIGURE = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"

# The words under which long amounts are read aloud, largest first.
AMOUNT_WORDS = (
    (10**12, gettext_noop("trillion")),
    (10**9, gettext_noop("billion")),
    (10**6, gettext_noop("million")),
)


def whole_rupiah(amount: object) -> int:
    """The amount as an int; a sum that a database hands over as a whole Decimal is one too.

    Anything with cents, and every float, is our own mistake: money is integer rupiah.
    """
    if isinstance(amount, int):
        return amount
    if isinstance(amount, Decimal) and amount == amount.to_integral_value():
        return int(amount)
    raise TypeError(f"Money is integer rupiah, not {amount!r}.")


@register.filter
def rupiah(amount: int | Decimal | None) -> str:
    """The exact amount, written the Indonesian way in both languages: ``Rp1.240.000.000``."""
    if amount is None:
        return NO_FIGURE
    return exact_rupiah(whole_rupiah(amount))


@register.filter
def rupiah_short(amount: int | Decimal | None) -> str:
    """The amount in words that are said aloud, to two decimals: ``Rp1.24 billion``.

    Below a million the exact amount is short enough and is shown instead.
    """
    if amount is None:
        return NO_FIGURE
    rupiahs = whole_rupiah(amount)
    unit = unit_of(abs(rupiahs))
    if unit is None:
        return rupiah(rupiahs)
    size, word = unit
    sign = MINUS if rupiahs < 0 else ""
    return f"{sign}Rp{decimal(Decimal(hundredths(abs(rupiahs), size)) / 100)} {gettext(word)}"


@register.filter
def money(amount: int | Decimal | None) -> str:
    """The amount in words, with the exact rupiah on hover and for machines."""
    if amount is None:
        return NO_FIGURE
    return format_html(
        '<data value="{}" title="{}">{}</data>',
        str(whole_rupiah(amount)),
        rupiah(amount),
        rupiah_short(amount),
    )


def unit_of(rupiahs: int) -> tuple[int, str] | None:
    """The largest word that fits; 999,999,999 rounds up to a billion, not to 1,000 million."""
    for size, word in AMOUNT_WORDS:
        smaller = size // 1000
        rounds_up_to_it = smaller >= 10**6 and hundredths(rupiahs, smaller) >= 100_000
        if rupiahs >= size or rounds_up_to_it:
            return size, word
    return None


def hundredths(rupiahs: int, size: int) -> int:
    """How many hundredths of the unit, a half rounded up, without leaving the integers."""
    return (rupiahs * 100 + size // 2) // size


@register.filter
def decimal(value: int | Decimal | Fraction | float | None, places: int = 2) -> str:
    """A figure with the reader's separators and at most ``places`` decimals: ``1.412,5`` or ``1,412.5``."""
    if value is None:
        return NO_FIGURE
    rounded = as_decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    written = f"{abs(rounded):f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    sign = MINUS if rounded < 0 else ""
    return sign + str(locale_formats.number_format(written, use_l10n=True, force_grouping=True))


@register.filter
def minutes(seconds: float) -> str:
    """Seconds as minutes with one decimal."""
    return decimal(round(seconds / 60, 1), 1)


@register.filter
def in_unit(value: Decimal | None, text: IndicatorText) -> str:
    """A figure of an indicator with its unit: ``83%``, ``Rp1.800.000``, ``112 menit``."""
    return figure(value, text.unit, text.decimals)


@register.filter
def score(value: Decimal | None) -> str:
    """An index from 0 to 1 with all of its four decimals, so that a column lines up: ``0,9200``."""
    if value is None:
        return NO_FIGURE
    return str(locale_formats.number_format(value, 4, use_l10n=True))


@register.filter
def index_title(name: str) -> str:
    """What a shipped index is called: ``Indeks Desa Membangun`` for ``idm@2016``."""
    return str(resilience.shipped(name).facts["title"])


def as_decimal(value: int | Decimal | Fraction | float) -> Decimal:
    """The same number as a Decimal; a fraction to 28 digits, a float by the digits it is printed with."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value))


@register.filter
def host(address: str) -> str:
    """The site that an address leads to, as it is said aloud: ``suara.com``."""
    return urlsplit(address).netloc.removeprefix("www.")


@register.filter
def percent(part: int | Decimal | Fraction | None, whole: int | Decimal | None = None) -> str:
    """A share in whole percents: ``{{ done|percent:planned }}``, or ``{{ share|percent }}`` with 1 as the whole.

    Never rounded to none or to all: 1 of 400 is ``<1%`` and 399 of 400 is ``>99%``, because
    readers take 0% and 100% at their word. Without a whole there is no share.
    """
    if part is None or whole == 0:
        return NO_FIGURE
    share = as_decimal(part) / as_decimal(1 if whole is None else whole) * 100
    if 0 < share < 1:
        return "<1%"
    if 99 < share < 100:
        return ">99%"
    return f"{decimal(share, 0)}%"


@register.filter
def long_date(day: date | None) -> str:
    """``Saturday, 14 November 2026``; an instant is shown as the day it was in the district."""
    return dateformat.format(local_day(day), "l, j F Y") if day else NO_FIGURE


@register.filter
def short_date(day: date | None) -> str:
    """``14 Nov 2026``."""
    return dateformat.format(local_day(day), "j M Y") if day else NO_FIGURE


def local_day(day: date) -> date:
    """The calendar day in the district's time zone."""
    if isinstance(day, datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day


@register.filter
def since(day: date | None, today: date) -> str:
    """How long ago, in days: ``6 days ago``, ``today``, ``in 47 days``. The view says what today is."""
    if day is None:
        return NO_FIGURE
    days = (local_day(today) - local_day(day)).days
    if days > 0:
        return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
    if days < 0:
        return ngettext("in %(days)d day", "in %(days)d days", -days) % {"days": -days}
    return gettext("today")


@register.simple_tag(takes_context=True)
def url_with(context: Context, **changes: Any) -> str:
    """This page's query with some parameters changed, so that a page number keeps the filters.

    ``{% url_with page=2 %}`` gives ``?village=x&page=2``; None takes a parameter out; a list repeats it.
    """
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        elif isinstance(value, Iterable) and not isinstance(value, str):
            query.setlist(name, [str(each) for each in value])
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
