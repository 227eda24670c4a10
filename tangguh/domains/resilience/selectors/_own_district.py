"""What pages tell of the district's own index: rows, how much is known, the official status beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tangguh.domains.places.models import Area
from tangguh.domains.resilience.selectors._own import (
    Figure,
    Own,
    Standing,
    source_of,
)
from tangguh.domains.resilience.selectors._own_words import (
    Bar,
    bar_of,
    bars_of,
    class_title,
    titles_of,
    worded,
)
from tangguh.domains.resilience.selectors._standings import SHADES, newest_release, scores_in
from tangguh.engines.composite_index import Indicator, Measured, Place, Yardstick

FIRM = 0.9
HIGH = {"mandiri", "maju"}
LOW = {"tertinggal", "sangat tertinggal"}


@dataclass(frozen=True, slots=True)
class Row:
    """One village: the part that is asked for, its class, and what it is officially.

    `url` is relative to the page of all villages.
    """

    area: Area
    value: str
    bounds: str
    shade: int
    class_: str
    firm: bool
    place: str
    official: str
    disagrees: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of a village, as its page tells it."""

    figure: Figure
    name: str
    numerator: str
    denominator: str
    defects: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One period of a village. `breaks`: counted by another definition than the period before it."""

    period: str
    definition: str
    bar: Bar
    class_: str
    breaks: bool


@dataclass(frozen=True, slots=True)
class Known:
    """In how many villages an indicator has enough data, and who serves its rows."""

    name: str
    code: str
    villages: int
    of: int
    source: str | Promise


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """One indicator of the definition, in the reader's language."""

    indicator: Indicator
    yardstick: Yardstick
    words: dict[str, str]
    source: str | Promise
    kinds: tuple[str, ...]


def rows_of(area: Area, own: Own, part: str) -> list[Row]:
    """By code: never by rank. The official status of the newest release stands beside."""
    release, standings, places = newest_release(area), own.standings(), own.places()
    official = {s.area_id: s.status for s in scores_in(area, release)} if release else {}
    title = titles_of(standings[0].measured)[part] if standings else part
    return [
        row_of(
            each,
            bar_of(each, part, title),
            places.get(each.area.code),
            official.get(each.area.pk, ""),
        )
        for each in standings
    ]


def row_of(standing: Standing, bar: Bar, place: Place | None, official: str) -> Row:
    return Row(
        standing.area,
        value="–" if bar.value is None else f"{bar.value}",
        bounds=f"{bar.low}–{bar.high}",
        shade=0 if bar.value is None else min(SHADES, 1 + bar.value * SHADES // 100),
        class_=class_title(standing.class_).capitalize() if standing.class_ else "",
        firm=place is not None and place.kept >= FIRM,
        place=f"{place.low}–{place.high}" if place else "–",
        official=official.title() or "–",
        disagrees=disagreement(standing, official),
        url=f"{standing.area.code}/?year={standing.period.starts.year}",
    )


def disagreement(standing: Standing, official: str) -> str:
    """In plain words, where the official status and ours point in opposite directions."""
    class_, classes = standing.class_, standing.measured.classes
    if class_ is None:
        return ""
    words = {"official": official.title(), "ours": class_title(class_)}
    if official in HIGH and class_ == classes[-1]:
        return (
            _(
                "Officially %(official)s, yet by what people do together: %(ours)s. The official index "
                "mostly counts services and facilities."
            )
            % words
        )
    if official in LOW and class_ == classes[0]:
        return (
            _(
                "Officially %(official)s, yet by what people do together: %(ours)s. What the official "
                "index misses here are mostly services and facilities."
            )
            % words
        )
    return ""


def part_told_most(standings: Sequence[Standing], measured: Measured) -> str:
    """The index where any village can be told; else the dimension that tells most villages."""
    whole, *parts = [measured.definition.code, *(d.code for d in measured.definition.dimensions)]
    told = {p: sum(s.spans[p].value is not None for s in standings) for p in (whole, *parts)}
    return whole if told[whole] or not any(told.values()) else max(parts, key=lambda p: told[p])


def counted(standings: Sequence[Standing]) -> list[tuple[str, int]]:
    """How many villages are in each class, and in none for want of data."""
    if not standings:
        return []
    classes = standings[0].measured.classes
    told = [(class_title(c), sum(s.class_ == c for s in standings)) for c in classes]
    return [*told, (_("not enough data"), sum(not s.is_told for s in standings))]


def known(standings: Sequence[Standing]) -> list[Known]:
    """Indicator by indicator: in how many villages there is enough data."""
    if not standings:
        return []
    measured, everywhere = standings[0].measured, zip(*(s.figures for s in standings), strict=True)
    return [
        Known(
            worded(indicator, "name"),
            indicator.code,
            sum(figure.score is not None for figure in figures),
            len(standings),
            served(measured, indicator),
        )
        for indicator, figures in zip(measured.definition.indicators, everywhere, strict=True)
    ]


def served(measured: Measured, indicator: Indicator) -> str | Promise:
    source = source_of(measured.yardsticks[indicator.code].source)
    return source.title if source else _("nobody keeps such rows yet")


def lines_of(standing: Standing) -> list[tuple[Bar, list[Line]]]:
    """Every indicator under its dimension."""
    bars = {bar.code: bar for bar in bars_of(standing)}
    return [
        (
            bars[dimension.code],
            [line_of(f) for f in standing.figures if f.indicator.dimension == dimension.code],
        )
        for dimension in standing.measured.definition.dimensions
    ]


def line_of(figure: Figure) -> Line:
    indicator = figure.indicator
    return Line(
        figure,
        name=worded(indicator, "name"),
        numerator=worded(indicator, "numerator"),
        denominator=worded(indicator, "denominator"),
        defects=worded(indicator, "defects"),
        kinds=kinds_of(indicator),
    )


def kinds_of(indicator: Indicator) -> tuple[str, ...]:
    """Which kinds of activities lift it."""
    return tuple(kind for kind in indicator.facts.get("kinds", "").split(";") if kind)


def trend_of(own: Own, area: Area, numbers: Iterable[int]) -> list[Told]:
    """Period by period, newest first; a change of the definition is told as a break."""
    standings = [own.of(area.code, n) for n in numbers]
    names = [each.measured.definition.name for each in standings]
    older = [*names[1:], names[-1]] if names else []
    return [
        Told(
            each.period.name,
            name,
            bars_of(each)[0],
            class_title(each.class_) if each.class_ else "",
            name != before,
        )
        for each, name, before in zip(standings, names, older, strict=True)
    ]


def read_aloud(measured: Measured) -> list[tuple[str, str, str, list[ReadAloud]]]:
    """Code, title and weight of each dimension, and its indicators in words."""
    titles = titles_of(measured)
    return [
        (
            d.code,
            titles[d.code],
            str(d.weight),
            [aloud(measured, i) for i in measured.definition.of(d.code)],
        )
        for d in measured.definition.dimensions
    ]


def aloud(measured: Measured, indicator: Indicator) -> ReadAloud:
    columns = ("name", "numerator", "denominator", "why", "defects", "gaming")
    return ReadAloud(
        indicator,
        measured.yardsticks[indicator.code],
        {column: worded(indicator, column) for column in columns},
        served(measured, indicator),
        kinds_of(indicator),
    )
