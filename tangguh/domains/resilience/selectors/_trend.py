"""A village's index year by year, cut where the definition changed: figures across a cut do not compare."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.models import Release
from tangguh.domains.resilience.selectors._conflicts import Told, computed
from tangguh.domains.resilience.selectors._standings import Standing
from tangguh.engines import composite_index
from tangguh.engines.composite_index import Definition, Dimension

FEW = 3  # so many parts beside the index fit on a phone


@dataclass(frozen=True, slots=True)
class Year:
    """What one release tells, in the order of `codes_of`; its status.

    `adds_up`: it publishes no figure of its own, so this is what its scores add up to.
    """

    release: Release
    cells: tuple[Decimal | None, ...]
    status: str
    adds_up: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The years of one definition, newest first."""

    definition: Definition
    years: tuple[Year, ...]

    @property
    def title(self) -> str:
        return str(self.definition.facts.get("title", self.definition.code))

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Code and title of each part that has a column."""
        return tuple((d.code, d.title) for d in told_parts(self.definition))


def trend_of(standings: Iterable[Standing], told: Sequence[Told] = ()) -> tuple[Stretch, ...]:
    """All that was published, and the newest scores of a year in which nothing was."""
    years = [published(each) for each in standings]
    known = {(year.release.index, year.release.year) for year in years}
    for each in told:
        of = (each.release.index, each.release.year)
        if each.scores and of not in known:
            known.add(of)
            years.append(added_up(each))
    years.sort(key=lambda year: (year.release.year, year.release.as_of), reverse=True)
    return tuple(cut(years))


def cut(years: Iterable[Year]) -> Iterator[Stretch]:
    for name, inside in groupby(years, key=lambda year: year.release.index):
        yield Stretch(parameters.shipped(name), tuple(inside))


def published(standing: Standing) -> Year:
    codes = codes_of(parameters.shipped(standing.release.index))
    cells = tuple(standing.values.get(code) for code in codes)
    return Year(standing.release, cells, standing.status, adds_up=False)


def added_up(told: Told) -> Year:
    definition = parameters.shipped(told.release.index)
    values = computed(definition, told.scores)
    status = composite_index.score(definition, dict(told.scores)).status
    cells = tuple(values.get(code) for code in codes_of(definition))
    return Year(told.release, cells, status.title if status else "", adds_up=True)


def codes_of(definition: Definition) -> list[str]:
    """The parts that have a column, and the index last."""
    return [*(part.code for part in told_parts(definition)), definition.code]


def told_parts(definition: Definition) -> tuple[Dimension, ...]:
    """All parts, or none where they are too many for a phone: the card tells them."""
    parts = tuple(definition.dimensions)
    return parts if len(parts) <= FEW else ()
