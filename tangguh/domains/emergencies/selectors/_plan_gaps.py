"""What a plan lacks to be complete, and who can fill it. Stated in docs/how-to/evacuation-plan.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.emergencies.models import AlertLevel, Drill, PlanPlace, PlanRole, VillagePlan
from tangguh.domains.emergencies.selectors._plans import Contents
from tangguh.domains.residents.models import Household
from tangguh.engines.hazard_zones import Zone, classes_at

FEWEST_ROUTES = 2
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, who can fill it, and the kind of rows where it is done."""

    text: str
    who: str
    kind: str = ""


def gaps(said: Contents, *, on: date) -> tuple[Gap, ...]:
    """All that a plan lacks; none where it is complete."""
    zones = atlas.as_engine(row.zone for row in said.zones)
    return (
        *without_zone(zones),
        *without_route(said),
        *left_out(said),
        *without_room(said),
        *inside(said, zones),
        *without_signal(said),
        *without_role(said),
        *without_drill(said.plan, on),
    )


def without_zone(zones: tuple[Zone, ...]) -> Iterator[Gap]:
    if not zones:
        yield Gap(_("No zone of this hazard is drawn for the village."), _("BPBD, under Zones"))


def without_route(said: Contents) -> Iterator[Gap]:
    head = _("The village operator with the head of the RT")
    if not said.neighbourhoods:
        yield Gap(_("No RT is named that must leave."), head, "neighbourhoods")
    for rt in said.neighbourhoods:
        if not said.routes_of(rt):
            text = _("RT %(name)s has no route to an assembly point.") % {"name": rt.name}
            yield Gap(text, head, "routes")
        if not rt.checked_by:
            text = _("Nobody makes sure that all of RT %(name)s have left.") % {"name": rt.name}
            yield Gap(text, head, "neighbourhoods")
    if len(said.routes) < FEWEST_ROUTES:
        yield Gap(_("There are fewer than two routes: one may be cut off."), head, "routes")


def left_out(said: Contents) -> Iterator[Gap]:
    """RTs of the register that the plan does not name, and that have no route therefore."""
    known = {each.name for each in said.neighbourhoods}
    rows = Household.objects.filter(area=said.area).exclude(neighbourhood="")
    for name in rows.order_by("neighbourhood").values_list("neighbourhood", flat=True).distinct():
        if name not in known:
            text = _("RT %(name)s is in the register, and not in the plan.") % {"name": name}
            yield Gap(text, _("The village operator"), "neighbourhoods")


def without_room(said: Contents) -> Iterator[Gap]:
    if said.room < said.people:
        text = _("%(people)d people must leave, and there are places for %(room)d.") % {
            "people": said.people,
            "room": said.room,
        }
        yield Gap(text, _("The village head: more buildings or host families"), "places")


def inside(said: Contents, zones: tuple[Zone, ...]) -> Iterator[Gap]:
    """Where people are sent must lie outside the zone."""
    placed = [each for each in said.places if each.longitude is not None]
    points = [(each.longitude or 0.0, each.latitude or 0.0) for each in placed]
    for place, level in zip(placed, classes_at(zones, points), strict=True):
        if level:
            yield Gap(
                _("%(name)s stands in a zone of this hazard.") % {"name": place.name},
                _("The village head: choose another place"),
                "places",
            )
    if not any(each.kind == PlanPlace.Kind.POINT for each in said.places):
        yield Gap(_("There is no assembly point."), _("The village operator"), "places")


def without_signal(said: Contents) -> Iterator[Gap]:
    known = {each.level for each in said.signals}
    for level in AlertLevel.Level:
        if level.value not in known:
            text = _("Nothing sounds at alert level %(level)d.") % {"level": level.value}
            yield Gap(text, _("The village head with the RT heads"), "signals")


def without_role(said: Contents) -> Iterator[Gap]:
    known = {each.kind for each in said.roles}
    for kind in PlanRole.Kind:
        if kind.value not in known:
            text = _("Nobody has the role: %(role)s.") % {"role": kind.label}
            yield Gap(text, _("The village head"), "roles")


def without_drill(plan: VillagePlan, on: date) -> Iterator[Gap]:
    rows = Drill.objects.filter(area=plan.area, hazard=plan.hazard, ended_at__isnull=False)
    held = rows.exclude(kind=Drill.Kind.TABLETOP).filter(held_on__gt=on - A_YEAR, held_on__lte=on)
    if not held.exists():
        yield Gap(_("No drill was held within a year."), _("The village head with BPBD"), "drill")
