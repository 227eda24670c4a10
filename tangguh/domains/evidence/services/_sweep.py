from collections.abc import Collection
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


def discard(hashes: Collection[str]) -> int:
    """Remove the files of evidence that was taken away, as far as no row names them; tell how many.

    For the example's reset, which takes away all rows and loads most of the same files again.
    """
    removed = 0
    named = set(Evidence.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    with held(locks.LOCK_EX):
        for sha256 in set(hashes) - named:
            for path in files.folder().glob(f"*/{sha256}*"):
                path.unlink()
                removed += 1
    return removed
