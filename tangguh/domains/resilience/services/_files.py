from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from tangguh.domains.places import selectors as places
from tangguh.domains.resilience.errors import ScoresRefused
from tangguh.domains.resilience.services._reading import read_file
from tangguh.domains.resilience.services._releases import load_release, refuse_release, villages
from tangguh.errors import NotFound


def load_files(
    files: Sequence[Path], *, name: str, year: int, source: str, as_of: datetime, check: bool
) -> Iterator[str]:
    """Take files in one by one, in the name of the system, and say what was found in each."""
    home = places.home_district()
    if home is None:
        raise NotFound(_("No district is served here yet."))
    for file in files:
        edition = f"{source}, {file.name}" if len(files) > 1 else source
        if check:
            refuse_release(file, name, year, edition, as_of.date(), places.now())
            reading = read_file(file, name, year, villages(home.area))
            if reading.faults:
                raise ScoresRefused(reading.faults)
            yield told(file, len(reading.scores), reading.missing, len(reading.conflicts))
            continue
        release = load_release(
            district=home.area,
            file=file,
            index=name,
            year=year,
            source=edition,
            as_of=as_of.date(),
            now=places.now(),
        )
        report = release.report
        yield told(file, report["villages"], report["missing"], len(report["conflicts"]))


def told(file: Path, villages: int, missing: int, conflicts: int) -> str:
    return _(
        "%(file)s: %(villages)d villages, %(missing)d scores missing, %(conflicts)d totals that "
        "its own scores do not add up to"
    ) % {"file": file.name, "villages": villages, "missing": missing, "conflicts": conflicts}
