"""What the look promises everybody: words that can be read in both themes, and a light first page."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

WEB = Path(__file__).parents[2] / "tangguh" / "web"
STYLES = (WEB / "static" / "web" / "css" / "tangguh.css").read_text()
COMPONENTS = sorted((WEB / "templates" / "components").glob("*.html"))

GROUNDS = ("paper", "sheet", "sunk")
WORDS = [
    (ink, ground) for ink in ("ink", "soft", "river", "alert", "wait") for ground in GROUNDS
] + [
    ("river-deep", "river-tint"),
    ("wait", "wait-tint"),
    ("soft", "no-tint"),
    ("soft", "river-tint"),
    ("alert", "alert-tint"),
    ("on-river", "river"),
    ("on-river", "river-deep"),
    *[(f"on-level-{level}", f"level-{level}") for level in (1, 2, 3, 4)],
]
EDGES = [(edge, ground) for edge in ("focus", "edge", "river") for ground in GROUNDS]


def tokens(selector: str) -> dict[str, str]:
    """The colours that the first rule with this selector sets."""
    rule = STYLES.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", rule))


LIGHT = tokens(":root")
DARK_BY_CHOICE = tokens(':root[data-theme="dark"]')
DARK_BY_DEVICE = tokens(':root:not([data-theme="light"])')
THEMES = {"light": LIGHT, "dark": LIGHT | DARK_BY_CHOICE}


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2, 0 for black to 1 for white."""
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    red, green, blue = (linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_the_greatest_contrast_there_is():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_can_be_read(theme, ink, ground):
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_fields_and_focus_can_be_seen(theme, edge, ground):
    assert contrast(THEMES[theme][edge], THEMES[theme][ground]) >= 3


def test_dark_is_the_same_whether_the_device_or_the_reader_chose_it():
    assert DARK_BY_DEVICE == DARK_BY_CHOICE


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_says_what_it_takes_and_obeys_the_content_policy(component):
    source = component.read_text()

    get_template(f"components/{component.name}")
    assert source.startswith("{% comment %}")
    assert not re.search(r"\sstyle=|<script|\son[a-z]+=", source)


def test_the_look_weighs_little():
    font = WEB / "static" / "web" / "fonts" / "plus-jakarta-sans-latin-wght-normal.woff2"
    app = WEB / "static" / "web" / "js" / "app.js"

    assert len(STYLES.encode()) <= 30_000
    assert app.stat().st_size <= 4_000
    assert font.stat().st_size <= 30_000
