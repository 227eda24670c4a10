from datetime import UTC, datetime, timedelta

from django.core.files import locks

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.selectors import _files as files
from tangguh.domains.evidence.services._store import held

AT_LEAST = timedelta(days=1)  # no deed takes longer from its first file to its last row
HASH_LENGTH = 64


def sweep(*, now: datetime) -> int:
    """Remove files that no evidence names, a day after they came, and tell how many.

    They stay behind where a deed failed after its file was written, or the power did. `now` is
    the wall's time, not the demo's: it is compared with the disk. For the operator's commands.
    """
    removed = 0
    before = (now - AT_LEAST).astimezone(UTC).timestamp()
    for path in sorted(files.folder().glob("*/*")):
        sha256 = path.name[:HASH_LENGTH]
        if path.stat().st_mtime > before or Evidence.objects.filter(sha256=sha256).exists():
            continue
        with held(locks.LOCK_EX):
            if path.stat().st_mtime <= before:
                path.unlink()
                removed += 1
    return removed
