from datetime import date
from pathlib import Path

import pytest
import shapely
from django.conf import settings
from django.test import Client
from django.utils import translation

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas import services as atlas
from tangguh.domains.atlas.models import Boundary, BoundarySet
from tangguh.domains.atlas.services import MapFacts
from tests.domains.atlas import zone_files
from tests.factories import NOW, SOURCED, TODAY, make_district, make_person, make_village

VILLAGE = shapely.box(102.0, -2.5, 102.1, -2.4)
RIVER = shapely.box(102.04, -2.46, 102.06, -2.44)
BANK = shapely.box(102.03, -2.47, 102.07, -2.43)
FACTS = MapFacts("flood", "BPBD", "Peta rawan banjir 2025", date(2025, 6, 1))


@pytest.fixture(autouse=True)
def english():
    """Messages as they are written in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def district(db):
    return make_district(frozen_today=TODAY).area


@pytest.fixture
def kecimbung(district):
    """A village of about 123 km², drawn, beside another."""
    village = make_village("15.03.08.2006", "Teluk Kecimbung")
    other = make_village("15.03.08.2007", "Pulau Melako")
    drawn = BoundarySet.objects.create(
        district=district, kind="official", received_at=NOW, **SOURCED
    )
    for area, shape in ((village, VILLAGE), (other, shapely.box(102.1, -2.5, 102.2, -2.4))):
        Boundary.objects.create(
            boundary_set=drawn, area=area, geometry=shapely.geometry.mapping(shape)
        )
    village.area_km2 = 123
    village.save()
    return village


@pytest.fixture
def take_zones(district, kecimbung, tmp_path: Path):
    def take(facts=FACTS, *zones):
        rows = zones or (("tinggi", RIVER), ("rendah", BANK))
        file = zone_files.write(tmp_path / f"{facts.hazard}.gpkg", *rows)
        return atlas.import_zones(by=None, district=district, file=file, facts=facts, now=NOW)

    return take


@pytest.fixture
def fitri(kecimbung):
    return make_person("fitri", Role.Name.VILLAGE_OPERATOR, kecimbung)


@pytest.fixture
def yusuf(district):
    return make_person("yusuf", Role.Name.DUTY_OFFICER, district)


def client_of(person=None) -> Client:
    """Somebody who reads English; a visitor where nobody is named."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if person:
        client.force_login(person, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")
    return client


def text(answer) -> str:
    return answer.content.decode()
