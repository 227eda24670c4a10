"""Households of a model, many at once: for an example, never beside people who were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.residents import parameters
from tangguh.domains.residents.models import Consent, Household, Member
from tangguh.domains.residents.services._consents import months_later

MODELLED = UUID("0d4c2f0e-5f1b-4b7e-9a53-1b0f2c6f1503")
PURPOSES = (Consent.Purpose.REGISTER, Consent.Purpose.POINT)


@dataclass(frozen=True, slots=True)
class ModelledHome:
    """A household that nobody lives in: its RT, its place in degrees, and of how many it is."""

    neighbourhood: str
    longitude: float
    latitude: float
    people: int


@transaction.atomic
def load_modelled_households(
    *, by: User, area: Area, homes: Sequence[ModelledHome], source: str, on: date
) -> int:
    """Keep modelled households of a village, labelled so. Only the example's loader calls it.

    They have no names and no needs for help; what stands as their consent says that it is a model's.
    """
    facts = {"area": area, "recorded_by": by, "source": source, "as_of": on}
    rows = Household.objects.bulk_create(
        Household(
            neighbourhood=home.neighbourhood,
            address=f"Model {number}",
            longitude=home.longitude,
            latitude=home.latitude,
            act_id=uuid5(MODELLED, f"{area.code} {number}"),
            provenance=Provenance.MODELLED,
            **facts,
        )
        for number, home in enumerate(homes, start=1)
    )
    Member.objects.bulk_create(
        Member(household=row, name=f"Model {n + 1}", is_head=n == 0)
        for row, home in zip(rows, homes, strict=True)
        for n in range(home.people)
    )
    agree_as_modelled(rows, source=source, on=on)
    audit.record(
        "residents.modelled_loaded", by=by, about=area, area_code=area.code, households=len(rows)
    )
    return len(rows)


def agree_as_modelled(rows: Sequence[Household], *, source: str, on: date) -> None:
    """Rows without which nothing in the register is counted; they say that a model wrote them."""
    until = months_later(on, parameters.months(on))
    since = {purpose: parameters.text(purpose, on)[0] for purpose in PURPOSES}
    Consent.objects.bulk_create(
        Consent(
            household=row,
            purpose=purpose,
            text_of=since[purpose],
            given_by=source[:120],
            given_on=on,
            expires_on=until,
        )
        for row in rows
        for purpose in PURPOSES
    )
