"""A real Chromium, on a telephone's screen and on a desk's, before a served district."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize

from tests.browser import chromium
from tests.factories import make_district

# Playwright keeps an event loop in the thread of the tests, which Django takes for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder needs a browser."""
    here = os.path.dirname(__file__)
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.REMEDY, pytrace=False)
    return {"executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "id-ID", "timezone_id": "Asia/Jakarta"}


@pytest.fixture
def live_district(live_server):
    """A district, still empty, that answers over HTTP at `.url`."""
    make_district()
    return live_server


@pytest.fixture
def phone(new_context: NewContext, live_district) -> Page:
    """A page 360 px wide; `goto` takes paths."""
    return new_context(viewport=PHONE, base_url=live_district.url).new_page()


@pytest.fixture
def desk(new_context: NewContext, live_district) -> Page:
    """A page 1280 px wide; `goto` takes paths."""
    return new_context(viewport=DESK, base_url=live_district.url).new_page()


@pytest.fixture(params=[PHONE, DESK], ids=["360px", "1280px"])
def either(request: pytest.FixtureRequest, new_context: NewContext, live_district) -> Page:
    """A page that every test sees twice: on the telephone and on the desk."""
    return new_context(viewport=request.param, base_url=live_district.url).new_page()
