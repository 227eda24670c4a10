from collections.abc import Iterator
from pathlib import Path

import pytest

from tangguh.integrations.paper import HOUSE, TANGGUH, print_pdf, qr

SHEET = f"""
#import "{HOUSE}": banner, head, list, sheet, signatures
#let words = json(bytes(sys.inputs.words))
#show: sheet.with(words)
#head(words)
#banner(words.warning)
#list((1fr, auto), words.columns, words.rows)
#signatures(words.people)
"""
WORDS = {
    "title": "Berita acara",
    "ribbon": "DATA CONTOH",
    "qr": qr("https://tangguh.example.go.id/usulan/U-2026-0056/"),
    "warning": "Suara belum lengkap",
    "columns": ["Usulan", "Biaya"],
    "rows": [["Perahu *dan* #pelampung $x$", "Rp38.500.000"]],
    "people": [{"office": "Kepala desa", "name": "Ahmad Zaini"}],
}


@pytest.fixture
def template(tmp_path: Path) -> Iterator[Path]:
    """A sheet of a room. Templates lie inside the product, so its folder is the root."""
    folder = TANGGUH / "integrations" / "paper"
    path = folder / f"{tmp_path.name}.typ"
    path.write_text(SHEET)
    yield path
    path.unlink()


def test_a_sheet_becomes_a_pdf_and_the_same_words_the_same_bytes(template: Path):
    first = print_pdf(template, WORDS)

    assert first.startswith(b"%PDF-")
    assert print_pdf(template, WORDS) == first
    assert print_pdf(template, WORDS | {"title": "Daftar hadir"}) != first


def test_a_qr_is_a_picture_of_its_address():
    assert qr("https://a.id/1").startswith("<?xml")
    assert qr("https://a.id/1") != qr("https://a.id/2")
