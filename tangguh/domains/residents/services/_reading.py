"""From the rows of a file to households, and what is wrong with those that cannot be taken in."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tangguh.domains.places.models import Area
from tangguh.domains.residents import parameters
from tangguh.domains.residents.errors import ConsentMissing, FileUnclear, HouseholdUnclear
from tangguh.domains.residents.models import Consent, Member, Need
from tangguh.domains.residents.services._consents import months_later
from tangguh.domains.residents.services._households import (
    HouseholdDraft,
    MemberDraft,
    refuse_unagreed,
    refuse_unclear,
)
from tangguh.errors import Refused

Row = tuple[int, dict[str, str]]
NEEDED = ("rt", "rumah", "nama", "persetujuan", "disetujui_oleh", "tanggal_persetujuan")
PURPOSES = {
    "daftar": Consent.Purpose.REGISTER,
    "bantuan": Consent.Purpose.HELP,
    "letak": Consent.Purpose.POINT,
}
SEXES = {"": "", "p": Member.Sex.FEMALE, "l": Member.Sex.MALE}
NEEDS = {
    "sulit_berjalan": Need.Kind.CANNOT_WALK,
    "berbaring": Need.Kind.BEDRIDDEN,
    "sulit_melihat": Need.Kind.SEES_BADLY,
    "sulit_mendengar": Need.Kind.HEARS_BADLY,
    "sulit_mengerti": Need.Kind.UNDERSTANDS_HARDLY,
    "hamil": Need.Kind.PREGNANT,
    "balita": Need.Kind.SMALL_CHILD,
    "lansia": Need.Kind.ELDERLY,
    "perlu_obat": Need.Kind.NEEDS_MEDICINE,
}


@dataclass(frozen=True)
class Read:
    """Households that can be taken in, as plain data, and what is wrong with the other rows."""

    drafts: list[dict[str, Any]]
    faults: list[tuple[int, str]]


def read_rows(rows: Iterable[Row], *, area: Area, on: date) -> Read:
    """A house is taken in whole or not at all. Raises FileUnclear without the columns it needs."""
    rows = list(rows)
    missing = [name for name in NEEDED if not rows or name not in rows[0][1]]
    if missing:
        raise FileUnclear(
            _("The file lacks these columns: %(names)s. Take the column names from this page.")
            % {"names": ", ".join(missing)}
        )
    houses: dict[tuple[str, str], list[Row]] = {}
    for number, cells in rows:
        houses.setdefault((cells["rt"], cells["rumah"]), []).append((number, cells))
    found = Read([], [])
    for (rt, house), members in houses.items():
        try:
            draft, given_on = house_of(members, area=area, on=on)
        except RowRefused as refusal:
            found.faults.append((refusal.number, refusal.message))
        else:
            found.drafts.append(plain(draft, given_on, f"{rt}/{house}"))
    return found


class RowRefused(Refused):
    """What is wrong, and in which row."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number


def house_of(rows: list[Row], *, area: Area, on: date) -> tuple[HouseholdDraft, date]:
    """A household from its rows, its head first, and on which day it agreed."""
    number, head = rows[0]
    if not head["rumah"] or not head["rt"]:
        raise RowRefused(
            number, _("Fill in the columns rt and rumah: they say who lives together.")
        )
    members = tuple(member_of(each, cells) for each, cells in rows)
    try:
        given_on = day_of(head["tanggal_persetujuan"], on)
        draft = HouseholdDraft(
            area=area,
            members=members,
            consents=tuple(codes(head["persetujuan"], PURPOSES)),
            given_by=head["disetujui_oleh"],
            neighbourhood=head["rt"],
            address=head.get("alamat", ""),
            latitude=degrees(head.get("lintang", "")),
            longitude=degrees(head.get("bujur", "")),
            source=_("Table of the village"),
        )
        refuse_unclear(draft, on)
        refuse_unagreed(draft)
    except Refused as refusal:
        raise RowRefused(number, refusal.message) from None
    return draft, given_on


def member_of(number: int, cells: dict[str, str]) -> MemberDraft:
    born, sex = cells.get("tahun_lahir", ""), cells.get("jenis_kelamin", "").lower()
    if not cells["nama"]:
        raise RowRefused(number, _("The column nama is empty."))
    if sex not in SEXES:
        raise RowRefused(number, _("“%(cell)s” is no sex: write P or L.") % {"cell": sex})
    if born and not (born.isascii() and born.isdigit()):
        raise RowRefused(number, _("“%(cell)s” is no year of birth.") % {"cell": born})
    try:
        needs = tuple(codes(cells.get("kebutuhan", ""), NEEDS))
    except Refused as refusal:
        raise RowRefused(number, refusal.message) from None
    return MemberDraft(cells["nama"], SEXES[sex], int(born) if born else None, needs)


def codes(cell: str, known: dict[str, Any]) -> list[str]:
    """The codes of a cell, as in daftar bantuan letak."""
    words = cell.lower().replace(",", " ").replace("|", " ").split()
    unknown = [word for word in words if word not in known]
    if unknown:
        raise HouseholdUnclear(
            _("“%(word)s” is not known. Write one of these: %(known)s.")
            % {"word": unknown[0], "known": ", ".join(known)}
        )
    return [known[word].value for word in words]


def day_of(cell: str, on: date) -> date:
    """On which day the household agreed: not ahead, and not so long ago that it has run out."""
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        raise ConsentMissing(
            _("“%(cell)s” is no day of consent. Write it as 2026-09-21.") % {"cell": cell}
        ) from None
    if day > on or months_later(day, parameters.months(on)) < on:
        raise ConsentMissing(
            _("A consent of %(day)s does not hold today. Ask the household again.") % {"day": cell}
        )
    return day


def degrees(cell: str) -> float | None:
    if not cell:
        return None
    try:
        found = float(cell.replace(",", "."))
    except ValueError:
        found = float("inf")
    if not -180 <= found <= 180:
        raise HouseholdUnclear(_("“%(cell)s” are no degrees.") % {"cell": cell})
    return found


def plain(draft: HouseholdDraft, given_on: date, house: str) -> dict[str, Any]:
    """A household as it waits: without its area, which the import has."""
    said = {k: v for k, v in vars(draft).items() if k not in ("area", "members")}
    members = [asdict(member) for member in draft.members]
    return said | {"members": members, "given_on": given_on.isoformat(), "house": house}


def draft_of(said: dict[str, Any], area: Area) -> HouseholdDraft:
    """The same, the way back."""
    fields = {k: v for k, v in said.items() if k not in ("given_on", "house")}
    fields["members"] = tuple(
        MemberDraft(**member | {"needs": tuple(member["needs"])}) for member in said["members"]
    )
    return HouseholdDraft(area=area, **fields | {"consents": tuple(said["consents"])})
