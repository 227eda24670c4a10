from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.services import refuse_future
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies.errors import ResourceChanged, ResourceRefused
from tangguh.domains.emergencies.models import Resource
from tangguh.domains.places.models import Area, Provenance

DEED = "emergencies.edit_resources"


@dataclass(frozen=True, slots=True)
class ResourceDraft:
    """What is said of a resource. The phone is that of an office, never of a private person."""

    kind: str
    name: str
    quantity: int
    working: int
    holder: str
    source: str
    as_of: date
    phone: str = ""
    kept_at: str = ""
    neighbourhood: str = ""
    provenance: str = Provenance.REAL


@transaction.atomic
def add_resource(*, by: User, area: Area, draft: ResourceDraft, now: datetime) -> Resource:
    """Put what can be used in an emergency on the list of a village."""
    accounts.require(by, DEED, at=area)
    refuse_impossible(draft, now)
    resource = Resource.objects.create(area=area, **asdict(draft))
    told = {"kind": draft.kind, "quantity": draft.quantity}
    audit.record("emergencies.resource_added", by=by, about=resource, area_code=area.code, **told)
    return resource


@transaction.atomic
def correct_resource(
    *, by: User, resource: Resource, draft: ResourceDraft, version: int, now: datetime
) -> Resource:
    """Correct what is said of a resource: how many there are, how many work, who keeps them."""
    accounts.require(by, DEED, at=resource.area)
    current = as_read(resource, version)
    refuse_impossible(draft, now)
    said = asdict(draft) | {"provenance": current.provenance}
    before = {field: str(getattr(current, field)) for field in said}
    changes = {f: [before[f], str(v)] for f, v in said.items() if before[f] != str(v)}
    for field, value in said.items():
        setattr(current, field, value)
    current.version += 1
    current.save()
    deed, code = "emergencies.resource_corrected", current.area.code
    audit.record(deed, by=by, about=current, area_code=code, changes=changes)
    return current


@transaction.atomic
def end_resource(
    *, by: User, resource: Resource, reason: str, version: int, now: datetime
) -> Resource:
    """Take a resource off the list, with the reason: lost, broken for good, listed by mistake."""
    accounts.require(by, DEED, at=resource.area)
    current = as_read(resource, version)
    if not reason.strip():
        raise ResourceRefused(_("Say why it is taken off the list."))
    current.ended_on = timezone.localdate(now)
    current.ended_because = reason.strip()
    current.version += 1
    current.save()
    told = {"area_code": current.area.code, "reason": current.ended_because}
    audit.record("emergencies.resource_ended", by=by, about=current, **told)
    return current


def as_read(resource: Resource, version: int) -> Resource:
    """The line as it is now, locked; or a refusal where somebody else was faster."""
    rows = Resource.objects.select_for_update(of=("self",)).select_related("area")
    current = rows.get(pk=resource.pk)
    if current.version != version or current.ended_on:
        raise ResourceChanged(
            _("Somebody else changed %(name)s while you were writing. Open the page again.")
            % {"name": current.name},
            link=f"/emergencies/{current.area.code}/",
        )
    return current


def refuse_impossible(draft: ResourceDraft, now: datetime) -> None:
    refuse_future(draft.as_of, now)
    if draft.quantity < 1 or draft.working > draft.quantity:
        raise ResourceRefused(
            _("%(working)d work, but there are only %(quantity)d. Correct one of the two.")
            % {"working": draft.working, "quantity": draft.quantity}
        )
