"""What everybody reads of hazards and readiness."""

import re

import pytest
import shapely

from tangguh.domains.atlas import services as atlas
from tangguh.domains.atlas.services import MapFacts
from tangguh.domains.emergencies import selectors
from tangguh.domains.places.models import Population, ProneArea
from tests.domains.emergencies.conftest import FACTS, VILLAGE, client_of, text
from tests.factories import NOW, SOURCED, TODAY

PAGE = "/emergencies/15.03.08.2006/"


def facility(by, area, name, latitude, longitude, kind="school"):
    said = {"kind": kind, "name": name, "latitude": latitude, "longitude": longitude, "now": NOW}
    return atlas.add_facility(by=by, area=area, **said | {"source": "Desa", "as_of": TODAY})


def test_a_village_without_anything_says_so(kecimbung):
    said = text(client_of().get(PAGE))

    assert "Hazard profile of Teluk Kecimbung" in said
    assert "That does not say that the village is safe" in said
    assert "0 of 32 indicators answered" in said
    assert said.count("none yet") == 2  # plan and drill


def test_only_a_village_has_a_profile(kecimbung):
    assert client_of().get("/emergencies/15.03.08/").status_code == 404
    assert client_of().get("/emergencies/15.03.08.9999/").status_code == 404


def test_zones_say_who_says_so_and_how_firm(take_zones):
    take_zones()
    take_zones(MapFacts("landslide"), ("sedang", VILLAGE.buffer(-0.03)))

    said = text(client_of().get(PAGE))
    assert "Flood: high" in said
    assert "Peta rawan banjir 2025" in said
    assert "no office answers for it" in said
    assert "stroke-dasharray" in said
    assert "not valid yet" in said


def test_valid_zones_are_drawn_whole(take_zones):
    take_zones()

    drawing = text(client_of().get(PAGE)).partition('role="img"')[2].partition("</svg>")[0]
    assert drawing.count('fill-rule="evenodd"') == 2
    assert "stroke-dasharray" not in drawing


def test_a_school_in_the_zone_is_said_in_words(kecimbung, fitri, take_zones):
    facility(fitri, kecimbung, "SDN 1", -2.45, 102.05)
    facility(fitri, kecimbung, "Lapangan", -2.41, 102.01, "field")
    facility(fitri, kecimbung, "Posyandu", -2.45, 102.05, "health")
    take_zones()

    said = text(client_of().get(PAGE))
    start = said.index("Do not send people there when it comes")
    warning = said[start : said.index("</p>", start)]
    assert "SDN 1 (Flood, high)" in warning
    assert "Lapangan" not in warning
    assert "Posyandu" not in warning


def test_the_district_counts_villages_and_filters(kecimbung, district, take_zones):
    take_zones(MapFacts("flood"))
    ProneArea.objects.create(area=kecimbung, hazard="landslide", **SOURCED)

    said = text(client_of().get("/emergencies/"))
    assert "0 of 2 villages have zones with an office" in said
    assert "1 more has zones that are not valid yet" in said
    rows = selectors.rows(district)
    for asked, found in [
        ({"standing": "drawn"}, ["Teluk Kecimbung"]),
        ({"standing": "none"}, ["Pulau Melako"]),
        ({"standing": "valid"}, []),
        ({"hazard": "landslide"}, ["Teluk Kecimbung"]),
        ({"words": "melako"}, ["Pulau Melako"]),
        ({}, ["Teluk Kecimbung", "Pulau Melako"]),
    ]:
        chosen = selectors.chosen(rows, selectors.Filters(**asked))
        assert [row.area.name for row in chosen] == found
    assert "No village is like this" in text(client_of().get("/emergencies/?q=zzz"))


def test_the_sheet_is_two_pages_with_all_parts(kecimbung, fitri, take_zones):
    facility(fitri, kecimbung, "SDN 1", -2.45, 102.05)
    take_zones()

    answer = client_of().get(f"{PAGE}profile.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert re.findall(rb"/Type\s*/Pages.*?/Count\s+(\d+)", answer.content, re.DOTALL) == [b"2"]


@pytest.mark.parametrize("page", ["/emergencies/", PAGE, f"{PAGE}profile.pdf"])
def test_pages_ask_little(kecimbung, fitri, take_zones, django_assert_max_num_queries, page):
    facility(fitri, kecimbung, "SDN 1", -2.45, 102.05)
    take_zones()
    client = client_of(fitri)
    client.get(page)  # draws the map, once

    with django_assert_max_num_queries(15):
        assert client.get(page).status_code == 200


def test_where_nobody_is_registered_a_model_tells_tens_and_says_so(kecimbung, take_zones):
    count = {"period": "2025", "kind": "register", "total": 1000}
    Population.objects.create(area=kecimbung, **count, **SOURCED)
    west, south, east, north = VILLAGE.bounds
    take_zones(FACTS, ("tinggi", shapely.box(west, south, (west + east) / 2, north)))

    said = text(client_of().get(PAGE))

    assert "about 500 people in about 140 households" in said
    assert "nobody counted them" in said
