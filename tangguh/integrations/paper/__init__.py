"""Paper by Typst: a sheet's own template and its words go in, a PDF for wall, door or file comes out."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import segno
import typst

HERE = Path(__file__).parent
TANGGUH = HERE.parent.parent
HOUSE = "/integrations/paper/house.typ"

__all__ = ["HOUSE", "print_pdf", "qr"]


def print_pdf(template: Path, words: Mapping[str, Any], *, root: Path = TANGGUH) -> bytes:
    """A sheet as PDF. The template reads `words` with `#let words = json(bytes(sys.inputs.words))`.

    A template lies in its room, imports what all sheets share from HOUSE, and holds no sentence
    itself: every text comes in `words`, in the reader's language. Money and dates come as text.
    The same words give the same bytes. No template reads a file outside `root`.
    """
    return typst.compile(
        template,
        root=root,
        font_paths=[HERE],
        ignore_system_fonts=True,
        sys_inputs={"words": json.dumps(words, ensure_ascii=False, default=str)},
        timestamp=0,
    )


def qr(address: str) -> str:
    """A QR that leads to an address, as SVG for `words`. It survives a fold and a stain."""
    drawn = io.BytesIO()
    segno.make_qr(address, error="q").save(drawn, kind="svg", border=0, omitsize=True)
    return drawn.getvalue().decode()
