"""What stood on a river's staff: one reading at the post, or a file of many, all or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.errors import ReadingRefused
from tangguh.domains.atlas.models import Gauge, GaugeReading
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import Provenance
from tangguh.integrations.plain_tables import UnreadableTable, rows

DEED = "atlas.record_reading"
HIGHEST_CM = 9_999
MOST_ROWS = 50_000
MOST_FAULTS = 10  # told of one file
READ_AT, LEVEL, READER = ("read_at", "waktu"), ("level_cm", "tinggi_cm"), ("source", "sumber")


@dataclass(frozen=True, slots=True)
class ReadingDraft:
    """A reading as it is said: centimetres on the staff, and who or what read it."""

    read_at: datetime
    level_cm: int
    source: str
    provenance: str = Provenance.REAL


@transaction.atomic
def record_reading(
    *, by: User, gauge: Gauge, draft: ReadingDraft, act_id: UUID, now: datetime
) -> GaugeReading:
    """Keep one reading; the same act again changes nothing. Raises ReadingRefused."""
    accounts.require(by, DEED, at=gauge.area)
    known = GaugeReading.objects.filter(act_id=act_id).first()
    if known is not None:
        return known
    refuse_impossible_reading(draft, now)
    reading = GaugeReading.objects.create(**as_row(by, gauge, draft, act_id, now))
    audit.record(
        "atlas.reading_recorded",
        by=by,
        about=gauge,
        area_code=gauge.area.code,
        level_cm=draft.level_cm,
        read_at=draft.read_at.isoformat(),
    )
    return reading


@transaction.atomic
def import_readings(*, by: User, gauge: Gauge, file: Path, now: datetime) -> int:
    """Take in the readings of a CSV that were never there yet; how many they were.

    Columns read_at (or waktu), level_cm (or tinggi_cm) and source (or sumber). Raises
    ReadingRefused, which names the lines, and takes in nothing then.
    """
    accounts.require(by, DEED, at=gauge.area)
    drafts = read_drafts(file, now)
    known = set(gauge.readings.values_list("read_at", "level_cm"))
    new = {(d.read_at, d.level_cm): d for d in drafts if (d.read_at, d.level_cm) not in known}
    GaugeReading.objects.bulk_create(
        GaugeReading(**as_row(by, gauge, draft, uuid4(), now)) for draft in new.values()
    )
    audit.record(
        "atlas.readings_imported",
        by=by,
        about=gauge,
        area_code=gauge.area.code,
        new=len(new),
        known=len(drafts) - len(new),
    )
    return len(new)


def as_row(
    by: User, gauge: Gauge, draft: ReadingDraft, act_id: UUID, now: datetime
) -> dict[str, object]:
    return {
        "gauge": gauge,
        "read_at": draft.read_at,
        "level_cm": draft.level_cm,
        "source": draft.source,
        "provenance": draft.provenance,
        "received_at": now,
        "recorded_by": by,
        "act_id": act_id,
    }


def refuse_impossible_reading(draft: ReadingDraft, now: datetime) -> None:
    if draft.read_at > now:
        raise ReadingRefused(_("This hour has not come yet. Write when the staff was read."))
    if not 0 <= draft.level_cm <= HIGHEST_CM:
        raise ReadingRefused(
            _("A level is from 0 to %(most)d centimetres on the staff, as in 485.")
            % {"most": HIGHEST_CM}
        )
    if not draft.source.strip():
        raise ReadingRefused(_("Say who or what read it."))


def read_drafts(file: Path, now: datetime) -> list[ReadingDraft]:
    """Every line as a reading. Raises ReadingRefused with the lines that cannot be taken."""
    try:
        lines = rows(file)
    except UnreadableTable:
        lines = []
    if not lines or len(lines) > MOST_ROWS:
        raise ReadingRefused(
            _(
                "This is no table of readings. Send a .csv in UTF-8 with the columns waktu, tinggi_cm "
                "and sumber, and at most %(most)d lines."
            )
            % {"most": MOST_ROWS}
        )
    found = list(each_draft(lines, now))
    faults = [each for each in found if isinstance(each, str)]
    if faults:
        more = len(faults) - MOST_FAULTS
        said = [
            *faults[:MOST_FAULTS],
            *([_("and %(more)d more lines") % {"more": more}] * (more > 0)),
        ]
        raise ReadingRefused(_("Nothing was taken in.") + " " + " ".join(said))
    return [each for each in found if isinstance(each, ReadingDraft)]


def each_draft(
    lines: Sequence[dict[str, str | None]], now: datetime
) -> Iterator[ReadingDraft | str]:
    """A reading, or what is wrong with its line."""
    for number, line in enumerate(lines, start=2):
        try:
            draft = draft_of({str(name).strip().lower(): cell or "" for name, cell in line.items()})
            refuse_impossible_reading(draft, now)
        except ReadingRefused as fault:
            yield _("Line %(number)d: %(fault)s") % {"number": number, "fault": fault.message}
        else:
            yield draft


def draft_of(line: dict[str, str]) -> ReadingDraft:
    at, level, source = (
        next((line[name].strip() for name in names if name in line), "")
        for names in (READ_AT, LEVEL, READER)
    )
    try:
        moment = parse_datetime(at)
    except ValueError:
        moment = None
    if moment is None:
        raise ReadingRefused(
            _("“%(text)s” is no hour. Write it as 2026-11-13 20:10.") % {"text": at}
        )
    if not level.isdecimal():
        raise ReadingRefused(
            _("“%(text)s” is no whole number of centimetres. Write it as 485.") % {"text": level}
        )
    local = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
    return ReadingDraft(local, int(level), source)
