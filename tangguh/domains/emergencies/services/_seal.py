from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.models import VillagePlan
from tangguh.domains.emergencies.selectors import Fetched, HouseholdCard, Missing
from tangguh.domains.places.models import Area


@transaction.atomic
def open_buddies(*, by: User, area: Area, now: datetime) -> tuple[Fetched, ...]:
    """Show who fetches whom to somebody for whom it is open now, and keep that it was opened.

    Raises NotFound for whom it is never open, and Sealed for whom it is not open yet.
    """
    reason = selectors.open_because(by, area, now=now)
    audit.record(
        "emergencies.buddies_opened", by=by, about=area, area_code=area.code, reason=reason
    )
    return selectors.fetched(area, now=now)


@transaction.atomic
def open_cards(*, by: User, plan: VillagePlan, rt: str, now: datetime) -> tuple[HouseholdCard, ...]:
    """The cards of an RT's households with their names, for those who may read both.

    Raises NotAllowed, NotFound and Sealed as the names of neighbours do.
    """
    accounts.require(by, "residents.read", at=plan.area)
    fetched = open_buddies(by=by, area=plan.area, now=now)
    said, on = selectors.contents(plan), timezone.localdate(now)
    return tuple(selectors.household_cards(by, said, rt, fetched, on=on))


@transaction.atomic
def open_training(*, by: User, area: Area, on: date) -> tuple[Missing, ...]:
    """Show who still lacks a neighbour, with names, and keep that it was opened."""
    accounts.require(by, "emergencies.read_buddies", at=area)
    audit.record("emergencies.training_opened", by=by, about=area, area_code=area.code)
    return selectors.missing(area, on=on)
