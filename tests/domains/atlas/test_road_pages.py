"""Roads through the browser: check, accept, close in the field, open, correct, draw."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tangguh.domains.atlas.models import Road, RoadAct, RoadSet
from tangguh.domains.places.models import Area
from tests.domains.atlas.test_roads import REGISTER, cadre, in_use, planner  # noqa: F401
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def signed(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_file_is_checked_looked_at_and_accepted(district: Area, planner):  # noqa: F811
    client = signed(planner)
    file = SimpleUploadedFile("jalan.csv", REGISTER.encode())
    said = {"file": file, "source": "Dinas PUPR", "as_of": TODAY.isoformat()}

    checked = client.post("/atlas/roads/check/", said)

    found = RoadSet.objects.get()
    assert checked["Location"] == f"/atlas/roads/sets/{found.pk}/"
    assert client.get(checked["Location"]).status_code == 200
    assert Client().get(checked["Location"]).status_code == 404
    client.post(f"/atlas/roads/sets/{found.pk}/accept/")
    assert not RoadSet.objects.get().waiting


def test_everybody_sees_the_list_the_map_and_a_road(in_use, django_assert_max_num_queries):  # noqa: F811
    with django_assert_max_num_queries(15):
        page = Client().get("/atlas/roads/")
    assert page.status_code == 200
    assert b"<path" in page.content
    road = Road.objects.get(name="Simpang")
    with django_assert_max_num_queries(15):
        assert Client().get(f"/atlas/roads/{road.pk}/").status_code == 200
    assert Client().get("/atlas/roads/capacities/").status_code == 200


def test_a_cadre_closes_in_the_field_and_the_outbox_may_send_it_twice(in_use, cadre):  # noqa: F811
    client, road = signed(cadre), Road.objects.get(name="Simpang")
    url = f"/atlas/roads/{road.pk}/close/"
    form = client.get(url)
    assert b"data-outbox" in form.content
    assert form.headers.get("X-Field-Page") or form.status_code == 200
    said = {"act_id": uuid4(), "reason": "flood", "note": "setinggi lutut"}

    answers = [client.post(url, said, headers={"Accept": "application/json"}) for _ in range(2)]

    assert [answer.json()["done"] for answer in answers] == [True, True]
    assert RoadAct.objects.count() == 1
    assert b"setinggi lutut" in Client().get(f"/atlas/roads/{road.pk}/").content
    assert b"Ani" not in Client().get(f"/atlas/roads/{road.pk}/").content


def test_all_roads_of_the_own_village_are_closed_from_one_page(in_use, cadre):  # noqa: F811
    client, road = signed(cadre), Road.objects.get(name="Simpang")
    url = "/atlas/roads/close/15.03.01.2001/"
    assert url.encode() in client.get("/field/").content
    form = client.get(url)
    assert b"data-outbox" in form.content
    assert "Ujung" not in form.content.decode()  # it lies in the other village

    said = {"act_id": uuid4(), "road": road.pk, "reason": "landslide"}
    client.post(url, said)
    client.post(url, said | {"act_id": uuid4(), "road": Road.objects.get(name="Ujung").pk})

    assert [(act.road, act.reason) for act in RoadAct.objects.all()] == [(road, "landslide")]


def test_somebody_elses_village_is_not_closed(in_use, cadre):  # noqa: F811
    road = Road.objects.get(name="Ujung")

    assert signed(cadre).get(f"/atlas/roads/{road.pk}/close/").status_code == 403


def test_a_planner_corrects_draws_and_sets_a_capacity(in_use, planner):  # noqa: F811
    client, road = signed(planner), Road.objects.get(name="Simpang")

    client.post(
        f"/atlas/roads/{road.pk}/correct/",
        {"version": 1, "name": "Simpang Tiga", "road_class": "farm", "one_way": "on"},
    )
    road.refresh_from_db()
    assert (road.name, road.road_class, road.one_way) == ("Simpang Tiga", "farm", True)

    bends = {"line": "-2.45, 102.02\n-2.44, 102.025\n-2.43, 102.03"}
    drawn = {"road_class": "boat", "name": "Ketek"} | bends
    url = "/atlas/roads/draw/?area=15.03.01.2001"
    assert b"data-snap" in client.get(url).content
    assert client.post(url, drawn | {"line": "di sana"}).status_code == 422
    client.post(url, drawn)
    ketek = Road.objects.get(name="Ketek")
    assert (ketek.is_drawn, len(ketek.line)) == (True, 3)

    client.post(
        f"/atlas/roads/{ketek.pk}/move/",
        bends | {"line": "-2.45, 102.02\n-2.43, 102.03"} | {"version": 1},
    )
    ketek.refresh_from_db()
    assert len(ketek.line) == 2

    figure = {"road_class": "boat", "speed_kmh": "6", "capacity_pps": "0.05"}
    words = {"since": TODAY.isoformat(), "reference": "BPBD"}
    assert client.post("/atlas/roads/capacities/set/", figure | words).status_code == 302


def test_the_districts_own_rows_go_through_the_planner(in_use, district, tmp_path: Path):  # noqa: F811
    from click.testing import CliRunner

    from tangguh.cli import main
    from tangguh.domains.atlas.models import Facility
    from tangguh.domains.places.models import Provenance
    from tangguh.domains.residents import services as residents
    from tests.factories import make_person

    village = Area.objects.get(code="15.03.01.2001")
    Facility.objects.create(
        area=village,
        kind="school",
        name="SDN 1",
        source="T",
        as_of=TODAY,
        longitude=102.18,
        latitude=-2.45,
    )
    residents.record_household(
        by=make_person("budi", "cadre", village),
        draft=residents.HouseholdDraft(
            area=village,
            members=(residents.MemberDraft("Siti"),),
            given_by="Siti",
            consents=("register", "point"),
            longitude=102.021,
            latitude=-2.45,
            provenance=Provenance.DEMO,
        ),
        act_id=uuid4(),
        on=TODAY,
    )
    folder = str(tmp_path / "t")

    written = CliRunner().invoke(main, ["atlas", "roads", "export", "--out", folder])
    assert written.exit_code == 0, written.output
    three = [f"--{n}={folder}/{n}.csv" for n in ("roads", "households", "shelters")]
    planned = CliRunner().invoke(main, ["evacuate", "plan", *three, "--out", folder])

    assert planned.exit_code == 0, planned.output
    assert '"persons_routed": 1' in planned.output
