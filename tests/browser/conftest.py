"""A real Chromium, on a telephone's screen and on a desk's, before a served district."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests import example as example_
from tests.browser import chromium
from tests.browser.chromium import DESK, FLAGS, PHONE
from tests.factories import make_district

# Playwright keeps an event loop in the thread of the tests, which Django takes for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

__all__ = ["DESK", "PHONE", "NewContext", "Reader"]

NewContext = Callable[..., BrowserContext]
Reader = Callable[[str], Page]


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


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the example, loaded once and served by the product itself."""
    with example_.served(tmp_path_factory.mktemp("example")) as address:
        yield address


@pytest.fixture(scope="session")
def reader(example: str, browser: Browser, browser_context_args: dict[str, Any]) -> Reader:
    """A page of the example as somebody sees it, by sign-in name; "" has not signed in."""
    pages: dict[str, Page] = {}

    def as_seen_by(username: str) -> Page:
        if username not in pages:
            context = browser.new_context(base_url=example, viewport=DESK, **browser_context_args)
            pages[username] = context.new_page()
            if username:
                sign_in(pages[username], username)
        return pages[username]

    return as_seen_by


def sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/sign-in/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", example_.PASSWORD)
    page.click("main [type=submit]")
    page.wait_for_url("**/accounts/profile/")
