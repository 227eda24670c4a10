"""What was written down wrongly, put right: the old value, the new one and the reason stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.residents import selectors
from tangguh.domains.residents.errors import ConsentMissing, HouseholdChanged, HouseholdUnclear
from tangguh.domains.residents.models import Consent, Correction, Household, Member, Need
from tangguh.domains.residents.services._households import (
    MemberDraft,
    refuse_half,
    refuse_numbers,
    refuse_unclear_members,
)

Target = Household | Member


@dataclass(frozen=True)
class CorrectionDraft:
    """What stood in the form when it was opened, what stands there now, and why."""

    seen: Mapping[str, str]
    said: Mapping[str, str]
    reason: str
    act_id: UUID


@transaction.atomic
def correct(
    *, by: User, household: Household, target: Target, draft: CorrectionDraft, now: datetime
) -> list[Correction]:
    """Put a household or one of its members right. The same act twice corrects once.

    Raises HouseholdChanged with both values where somebody else corrected the same meanwhile;
    ConsentMissing, HouseholdUnclear and NumberWritten as when it was written down.
    """
    accounts.require(by, "residents.record", at=household.area)
    Household.objects.select_for_update().get(pk=household.pk)
    if known := list(Correction.objects.filter(act_id=draft.act_id)):
        return known
    target.refresh_from_db()
    current = selectors.values_of(target)
    changes = {name: said for name, said in draft.said.items() if said != draft.seen[name]}
    refuse_changed(current, draft.seen, changes)
    refuse_wrong(household, changes, draft.reason, on=now.date())
    change(target, changes)
    audit.record(
        "residents.corrected",
        by=by,
        about=household,
        area_code=household.area.code,
        fields=sorted(changes),
    )
    return Correction.objects.bulk_create(
        Correction(
            household=household,
            member=target if isinstance(target, Member) else None,
            field=name,
            was=current[name],
            became=said,
            reason=draft.reason,
            corrected_by=by,
            received_at=now,
            act_id=draft.act_id,
        )
        for name, said in changes.items()
    )


def refuse_changed(
    current: Mapping[str, str], seen: Mapping[str, str], changes: Mapping[str, str]
) -> None:
    """Tell both values, so that whoever knows can say which of them is right."""
    if not changes:
        raise HouseholdUnclear(_("Nothing is different. Change what is wrong, then save."))
    for name, said in changes.items():
        if current[name] != seen[name]:
            raise HouseholdChanged(
                _(
                    "Somebody else wrote “%(theirs)s” meanwhile; you wrote “%(yours)s”. Open it anew."
                )
                % {
                    "theirs": selectors.value_told(name, current[name]),
                    "yours": selectors.value_told(name, said),
                }
            )


def refuse_wrong(
    household: Household, changes: Mapping[str, str], reason: str, *, on: date
) -> None:
    refuse_numbers([*(said for name, said in changes.items() if name != "point"), reason])
    if changes.get("name") == "":
        raise HouseholdUnclear(_("Write down the name too."))
    year = changes.get("birth_year")
    if year:
        refuse_unclear_members([MemberDraft("", birth_year=int(year))], on)
    agreed = {each.purpose for each in selectors.consents_of(household, on=on)}
    if changes.get("needs") and Consent.Purpose.HELP not in agreed:
        raise ConsentMissing(_("This household did not agree that its needs for help are kept."))
    if point := changes.get("point"):
        if Consent.Purpose.POINT not in agreed:
            raise ConsentMissing(_("The place of the house is filled in, but not agreed to."))
        refuse_half(*degrees(point))


def change(target: Target, changes: Mapping[str, str]) -> None:
    for name, said in changes.items():
        if isinstance(target, Member) and name == "needs":
            change_needs(target, set(filter(None, said.split(","))))
        elif name == "point":
            target.latitude, target.longitude = degrees(said)  # type: ignore[union-attr]
        elif name == "birth_year":
            setattr(target, name, int(said) if said else None)
        else:
            setattr(target, name, said)
    target.save()


def degrees(point: str) -> tuple[float | None, float | None]:
    """Latitude and longitude of a point as it is written; None for what is empty."""
    latitude, _comma, longitude = point.partition(", ")
    return float(latitude) if latitude else None, float(longitude) if longitude else None


def change_needs(member: Member, kinds: set[str]) -> None:
    member.needs.exclude(kind__in=kinds).delete()
    kept = set(member.needs.values_list("kind", flat=True))
    Need.objects.bulk_create(Need(member=member, kind=kind) for kind in sorted(kinds - kept))
