"""A village's plan as it is read: the version of a day, its rows, and whether a print is old."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import TypeVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.atlas.models import ZoneArea, ZoneSet
from tangguh.domains.emergencies.errors import NoSuchPlan
from tangguh.domains.emergencies.models import (
    Computation,
    PlanContact,
    PlanNeighbourhood,
    PlanPlace,
    PlanRole,
    PlanRoute,
    PlanSign,
    PlanSignal,
    PlanStep,
    VillagePlan,
)
from tangguh.domains.emergencies.selectors._drills import few
from tangguh.domains.places.models import Area

DRAFT = "emergencies.draft_plan"
DECIDE = "emergencies.decide_plan"
NAMES = "emergencies.read_plan_names"
Row = TypeVar("Row", PlanPlace, PlanRole)


@dataclass(frozen=True, slots=True)
class RtLine:
    """An RT as everybody reads it: its routes, and its people unless they are too few to be told."""

    rt: PlanNeighbourhood
    people: str
    routes: tuple[PlanRoute, ...]


@dataclass(frozen=True)
class Contents:
    """All rows of a version, each kind in the order in which it is printed."""

    plan: VillagePlan
    neighbourhoods: tuple[PlanNeighbourhood, ...]
    places: tuple[PlanPlace, ...]
    routes: tuple[PlanRoute, ...]
    signs: tuple[PlanSign, ...]
    signals: tuple[PlanSignal, ...]
    roles: tuple[PlanRole, ...]
    steps: tuple[PlanStep, ...]
    contacts: tuple[PlanContact, ...]

    @property
    def area(self) -> Area:
        return self.plan.area

    @property
    def people(self) -> int:
        """How many must leave."""
        return sum(each.people for each in self.neighbourhoods)

    @property
    def room(self) -> int:
        """How many can stay somewhere, with host families and high ground."""
        return sum(each.places for each in self.shelters)

    @cached_property
    def points(self) -> tuple[PlanPlace, ...]:
        return tuple(each for each in self.places if each.kind == PlanPlace.Kind.POINT)

    @cached_property
    def shelters(self) -> tuple[PlanPlace, ...]:
        return tuple(each for each in self.places if each.kind != PlanPlace.Kind.POINT)

    @cached_property
    def zones(self) -> tuple[ZoneArea, ...]:
        """The zones of the plan's hazard that reach into the village."""
        rows = atlas.zones_in(self.area).filter(zone__zone_set__hazard=self.plan.hazard)
        return tuple(rows)

    @cached_property
    def zone_sets(self) -> tuple[ZoneSet, ...]:
        """The maps from which the zones come; each says its source, and whether it is a model."""
        return tuple(dict.fromkeys(row.zone.zone_set for row in self.zones))

    @cached_property
    def lines(self) -> tuple[RtLine, ...]:
        return tuple(RtLine(rt, few(rt.people), self.routes_of(rt)) for rt in self.neighbourhoods)

    def routes_of(self, rt: PlanNeighbourhood) -> tuple[PlanRoute, ...]:
        return tuple(each for each in self.routes if each.neighbourhood_id == rt.pk)


def contents(plan: VillagePlan) -> Contents:
    """What a version says: eight queries, whatever its size."""
    routes = plan.routes.select_related("neighbourhood", "point", "shelter")
    return Contents(
        plan,
        tuple(plan.neighbourhoods.order_by("name")),
        by_kind(plan.places.select_related("facility").order_by("name"), PlanPlace.Kind.values),
        tuple(routes.order_by("neighbourhood__name", "pk")),
        tuple(plan.signs.order_by("kind", "pk")),
        tuple(plan.signals.order_by("-level")),
        by_kind(plan.roles.order_by("pk"), PlanRole.Kind.values),
        tuple(plan.steps.order_by("-level", "pk")),
        tuple(plan.contacts.order_by("pk")),
    )


def by_kind(rows: Iterable[Row], kinds: Sequence[str]) -> tuple[Row, ...]:
    """Rows in the order in which their kinds are printed."""
    return tuple(sorted(rows, key=lambda row: kinds.index(row.kind)))


def versions(area: Area, hazard: str = "") -> QuerySet[VillagePlan]:
    """The versions that came into force, newest first."""
    rows = VillagePlan.objects.filter(area=area, in_force_at__isnull=False)
    if hazard:
        rows = rows.filter(hazard=hazard)
    rows = rows.select_related("area__parent", "superseded_by")
    return with_computed(rows).order_by("-in_force_at", "-pk")


def with_computed(rows: QuerySet[VillagePlan]) -> QuerySet[VillagePlan]:
    """Each version with `computed_at`, `clearance_s` and `bound_s` of its newest calculation."""
    newest = Computation.objects.filter(plan=OuterRef("pk")).order_by("-computed_at", "-pk")
    names = ("computed_at", "clearance_s", "bound_s")
    return rows.annotate(**{name: Subquery(newest.values(name)[:1]) for name in names})


def newest_in_force(area: Area, hazard: str) -> VillagePlan | None:
    """The version that holds now."""
    return versions(area, hazard).first()


def in_force_on(area: Area, hazard: str, on: date) -> VillagePlan | None:
    """The version that held at the end of a day."""
    end = timezone.make_aware(datetime.combine(on, time.max))
    return versions(area, hazard).filter(in_force_at__lte=end).first()


def draft_of(area: Area, hazard: str) -> VillagePlan | None:
    """The draft that waits, if there is one."""
    rows = VillagePlan.objects.filter(area=area, hazard=hazard, in_force_at=None)
    return rows.select_related("area__parent").first()


def plan_by_key(key: str) -> VillagePlan:
    """The version that a print names; only one that came into force can be found."""
    rows = VillagePlan.objects.filter(in_force_at__isnull=False)
    rows = with_computed(rows.select_related("area__parent", "superseded_by"))
    found = rows.filter(key=key).first()
    if found is None:
        raise NoSuchPlan(
            _("There is no such version of a plan. Look for the village among the hazard profiles.")
        )
    return found


def draft_for(viewer: Viewer, pk: int) -> VillagePlan:
    """A draft, for those who work on it; the only way to its pages."""
    rows = VillagePlan.objects.filter(in_force_at=None).select_related("area__parent")
    found = rows.filter(pk=pk).first()
    if found is None or not may_draft(viewer, found.area):
        raise NoSuchPlan(_("There is no such draft, or it is not open to you."))
    return found


def may_draft(viewer: Viewer, area: Area) -> bool:
    """Whether somebody works on the drafts of a village's plans, or decides about them."""
    return accounts.may(viewer, DRAFT, at=area) or accounts.may(viewer, DECIDE, at=area)


def may_decide(viewer: Viewer, area: Area) -> bool:
    return accounts.may(viewer, DECIDE, at=area)


def may_read_names(viewer: Viewer, area: Area) -> bool:
    """Whether somebody reads who holds the roles of a plan, not only which office."""
    return accounts.may(viewer, NAMES, at=area)
