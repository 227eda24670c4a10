"""The library of outreach: a sheet of pictures and lines, or a file, kept and taken off again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.emergencies.errors import MaterialUnclear
from tangguh.domains.emergencies.models import Material, Picture
from tangguh.domains.evidence import services as evidence
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places.models import Area, Provenance

MOST_LINES = 10  # what fits on one sheet
PRINTABLE = "application/pdf"


@dataclass(frozen=True)
class MaterialDraft:
    """What is kept, as it was described. `lines`: a picture's code and a text for each."""

    area: Area
    title: str
    language: str
    audience: str
    format: str
    owner: str
    source: str
    as_of: date
    hazard: str = ""
    lines: Sequence[tuple[str, str]] = ()
    provenance: str = Provenance.REAL


@transaction.atomic
def keep_material(
    *,
    by: User,
    draft: MaterialDraft,
    act_id: UUID,
    now: datetime,
    file: "File[bytes] | None" = None,
) -> Material:
    """Put material into the library: lines for a sheet, or a picture or PDF. The same act twice is one.

    Raises MaterialUnclear, and what the evidence room refuses of a file.
    """
    accounts.require(by, "emergencies.keep_material", at=draft.area)
    if known := Material.objects.filter(act_id=act_id, kept_by=by).first():
        return known
    refuse_unclear(draft, file)
    said = vars(draft) | {"lines": [list(line) for line in draft.lines]}
    kept = printable(by, draft, file, act_id, now) if file else None
    material = Material.objects.create(**said, file=kept, act_id=act_id, kept_by=by)
    tell(by, "emergencies.material_kept", material)
    return material


@transaction.atomic
def withdraw_material(*, by: User, material: Material, on: date) -> Material:
    """Take material off the list: it is out of date or wrong. Sessions that used it still name it."""
    accounts.require(by, "emergencies.keep_material", at=material.area)
    if material.withdrawn_on:
        raise MaterialUnclear(_("It was taken off the list already."))
    material.withdrawn_on = on
    material.save(update_fields=["withdrawn_on"])
    tell(by, "emergencies.material_withdrawn", material)
    return material


def printable(
    by: User, draft: MaterialDraft, file: "File[bytes]", act_id: UUID, now: datetime
) -> Evidence:
    """The file, examined and kept as all evidence is; open to everybody, since it is given out."""
    kept = evidence.claim(
        by=by,
        area=draft.area,
        kind=Evidence.Kind.DOCUMENT,
        title=draft.title,
        file=file,
        happened_on=draft.as_of,
        source=draft.owner,
        audience=Evidence.Audience.PUBLIC,
        act_id=uuid5(act_id, "material"),
        now=now,
        provenance=draft.provenance,
    )
    if not kept.is_picture and kept.media_type != PRINTABLE:
        raise MaterialUnclear(_("Choose a picture or a PDF: material is there to be printed."))
    return kept


def refuse_unclear(draft: MaterialDraft, file: "File[bytes] | None") -> None:
    if bool(draft.lines) == bool(file):
        raise MaterialUnclear(_("Write the lines of a sheet, or choose a file: one of the two."))
    if len(draft.lines) > MOST_LINES:
        raise MaterialUnclear(
            _("%(count)d lines do not fit on a sheet. Keep to %(most)d.")
            % {"count": len(draft.lines), "most": MOST_LINES}
        )
    if any(picture not in Picture.values or not text for picture, text in draft.lines):
        raise MaterialUnclear(_("Each line has one of the pictures and a text."))


def tell(by: User, deed: str, material: Material) -> None:
    audit.record(deed, by=by, about=material, area_code=material.area.code, title=material.title)
