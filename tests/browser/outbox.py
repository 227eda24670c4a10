"""A device and what waits on it, as the tests of the offline shell speak of them."""

from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.views import BACKEND


def sign_in(context: BrowserContext, person: User, url: str) -> None:
    """Give a device the session of a person, and English words."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = {settings.SESSION_COOKIE_NAME: cookie, "django_language": "en"}
    context.add_cookies(
        [{"name": name, "value": value, "url": url} for name, value in cookies.items()]
    )


def submit(page: Page) -> None:
    page.locator("form[data-ready] [type=submit]").click()


def waiting(page: Page) -> Locator:
    return page.locator("#queue ol > li")


def everything_has_arrived(page: Page) -> None:
    expect(page.get_by_text("Nothing is waiting")).to_be_visible()


def kept_pages(page: Page) -> Any:
    return page.evaluate("caches.keys().then((names) => names.filter((n) => /^field/.test(n)))")
