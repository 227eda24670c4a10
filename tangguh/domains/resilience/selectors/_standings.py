from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.models import Release, Score

IDM = "IDM"
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
    """The latest release that scores any village in an area."""
    within = Release.objects.filter(waiting=False).filter(
        places.within(area.code, lookup="scores__area")
    )
    return within.order_by("-year", "-pk").distinct().first()


def scores_in(area: Area, release: Release, component: str = IDM) -> QuerySet[Score]:
    """The index, or a part of it, of every village in an area, by code, with the village."""
    scores = Score.objects.filter(places.within(area.code, lookup="area"), release=release)
    return scores.filter(component=component).select_related("area__parent").order_by("area__code")


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
