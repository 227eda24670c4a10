import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tangguh.domains.accounts import services as accounts
from tangguh.domains.accounts.models import User
from tangguh.domains.audit import services as audit
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, Provenance
from tangguh.domains.resilience.errors import NothingWaits, ReleaseKnown, ScoresRefused
from tangguh.domains.resilience.models import IndicatorScore, Release, Score
from tangguh.domains.resilience.services._reading import Reading, read_file

IMPORT = "resilience.import_scores"


@dataclass(frozen=True, slots=True)
class Check:
    """What was found in a file, and the release that now waits; None where faults stand in the way."""

    report: dict[str, Any]
    release: Release | None


def propose_release(  # noqa: PLR0913 the fields of its form
    *,
    by: User,
    district: Area,
    file: Path,
    index: str,
    year: int,
    source: str,
    as_of: date,
    now: datetime,
) -> Check:
    """Check a file of scores and let it wait until somebody has looked at it and accepts.

    A release that waited before under the same name makes way for this one.
    """
    accounts.require(by, IMPORT, at=district)
    refuse_release(file, index, year, source, as_of, now)
    reading = read_file(file, index, year, villages(district))
    if reading.faults:
        return Check(report_of(reading, district), None)
    with transaction.atomic():
        Release.objects.filter(index=index, year=year, source=source, waiting=True).delete()
        words = {"source": source, "as_of": as_of, "received_at": now, "waiting": True}
        release = kept(reading, district, file, words)
        tell("resilience.scores_checked", by, release)
    return Check(release.report, release)


@transaction.atomic
def accept_release(*, by: User, district: Area, release: Release) -> Release:
    """Show a checked release beside those that are there. It is never overwritten afterwards."""
    accounts.require(by, IMPORT, at=district)
    waiting = still_waiting(release)
    waiting.waiting = False
    waiting.save(update_fields=["waiting"])
    tell("resilience.scores_imported", by, waiting)
    return waiting


@transaction.atomic
def discard_release(*, by: User, district: Area, release: Release) -> None:
    """Put a checked release away. The trail keeps that it was there, with the file's hash."""
    accounts.require(by, IMPORT, at=district)
    waiting = still_waiting(release)
    tell("resilience.scores_discarded", by, waiting)
    waiting.delete()


@transaction.atomic
def load_release(  # noqa: PLR0913 the fields of its command
    *,
    district: Area,
    file: Path,
    index: str,
    year: int,
    source: str,
    as_of: date,
    now: datetime | None,
    provenance: str = Provenance.REAL,
) -> Release:
    """Take a file in at once, in the name of the system, whole or not at all.

    For the operator at the machine; without `now` for what the product ships. Raises ScoresRefused with every row that stands in the way.
    """
    refuse_release(file, index, year, source, as_of, now)
    reading = read_file(file, index, year, villages(district))
    if reading.faults:
        raise ScoresRefused(reading.faults)
    words = {"source": source, "as_of": as_of, "received_at": now, "provenance": provenance}
    release = kept(reading, district, file, words)
    tell("resilience.scores_imported", None, release)
    return release


def villages(district: Area) -> dict[str, Area]:
    return {area.code: area for area in places.villages_of(district)}


def refuse_release(
    file: Path, index: str, year: int, source: str, as_of: date, now: datetime | None
) -> None:
    """What stands in the way of a release before its file is read."""
    refuse_future(as_of, now)
    refuse_known(index, year, source)
    refuse_same_file(file, index, year)


def refuse_future(as_of: date, now: datetime | None) -> None:
    if now and as_of > now.date():
        raise ScoresRefused(
            [], _("The scores cannot be of a day to come. Correct the date of the release.")
        )


def refuse_known(index: str, year: int, source: str) -> None:
    known = Release.objects.filter(index=index, year=year, source=source, waiting=False).first()
    if known:
        raise ReleaseKnown(
            _(
                "There is a release %(index)s %(year)d from this source already, and releases are "
                "never overwritten. Say in the source which edition this is."
            )
            % {"index": index, "year": year},
            link=f"/resilience/releases/{known.pk}/",
        )


def refuse_same_file(file: Path, index: str, year: int) -> None:
    """A file that stands already under another year: one of the two years is not its own."""
    same = Release.objects.filter(index=index, sha256=hash_of(file), waiting=False)
    other = same.exclude(year=year).first()
    if other:
        raise ReleaseKnown(
            _(
                "This very file is the release of %(other)d already. Choose the file of %(year)d; if "
                "really nothing changed, add a column “year” that says so."
            )
            % {"other": other.year, "year": year},
            link=f"/resilience/releases/{other.pk}/",
        )


def hash_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def kept(reading: Reading, district: Area, file: Path, words: dict[str, Any]) -> Release:
    release = Release.objects.create(
        index=reading.definition.name,
        year=reading.year,
        sha256=hash_of(file),
        report=report_of(reading, district),
        **words,
    )
    IndicatorScore.objects.bulk_create(
        [
            IndicatorScore(release=release, area_id=area, indicator=code, score=score)
            for area, scores in reading.scores.items()
            for code, score in scores.items()
        ],
        batch_size=2000,
    )
    whole = reading.definition.code
    Score.objects.bulk_create(
        [
            Score(release=release, area_id=area, component=part, value=value)
            if part != whole
            else Score(
                release=release,
                area_id=area,
                component=part,
                value=value,
                status=reading.statuses.get(area, ""),
            )
            for area, totals in reading.totals.items()
            for part, value in totals.items()
        ],
        batch_size=2000,
    )
    return release


def report_of(reading: Reading, district: Area) -> dict[str, Any]:
    """A reading as it is kept and shown."""
    return {
        "villages": len(reading.scores),
        "of": places.villages_of(district).filter(kind=Area.Kind.DESA).count(),
        "scores": sum(len(scores) for scores in reading.scores.values()),
        "missing": reading.missing,
        "faults": reading.faults,
        "conflicts": reading.conflicts,
    }


def still_waiting(release: Release) -> Release:
    """The same release, locked; or a refusal where somebody else was faster."""
    waiting = Release.objects.select_for_update().filter(pk=release.pk, waiting=True).first()
    if waiting is None:
        raise NothingWaits(
            _(
                "This release waits no longer: somebody accepted it or put it away. Look at the list."
            ),
            link="/resilience/releases/",
        )
    return waiting


def tell(deed: str, by: User | None, release: Release) -> None:
    report = release.report
    audit.record(
        deed,
        by=by,
        about=release,
        index=release.index,
        year=release.year,
        sha256=release.sha256,
        villages=report["villages"],
        scores=report["scores"],
        conflicts=len(report["conflicts"]),
    )
