"""What a village has for an emergency, and what it answered on the form of its readiness."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.emergencies.errors import NoSuchResource
from tangguh.domains.emergencies.models import Answer, Computation, Drill, Resource, VillagePlan
from tangguh.domains.emergencies.parameters import Indicator, pkd
from tangguh.domains.places.models import Area, ProneArea


@dataclass(frozen=True, slots=True)
class Answered:
    """One indicator of the form, and the newest answer of a village; None while there is none."""

    indicator: Indicator
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Ready:
    """The newest plan in force of a village, whichever its hazard, and the newest drill that ended."""

    hazard: str
    number: int | None
    in_force_at: datetime | None
    was_complete: bool | None
    drill: int | None
    title: str
    held_on: date | None
    computed: str  # key of the version in force that was computed last; empty where none is
    pockets: list[dict[str, Any]]  # who is cut off, as computed for it


OF_THE_PLAN = ("hazard", "number", "in_force_at", "was_complete")
OF_THE_DRILL = ("pk", "title", "held_on")


def with_readiness(rows: QuerySet[Area]) -> QuerySet[Area]:
    """Areas with what `ready_of` tells: asked for in the same query."""
    plans = VillagePlan.objects.filter(area=OuterRef("pk"), in_force_at__isnull=False)
    plans = plans.order_by("-in_force_at", "-pk")
    drills = Drill.objects.filter(area=OuterRef("pk"), ended_at__isnull=False)
    drills = drills.order_by("-held_on", "-pk")
    made = Computation.objects.filter(
        plan__area=OuterRef("pk"), plan__in_force_at__isnull=False, plan__superseded_by=None
    ).order_by("-computed_at", "-pk")
    told = {f"plan_{name}": Subquery(plans.values(name)[:1]) for name in OF_THE_PLAN}
    told |= {f"drill_{name}": Subquery(drills.values(name)[:1]) for name in OF_THE_DRILL}
    told["computed_key"] = Subquery(made.values("plan__key")[:1])
    told["computed_told"] = Subquery(made.values("told")[:1])
    return rows.annotate(**told)


def ready_of(area: Any) -> Ready:
    """What is known of an area that was asked for with its readiness."""
    hazard = area.plan_hazard and str(ProneArea.Hazard(area.plan_hazard).label)
    return Ready(
        hazard or "",
        area.plan_number,
        area.plan_in_force_at,
        area.plan_was_complete,
        area.drill_pk,
        area.drill_title or "",
        area.drill_held_on,
        area.computed_key or "",
        area.computed_told["pockets"] if area.computed_told else [],
    )


def resources_of(area: Area) -> QuerySet[Resource]:
    """What stands on the list of a village, by kind and name. It is public."""
    return Resource.objects.filter(area=area, ended_on=None).order_by("kind", "name", "pk")


def resource_for(area: Area, pk: int) -> Resource:
    """One line of a village's list."""
    found = resources_of(area).select_related("area").filter(pk=pk).first()
    if found is None:
        raise NoSuchResource(_("There is no such resource on this list, or it was taken off."))
    return found


def answered(area: Area) -> tuple[Answered, ...]:
    """Every indicator of the form in its order, with the newest answer."""
    newest = {row.indicator: row for row in Answer.objects.filter(area=area).order_by("as_of")}
    return tuple(Answered(indicator, newest.get(indicator.code)) for indicator in pkd())


def may_edit_resources(viewer: Viewer, area: Area) -> bool:
    """Whether somebody may change the list of resources of a village."""
    return accounts.may(viewer, "emergencies.edit_resources", at=area)


def may_answer(viewer: Viewer, area: Area) -> bool:
    """Whether somebody may answer the form of a village's readiness."""
    return accounts.may(viewer, "emergencies.answer_readiness", at=area)
