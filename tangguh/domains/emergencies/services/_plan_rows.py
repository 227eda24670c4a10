"""The rows of a draft: added, changed and taken out one by one."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from django.db import models, transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.services import refuse_impossible_position
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies.errors import PlanRefused
from tangguh.domains.emergencies.models import (
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
from tangguh.domains.emergencies.services._plans import DRAFT, as_draft
from tangguh.domains.places.models import Area
from tangguh.domains.residents.services import refuse_numbers
from tangguh.engines.equal_area import EqualArea

ROWS: dict[str, type[models.Model]] = {
    "neighbourhoods": PlanNeighbourhood,
    "places": PlanPlace,
    "routes": PlanRoute,
    "signs": PlanSign,
    "signals": PlanSignal,
    "roles": PlanRole,
    "steps": PlanStep,
    "contacts": PlanContact,
}
MOST_BENDS = 500
UNIQUE = {"neighbourhoods": "name", "places": "name", "signals": "level"}


@transaction.atomic
def save_row(
    *, by: User, plan: VillagePlan, kind: str, said: Mapping[str, Any], pk: int | None = None
) -> models.Model:
    """Add a row of a kind to a draft, or change one. Raises PlanInForce and PlanRefused."""
    accounts.require(by, DRAFT, at=plan.area)
    draft = as_draft(plan)
    refuse_numbers([value for value in said.values() if isinstance(value, str)])
    refuse_twin(draft, kind, said, pk)
    row = row_of(draft, kind, pk) if pk else ROWS[kind](plan=draft)
    for name, value in checked(draft.area, kind, said).items():
        setattr(row, name, value)
    row.save()
    told = {"kind": kind, "row": row.pk, "is_new": pk is None}
    audit.record("emergencies.plan_row_saved", by=by, about=draft, area_code=plan.area.code, **told)
    return row


@transaction.atomic
def remove_row(*, by: User, plan: VillagePlan, kind: str, pk: int) -> None:
    """Take a row out of a draft; routes that lead from or to it go with it."""
    accounts.require(by, DRAFT, at=plan.area)
    draft = as_draft(plan)
    row_of(draft, kind, pk).delete()
    told = {"kind": kind, "row": pk}
    audit.record(
        "emergencies.plan_row_removed", by=by, about=draft, area_code=plan.area.code, **told
    )


def row_of(plan: VillagePlan, kind: str, pk: int) -> models.Model:
    row: models.Model | None = getattr(plan, kind).filter(pk=pk).first()
    if row is None:
        raise PlanRefused(_("That row is not in the draft any more. Open the draft anew."))
    return row


def refuse_twin(plan: VillagePlan, kind: str, said: Mapping[str, Any], pk: int | None) -> None:
    field = UNIQUE.get(kind)
    if field and getattr(plan, kind).filter(**{field: said[field]}).exclude(pk=pk).exists():
        raise PlanRefused(
            _("“%(name)s” stands in the plan already. Change that row instead.")
            % {"name": said[field]}
        )


def checked(area: Area, kind: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says, as far as it can be; a route with its length."""
    if kind == "routes":
        return dict(said) | {"length_m": length_of(area, said["line"])}
    if kind == "places":
        return checked_place(area, dict(said))
    if "latitude" in said:
        refuse_impossible_position(area, said["latitude"], said["longitude"])
    return dict(said)


def checked_place(area: Area, said: dict[str, Any]) -> dict[str, Any]:
    """A facility lends its position; host families have none, so that no home is pointed at."""
    facility = said.get("facility")
    if said["kind"] == PlanPlace.Kind.HOSTS:
        return said | {"facility": None, "latitude": None, "longitude": None}
    if facility and facility.area_id != area.pk:
        raise PlanRefused(_("%(name)s stands in another village.") % {"name": facility.name})
    if facility and said.get("latitude") is None:
        said |= {"latitude": facility.latitude, "longitude": facility.longitude}
    refuse_impossible_position(area, said.get("latitude"), said.get("longitude"))
    if said.get("latitude") is None:
        raise PlanRefused(_("Tap on the map where it is, or choose a facility with a position."))
    return said


def length_of(area: Area, line: list[list[float]]) -> int:
    """Metres along a route; every bend must lie in the district."""
    if not 2 <= len(line) <= MOST_BENDS:
        raise PlanRefused(
            _("A route has from 2 to %(most)d bends; this one has %(count)d. Draw it again.")
            % {"most": MOST_BENDS, "count": len(line)}
        )
    degrees = np.asarray(line, dtype=np.float64)
    for longitude, latitude in (degrees.min(axis=0).tolist(), degrees.max(axis=0).tolist()):
        refuse_impossible_position(area, latitude, longitude)
    steps = np.diff(EqualArea.around(degrees).to_km(degrees), axis=0)
    length = round(1000 * float(np.hypot(*steps.T).sum()))
    if length < 1:
        raise PlanRefused(_("This route leads nowhere. Draw it from the RT to the point."))
    return length
