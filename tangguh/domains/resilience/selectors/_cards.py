"""A village's scorecard: why it has its score, what one step more needs, and who can do it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.places.models import Area
from tangguh.domains.programmes import selectors as programmes
from tangguh.domains.programmes.models import Activity
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.models import IndicatorScore, Release
from tangguh.domains.resilience.selectors._conflicts import (
    Conflict,
    Told,
    computed,
    conflicts_of,
)
from tangguh.domains.resilience.selectors._field import Robust, field_of
from tangguh.domains.resilience.selectors._standings import Standing, standings_of
from tangguh.domains.resilience.selectors._trend import Stretch, trend_of
from tangguh.engines import composite_index
from tangguh.engines.composite_index import Definition, Explanation, Indicator, Raise

OLD_DAYS = 365


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: its score, the rule's words for it, and what the most would add to the index.

    `files`: how many that the reader may open show it, see `with_evidence`.
    """

    indicator: Indicator
    name: str
    score: int | None
    says: str
    gain: Decimal | None
    files: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A dimension: its value and its lines in the definition's order."""

    code: str
    title: str
    value: Decimal | None
    lines: tuple[Line, ...]

    @property
    def full(self) -> tuple[Line, ...]:
        """Those to which nothing can be added."""
        return tuple(line for line in self.lines if line.gain == 0)

    @property
    def unfinished(self) -> tuple[Line, ...]:
        """Those that can still rise, or whose score is missing."""
        return tuple(line for line in self.lines if line.gain != 0)


@dataclass(frozen=True, slots=True)
class Way:
    """One indicator to raise: to which level, in words; what that adds; who can; what we do for it."""

    rise: Raise
    name: str
    says: str
    gain: Decimal
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """All that a village's page shows. Without a release that tells indicators, only `standings`."""

    area: Area
    standings: Sequence[Standing]
    releases: tuple[Release, ...]
    release: Release | None = None
    definition: Definition | None = None
    told: Explanation | None = None
    index: Decimal | None = None
    parts: tuple[Part, ...] = ()
    alone: tuple[Way, ...] = ()
    together: tuple[Way, ...] = ()
    robust: Robust | None = None
    conflicts: tuple[Conflict, ...] = ()
    days_old: int = 0
    trend: tuple[Stretch, ...] = ()

    @property
    def needed(self) -> Decimal | None:
        """What the next status lacks, in the index; None where there is none to reach."""
        step = self.told.next_step if self.told else None
        return share(self.definition, step.needed) if self.definition and step else None

    @property
    def is_old(self) -> bool:
        return self.days_old > OLD_DAYS

    @property
    def breaks(self) -> bool:
        """Whether the years are of more than one definition, so that they are no trend."""
        return len(self.trend) > 1

    @property
    def same_as_before(self) -> bool:
        """Whether the two newest years are the same to the last digit: probably carried over."""
        years = {s.release.year: s for s in reversed(self.standings)}
        newest = sorted(years, reverse=True)[:2]
        if len(newest) < 2 or years[newest[0]].release.index != years[newest[1]].release.index:
            return False
        return years[newest[0]].values == years[newest[1]].values


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of a comparison: what, and for each village its name and a cell."""

    code: str
    name: str
    cells: tuple[tuple[str, Decimal | int | None], ...]
    is_share: bool

    @property
    def differs(self) -> bool:
        return len({value for _village, value in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Villages side by side: the index and its parts, then every indicator."""

    rows: tuple[Compared, ...]

    @property
    def differing(self) -> tuple[Compared, ...]:
        """The index and its parts always, indicators where not all have the same."""
        return tuple(row for row in self.rows if row.differs or row.is_share)

    @property
    def alike(self) -> tuple[Compared, ...]:
        """The indicators in which nobody lacks what another has."""
        return tuple(row for row in self.rows if not row.differs and not row.is_share)


def card_of(
    viewer: Viewer, area: Area, district: Area, *, on: date, release_pk: int | None = None
) -> Card:
    standings = standings_of(area)
    told = detailed(area, standings)
    releases = tuple(each.release for each in told if each.scores)
    chosen = next((r for r in releases if r.pk == release_pk), releases[0] if releases else None)
    if chosen is None:
        return Card(area, standings, releases, trend=trend_of(standings))
    definition = parameters.shipped(chosen.index)
    scores = next(each.scores for each in told if each.release == chosen)
    explained = composite_index.explain(definition, dict(scores))
    ours = list(programmes.activities_for(viewer).filter(area=area))
    step = explained.next_step
    field = field_of(district, chosen.index, chosen.year)
    same = [t for t in told if (t.release.index, t.release.year) == (chosen.index, chosen.year)]
    return Card(
        area,
        standings,
        releases,
        release=chosen,
        definition=definition,
        told=explained,
        index=computed(definition, scores).get(definition.code),
        parts=tuple(parts_of(definition, scores)),
        alone=ways_of(definition, step.alone, ours) if step else (),
        together=ways_of(definition, step.together, ours) if step else (),
        robust=field.robust.get(area.pk) if field else None,
        conflicts=tuple(conflicts_of(definition, same)),
        days_old=(on - chosen.as_of).days,
        trend=trend_of(standings, told),
    )


