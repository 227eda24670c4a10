"""Tell what a file really is, what it may give away, and make the copy that may be served."""

from tangguh.engines.media.errors import (
    Bomb,
    Damaged,
    MediaRefused,
    NotAnImage,
    TooManyPixels,
    UnknownType,
)
from tangguh.engines.media.examination import examine
from tangguh.engines.media.facts import Kind, MediaFacts, Note
from tangguh.engines.media.pictures import MAX_PIXELS
from tangguh.engines.media.rendering import strip, thumbnail

__all__ = [
    "MAX_PIXELS",
    "Bomb",
    "Damaged",
    "Kind",
    "MediaFacts",
    "MediaRefused",
    "NotAnImage",
    "Note",
    "TooManyPixels",
    "UnknownType",
    "examine",
    "strip",
    "thumbnail",
]
