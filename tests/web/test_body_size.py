"""A body too large is refused by what it declares, on every page and before it is read."""

from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import make_district

pytestmark = pytest.mark.django_db
PAGES = (
    "/accounts/sign-in/",
    "/atlas/boundaries/check/",
    "/evidence/upload/",
    "/participation/proposals/new/",
    "/programmes/activities/1/report/",
)


class Unread(BytesIO):
    """A body of which nobody may read a byte."""

    def read(self, *_sizes: int | None) -> bytes:
        raise AssertionError("The body was read.")

    readline = read


def send(page: str, size: int) -> tuple[int, str]:
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = client.generic(
        "POST",
        page,
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(size),
        **{"wsgi.input": Unread()},
    )
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_two_gigabytes_are_refused_with_a_page_before_one_byte_is_read(page: str) -> None:
    make_district()

    status, told = send(page, 2 * 2**30)

    assert status == 413
    assert "larger than 25 MB" in told


def test_a_file_of_the_largest_size_is_read() -> None:
    make_district()

    with pytest.raises(AssertionError, match="was read"):
        send("/evidence/upload/", settings.EVIDENCE_MAX_BYTES)
