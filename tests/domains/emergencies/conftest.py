import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from tests.factories import make_district, make_village


@pytest.fixture(autouse=True)
def english():
    """Messages as they are written in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def district(db):
    return make_district().area


@pytest.fixture
def kecimbung(district):
    return make_village("15.03.08.2006", "Teluk Kecimbung")


def client_of(person=None) -> Client:
    """Somebody who reads English; a visitor where nobody is named."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if person:
        client.force_login(person, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")
    return client
