"""Who offers to help: written down, not able for a while, back again, gone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies import parameters
from tangguh.domains.emergencies.errors import HelperUnclear
from tangguh.domains.emergencies.models import Helper
from tangguh.domains.emergencies.services._matching import Proposed, solve
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.residents.models import Household
from tangguh.domains.residents.services import months_later, refuse_numbers

DEED = "emergencies.match_buddies"


@dataclass(frozen=True)
class HelperDraft:
    """Somebody who offers to help, as written down after the text was read."""

    area: Area
    name: str
    neighbourhood: str
    phone: str = ""
    household: Household | None = None
    skills: tuple[str, ...] = ()
    trained_on: date | None = None
    longitude: float | None = None
    latitude: float | None = None
    source: str = ""
    provenance: str = Provenance.REAL


@transaction.atomic
def record_helper(*, by: User, draft: HelperDraft, act_id: UUID, on: date) -> Helper:
    """Write down who offers to help. The same act twice is the same helper.

    Raises HelperUnclear and NumberWritten.
    """
    accounts.require(by, DEED, at=draft.area)
    known = Helper.objects.filter(act_id=act_id).first()
    if known and known.area_id != draft.area.pk:
        raise HelperUnclear(_("This form was sent for another area. Open a new form."))
    if known:
        return known
    refuse_unclear(draft, on)
    since, _text = parameters.text("listed", on)
    helper = Helper.objects.create(
        **vars(draft)
        | {"skills": list(draft.skills), "source": draft.source or _("Asked in person")},
        text_of=since,
        given_on=on,
        expires_on=months_later(on, parameters.months(on)),
        recorded_by=by,
        act_id=act_id,
        as_of=on,
    )
    tell(by, "emergencies.helper_recorded", helper)
    return helper


@transaction.atomic
def drop_out(*, by: User, helper: Helper, on: date) -> Proposed:
    """Keep that a helper cannot come now; whoever they would fetch is given somebody else."""
    return set_able(by, helper, is_able=False, deed="emergencies.helper_dropped_out", on=on)


@transaction.atomic
def come_back(*, by: User, helper: Helper, on: date) -> Proposed:
    """Keep that a helper can come again."""
    return set_able(by, helper, is_able=True, deed="emergencies.helper_came_back", on=on)


def set_able(by: User, helper: Helper, *, is_able: bool, deed: str, on: date) -> Proposed:
    accounts.require(by, DEED, at=helper.area)
    Helper.objects.filter(pk=helper.pk).update(is_able=is_able)
    tell(by, deed, helper)
    return solve(helper.area, on=on)


@transaction.atomic
def renew_helper(*, by: User, helper: Helper, on: date) -> Helper:
    """Keep that a helper was asked again and goes on."""
    accounts.require(by, DEED, at=helper.area)
    helper.text_of, _text = parameters.text("listed", on)
    helper.given_on = on
    helper.expires_on = months_later(on, parameters.months(on))
    helper.save(update_fields=["text_of", "given_on", "expires_on"])
    tell(by, "emergencies.helper_renewed", helper)
    return helper


@transaction.atomic
def forget_helper(*, by: User, helper: Helper, on: date) -> Proposed:
    """Remove a helper who takes the yes back, with all their pairs, and seek others at once."""
    accounts.require(by, DEED, at=helper.area)
    tell(by, "emergencies.helper_forgotten", helper)
    area = helper.area
    helper.delete()
    return solve(area, on=on)


def refuse_unclear(draft: HelperDraft, on: date) -> None:
    if (draft.longitude is None) != (draft.latitude is None):
        raise HelperUnclear(_("A place on the map needs both latitude and longitude."))
    if draft.trained_on and draft.trained_on > on:
        raise HelperUnclear(_("The training lies ahead. Leave the day empty until it was held."))
    if draft.household and draft.household.area_id != draft.area.pk:
        raise HelperUnclear(_("That household is of another village. Choose one from here."))
    refuse_numbers([draft.name, draft.neighbourhood, draft.phone])


def tell(by: User, deed: str, helper: Helper) -> None:
    audit.record(deed, by=by, about=helper, area_code=helper.area.code)
