"""The official list: loaded whole or not at all, found by a name that is half right."""

import pytest

from tangguh.domains.places import selectors, services
from tangguh.domains.places.errors import TableRefused, UnknownDistrict
from tangguh.domains.places.models import Alias, Area
from tests.factories import TODAY, make_area, make_district

pytestmark = pytest.mark.django_db
ROWS = [
    {"code": "15", "name": "Jambi"},
    {"code": "15.03", "name": "Sarolangun"},
    {"code": "15.03.04", "name": "Pauh"},
    {
        "code": "15.03.04.2010",
        "name": "Sepintun",
        "area_km2": "81.5",
        "lon": "103.1",
        "lat": "-2.1",
    },
    {"code": "15.03.04.1005", "name": "Pauh"},
]


def load(rows):
    return services.load_areas(table=rows, source="Kepmendagri", as_of=TODAY)


def test_a_list_becomes_a_tree():
    assert load(ROWS) == 5

    village = Area.objects.get(code="15.03.04.2010")
    assert (village.parent.name, village.level, village.kind) == ("Pauh", "village", "desa")
    assert Area.objects.get(code="15.03.04.1005").kind == "kelurahan"


def test_a_customary_village_is_a_desa():
    outer = [("91", "Papua"), ("91.03", "Jayapura"), ("91.03.01", "Sentani")]
    rows = [{"code": code, "name": name} for code, name in outer]

    load([*rows, {"code": "91.03.01.3007", "name": "Yobeh"}])

    assert Area.objects.get(code="91.03.01.3007").kind == "desa"


def test_a_newer_list_brings_names_up_to_date_and_doubles_nothing():
    load(ROWS)

    load([{"code": "15.03.04.2010", "name": "Sepintun Baru"}])

    assert Area.objects.get(code="15.03.04.2010").name == "Sepintun Baru"
    assert Area.objects.count() == 5


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"code": "1503042010", "name": "Sepintun"}, "1503042010"),
        ({"code": "15.03.04.2011", "name": ""}, "2"),
        ({"code": "15.03.04.2011", "name": "X", "area_km2": "-1"}, "area_km2"),
        ({"code": "15.03.04.2011", "name": "X", "lat": "210000"}, "lat"),
        ({"code": "15.03.04.2011", "name": "X", "valid_to": "kemarin"}, "valid_to"),
    ],
)
def test_a_faulty_row_is_named_and_nothing_is_stored(row, fault):
    load(ROWS)

    with pytest.raises(TableRefused) as refused:
        load([row, {"code": "15.03.04.2012", "name": "Good"}])

    assert "2" in refused.value.message
    assert fault in refused.value.message
    assert Area.objects.count() == 5


def test_a_code_that_stands_twice_is_named_with_both_rows():
    with pytest.raises(TableRefused) as refused:
        load([*ROWS, ROWS[3]])

    assert "15.03.04.2010" in refused.value.message
    assert "7" in refused.value.message
    assert "5" in refused.value.message


def test_an_area_whose_outer_area_is_unknown_is_refused():
    with pytest.raises(TableRefused, match=r"15\.03\.99"):
        load([*ROWS, {"code": "15.03.99.2001", "name": "Nowhere"}])


def test_spintun_finds_sepintun():
    load(ROWS)

    assert selectors.search("Spintun")[0].code == "15.03.04.2010"


def test_another_name_finds_an_area_as_soon_as_it_is_known():
    load(ROWS)
    selectors.search("warm")
    village = Area.objects.get(code="15.03.04.2010")
    Alias.objects.create(area=village, name="Kampung Lamo", source="Test")

    assert selectors.search("kampung lamo")[0].code == "15.03.04.2010"


def test_a_renamed_area_is_found_by_its_new_name_at_once_and_by_its_old_one_no_more():
    load(ROWS)
    assert selectors.search("Sepintun")[0].name == "Sepintun"

    load([{"code": "15.03.04.2010", "name": "Bukit Seribu"}])

    assert selectors.search("Bukit Seribu")[0].code == "15.03.04.2010"
    assert selectors.search("Sepintun") == ()


def test_an_area_that_ended_is_found_no_more():
    load(ROWS)
    selectors.search("warm")

    load([{"code": "15.03.04.2010", "name": "Sepintun", "valid_to": "2026-01-01"}])

    assert selectors.search("Sepintun") == ()


def test_a_refused_list_leaves_the_index_as_it_is():
    load(ROWS)
    before = selectors.stamp()

    with pytest.raises(TableRefused):
        load([{"code": "15.03.04.2010", "name": ""}])

    assert selectors.stamp() == before


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("Pulau Aro", "15.03.05.2003"),
        ("Muara Air Dua", "15.03.01.2003"),
        ("Pulau Salak Baru", "15.03.01.2008"),
        ("CNG", "15.03.10"),
        ("Kabupaten Sarolangun", "15.03"),
        ("Kecamatan Sarolangun", "15.03.03"),
        ("Penarum", "15.03.08.2002"),
    ],
)
def test_names_as_people_write_them_find_the_shipped_area(query, code):
    services.add_district(code="15.03")

    assert code in [found.code for found in selectors.search(query, limit=3)]


def test_codes_nest_by_whole_parts():
    assert selectors.contains("15.03", "15.03.08.2006")
    assert not selectors.contains("15.03.0", "15.03.08")
    assert not selectors.contains("15.03", "15.031")


def test_a_subtree_holds_the_area_itself_and_no_neighbour():
    inside, outside = make_area("15.03.08.2006"), make_area("15.03.01.2001")

    found = set(selectors.areas_within(Area.objects.get(code="15.03.08")))

    assert found == {inside, inside.parent}
    assert outside not in found


def test_the_shipped_district_is_whole():
    district = services.add_district(code="15.03")

    kinds = [area.kind for area in selectors.villages_of(district.area)]
    assert (kinds.count("desa"), kinds.count("kelurahan")) == (149, 9)
    assert "15.03.01.2001" in selectors.prone_codes(district.area, "landslide")
    assert selectors.search("Spintun")[0].code == "15.03.04.2010"


def test_adding_a_district_again_doubles_nothing():
    services.add_district(code="15.03")
    before = (Area.objects.count(), Alias.objects.count())

    services.add_district(code="15.03")

    assert (Area.objects.count(), Alias.objects.count()) == before


def test_a_district_without_a_table_says_which_file_is_missing():
    with pytest.raises(UnknownDistrict, match=r"areas\.csv"):
        services.add_district(code="99.99")


def test_a_frozen_district_keeps_its_day():
    make_district(frozen_today=TODAY)

    assert selectors.today() == TODAY


def test_an_area_knows_what_is_around_it_and_what_is_directly_inside_today():
    load(ROWS)
    load(
        [
            {
                "code": "15.03.04.2099",
                "name": "Lama",
                "valid_from": "2001-01-01",
                "valid_to": "2020-01-01",
            }
        ]
    )

    around, inside = selectors.around_and_inside(Area.objects.get(code="15.03.04"))

    assert [area.name for area in around] == ["Jambi", "Sarolangun"]
    assert [area.code for area in inside] == ["15.03.04.1005", "15.03.04.2010"]
