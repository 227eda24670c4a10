"""What is on record about a district: read from its folder, shown where it belongs."""

import pytest

from tangguh.domains.places import selectors, services
from tangguh.domains.places.models import Area, PastEvent, Population

pytestmark = pytest.mark.django_db
AREAS = """code,name
15,Jambi
15.03,Sarolangun
15.03.01,Batang Asai
15.03.01.2001,Tambak Ratu
15.03.01.2002,Rantau Panjang
15.03.04,Pauh
"""
EVENTS = """event,started,ended,hazard,subdistricts,villages,deaths,houses_flooded,people_affected,certainty,sources
landslide,2016-01-28,,landslide,15.03.01,15.03.01.2001,0,,,medium,https://a.example https://b.example
flood,2020-05-02,2020-05-04,flood,15.03.04,,,660,1000,high,https://c.example
unknown,2025-02-28,,flood,,,,,,low,https://d.example
"""
POPULATION = """area_code,period,kind,total,male,female,source
,2020,census,290047,148273,141774,BPS
,2024-07,estimate,306514,,,BPS
,2024-07,register,310287,,,Dukcapil
,2024-09,voters,214042,,,KPU
15.03.01.2001,2023,register,1412,700,712,Dukcapil
"""


@pytest.fixture
def folder(tmp_path):
    for name, rows in [("areas", AREAS), ("events", EVENTS), ("population", POPULATION)]:
        (tmp_path / f"{name}.csv").write_text(rows)
        (tmp_path / f"{name}.yaml").write_text("source: Test\nas_of: 2025-12-09\n")
    return tmp_path


@pytest.fixture
def district(folder) -> Area:
    return services.add_district(code="15.03", folder=folder).area


def area(code: str) -> Area:
    return Area.objects.get(code=code)


def events_of(code: str) -> list[str]:
    return [event.code for event in selectors.past_events(area(code))]


def test_a_village_shows_the_events_that_name_it_and_not_those_of_its_neighbour(district):
    assert events_of("15.03.01.2001") == ["landslide"]
    assert events_of("15.03.01.2002") == []


def test_an_event_is_shown_once_for_each_area_around_it_newest_first(district):
    assert events_of("15.03.01") == ["landslide"]
    assert events_of("15.03") == ["unknown", "flood", "landslide"]


def test_none_and_unknown_stay_apart(district):
    landslide = PastEvent.objects.get(code="landslide")

    assert landslide.deaths == 0
    assert landslide.houses_flooded is None


def test_the_newest_count_of_people_is_shown_and_the_register_before_an_estimate(district):
    newest = selectors.population_of(district)

    assert (newest.total, newest.kind) == (310287, "register")
    assert selectors.population_of(area("15.03.01.2001")).total == 1412
    assert selectors.population_of(area("15.03.04")) is None


def test_voters_are_not_the_people(district):
    assert not Population.objects.filter(total=214042).exists()


def test_adding_a_district_again_brings_its_records_up_to_date(district, folder):
    (folder / "events.csv").write_text(EVENTS.replace("15.03.01.2001", "15.03.01.2002"))
    (folder / "population.csv").write_text(POPULATION.replace("1412", "1500"))

    services.add_district(code="15.03", folder=folder)

    assert events_of("15.03.01.2001") == []
    assert events_of("15.03.01.2002") == ["landslide"]
    assert PastEvent.objects.count() == 3
    assert selectors.population_of(area("15.03.01.2001")).total == 1500
