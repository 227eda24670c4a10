"""What a file is, is read from its content."""

from io import BytesIO
from zlib import crc32

import pytest
from openpyxl import Workbook

from tangguh.engines.media import (
    Bomb,
    Damaged,
    Kind,
    MediaRefused,
    NotAnImage,
    Note,
    TooManyPixels,
    UnknownType,
    examine,
)
from tests.engines.media.samples import archive, docx, exif_of_sepintun, open_document, photo

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def workbook() -> bytes:
    content = BytesIO()
    Workbook().save(content)
    return content.getvalue()


KEPT = {
    "jpg": (photo("JPEG"), Kind.IMAGE),
    "png": (photo("PNG"), Kind.IMAGE),
    "webp": (photo("WEBP"), Kind.IMAGE),
    "pdf": (PDF, Kind.DOCUMENT),
    "xlsx": (workbook(), Kind.TABLE),
    "docx": (docx(), Kind.DOCUMENT),
    "odt": (open_document("application/vnd.oasis.opendocument.text"), Kind.DOCUMENT),
    "ods": (open_document("application/vnd.oasis.opendocument.spreadsheet"), Kind.TABLE),
    "csv": (b'\xef\xbb\xbfdesa;warga\r\n"Sepintun; Pauh";120\r\n', Kind.TABLE),
    "txt": (b"Musyawarah dibuka pukul 20.00, ditutup 22.00.", Kind.DOCUMENT),
    "geojson": (b'{"type": "FeatureCollection", "features": []}', Kind.MAP),
}


@pytest.mark.parametrize("extension", KEPT)
def test_each_kept_type_is_known_by_its_content(extension: str):
    content, kind = KEPT[extension]

    facts = examine(content)

    assert (facts.extension, facts.kind, facts.notes) == (extension, kind, ())


REFUSED = {
    "nothing": (b"", "empty"),
    "blank lines": (b" \n\n", "empty"),
    "a page called photo.png": (b"<!DOCTYPE html><script>alert(1)</script>", "markup"),
    "a drawing that can run scripts": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "markup"),
    "a GIF": (photo("GIF"), "image/gif"),
    "a bitmap": (photo("BMP"), "unknown"),
    "a programme": (b"\x7fELF" + bytes(60), "application/x-executable"),
    "text that is not UTF-8": ("Désa".encode("latin-1"), "unknown"),
    "text with control bytes": (b"desa\x00warga", "unknown"),
    "settings": (b'{"theme": "dark"}', "application/json"),
    "JSON deeper than any map": (b"[" * 200_000 + b"]" * 200_000, "application/json"),
    "a plain archive": (archive({"a.txt": b"a"}), "application/zip"),
    "a document with macros": (docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    "a slide show": (
        open_document("application/vnd.oasis.opendocument.presentation"),
        "application/vnd.oasis.opendocument.presentation",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused_by_its_true_name(name: str):
    content, found = REFUSED[name]

    with pytest.raises(UnknownType) as refusal:
        examine(content)

    assert refusal.value.params == {"found": found}


def test_a_photo_tells_when_and_where_it_was_taken():
    facts = examine(photo(exif=exif_of_sepintun()))

    # 3' 36" is 0.06 of a degree; 58' 12" is 0.97
    assert (facts.latitude, facts.longitude) == (-2.06, 102.97)
    assert facts.taken_at == "2026-11-13T22:20:05"


def test_width_and_height_are_those_of_the_upright_picture():
    facts = examine(photo(size=(40, 20), exif=exif_of_sepintun(orientation=6)))

    assert (facts.width, facts.height) == (20, 40)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_was_cut_off_is_damaged(format_: str):
    whole = photo(format_, size=(300, 300))

    with pytest.raises(Damaged):
        examine(whole[: len(whole) * 2 // 3])


def test_a_page_behind_the_first_bytes_of_a_png_is_not_an_image():
    with pytest.raises(NotAnImage):
        examine(b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script></html>")


MEASURED = {
    "JPEG": photo("JPEG"),
    "PNG": photo("PNG"),
    "WebP": photo("WEBP"),
    "WebP without loss": photo("WEBP", lossless=True),
    "WebP with a camera's words": photo("WEBP", exif=exif_of_sepintun()),
}


@pytest.mark.parametrize("name", MEASURED)
def test_a_picture_is_measured_before_it_is_opened(name: str):
    examine(MEASURED[name], max_pixels=800)
    with pytest.raises(TooManyPixels) as refusal:
        examine(MEASURED[name], max_pixels=799)

    assert refusal.value.params == {"limit": 799, "width": 40, "height": 20}


def test_a_picture_of_ten_thousand_million_pixels_is_refused():
    # The width and height in the header of a small PNG, raised to 100,000 each.
    png = bytearray(photo("PNG"))
    png[16:24] = (100_000).to_bytes(4, "big") * 2
    png[29:33] = crc32(png[12:29]).to_bytes(4, "big")

    with pytest.raises(TooManyPixels):
        examine(bytes(png))


def test_a_pdf_without_its_end_is_damaged():
    with pytest.raises(Damaged):
        examine(PDF.replace(b"%%EOF", b""))


def test_an_archive_without_its_list_of_contents_is_damaged():
    with pytest.raises(Damaged):
        examine(workbook()[:-30])


BOMBS = {
    "too_dense": docx(**{"word/media.bin": bytes(20_000_000)}),
    "too_large_unpacked": docx(**{f"word/{n}.bin": bytes(52_000_000) for n in range(4)}),
    "too_many_parts": docx(**{f"word/{n}": b"" for n in range(5_000)}),
}


@pytest.mark.parametrize("reason", BOMBS)
def test_an_archive_that_unpacks_to_far_more_than_it_is_is_a_bomb(reason: str):
    with pytest.raises(Bomb) as refusal:
        examine(BOMBS[reason])

    assert refusal.value.params["reason"] == reason


POLYGLOTS = {
    Note.DATA_AFTER_THE_END: photo() + b"a secret message",
    Note.ALSO_AN_ARCHIVE: photo("PNG") + archive({"a.txt": b"a"}),
    Note.ALSO_A_PDF: photo(comment=PDF),
    Note.CONTAINS_HTML: photo(comment=b"<script>alert(1)</script>"),
}


@pytest.mark.parametrize("note", POLYGLOTS)
def test_a_file_that_is_more_than_one_thing_is_noted(note: Note):
    assert note in examine(POLYGLOTS[note]).notes


def test_refusals_share_one_class_and_tell_the_room_what_to_translate():
    with pytest.raises(MediaRefused) as refusal:
        examine(b"<html>")

    assert (refusal.value.code, refusal.value.params) == ("media_unknown_type", {"found": "markup"})


def test_a_table_may_begin_with_the_letters_of_a_bitmap():
    assert examine(b"BM,desa\n1,Sepintun\n").extension == "csv"


def test_a_table_may_have_lines_within_a_cell():
    assert examine(b'desa,catatan\nSepintun,"dua\nbaris"\n').extension == "csv"
