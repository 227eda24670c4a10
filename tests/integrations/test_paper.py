import shutil
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
def template(tmp_path: Path) -> Path:
    """A sheet beside a copy of what all sheets share, with the folder of the test as root."""
    house = tmp_path / HOUSE.lstrip("/")
    house.parent.mkdir(parents=True)
    shutil.copy(TANGGUH / HOUSE.lstrip("/"), house)
    path = tmp_path / "sheet.typ"
    path.write_text(SHEET)
    return path


def test_a_sheet_becomes_a_pdf_and_the_same_words_the_same_bytes(template: Path, tmp_path: Path):
    first = print_pdf(template, WORDS, root=tmp_path)

    assert first.startswith(b"%PDF-")
    assert print_pdf(template, WORDS, root=tmp_path) == first
    assert print_pdf(template, WORDS | {"title": "Daftar hadir"}, root=tmp_path) != first


def test_a_qr_is_a_picture_of_its_address():
    assert qr("https://a.id/1").startswith("<?xml")
    assert qr("https://a.id/1") != qr("https://a.id/2")
