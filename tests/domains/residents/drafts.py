"""Households as they might be written down."""

from uuid import uuid4

from tangguh.domains.residents import services
from tangguh.domains.residents.models import Household
from tangguh.domains.residents.services import HouseholdDraft, MemberDraft
from tests.factories import TODAY

ALL = ("register", "help", "point")
MINAH = MemberDraft("Minah", "female", 1950, ("elderly", "hears_badly"))
BUDI = MemberDraft("Budi", "male", 1980)


def draft(area, **fields) -> HouseholdDraft:
    said = {
        "members": (MINAH, BUDI),
        "consents": ALL,
        "given_by": "Minah",
        "neighbourhood": "04",
        "latitude": -2.28,
        "longitude": 102.53,
    }
    return HouseholdDraft(area=area, **(said | fields))


def recorded(by, area, on=TODAY, **fields) -> Household:
    return services.record_household(by=by, draft=draft(area, **fields), act_id=uuid4(), on=on)
