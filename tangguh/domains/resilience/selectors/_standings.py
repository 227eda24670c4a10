from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.models import IndicatorScore, Release, Score
from tangguh.engines import composite_index

SHADES = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a village stands in one release: its published scores and its official status."""

    release: Release
    values: dict[str, Decimal]
    status: str

    @property
    def code(self) -> str:
        """What the index is called, such as IDM."""
        return parameters.shipped(self.release.index).code

    @property
    def value(self) -> Decimal | None:
        return self.values.get(self.code)


def newest_release(area: Area) -> Release | None:
    """The latest release that scores any village in an area; in one year rather with published totals."""
    inside = places.within(area.code, lookup="area")
    totals = Exists(Score.objects.filter(inside, release=OuterRef("pk")))
    detailed = Exists(IndicatorScore.objects.filter(inside, release=OuterRef("pk")))
    known = Release.objects.filter(totals | detailed, waiting=False)
    return known.alias(totals=totals).order_by("-year", "-totals", "-pk").first()


def scores_in(area: Area, release: Release, component: str = "") -> list[Score]:
    """The index, or a part of it, of every village in an area, by code, with the village."""
    wanted = component or parameters.shipped(release.index).code
    known = list(published(area, release).filter(component=wanted))
    return known or [each for each in all_scores(area, release) if each.component == wanted]


def all_scores(area: Area, release: Release) -> list[Score]:
    """Every part of every village in an area, by code: as published, else added up from indicators."""
    return list(published(area, release)) or list(added_up(area, release))


def published(area: Area, release: Release) -> QuerySet[Score]:
    scores = Score.objects.filter(places.within(area.code, lookup="area"), release=release)
    return scores.select_related("area__parent").order_by("area__code", "pk")


def added_up(area: Area, release: Release) -> Iterator[Score]:
    """What the indicator scores of a release without published totals give; these rows are not stored."""
    definition = parameters.shipped(release.index)
    inside = IndicatorScore.objects.filter(places.within(area.code, lookup="area"), release=release)
    found: dict[int, dict[str, int]] = {}
    for pk, code, score in inside.values_list("area_id", "indicator", "score"):
        found.setdefault(pk, {})[code] = score
    villages = Area.objects.select_related("parent").in_bulk(found)
    parts = {**definition.dimension_parts, definition.code: definition.parts}
    for village in sorted(villages.values(), key=lambda area: area.code):
        card = composite_index.score(definition, dict(found[village.pk]))
        for code, value in {**card.dimensions, definition.code: card.index}.items():
            if value is not None:
                status = card.status if code == definition.code else None
                yield Score(
                    release=release,
                    area=village,
                    component=code,
                    value=Decimal(composite_index.decimals(value, parts[code])),
                    status=status.code if status else "",
                )


def standings_of(area: Area) -> list[Standing]:
    """A village's scores, release by release, newest first."""
    found: dict[int, Standing] = {}
    scores = Score.objects.filter(area=area, release__waiting=False).select_related("release")
    for score in scores.order_by("-release__year", "-release_id", "component"):
        standing = found.setdefault(score.release_id, Standing(score.release, {}, ""))
        standing.values[score.component] = score.value
        if score.status:
            found[score.release_id] = Standing(score.release, standing.values, score.status)
    return list(found.values())


def shades(scores: list[Score]) -> dict[str, int]:
    """A shade from 1 (lowest) to 5 for every village: equal steps between least and most."""
    return shades_of({score.area.code: score.value for score in scores})


def shades_of(values: Mapping[str, Decimal]) -> dict[str, int]:
    """The same for values by the code of their village."""
    if not values:
        return {}
    low, high = min(values.values()), max(values.values())
    span = (high - low) or Decimal(1)
    return {
        code: min(SHADES, 1 + int((value - low) * SHADES / span)) for code, value in values.items()
    }
