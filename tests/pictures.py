"""Photographs of the example for the README and the docs: python -m tests.pictures, or ./run pictures.

Everything in them stands still: the example's day, its places and people, and the browser's
size, language and colours. Only another Chromium may draw a letter a little differently.
"""

import io
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser import chromium
from tests.browser.chromium import DESK, FLAGS, PHONE
from tests.example import served

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
COLOURS = 96
SHEET: ViewportSize = {"width": 1280, "height": 1480}
MOST_BYTES = 120_000


@dataclass(frozen=True, slots=True)
class Picture:
    """What a photograph shows: a page, from its top, as far as it fits."""

    name: str
    path: str
    size: ViewportSize


PICTURES = (
    Picture("home", "/", DESK),
    Picture("home-phone", "/", PHONE),
    Picture("village", "/places/15.03.08.2006/", DESK),
    Picture("policy", "/policies/1/", SHEET),
    Picture("coverage", "/programmes/coverage/", SHEET),
    Picture("answer", "/usulan/U-2025-0047/", SHEET),
    Picture("round", "/participation/rounds/1/", SHEET),
    Picture("index", "/resilience/", SHEET),
    Picture("scorecard", "/resilience/15.03.04.2010/", SHEET),
    Picture("evacuation-plan", "/emergencies/15.03.08.2006/plan/", SHEET),
    Picture("own-index", "/resilience/own/15.03.08.2006/", SHEET),
)


def main() -> int:
    """Serve the example, photograph it, and say how large each picture is."""
    path = chromium.find()
    if path is None:
        print(chromium.REMEDY)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, served(Path(home)) as address:
        take_all(path, address)
    return 0


def take_all(browser_path: str, address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        for picture in PICTURES:
            page = browser.new_page(
                viewport=picture.size, base_url=address, locale="id-ID", reduced_motion="reduce"
            )
            keep(picture, photograph(page, picture))
        browser.close()


def photograph(page: Page, picture: Picture) -> bytes:
    page.goto(picture.path)
    page.evaluate("document.fonts.ready")
    return page.screenshot(animations="disabled", caret="hide")


def keep(picture: Picture, photo: bytes) -> None:
    """Write it with few colours, which is small and enough for flat pages."""
    target = FOLDER / f"{picture.name}.png"
    few = Image.open(io.BytesIO(photo)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    size = target.stat().st_size
    if size > MOST_BYTES:
        raise RuntimeError(f"{target} has {size:,} bytes; at most {MOST_BYTES:,} are allowed.")
    print(f"{target.relative_to(Path.cwd())}: {size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
