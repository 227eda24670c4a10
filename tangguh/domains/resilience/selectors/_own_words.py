"""The district's own index in words, in the reader's language."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tangguh.domains.resilience.selectors._own import Standing
from tangguh.engines.composite_index import Class, Indicator, Measured


def worded(indicator: Indicator, column: str) -> str:
    """What a column says of an indicator, in the reader's language."""
    facts = indicator.facts
    return (get_language() == "en" and facts.get(f"{column}_en")) or facts.get(column, "")


def percent(share: Fraction) -> int:
    """Points of a hundred, rounded half up."""
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as a page tells it, in points of a hundred: its bounds and what is known of it."""

    code: str
    title: str
    low: int
    high: int
    known: int
    value: int | None

    @property
    def is_open(self) -> bool:
        """Whether something that counts in it is not known yet."""
        return self.low != self.high


def bars_of(standing: Standing) -> list[Bar]:
    """The index first, then its dimensions."""
    titles = titles_of(standing.measured)
    return [bar_of(standing, code, titles[code]) for code in standing.spans]


def bar_of(standing: Standing, code: str, title: str) -> Bar:
    span = standing.spans[code]
    return Bar(
        code,
        title,
        percent(span.low),
        percent(span.high),
        percent(span.known),
        None if span.value is None else percent(span.value),
    )


def titles_of(measured: Measured) -> dict[str, str]:
    """The index and its dimensions, by code, in the reader's language."""
    definition, english = measured.definition, get_language() == "en"
    facts = definition.facts
    whole = (english and facts.get("title_en")) or facts["title"]
    return {definition.code: str(whole)} | {
        d.code: (english and d.title_en) or d.title for d in definition.dimensions
    }


def class_title(class_: Class) -> str:
    """What a class is called, in the reader's language."""
    return class_.title_en if get_language() == "en" else class_.title


def figure_told(standing: Standing, about: str) -> str:
    """One figure in words: of the index, a dimension or an indicator; empty if there is none."""
    bar = next((bar for bar in bars_of(standing) if bar.code == about), None)
    if bar:
        return bar_told(bar)
    figure = next((f for f in standing.figures if f.indicator.code == about), None)
    if figure is None:
        return ""
    name = worded(figure.indicator, "name")
    said = figure.why or _("%(points)s of 100 points") % {"points": figure.points}
    if figure.score and figure.count and figure.may_be_counted:
        said = _("%(part)d of %(whole)d, %(said)s") % {
            "part": figure.count.part,
            "whole": figure.count.whole,
            "said": said,
        }
    return f"{name}: {said}"


def bar_told(bar: Bar) -> str:
    words = {"title": bar.title, "value": bar.value, "low": bar.low, "high": bar.high}
    if bar.value is None:
        return _("%(title)s: not enough data, anything from %(low)d to %(high)d") % words
    if bar.is_open:
        return (
            _("%(title)s: %(value)d of what is known, at least %(low)d and at most %(high)d")
            % words
        )
    return _("%(title)s: %(value)d of 100") % words
