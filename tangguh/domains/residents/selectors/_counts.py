"""What may be said of residents to everybody: counts by village, never one that points at few."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from tangguh.domains.places.models import Area
from tangguh.domains.residents.models import Member, Need
from tangguh.domains.residents.selectors._households import needs, registered
from tangguh.engines.disclosure import safe_count


@dataclass(frozen=True, slots=True)
class VillageCount:
    """Counts of a village; None stands where a count would point at too few people."""

    area: Area
    households: int | None
    people: int | None
    who_need_help: int | None
    by_need: tuple[tuple[str, int | None], ...]  # label, people; in the order of Need.Kind


def village_counts(*, on: date) -> tuple[VillageCount, ...]:
    """Every village with a household in the register. No totals: they would give parts away."""
    households = Counter(registered(on).values_list("area", flat=True))
    people = Counter(
        Member.objects.filter(household__in=registered(on)).values_list(
            "household__area", flat=True
        )
    )
    rows = needs(on).order_by().values("member__household__area", "kind")
    rows = rows.annotate(people=Count("pk"))
    by_need = {(row["member__household__area"], row["kind"]): row["people"] for row in rows}
    helped = Counter(
        needs(on).order_by().values_list("member__household__area", "member").distinct()
    )
    who = Counter(area for area, _member in helped)
    return tuple(
        VillageCount(
            area,
            safe_count(households[area.pk]),
            safe_count(people[area.pk]),
            safe_count(who[area.pk]),
            tuple(
                (str(kind.label), safe_count(by_need.get((area.pk, kind.value), 0)))
                for kind in Need.Kind
            ),
        )
        for area in Area.objects.filter(pk__in=households).order_by("code")
    )
