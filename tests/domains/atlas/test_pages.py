"""What officials and everybody see of boundaries and facilities."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas import services
from tangguh.domains.atlas.models import BoundarySet, Facility
from tangguh.domains.places.models import Area
from tests.domains.atlas import files
from tests.factories import NOW, TODAY, make_person

pytestmark = pytest.mark.django_db
FIRST, SECOND = files.SQUARES
BOUNDARIES, FACILITIES = "/atlas/boundaries/", "/atlas/facilities/"


@pytest.fixture
def sari(district):
    return make_person("sari", Role.Name.PLANNER, district)


@pytest.fixture
def budi(district):
    return make_person("budi", Role.Name.VILLAGE_HEAD, Area.objects.get(code=FIRST))


def visitor(person=None):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if person:
        client.force_login(person, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")
    return client


def text(answer) -> str:
    return answer.content.decode()


def upload(client: Client, file: Path, **changed: str):
    said = {"source": "BIG 2026", "as_of": "2026-06-01"} | changed
    sent = SimpleUploadedFile(file.name, file.read_bytes())
    return client.post(f"{BOUNDARIES}check/", {"file": sent} | said, follow=True)


def add(by, code=FIRST, **changed) -> Facility:
    said = {"kind": "school", "name": "SDN 45", "source": "Dapodik", "as_of": TODAY, "now": NOW}
    return services.add_facility(by=by, area=Area.objects.get(code=code), **said | changed)


def test_boundaries_are_checked_looked_at_and_accepted(district, sari, tmp_path):
    services.draw_schematic_cells(district=district, now=NOW)
    client = visitor(sari)

    # The planner sends a file: a report and a map, and nothing has changed
    answer = upload(client, files.write(tmp_path / "desa.gpkg"))
    waiting = BoundarySet.objects.get(waiting=True)
    assert answer.redirect_chain == [(f"{BOUNDARIES}{waiting.pk}/", 302)]
    assert "Nothing is wrong with this file" in text(answer)
    assert "<title>Tambak Ratu</title>" in text(answer)
    assert "Schematic map" in text(visitor().get(BOUNDARIES))
    assert "wait for a decision" in text(client.get(BOUNDARIES))

    # Nobody else sees what waits
    assert visitor().get(f"{BOUNDARIES}{waiting.pk}/").status_code == 404
    assert "wait for a decision" not in text(visitor().get(BOUNDARIES))

    # Accepted, everybody sees where they are from, and what was drawn before
    client.post(f"{BOUNDARIES}{waiting.pk}/accept/")
    page = text(visitor().get(BOUNDARIES))
    assert "Official boundaries: BIG 2026" in page
    assert "Monday, 1 June 2026" in page
    assert "Schematic cells: Test" in page


def test_a_refused_file_is_told_row_by_row_and_stores_nothing(district, sari, tmp_path):
    file = files.write(tmp_path / "desa.gpkg", codes=("15.03.01.2999", SECOND))

    answer = upload(visitor(sari), file)

    assert answer.status_code == 422
    assert "Unknown areas: 1" in text(answer)
    assert "15.03.01.2999" in text(answer)
    assert "stands in the way" in text(answer)
    assert BoundarySet.objects.count() == 0


def test_what_was_checked_can_be_put_away(district, sari, tmp_path):
    client = visitor(sari)
    upload(client, files.write(tmp_path / "desa.gpkg"))
    waiting = BoundarySet.objects.get()

    answer = client.post(f"{BOUNDARIES}{waiting.pk}/discard/", follow=True)

    assert "Put away" in text(answer)
    assert BoundarySet.objects.count() == 0
    assert client.post(f"{BOUNDARIES}{waiting.pk}/accept/").status_code == 404


@pytest.mark.parametrize(
    ("write", "status", "says"),
    [
        (lambda path: files.bomb(path / "a.zip"), 422, "grows more than 200 times"),
        (lambda path: files.wrong_zone(path / "a.gpkg"), 422, "wrong reference system"),
        (lambda path: files.write(path / "a.gpkg", column="nomor"), 422, "Choose the right column"),
    ],
    ids=["bomb", "zone", "column"],
)
def test_a_wrong_file_is_answered_with_the_remedy(district, sari, tmp_path, write, status, says):
    answer = upload(visitor(sari), write(tmp_path))

    assert answer.status_code == status
    assert says in text(answer)
    assert BoundarySet.objects.count() == 0


def test_an_empty_file_is_called_by_the_name_it_was_given(district, sari, tmp_path):
    empty = tmp_path / "desa kosong.geojson"
    empty.write_text('{"type": "FeatureCollection", "features": []}')

    answer = upload(visitor(sari), empty)

    assert answer.status_code == 422
    assert "layer desa_kosong is empty" in text(answer)


def test_a_date_in_the_future_is_answered_with_todays(district, sari, tmp_path):
    answer = upload(visitor(sari), files.write(tmp_path / "desa.gpkg"), as_of="2027-01-01")

    assert answer.status_code == 422
    assert "today is" in text(answer)


def test_the_check_is_for_those_who_may_and_asks_again_for_what_is_missing(district, sari, budi):
    page = f"{BOUNDARIES}check/"

    assert visitor().get(page).status_code == 302
    assert visitor(budi).get(page).status_code == 403
    assert visitor(sari).get(page).status_code == 200
    assert visitor(sari).post(page, {}).status_code == 422


def test_a_village_head_accepts_and_puts_away_nothing(district, sari, budi, tmp_path):
    upload(visitor(sari), files.write(tmp_path / "desa.gpkg"))
    waiting = BoundarySet.objects.get()

    for deed in ("accept", "discard"):
        answer = visitor(budi).post(f"{BOUNDARIES}{waiting.pk}/{deed}/")
        assert answer.status_code == 404

    assert BoundarySet.objects.get().waiting


def test_a_form_without_its_token_accepts_nothing(district, sari, tmp_path):
    upload(visitor(sari), files.write(tmp_path / "desa.gpkg"))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(sari, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")

    for page in ("check/", f"{BoundarySet.objects.get().pk}/accept/"):
        assert strict.post(BOUNDARIES + page, {}).status_code == 403


def test_a_facility_is_added_corrected_and_taken_off_by_its_village(budi):
    client = visitor(budi)

    # The form knows the only village of its head; coordinates come with a comma or a point
    page = text(client.get(f"{FACILITIES}add/?area={FIRST}"))
    assert f'value="{FIRST}" selected' in page
    fields = {"kind": "school", "name": "SDN 45", "source": "Dapodik", "as_of": "2026-06-01"}
    position = {"latitude": "-2.45", "longitude": "102.05"}
    client.post(f"{FACILITIES}add/", fields | position | {"area": FIRST})
    school = Facility.objects.get()
    assert (school.latitude, school.longitude) == (-2.45, 102.05)

    # Corrected, its page tells what it said before
    renamed = fields | position | {"name": "SDN 45/VII", "version": "1"}
    client.post(f"{FACILITIES}{school.pk}/correct/", renamed)
    assert "Name: SDN 45 → SDN 45/VII" in text(visitor().get(f"{FACILITIES}{school.pk}/"))

    # Taken off, the list is empty and the page says why
    ending = {"ending": "closed", "reason": "Digabung dengan SDN 46", "on": "2026-11-01"}
    client.post(f"{FACILITIES}{school.pk}/end/", ending)
    assert "SDN 45/VII" not in text(visitor().get(FACILITIES))
    assert "Digabung dengan SDN 46" in text(visitor().get(f"{FACILITIES}{school.pk}/"))


def test_coordinates_with_an_indonesian_comma_are_understood(budi):
    client = visitor(budi)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"
    fields = {"kind": "school", "name": "SDN 45", "source": "Dapodik", "as_of": "2026-06-01"}

    client.post(
        f"{FACILITIES}add/", fields | {"area": FIRST, "latitude": "-2,45", "longitude": "102,05"}
    )

    assert Facility.objects.get().position == "-2.450000, 102.050000"


def test_what_somebody_else_corrected_meanwhile_is_not_written_over(budi):
    school = add(budi)
    fields = {"kind": "school", "name": "SDN 45", "source": "Dapodik", "as_of": "2026-06-01"}
    services.correct_facility(
        by=budi,
        facility=school,
        version=1,
        **fields | {"name": "SDN 46", "as_of": TODAY, "now": NOW},
    )

    answer = visitor(budi).post(f"{FACILITIES}{school.pk}/correct/", fields | {"version": "1"})

    assert answer.status_code == 409
    assert Facility.objects.get().name == "SDN 46"


@pytest.mark.parametrize("form", ["correct", "end"])
def test_a_form_is_for_those_who_may_and_asks_again_for_what_is_missing(form, budi):
    page = f"{FACILITIES}{add(budi).pk}/{form}/"
    rina = make_person("rina", Role.Name.VILLAGE_HEAD, Area.objects.get(code=SECOND))

    assert visitor().get(page).status_code == 302
    assert visitor(rina).get(page).status_code == 403
    assert visitor(budi).get(page).status_code == 200
    assert visitor(budi).post(page, {}).status_code == 422


def test_who_may_list_nothing_has_no_form_to_add(district, budi):
    inspector = make_person("tono", Role.Name.INSPECTOR, district)

    assert visitor().get(f"{FACILITIES}add/").status_code == 302
    assert visitor(inspector).get(f"{FACILITIES}add/").status_code == 404
    assert visitor(budi).post(f"{FACILITIES}add/", {"area": SECOND}).status_code == 422


@pytest.mark.parametrize("query", ["q=sdn", "kind=school", f"area={FIRST}"])
def test_the_list_and_its_table_obey_the_same_filter(query, sari):
    add(sari)
    add(sari, SECOND, kind="health", name="Pustu")

    for page in (FACILITIES, f"{FACILITIES}table/"):
        said = text(visitor().get(f"{page}?{query}"))
        assert "SDN 45" in said
        assert "Pustu" not in said


def test_the_table_obeys_the_row_filter_and_runs_no_formula(sari):
    mistaken = add(sari, name="=cmd()")
    services.end_facility(
        by=sari, facility=mistaken, ending="mistaken", reason="Salah", on=TODAY, now=NOW
    )

    table = f"{FACILITIES}table/?standing=all"

    assert "cmd()" not in text(visitor().get(table))
    assert "'=cmd()" in text(visitor(sari).get(table))


def test_the_map_shades_each_village_by_its_number(district, sari):
    services.draw_schematic_cells(district=district, now=NOW)
    for number in range(5):
        add(sari, name=f"SDN {number}")
    add(sari, SECOND)

    page = text(visitor().get(FACILITIES))

    assert 'cell shade-5"><title>Tambak Ratu: 5</title>' in page
    assert 'cell shade-1"><title>Sungai Keradak: 1</title>' in page


def test_a_villages_page_lists_its_facilities_and_lets_its_head_add(budi):
    school = add(budi)

    for person in (None, budi):
        page = text(visitor(person).get(f"/places/{FIRST}/"))
        assert f'href="{FACILITIES}{school.pk}/"' in page
        assert (f"{FACILITIES}add/?area={FIRST}" in page) == (person is not None)
    assert f"{FACILITIES}?area=15.03.01&amp;kind=school" in text(visitor().get("/places/15.03.01/"))


def test_people_find_the_pages_where_they_look_for_them(sari, budi):
    for_sari, for_budi = (text(visitor(p).get("/accounts/profile/")) for p in (sari, budi))

    assert f'href="{BOUNDARIES}"' in for_sari
    assert f'href="{BOUNDARIES}"' not in for_budi
    assert f'href="{FACILITIES}"' in for_budi


def test_the_pages_ask_the_database_little(district, sari, tmp_path, django_assert_max_num_queries):
    services.draw_schematic_cells(district=district, now=NOW)
    client = visitor(sari)
    for number in range(30):
        last = add(sari, name=f"SDN {number}")
    upload(client, files.write(tmp_path / "desa.gpkg"))
    waiting = BoundarySet.objects.get(waiting=True)

    pages = [BOUNDARIES, f"{BOUNDARIES}check/", f"{BOUNDARIES}{waiting.pk}/", FACILITIES]
    forms = [f"{FACILITIES}{last.pk}/{form}" for form in ("", "correct/", "end/")]
    for page in (*pages, *forms, f"{FACILITIES}add/", f"{FACILITIES}table/", f"/places/{FIRST}/"):
        with django_assert_max_num_queries(15, info=page):
            assert client.get(page).status_code == 200
