"""Every kind of page of the example, on a desk and on a phone: it fits, and axe is content.

The keys in the addresses are those of an example that was just loaded.
"""

import re

import pytest

from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, PHONE
from tests.browser.conftest import Reader

PUBLIC = (
    "/",
    "/map/",
    "/search/?q=Spintun",
    "/search/?q=zzzz",
    "/places/15.03.08.2006/",
    "/places/15.03.01/",
    "/places/15.03/",
    "/policies/",
    "/policies/1/",
    "/policies/1/versions/",
    "/policies/1/versions/1/",
    "/policies/1/difference/?before=1&after=2",
    "/policies/1/findings/",
    "/policies/1/reviews/",
    "/policies/reviews/1/",
    "/policies/reviews/2/",
    "/policies/indicators/1/",
    "/policies/indicators/7/",
    "/programmes/",
    "/programmes/1/",
    "/programmes/activities/1/",
    "/programmes/coverage/",
    "/programmes/coverage/?hazard=landslide",
    "/partners/",
    "/partners/1/",
    "/partners/6/",
    "/evidence/",
    "/evidence/8/",
    "/emergencies/",
    "/emergencies/?standing=none",
    "/emergencies/15.03.08.2006/",
    "/emergencies/15.03.04.2010/",
    "/atlas/zones/",
    "/atlas/zones/1/",
    "/atlas/gauges/",
    "/resilience/",
    "/resilience/?part=IKL",
    "/resilience/15.03.08.2006/",
    "/resilience/compare/?v1=15.03.08.2006&v2=15.03.01.2001",
    "/resilience/releases/",
    "/accounts/sign-in/",
    "/nowhere/",
)
SIGNED_IN = {
    "pusdalops": (
        "/atlas/zones/1/",
        "/atlas/zones/check/",
        "/atlas/gauges/add/15.03.08.2006/",
        "/emergencies/15.03.08.2006/",
        "/emergencies/15.03.08.2006/resources/add/",
        "/emergencies/15.03.08.2006/readiness/answer/",
    ),
    "bappeda": (
        "/policies/1/",
        "/policies/draft/",
        "/policies/1/edit/",
        "/policies/1/publish/",
        "/policies/1/results/add/",
        "/policies/results/2/indicators/add/",
        "/policies/indicators/1/report/",
        "/policies/indicators/1/targets/set/",
        "/policies/reviews/2/open/",
        "/programmes/new/",
        "/resilience/releases/",
        "/accounts/profile/",
    ),
    "ukm": (
        "/programmes/1/cycles/new/",
        "/programmes/cycles/1/activities/new/",
        "/programmes/activities/1/",
        "/programmes/activities/1/report/",
    ),
    "kesbangpol": ("/partners/register/", "/partners/6/documents/add/", "/partners/notices/"),
    "pmd": ("/evidence/upload/",),
    "inspektorat": ("/audit/", "/evidence/8/", "/evidence/samples/", "/evidence/samples/draw/"),
    "admin": ("/accounts/people/", "/accounts/people/add/", "/accounts/people/2/roles/"),
}
EVERY = [("", path) for path in PUBLIC] + [
    (username, path) for username, paths in SIGNED_IN.items() for path in paths
]
PAPERS = ("/", "/places/15.03.08.2006/", "/policies/1/", "/programmes/1/", "/evidence/8/")
PRESSED = "button, select, input, textarea, summary, a.button, a.tool, nav.nav a"
LEAST_TOUCH = 44
A4 = (595, 842)  # points


@pytest.mark.parametrize(("username", "path"), EVERY)
def test_a_page_fits_and_can_be_used_by_everyone(reader: Reader, username: str, path: str):
    page = reader(username)
    page.goto(path)

    for viewport in (DESK, PHONE):
        page.set_viewport_size(viewport)
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, f"{path} is {width} px too wide at {viewport['width']} px"
    assert_accessible(page)


@pytest.mark.parametrize("path", ["/", "/policies/1/", "/programmes/coverage/"])
def test_a_page_can_be_used_by_everyone_on_a_desk_and_in_the_dark(reader: Reader, path: str):
    page = reader("")
    page.set_viewport_size(DESK)
    page.goto(path)

    assert_accessible(page)
    page.emulate_media(color_scheme="dark")
    assert_accessible(page)
    page.emulate_media(color_scheme="null")


@pytest.mark.parametrize(
    ("username", "path"),
    [
        ("", "/"),
        ("", "/policies/1/"),
        ("", "/places/15.03/"),
        ("ukm", "/programmes/activities/1/report/"),
    ],
)
def test_what_is_pressed_on_a_phone_is_large_enough_for_a_thumb(
    reader: Reader, username: str, path: str
):
    page = reader(username)
    page.set_viewport_size(PHONE)
    page.goto(path)

    small = [
        f"{element.evaluate('element => element.outerHTML.slice(0, 80)')} {box['height']} px"
        for element in page.locator(PRESSED).all()
        if (box := element.bounding_box()) and 2 < box["height"] < LEAST_TOUCH
    ]
    assert not small


@pytest.mark.parametrize("path", PAPERS)
def test_paper_says_that_it_is_an_example_and_leaves_out_what_is_pressed(reader: Reader, path: str):
    page = reader("")
    page.set_viewport_size(DESK)
    page.goto(path)

    page.emulate_media(media="print")
    assert page.locator(".ribbon").inner_text().startswith("DATA CONTOH")
    assert page.locator(".ribbon").is_visible()
    assert not page.locator(".nav, .button, .filters").locator("visible=true").count()
    page.emulate_media(media="null")


def test_a_long_page_becomes_sheets_of_a4(reader: Reader):
    page = reader("")
    page.goto("/policies/1/")

    paper = page.pdf(prefer_css_page_size=True)

    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert len(sheets) >= 2
    assert {(round(float(wide)), round(float(high))) for wide, high in sheets} == {A4}


def test_english_is_one_press_away_and_stays(reader: Reader, example: str):
    page = reader("warga")
    page.set_viewport_size(DESK)
    page.goto("/programmes/coverage/")
    page.get_by_role("button", name="EN, English").click()

    assert page.url == f"{example}/programmes/coverage/"
    assert page.get_by_role("heading", level=1).inner_text().startswith("Which villages")
    page.goto("/policies/1/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert_accessible(page)


def test_a_misspelt_name_leads_to_its_village(reader: Reader):
    page = reader("")
    page.set_viewport_size(PHONE)
    page.goto("/search/?q=Spintun")
    page.get_by_role("link", name="Sepintun").first.click()

    assert page.get_by_role("heading", level=1).inner_text() == "Desa Sepintun"