def detailed(area: Area, standings: Iterable[Standing]) -> list[Told]:
    """What each release says of a village, newest first."""
    found: dict[int, tuple[Release, dict[str, int]]] = {}
    rows = IndicatorScore.objects.filter(area=area, release__waiting=False)
    for row in rows.select_related("release"):
        found.setdefault(row.release_id, (row.release, {}))[1][row.indicator] = row.score
    values = {standing.release.pk: standing for standing in standings}
    for pk, standing in values.items():
        found.setdefault(pk, (standing.release, {}))
    told = [
        Told(release, values[pk].values if pk in values else {}, scores)
        for pk, (release, scores) in found.items()
    ]
    return sorted(
        told, key=lambda t: (-t.release.year, -t.release.as_of.toordinal(), -t.release.pk)
    )


def parts_of(definition: Definition, scores: Mapping[str, int]) -> Iterable[Part]:
    values = computed(definition, scores)
    for dimension in definition.dimensions:
        lines = [line_of(definition, i, scores.get(i.code)) for i in definition.of(dimension.code)]
        yield Part(dimension.code, dimension.title, values.get(dimension.code), tuple(lines))


def line_of(definition: Definition, indicator: Indicator, score: int | None) -> Line:
    points = definition.points[indicator.code]
    gain = None if score is None else share(definition, (indicator.most - score) * points)
    return Line(indicator, called(indicator), score, words_of(indicator, score), gain)


def ways_of(
    definition: Definition, rises: Sequence[Raise], activities: Sequence[Activity]
) -> tuple[Way, ...]:
    kinds = parameters.activity_kinds(definition.name)
    return tuple(
        Way(
            rise,
            called(rise.indicator),
            words_of(rise.indicator, rise.to),
            share(definition, rise.gain),
            tuple(a for a in activities if a.kind in kinds.get(rise.indicator.code, ())),
        )
        for rise in rises
    )


def words_of(indicator: Indicator, score: int | None) -> str:
    """What the rule says of a score; empty where there is no rule."""
    return next((level.words for level in indicator.levels if level.score == score), "")


def called(indicator: Indicator) -> str:
    """Its name in the reader's language."""
    english = get_language() == "en" and indicator.name_en
    return english or indicator.name


def share(definition: Definition, parts: int) -> Decimal:
    return Decimal(composite_index.decimals(parts, definition.parts))


def cards_of(viewer: Viewer, villages: Sequence[Area], district: Area, *, on: date) -> list[Card]:
    """Cards to set side by side: all by the newest index and year that tells each of them."""
    cards = [card_of(viewer, area, district, on=on) for area in villages]
    told = [{(r.index, r.year): r.pk for r in reversed(card.releases)} for card in cards]
    told = [each for each in told if each]
    common = set.intersection(*map(set, told)) if told else set()
    if not common:
        return cards
    chosen = max(common, key=lambda each: (each[1], each[0]))
    return [
        card
        if card.release is None or (card.release.index, card.release.year) == chosen
        else card_of(viewer, card.area, district, on=on, release_pk=pk_in(card, chosen))
        for card in cards
    ]


def pk_in(card: Card, chosen: tuple[str, int]) -> int | None:
    """The newest release of an index and year in which a village is told."""
    return next((r.pk for r in card.releases if (r.index, r.year) == chosen), None)


def compared(cards: Sequence[Card]) -> Comparison | None:
    """Villages side by side, by one definition; None where no release tells them all."""
    definition = next((card.definition for card in cards if card.definition), None)
    names = {card.definition.name for card in cards if card.definition}
    if definition is None or len(names) > 1:
        return None
    parts = [{part.code: part.value for part in card.parts} for card in cards]
    scores = [scores_of(card) for card in cards]
    villages = [card.area.name for card in cards]

    def line(code: str, name: str, values: list[Any], *, is_share: bool) -> Compared:
        return Compared(code, name, tuple(zip(villages, values, strict=True)), is_share)

    code = definition.code
    whole = line(code, code, [card.index for card in cards], is_share=True)
    dimensions = (
        line(d.code, d.title, [p.get(d.code) for p in parts], is_share=True)
        for d in definition.dimensions
    )
    indicators = (
        line(i.code, called(i), [s.get(i.code) for s in scores], is_share=False)
        for i in definition.indicators
    )
    return Comparison((whole, *dimensions, *indicators))


def scores_of(card: Card) -> dict[str, int | None]:
    return {line.indicator.code: line.score for part in card.parts for line in part.lines}
