from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from tangguh.domains.resilience.models import Release, Score
from tests.factories import SOURCED, make_district, make_village


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


@pytest.fixture
def sepintun(district):
    return make_village("15.03.04.2010", "Sepintun")


def make_release(year=2024, **fields):
    return Release.objects.create(**{"index": "idm@2016", "year": year} | SOURCED | fields)


def make_score(release, area, value, component="IDM", status="maju"):
    return Score.objects.create(
        release=release,
        area=area,
        component=component,
        value=Decimal(value),
        status=status if component == "IDM" else "",
    )


def english_visitor() -> Client:
    """Somebody who has not signed in and reads English."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client
