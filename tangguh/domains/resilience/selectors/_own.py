"""The district's own index: counted from rows, with bounds for all that nobody knows yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tangguh.domains.audit import selectors as audit
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, Population
from tangguh.domains.resilience import indicators, parameters
from tangguh.domains.resilience.indicators import Count, Counts, Period, Source
from tangguh.domains.resilience.selectors import _own_sources as rows
from tangguh.engines import composite_index
from tangguh.engines.composite_index import Class, Indicator, Measured, Place, Plan, Span, Yardstick
from tangguh.engines.disclosure import SUPPRESSED_BELOW, is_safe_split

PLAN = Plan(draws=199, seed=1, firmness=16)
FEWER = SUPPRESSED_BELOW - 1
HALF_YEARS = 2

NO_SOURCE = gettext_lazy("No data yet: no part of this system keeps such rows")
NO_ROWS = gettext_lazy("Not enough data: no row yet")
FEW_ROWS = gettext_lazy("Not enough data: too few rows")
NO_POPULATION = gettext_lazy("Not enough data: nobody has told how many live here")


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one village. Without a score `why` says what is lacking."""

    indicator: Indicator
    source: Source | None
    count: Count | None
    score: tuple[int, int] | None
    why: str | Promise = ""

    @property
    def may_be_counted(self) -> bool:
        """Whether the count points at nobody."""
        about_people = self.source is not None and self.source.about_people
        return self.count is not None and (not about_people or is_safe(self.count))

    @property
    def points(self) -> str:
        """Its score, or the bounds of it."""
        if self.score is None:
            return ""
        low, high = self.score
        return f"{low}" if low == high else f"{low}–{high}"


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator's yardstick, who serves its rows, and its figure where there are none."""

    yardstick: Yardstick
    source: Source | None
    unknown: Figure


@dataclass(frozen=True, slots=True)
class Standing:
    """A village in one period. `spans` by the code of the index and of its dimensions."""

    area: Area
    period: Period
    measured: Measured
    figures: tuple[Figure, ...]
    spans: Mapping[str, Span]

    @property
    def whole(self) -> Span:
        return self.spans[self.measured.definition.code]

    @property
    def is_told(self) -> bool:
        return self.whole.value is not None

    @property
    def class_(self) -> Class | None:
        value = self.whole.value
        return None if value is None else self.measured.class_of(value)

    @property
    def class_bounds(self) -> tuple[Class, Class]:
        """The class at worst and at best, whatever is still unknown."""
        low, high = self.whole.low, self.whole.high
        return self.measured.class_of(low), self.measured.class_of(high)

    @property
    def scores(self) -> dict[str, tuple[int, int]]:
        return {f.indicator.code: f.score for f in self.figures if f.score}


@dataclass(frozen=True)
class Own:
    """All villages of an area, period by period. `counts` is what the rooms told."""

    periods: tuple[Period, ...]
    villages: tuple[Area, ...]
    counts: Counts
    people: Mapping[str, int]
    found: dict[tuple[str, int], Standing] = field(default_factory=dict)
    lie: dict[int, dict[str, Place]] = field(default_factory=dict)
    spans: dict[object, dict[str, Span]] = field(default_factory=dict)

    def of(self, code: str, period: int = 0) -> Standing:
        return self.found[code, period]

    def standings(self, period: int = 0) -> list[Standing]:
        """By code: never by rank."""
        return [self.found[village.code, period] for village in self.villages]

    def places(self, period: int = 0) -> dict[str, Place]:
        """Where each village that is told lies, by its code; drawn once."""
        if period not in self.lie:
            self.lie[period] = places_of(self.standings(period))
        return self.lie[period]


def period_of(year: int, *, on: date, half: int = 0) -> Period:
    """A year, or one of its halves, up to today."""
    starts = date(year, 7 if half == HALF_YEARS else 1, 1)
    ends = date(year, 6, 30) if half == 1 else date(year, 12, 31)
    name = f"{year}/{half}" if half else f"{year}"
    return Period(name, starts, min(ends, on), runs=starts <= on <= ends)


def periods_back(on: date, *, year: int, most: int) -> tuple[Period, ...]:
    """A year and those before it, newest first."""
    return tuple(period_of(each, on=on) for each in range(year, year - most, -1))


