"""What may be said of residents to everybody: counts by village, never one that points at few."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from tangguh.domains.places.models import Area
from tangguh.domains.residents.models import Consent, Member, Need
from tangguh.domains.residents.selectors._households import agreed, needs, registered
from tangguh.engines.disclosure import safe_count


@dataclass(frozen=True, slots=True)
class VillageCount:
    """Counts of a village; None stands where a count would point at too few people."""

    area: Area
    households: int | None
    people: int | None
    who_need_help: int | None
    by_need: tuple[tuple[str, int | None], ...]  # label, people; in the order of Need.Kind

    @property
    def counts(self) -> tuple[int | None, ...]:
        """In the order of the table's columns."""
        return self.households, self.people, self.who_need_help, *(many for _, many in self.by_need)


def village_counts(*, on: date) -> tuple[VillageCount, ...]:
    """Every village with a household in the register. No totals: they would give parts away."""
    households = counted(registered(on), "area")
    members = Member.objects.filter(agreed(Consent.Purpose.REGISTER, on, household="household"))
    people = counted(members, "household__area")
    needed = needs(on)
    rows = needed.order_by().values_list("member__household__area", "kind")
    by_need = {(area, kind): many for area, kind, many in rows.annotate(many=Count("pk"))}
    who = counted(needed, "member__household__area", what="member")
    kinds = [(kind.value, str(kind.label)) for kind in Need.Kind]
    return tuple(
        VillageCount(
            area,
            safe_count(households[area.pk]),
            safe_count(people[area.pk]),
            safe_count(who[area.pk]),
            tuple((label, safe_count(by_need.get((area.pk, kind), 0))) for kind, label in kinds),
        )
        for area in Area.objects.filter(pk__in=households).order_by("code")
    )


def counted(rows: QuerySet[Any, Any], area: str, *, what: str = "pk") -> Counter[int]:
    """How many different things of a kind each area has, by its key."""
    told = rows.order_by().values_list(area).annotate(many=Count(what, distinct=True))
    return Counter(dict(told))
