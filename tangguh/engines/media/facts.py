from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    IMAGE = "image"
    DOCUMENT = "document"
    TABLE = "table"
    MAP = "map"


class Note(StrEnum):
    """Signs that a file is more than one thing; worth a second look, not a verdict."""

    DATA_AFTER_THE_END = "data_after_the_end"
    ALSO_AN_ARCHIVE = "also_an_archive"
    ALSO_A_PDF = "also_a_pdf"
    CONTAINS_HTML = "contains_html"


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What a file is and what it says of its own origin."""

    media_type: str
    extension: str  # without the dot; to be used instead of the one in the file's name
    kind: Kind
    width: int | None = None  # pixels, as it is seen: turned where the camera was turned
    height: int | None = None
    taken_at: str | None = None  # ISO 8601 by the camera's clock; with offset only if it gave one
    latitude: float | None = None  # degrees, WGS 84, south is negative
    longitude: float | None = None
    notes: tuple[Note, ...] = ()
