import hashlib
from collections.abc import Iterator

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.selectors._files import ORIGINAL, path_of


def damaged_files() -> Iterator[str]:
    """Every original that is missing or no longer has its hash, told with its evidence's number."""
    for pk, sha256 in Evidence.objects.order_by("pk").values_list("pk", "sha256").iterator():
        path = path_of(sha256, ORIGINAL)
        if not path.exists():
            yield f"{pk}: the file {sha256} is missing"
            continue
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != sha256:
            yield f"{pk}: the file {sha256} was changed; it is {found} now"