def halves_back(on: date, *, most: int) -> tuple[Period, ...]:
    """The half-years that have begun, newest first."""
    now = 2 * on.year + (1 if on.month > 6 else 0)
    return tuple(
        period_of(each // 2, on=on, half=1 + each % 2) for each in range(now, now - most, -1)
    )


def own_of(area: Area, periods: Sequence[Period], *, name: str = "") -> Own:
    """Every village of an area, computed once until something is done anywhere.

    Each period is told by the definition in force on its last day, or by the one of that `name`.
    """
    return computed(area, tuple(periods), name, stamp())


def stamp() -> object:
    """What all rows stand for: every deed that changes one leaves a line in the audit trail."""
    head = audit.head()
    return head.number, head.hash


@lru_cache(maxsize=16)
def computed(area: Area, periods: tuple[Period, ...], name: str, _stamp: object) -> Own:
    """In a fixed number of queries, whatever the number of villages: one or two a room."""
    by = [parameters.own(name or parameters.own_index(on=p.ends)) for p in periods]
    villages = (area,) if area.level == Area.Level.VILLAGE else tuple(places.villages_of(area))
    counts = counted(by, area, periods)
    own = Own(periods, villages, counts, populations(area))
    for n, measured in enumerate(by):
        asked = asked_of(measured)
        for village in villages:
            own.found[village.code, n] = standing(own, village, n, measured, asked)
    return own


def counted(by: Iterable[Measured], area: Area, periods: Sequence[Period]) -> Counts:
    """What every room that is asked for told; a room that serves two indicators is asked once."""
    names = {yardstick.source for measured in by for yardstick in measured.yardsticks.values()}
    reads = {source.read for name in sorted(names) if (source := source_of(name))}
    found: dict[tuple[str, str, int], Count] = {}
    for read in sorted(reads, key=lambda each: each.__qualname__):
        found |= read(area, periods)
    return found


def source_of(name: str) -> Source | None:
    """Who serves the rows of that name; None while nobody does."""
    if name in indicators.sources:
        return indicators.sources[name]
    if not name.startswith(rows.FOLLOW_UP):
        return None
    question = name.removeprefix(rows.FOLLOW_UP)
    title = gettext_lazy("What participants said when asked again")
    lists = partial(rows.list_follow_ups, question)
    return Source(name, title, rows.read_follow_ups, lists, about_people=True)


def populations(area: Area) -> dict[str, int]:
    """How many live in each village, by its newest count."""
    told = Population.objects.filter(
        places.within(area.code, lookup="area"), area__level=Area.Level.VILLAGE
    )
    return dict(told.order_by("period", "kind").values_list("area__code", "total"))


def asked_of(measured: Measured) -> tuple[Asked, ...]:
    """Every indicator with who serves its rows, and what is told where there are none."""
    found = []
    for indicator in measured.definition.indicators:
        yardstick = measured.yardsticks[indicator.code]
        source = source_of(yardstick.source)
        why = NO_ROWS if source else NO_SOURCE
        found.append(Asked(yardstick, source, Figure(indicator, source, None, None, why)))
    return tuple(found)


def standing(
    own: Own, village: Area, n: int, measured: Measured, asked: tuple[Asked, ...]
) -> Standing:
    figures = tuple(figure_of(own, village.code, n, each) for each in asked)
    scores = {f.indicator.code: f.score for f in figures if f.score}
    alike = (measured.definition.name, tuple(scores.items()))
    if alike not in own.spans:  # most villages know as little as the next one
        own.spans[alike] = composite_index.spans(measured, scores)
    return Standing(village, own.periods[n], measured, figures, own.spans[alike])


def figure_of(own: Own, code: str, n: int, asked: Asked) -> Figure:
    yardstick, source, indicator = asked.yardstick, asked.source, asked.unknown.indicator
    count = own.counts.get((yardstick.source, code, n)) if source else None
    if source is None or count is None or not count.rows:
        return asked.unknown
    if yardstick.kind != "share":
        count = Count(count.part, own.people.get(code, 0), count.rows)
    if not count.whole:
        return Figure(indicator, source, None, None, NO_POPULATION)
    if count.rows < yardstick.least_rows:
        return Figure(indicator, source, count, None, FEW_ROWS)
    points = partial(composite_index.score_of_share, indicator, yardstick, whole=count.whole)
    low, high = bounds(count) if source.about_people else (count.part, count.part)
    one, other = sorted((points(low), points(high)))
    return Figure(indicator, source, count, (one, other))


def bounds(count: Count) -> tuple[int, int]:
    """The part, or where it would point at few people, between which figures it lies."""
    if count.between:
        return count.between
    if is_safe(count):
        return count.part, count.part
    if count.part < SUPPRESSED_BELOW:
        return 0, min(FEWER, count.whole)
    return max(0, count.whole - FEWER), count.whole


def is_safe(count: Count) -> bool:
    """Whether nobody can be recognized in the part or in the rest."""
    return count.between is None and is_safe_split((count.part, count.whole - count.part))


def places_of(standings: Iterable[Standing]) -> dict[str, Place]:
    """Where each village that is told lies, by its code; of those alone."""
    told = [each for each in standings if each.is_told]
    if not told:
        return {}
    found = composite_index.places(told[0].measured, [each.scores for each in told], PLAN)
    return {each.area.code: place for each, place in zip(told, found, strict=True)}
