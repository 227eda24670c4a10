import filetype  # type: ignore[import-untyped]

from tangguh.engines.media.archives import ARCHIVE_TYPES, examine_archive
from tangguh.engines.media.errors import Damaged, UnknownType
from tangguh.engines.media.facts import Kind, MediaFacts
from tangguh.engines.media.pictures import MAX_PIXELS, PICTURE_TYPES, examine_picture
from tangguh.engines.media.second_natures import second_natures
from tangguh.engines.media.texts import examine_text

PDF = "application/pdf"
PDF_ENDS_WITHIN = 2048  # bytes from the end; writers leave blank lines and signatures there
# Signatures of two or three plain letters: a table whose first heading is "BM" is no bitmap.
ALSO_WORDS = {
    "image/bmp",
    "application/x-msdownload",
    "application/x-shockwave-flash",
    "audio/mpeg",
}


def examine(content: bytes, *, max_pixels: int = MAX_PIXELS) -> MediaFacts:
    """Say what a file is from its content alone; its name and its sender are not asked.

    Kept are JPEG, PNG and WebP images, PDF, XLSX, DOCX, ODT, ODS, and UTF-8 text: CSV, GeoJSON
    and plain. Raises UnknownType for all else, Damaged for what is cut off, NotAnImage,
    TooManyPixels and Bomb for what pretends.
    """
    found = signature(content)
    if found in PICTURE_TYPES:
        return examine_picture(content, found, max_pixels)
    if found == PDF:
        return examine_pdf(content)
    if found in ARCHIVE_TYPES:
        return examine_archive(content)
    if found is not None and found not in ALSO_WORDS:
        raise UnknownType(found=found)
    return examine_text(content)


def signature(content: bytes) -> str | None:
    """The media type by the first bytes; None for text, which has no signature."""
    if not content:
        raise UnknownType(found="empty")
    guess = filetype.guess(content)
    return str(guess.mime) if guess else None


def examine_pdf(content: bytes) -> MediaFacts:
    if b"%%EOF" not in content[-PDF_ENDS_WITHIN:]:
        raise Damaged(media_type=PDF)
    return MediaFacts(PDF, "pdf", Kind.DOCUMENT, notes=second_natures(content, PDF))
