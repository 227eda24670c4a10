"""Writing a household down, adding somebody, opening its page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tangguh.domains.accounts import selectors as accounts_selectors
from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.residents import selectors
from tangguh.domains.residents.errors import ConsentMissing, HouseholdUnclear, NumberWritten
from tangguh.domains.residents.models import Consent, Household, Member, Need
from tangguh.domains.residents.services._consents import agree

ID_NUMBER = re.compile(r"\d(?:[ .-]?\d){15}")


@dataclass(frozen=True)
class MemberDraft:
    """Somebody as written down."""

    name: str
    sex: str = ""
    birth_year: int | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class HouseholdDraft:
    """A household as written down: its head first."""

    area: Area
    members: tuple[MemberDraft, ...]
    consents: tuple[str, ...]
    given_by: str
    neighbourhood: str = ""
    address: str = ""
    longitude: float | None = None
    latitude: float | None = None
    source: str = ""
    provenance: str = Provenance.REAL


@transaction.atomic
def record_household(*, by: User, draft: HouseholdDraft, act_id: UUID, on: date) -> Household:
    """Write a household down as far as it agreed. The same act twice is the same household.

    Raises ConsentMissing, HouseholdUnclear and NumberWritten.
    """
    accounts.require(by, "residents.record", at=draft.area)
    known = Household.objects.filter(act_id=act_id).first()
    if known and known.area_id != draft.area.pk:
        raise HouseholdUnclear(_("This form was sent for another area. Open a new form."))
    if known:
        return known
    refuse_unclear(draft, on)
    refuse_unagreed(draft)
    household = Household.objects.create(
        area=draft.area,
        neighbourhood=draft.neighbourhood,
        address=draft.address,
        longitude=draft.longitude,
        latitude=draft.latitude,
        recorded_by=by,
        act_id=act_id,
        source=draft.source or _("Asked at the house"),
        as_of=on,
        provenance=draft.provenance,
    )
    for purpose in draft.consents:
        agree(household, purpose, given_by=draft.given_by, on=on)
    for number, member in enumerate(draft.members):
        write_member(household, member, is_head=number == 0)
    tell(by, "residents.household_recorded", household, people=len(draft.members))
    return household


@transaction.atomic
def add_member(*, by: User, household: Household, draft: MemberDraft, on: date) -> Member:
    """Write down one more who lives there. Raises ConsentMissing, HouseholdUnclear, NumberWritten."""
    accounts.require(by, "residents.record", at=household.area)
    refuse_unclear_members((draft,), on)
    agreed = {each.purpose for each in selectors.consents_of(household, on=on)}
    if draft.needs and Consent.Purpose.HELP not in agreed:
        raise ConsentMissing(_("This household did not agree that its needs for help are kept."))
    member = write_member(household, draft, is_head=False)
    tell(by, "residents.member_added", household)
    return member


@transaction.atomic
def open_household(*, by: User, pk: int, on: date) -> Household:
    """Show a household to somebody in whose reach it lies, and keep that it was opened."""
    household = selectors.household_for(by, pk, on=on)
    tell(by, "residents.household_opened", household)
    return household


@transaction.atomic
def search_households(*, by: User, filters: selectors.Filters, on: date) -> QuerySet[Household]:
    """The households in somebody's reach; that they were asked for by a need for help is kept."""
    if filters.need:
        area = accounts_selectors.area_of(by, "residents.read")
        audit.record(
            "residents.searched_by_need", by=by, about=area, area_code=area.code, need=filters.need
        )
    return selectors.households(by, filters, on=on)


def write_member(household: Household, draft: MemberDraft, *, is_head: bool) -> Member:
    member = Member.objects.create(
        household=household,
        name=draft.name,
        sex=draft.sex,
        birth_year=draft.birth_year,
        is_head=is_head,
    )
    Need.objects.bulk_create(Need(member=member, kind=kind) for kind in dict.fromkeys(draft.needs))
    return member


def refuse_unclear(draft: HouseholdDraft, on: date) -> None:
    if not draft.members:
        raise HouseholdUnclear(_("Write down at least the head of the household."))
    refuse_half(draft.latitude, draft.longitude)
    refuse_unclear_members(draft.members, on)
    refuse_numbers([draft.address, draft.neighbourhood, draft.given_by])


def refuse_half(latitude: float | None, longitude: float | None) -> None:
    if (longitude is None) != (latitude is None):
        raise HouseholdUnclear(_("A place on the map needs both latitude and longitude."))


def refuse_unclear_members(members: Iterable[MemberDraft], on: date) -> None:
    for member in members:
        if member.birth_year and not on.year - 120 <= member.birth_year <= on.year:
            raise HouseholdUnclear(
                _("%(name)s cannot be born in %(year)d. Correct the year, or leave it empty.")
                % {"name": member.name, "year": member.birth_year}
            )
        refuse_numbers([member.name])


def refuse_numbers(texts: Iterable[str]) -> None:
    """A national ID number is 16 digits, however it is spaced."""
    if any(ID_NUMBER.search(text) for text in texts):
        raise NumberWritten(_("This looks like a national ID number. Take it out: none is kept."))


def refuse_unagreed(draft: HouseholdDraft) -> None:
    if Consent.Purpose.REGISTER not in draft.consents:
        raise ConsentMissing(
            _("Without consent nothing is written down. Thank the household, and go on.")
        )
    if not draft.given_by:
        raise ConsentMissing(_("Write down who agreed."))
    if any(member.needs for member in draft.members) and Consent.Purpose.HELP not in draft.consents:
        raise ConsentMissing(
            _("Needs for help are filled in, but not agreed to. Ask, or take out.")
        )
    if draft.longitude is not None and Consent.Purpose.POINT not in draft.consents:
        raise ConsentMissing(_("The place of the house is filled in, but not agreed to."))


def tell(by: User, deed: str, household: Household, **details: object) -> None:
    audit.record(deed, by=by, about=household, area_code=household.area.code, **details)
