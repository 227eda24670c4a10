"""The district's map, coloured by a figure: what home, the map page and others draw."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience import selectors as resilience
from tangguh.domains.resilience.models import Release, Score


@dataclass(frozen=True, slots=True)
class Cell:
    """One village on the map: its path, its shade (0 when it has no figure) and what it says."""

    code: str
    path: str
    shade: int
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class ShadedMap:
    """A map ready for `pages/_map.html`. Low and high are the values at the two ends."""

    drawn: atlas.DistrictMap
    cells: tuple[Cell, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Scores:
    """The newest official scores of a district and its map."""

    release: Release
    rows: list[Score]
    shaded: ShadedMap | None

    @property
    def code(self) -> str:
        """What the index is called, such as IDM."""
        return parameters.shipped(self.release.index).code

    @property
    def are_added_up(self) -> bool:
        """Whether the release publishes no totals, so that these are what its indicators add up to."""
        return any(row.pk is None for row in self.rows)


def official_scores(district: Area) -> Scores | None:
    """How the villages stand by their newest official score, or None before there is any."""
    release = resilience.newest_release(district)
    if release is None:
        return None
    rows = resilience.scores_in(district, release)
    return Scores(release, rows, shaded(district, rows))


def shaded(district: Area, rows: list[Score]) -> ShadedMap | None:
    drawn = atlas.district_map(district)
    if drawn is None or not rows:
        return None
    shades = resilience.shades(rows)
    says = {row.area.code: number_format(row.value, 4) for row in rows}
    values = sorted(row.value for row in rows)
    return ShadedMap(
        drawn, cells(drawn, shades, says), number_format(values[0], 2), number_format(values[-1], 2)
    )


def cells(
    drawn: atlas.DistrictMap, shades: Mapping[str, int], says: Mapping[str, str]
) -> tuple[Cell, ...]:
    """Every village of a map with its shade and its words."""
    return tuple(
        Cell(
            code=village.code,
            path=village.path,
            shade=shades.get(village.code, 0),
            says=f"{village.name}: {says[village.code]}" if village.code in says else village.name,
            url=reverse("places:village", args=[village.code]),
        )
        for village in drawn.villages
    )
