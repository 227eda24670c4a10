"""Where the files of a piece of evidence lie. One folder holds an original and its copies."""

from pathlib import Path

from django.core.files.storage import default_storage

from tangguh.domains.evidence.errors import FileMissing
from tangguh.domains.evidence.models import Evidence

ORIGINAL, SERVED, THUMBNAIL = "", ".served.webp", ".thumbnail.webp"


def folder() -> Path:
    """The folder in which all evidence is kept."""
    return Path(default_storage.path("evidence"))


def path_of(sha256: str, ending: str) -> Path:
    """Where ORIGINAL, SERVED or THUMBNAIL of these bytes is kept, whether or not it is there."""
    return folder() / sha256[:2] / f"{sha256}{ending}"


def served_file(evidence: Evidence) -> Path:
    """The file that readers get: a picture's clean copy, or the document itself."""
    return existing(path_of(evidence.sha256, SERVED if evidence.is_picture else ORIGINAL))


def thumbnail_file(evidence: Evidence) -> Path:
    """A picture's small copy."""
    return existing(path_of(evidence.sha256, THUMBNAIL))


def original_file(evidence: Evidence) -> Path:
    """What was sent, byte for byte. Only `services.open_original` may hand it out."""
    return existing(path_of(evidence.sha256, ORIGINAL))


def existing(path: Path) -> Path:
    if not path.exists():
        raise FileMissing(path.name[:12])
    return path


def file_name(evidence: Evidence) -> str:
    """A name that tells nothing but the number, with the ending that the content deserves."""
    return f"bukti-{evidence.pk}.{evidence.extension}"
