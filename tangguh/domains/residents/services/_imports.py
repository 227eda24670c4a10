"""A file of households: read and shown first, then taken in whole or put away."""

from datetime import date
from pathlib import Path
from uuid import uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Area
from tangguh.domains.residents.errors import FileUnclear
from tangguh.domains.residents.models import HouseholdImport
from tangguh.domains.residents.services._households import record_household
from tangguh.domains.residents.services._reading import draft_of, read_rows
from tangguh.integrations import household_files


@transaction.atomic
def read_file(*, by: User, area: Area, path: Path, on: date) -> HouseholdImport:
    """Read a file and keep what was found until it is taken in or put away. Raises FileUnclear."""
    accounts.require(by, "residents.record", at=area)
    try:
        rows = household_files.rows(path)
    except household_files.UnreadableFile as problem:
        raise FileUnclear(words(problem)) from None
    found = read_rows(rows, area=area, on=on)
    waiting = HouseholdImport.objects.create(
        act_id=uuid4(),
        area=area,
        uploaded_by=by,
        uploaded_on=on,
        drafts=found.drafts,
        faults=found.faults,
    )
    tell(by, "residents.import_read", waiting)
    return waiting


@transaction.atomic
def accept_import(*, by: User, waiting: HouseholdImport) -> int:
    """Take in every household of a file that can be; how many there are. The file's rows are gone then."""
    accounts.require(by, "residents.record", at=waiting.area)
    for said in waiting.drafts:
        record_household(
            by=by,
            draft=draft_of(said, waiting.area),
            act_id=uuid5(waiting.act_id, said["house"]),
            on=date.fromisoformat(said["given_on"]),
        )
    tell(by, "residents.import_accepted", waiting)
    count = len(waiting.drafts)
    waiting.delete()
    return count


@transaction.atomic
def discard_import(*, by: User, waiting: HouseholdImport) -> None:
    """Put a file away; nothing of it is kept."""
    accounts.require(by, "residents.record", at=waiting.area)
    tell(by, "residents.import_discarded", waiting)
    waiting.delete()


def words(problem: household_files.UnreadableFile) -> str:
    """Why a file cannot be read, and what to do about it."""
    if problem.code == "not_utf8":
        return _("The file is not UTF-8. Save it anew as “CSV UTF-8”, or as XLSX.")
    if problem.code == "too_long":
        return _("The file has more than %(most)d rows. Cut it RT by RT.") % problem.params
    if problem.code == "not_readable":
        return _("“%(name)s” cannot be opened. Save it anew as XLSX.") % problem.params
    return _("“%(name)s” is neither CSV nor XLSX. Save the table as one of them.") % problem.params


def tell(by: User, deed: str, waiting: HouseholdImport) -> None:
    audit.record(
        deed,
        by=by,
        about=waiting,
        area_code=waiting.area.code,
        households=len(waiting.drafts),
        faults=len(waiting.faults),
    )
