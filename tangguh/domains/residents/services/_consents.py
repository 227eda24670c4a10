"""A yes to one purpose: given, given again, withdrawn, run out. What it covered goes with it."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.residents import parameters
from tangguh.domains.residents.errors import ConsentGone
from tangguh.domains.residents.models import Consent, Household, HouseholdImport, Need

Purpose = Consent.Purpose


@transaction.atomic
def renew_consents(
    *, by: User, household: Household, given_by: str, on: date, also: Iterable[str] = ()
) -> list[Consent]:
    """Keep what a household agreed to for another time; it was asked again on that day.

    `also` are purposes that it agrees to now for the first time, or again.
    """
    accounts.require(by, "residents.record", at=household.area)
    held = [each.purpose for each in household.consents.all() if each.holds(on)]
    purposes = list(dict.fromkeys([*held, *also]))
    renewed = [agree(household, purpose, given_by=given_by, on=on) for purpose in purposes]
    audit.record(
        "residents.consents_renewed",
        by=by,
        about=household,
        area_code=household.area.code,
        purposes=purposes,
    )
    return renewed


def agree(household: Household, purpose: str, *, given_by: str, on: date) -> Consent:
    """Keep a yes; an older one to the same ends here. Only other deeds of this room call it."""
    household.consents.filter(purpose=purpose, withdrawn_on=None).update(withdrawn_on=on)
    since, _text = parameters.text(purpose, on)
    return Consent.objects.create(
        household=household,
        purpose=purpose,
        text_of=since,
        given_by=given_by,
        given_on=on,
        expires_on=months_later(on, parameters.months(on)),
    )


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@transaction.atomic
def withdraw_consent(*, by: User, household: Household, purpose: str, on: date) -> None:
    """End a consent and remove what it covered, at once. Without the register nothing is left.

    Raises ConsentGone where there is none any more.
    """
    accounts.require(by, "residents.record", at=household.area)
    open_ = household.consents.filter(purpose=purpose, withdrawn_on=None)
    if not open_.update(withdrawn_on=on):
        raise ConsentGone(_("This consent has ended already. Open the household anew."))
    audit.record(
        "residents.consent_withdrawn",
        by=by,
        about=household,
        area_code=household.area.code,
        purpose=purpose,
    )
    remove_covered(household, purpose)


def remove_covered(household: Household, purpose: str) -> None:
    """Remove what only this consent let us keep."""
    if purpose == Purpose.REGISTER:
        household.delete()
    elif purpose == Purpose.HELP:
        Need.objects.filter(member__household=household).delete()
        household.corrections.filter(field="needs").delete()
    else:
        Household.objects.filter(pk=household.pk).update(longitude=None, latitude=None)
        household.corrections.filter(field="point").delete()


@transaction.atomic
def remove_expired(*, on: date) -> int:
    """Remove what is covered only by consents that ran out; how many there were. For the operator."""
    HouseholdImport.objects.filter(uploaded_on__lt=on).delete()
    ended = Consent.objects.filter(withdrawn_on=None, expires_on__lt=on)
    found = list(ended.select_related("household__area").order_by("pk"))
    for consent in sorted(found, key=lambda consent: consent.purpose == Purpose.REGISTER):
        audit.record(
            "residents.consent_expired",
            by=None,
            about=consent.household,
            area_code=consent.household.area.code,
            purpose=consent.purpose,
        )
        Consent.objects.filter(pk=consent.pk).update(withdrawn_on=on)
        remove_covered(consent.household, consent.purpose)
    return len(found)
