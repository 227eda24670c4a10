"""Versions of a village's plan: drafted from the one in force, and put in force by a deed."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.errors import PlanInForce, PlanRefused
from tangguh.domains.emergencies.models import VillagePlan
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.residents.services import refuse_numbers

DRAFT = "emergencies.draft_plan"
DECIDE = "emergencies.decide_plan"
COPIED = ("neighbourhoods", "places", "routes", "signs", "signals", "roles", "steps", "contacts")
OWN = ("neighbourhood", "point", "shelter")  # what a route points at within its plan


@transaction.atomic
def start_draft(
    *, by: User, area: Area, hazard: str, now: datetime, provenance: str = Provenance.REAL
) -> VillagePlan:
    """A draft of the next version, with all that the newest one says; the draft that waits, if any."""
    accounts.require(by, DRAFT, at=area)
    rows = VillagePlan.objects.filter(area=area, hazard=hazard).order_by("number")
    newest = rows.last()
    if newest and newest.is_draft:
        return newest
    number = newest.number + 1 if newest else 1
    draft = VillagePlan.objects.create(
        area=area,
        hazard=hazard,
        number=number,
        key=f"{area.code.replace('.', '-')}-{hazard.replace('_', '-')}-{number}",
        scenario=newest.scenario if newest else "",
        source=_("Village plan, drafted by %(who)s") % {"who": by},
        as_of=now.date(),
        provenance=provenance,
        drafted_by=by,
        drafted_at=now,
    )
    if newest:
        copy_rows(newest, draft)
    audit.record("emergencies.plan_drafted", by=by, about=draft, area_code=area.code, number=number)
    return draft


@transaction.atomic
def describe_scenario(*, by: User, plan: VillagePlan, scenario: str) -> VillagePlan:
    """Say what is expected to happen."""
    accounts.require(by, DRAFT, at=plan.area)
    draft = as_draft(plan)
    refuse_numbers([scenario])
    draft.scenario = scenario.strip()
    draft.save(update_fields=["scenario"])
    audit.record("emergencies.plan_scenario", by=by, about=draft, area_code=plan.area.code)
    return draft


@transaction.atomic
def put_in_force(*, by: User, plan: VillagePlan, reason: str, now: datetime) -> VillagePlan:
    """From now on this version holds. What is missing is kept on record, never hidden.

    Raises PlanInForce and PlanRefused.
    """
    accounts.require(by, DECIDE, at=plan.area)
    draft = as_draft(plan)
    if not reason.strip():
        raise PlanRefused(_("Write why this version comes into force: what is new in it."))
    refuse_numbers([reason])
    missing = selectors.gaps(selectors.contents(draft), on=now.date())
    if not draft.neighbourhoods.exists():
        raise PlanRefused(_("The plan names no RT yet. Add those that must leave."))
    draft.supersedes = selectors.newest_in_force(draft.area, draft.hazard)
    draft.in_force_at, draft.decided_by, draft.reason = now, by, reason.strip()
    draft.was_complete = not missing
    draft.save()
    told = {"number": draft.number, "missing": len(missing)}
    audit.record("emergencies.plan_in_force", by=by, about=draft, area_code=plan.area.code, **told)
    return draft


def as_draft(plan: VillagePlan) -> VillagePlan:
    """The plan as it stands in the database now, held until the deed is done."""
    current = VillagePlan.objects.select_for_update(of=("self",)).select_related("area")
    found = current.get(pk=plan.pk)
    if not found.is_draft:
        raise PlanInForce(
            _("Version %(number)d is in force and stays as it is. Draft the next version.")
            % {"number": found.number}
        )
    return found


def copy_rows(old: VillagePlan, new: VillagePlan) -> None:
    """All rows of a version once more, each pointing at the new version's own rows."""
    twins: dict[tuple[type[models.Model], int], models.Model] = {}
    for name in COPIED:
        for row in getattr(old, name).order_by("pk"):
            key = (type(row), row.pk)
            row.pk, row._state.adding, row.plan = None, True, new
            point_at_own(row, twins)
            row.save()
            twins[key] = row


def point_at_own(row: Any, twins: dict[tuple[type[models.Model], int], models.Model]) -> None:
    for name in OWN:
        old = getattr(row, name, None)
        if isinstance(old, models.Model):
            setattr(row, name, twins[type(old), old.pk])
