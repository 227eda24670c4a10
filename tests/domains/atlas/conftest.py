import pytest
from django.utils import translation

from tangguh.domains.atlas.selectors import drawn
from tangguh.domains.places.models import Area
from tests.domains.atlas.files import SQUARES
from tests.factories import TODAY, make_area, make_district


@pytest.fixture(autouse=True)
def english():
    """Messages as they are written in the code."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def nothing_drawn_before():
    """A map that an earlier test drew is not this test's."""
    drawn.cache_clear()


@pytest.fixture
def district() -> Area:
    """Two villages of about 123 km², side by side, served here."""
    district = make_area()
    for code, (west, name) in SQUARES.items():
        make_area(code, name, area_km2=123, longitude=west + 0.05, latitude=-2.45)
    make_district(frozen_today=TODAY)
    return district
