"""A file that is valid as two types at once may be served as one and run as the other."""

from io import BytesIO
from zipfile import is_zipfile

from tangguh.engines.media.facts import Note

PDF_STARTS_WITHIN = 1024  # bytes; readers accept the PDF header anywhere there
HTML_MARKS = (b"<script", b"<html", b"<!doctype html", b"<?php")


def second_natures(content: bytes, media_type: str) -> tuple[Note, ...]:
    """All that a picture or PDF is besides, in the order of Note."""
    is_pdf = media_type == "application/pdf"
    signs = {
        Note.DATA_AFTER_THE_END: goes_on_after_its_end(content, media_type),
        Note.ALSO_AN_ARCHIVE: is_zipfile(BytesIO(content)),
        Note.ALSO_A_PDF: not is_pdf and b"%PDF-" in content[:PDF_STARTS_WITHIN],
        Note.CONTAINS_HTML: contains_html(content),
    }
    return tuple(note for note, present in signs.items() if present)


def goes_on_after_its_end(content: bytes, media_type: str) -> bool:
    """Whether bytes follow where the format says that the file is over.

    A JPEG has no length and holds whole JPEGs as previews: only its last end mark counts.
    """
    if media_type == "image/png":
        end = content.rfind(b"IEND\xaeB`\x82") + 8
    elif media_type == "image/webp":
        end = 8 + int.from_bytes(content[4:8], "little")
    elif media_type == "image/jpeg":
        end = content.rfind(b"\xff\xd9") + 2
    else:
        return False
    return bool(content[end:].strip(b"\x00"))


def contains_html(content: bytes) -> bool:
    lowered = content.lower()
    return any(mark in lowered for mark in HTML_MARKS)
