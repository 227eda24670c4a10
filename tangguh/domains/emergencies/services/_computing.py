"""Computing a plan: who is safe when, which no plan can beat, and who is left out."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas import selectors as atlas
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies import parameters, selectors
from tangguh.domains.emergencies.errors import NothingToCompute
from tangguh.domains.emergencies.models import Computation, ComputedWay, VillagePlan
from tangguh.domains.emergencies.selectors import Contents, Question
from tangguh.domains.emergencies.services._plans import DRAFT
from tangguh.domains.places.models import Area

if TYPE_CHECKING:
    from tangguh.domains.emergencies.selectors._evacuation_result import Result


def compute_plan(
    *, by: User, plan: VillagePlan, district: Area, water: str, now: datetime
) -> Computation:
    """Compute a version of a plan under a water, check it, and keep what was found beside it.

    Raises NothingToCompute with the remedy. It writes only once all is computed.
    """
    from tangguh.domains.emergencies.selectors._evacuation_result import result

    accounts.require(by, DRAFT, at=plan.area)
    said, on = selectors.contents(plan), timezone.localdate(now)
    stamp = selectors.stamp(said, district, selectors.who_must_leave(said, on=on), now=now)
    asked = put(said, district, water, now)
    flooded = put(said, district, Computation.Water.LOW, now)
    found = result(asked, flooded, parameters.computing(on).late_minutes)
    return kept(by, plan, found, stamp=stamp, water=water, now=now)


def put(said: Contents, district: Area, water: str, now: datetime) -> Question:
    """The question, or why there is none."""
    found = selectors.question(said, district, water=water, now=now)
    if found is not None:
        return found
    if atlas.roads_in_use(district) is None:
        raise NothingToCompute(
            _("No roads are in use yet. Import a file of roads on the page Roads, then compute.")
        )
    if not selectors.who_must_leave(said, on=timezone.localdate(now)):
        raise NothingToCompute(
            _("Nobody must leave yet: add the RT that must, with how many people live there.")
        )
    raise NothingToCompute(
        _(
            "No shelter can be used: each needs a place on the map near a road, places for people, "
            "and to stand outside the zones. %(reasons)s"
        )
        % {"reasons": " ".join(selectors.why_no_shelter(said))}
    )


@transaction.atomic
def kept(
    by: User,
    plan: VillagePlan,
    found: "Result",
    *,
    stamp: dict[str, str],
    water: str,
    now: datetime,
) -> Computation:
    """Keep a calculation with the way of each household."""
    made = Computation.objects.create(
        plan=plan,
        water=water,
        clearance_s=found.clearance_s,
        bound_s=found.bound_s,
        routed=found.routed,
        no_dry_route=found.no_dry_route,
        no_place=found.no_place,
        modelled=found.modelled,
        told=found.told,
        certificate=found.certificate,
        stamp=stamp,
        computed_at=now,
        computed_by=by,
    )
    ComputedWay.objects.bulk_create(way_rows(made, found))
    told = {"water": water, "people": made.people, "seconds": round(made.clearance_s)}
    audit.record("emergencies.plan_computed", by=by, about=plan, area_code=plan.area.code, **told)
    return made


def way_rows(made: Computation, found: "Result") -> Iterator[ComputedWay]:
    for way in found.ways:
        yield ComputedWay(
            computation=made,
            household_id=way.home.household,
            neighbourhood=way.home.neighbourhood,
            shelter=way.shelter,
            people=way.home.people,
            leave_s=way.leave_s,
            safe_s=way.safe_s,
            roads=way.roads,
        )
