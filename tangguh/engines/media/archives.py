"""Office files are zip archives: their type is inside, and so may be a bomb."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from tangguh.engines.media.errors import Bomb, Damaged, UnknownType
from tangguh.engines.media.facts import Kind, MediaFacts

OOXML = "application/vnd.openxmlformats-officedocument"
XLSX = f"{OOXML}.spreadsheetml.sheet"
DOCX = f"{OOXML}.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"

ZIP = "application/zip"
ARCHIVE_TYPES = {ZIP, XLSX, DOCX, ODT, ODS}  # what the first bytes of an office file look like
EXTENSIONS = {
    XLSX: ("xlsx", Kind.TABLE),
    ODS: ("ods", Kind.TABLE),
    DOCX: ("docx", Kind.DOCUMENT),
    ODT: ("odt", Kind.DOCUMENT),
}
MAIN_PARTS = {  # the part that makes it what it is -> its declared type
    "xl/workbook.xml": (XLSX, f"{XLSX}.main+xml"),
    "word/document.xml": (DOCX, f"{DOCX}.main+xml"),
}
MACROS = ("vbaProject.bin", "Scripts/", "Basic/")

MAX_PARTS = 5_000
MAX_UNPACKED = 200_000_000  # bytes
MAX_RATIO = 100  # unpacked : packed; text reaches about 20
SMALL_ENOUGH = 1_000_000  # bytes; below this no ratio is dangerous
LABEL_BYTES = 200_000  # how much of a label inside the archive is read at most


def examine_archive(content: bytes) -> MediaFacts:
    """Find out which office file it is, from its list of contents and its label only."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            refuse_bomb(archive, len(content))
            media_type = office_type(archive)
    except (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as reason:
        raise Damaged(media_type=ZIP) from reason
    extension, kind = EXTENSIONS[media_type]
    return MediaFacts(media_type, extension, kind)


def refuse_bomb(archive: ZipFile, packed: int) -> None:
    """Refuse by the declared sizes, without unpacking.

    A part cannot give more than it declares: readers stop there. Parts that share their bytes
    (the quine trick) declare more packed bytes than the file has.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        raise Bomb(reason="too_many_parts", limit=MAX_PARTS)
    if unpacked > MAX_UNPACKED:
        raise Bomb(reason="too_large_unpacked", limit=MAX_UNPACKED)
    if sum(part.compress_size for part in parts) > packed:
        raise Bomb(reason="parts_overlap", limit=packed)
    if unpacked > max(SMALL_ENOUGH, MAX_RATIO * packed):
        raise Bomb(reason="too_dense", limit=MAX_RATIO)


def office_type(archive: ZipFile) -> str:
    names = set(archive.namelist())
    if any(name.endswith(MACROS[0]) or name.startswith(MACROS[1:]) for name in names):
        raise UnknownType(found="macros")
    if "mimetype" in names:
        return open_document_type(label(archive, "mimetype"))
    for part, (media_type, declared) in MAIN_PARTS.items():
        if part in names and declared in label(archive, "[Content_Types].xml"):
            return media_type
    raise UnknownType(found=ZIP)


def open_document_type(declared: str) -> str:
    if declared not in {ODT, ODS}:
        raise UnknownType(found=declared[:100])
    return declared


def label(archive: ZipFile, name: str) -> str:
    """The beginning of a small part that names types; empty where there is none."""
    if name not in archive.namelist():
        return ""
    with archive.open(name) as part:
        return part.read(LABEL_BYTES).decode("utf-8", "replace")
