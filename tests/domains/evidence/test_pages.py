from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tangguh.domains.audit.selectors import history_of
from tangguh.domains.evidence import services
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.views import _pages
from tests.domains.evidence.files import camera_photo, minutes
from tests.engines.media.samples import CAMERA
from tests.factories import (
    NOW,
    TODAY,
    make_district,
    make_evidence,
    make_person,
    make_village,
)

pytestmark = pytest.mark.django_db
PUBLIC, OFFICIALS = Evidence.Audience.PUBLIC, Evidence.Audience.OFFICIALS


@pytest.fixture
def village():
    make_district(frozen_today=TODAY)
    return make_village()


@pytest.fixture
def ani(village):
    return make_person("ani", "village_operator", village)


@pytest.fixture
def inspector(village):
    return make_person("irban", "inspector", village.parent.parent)


def visitor(person=None, **options):
    client = Client(**options)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if person:
        client.force_login(person, backend="tangguh.domains.accounts.selectors.PeopleWithRoles")
    return client


def claimed(by, area, file=None, **fields):
    said: dict[str, Any] = {
        "kind": Evidence.Kind.PHOTO,
        "title": "Banjir di RT 01",
        "file": file or camera_photo(),
        "happened_on": date(2026, 11, 13),
        "source": "Operator desa",
        "audience": PUBLIC,
        "act_id": uuid4(),
        "now": NOW,
    } | fields
    return services.claim(by=by, area=area, **said)


def form(area, **fields):
    return {
        "act_id": uuid4(),
        "title": "Banjir di RT 01",
        "kind": "photo",
        "area": area.code,
        "happened_on": "2026-11-13",
        "source": "Operator desa",
        "audience": "public",
    } | fields


def test_an_operator_uploads_a_photo_and_lands_on_its_page(ani, village):
    answer = visitor(ani).post(
        "/evidence/upload/", form(village, photo=camera_photo()), follow=True
    )

    assert answer.redirect_chain == [(f"/evidence/{Evidence.objects.get().pk}/", 302)]
    assert "Banjir di RT 01" in answer.content.decode()


def test_whoever_works_in_one_village_need_not_choose_it(ani, village):
    answer = visitor(ani).get("/evidence/upload/")

    assert f'<option value="{village.code}" selected>' in answer.content.decode()


def test_a_form_sent_twice_is_one_claim(ani, village):
    client, fields = visitor(ani), form(village)

    for _ in range(2):
        client.post("/evidence/upload/", fields | {"photo": camera_photo()})

    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("given", [[], ["photo", "document"]], ids=["no file", "two files"])
def test_a_form_takes_one_file(given, ani, village):
    files = {name: camera_photo() for name in given}

    answer = visitor(ani).post("/evidence/upload/", form(village, **files))

    assert answer.status_code == 422
    assert "Take one photo, or choose one file." in answer.content.decode()


def test_a_refused_file_is_answered_in_plain_words(ani, village):
    broken = camera_photo()
    broken.truncate(300)

    answer = visitor(ani).post("/evidence/upload/", form(village, photo=broken))

    assert answer.status_code == 422
    assert "IMG_0042.jpg" in answer.content.decode()


def test_a_refused_claim_keeps_all_that_was_typed(ani, village):
    late = form(village, title="Jembatan putus", happened_on="2999-01-01", photo=camera_photo())

    answer = visitor(ani).post("/evidence/upload/", late)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Jembatan putus"' in page
    assert "Correct the day on which it happened." in page


def test_a_photo_that_is_none_is_refused_by_its_name(ani, village):
    text = SimpleUploadedFile("foto.jpg", b"this is no picture", "image/jpeg")

    answer = visitor(ani).post("/evidence/upload/", form(village, photo=text))

    assert answer.status_code == 422
    assert "foto.jpg is no picture." in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_stranger_is_asked_to_sign_in(village):
    assert visitor().get("/evidence/upload/").status_code == 302


def test_an_upload_without_the_forms_token_is_forbidden(ani, village):
    client = visitor(ani, enforce_csrf_checks=True)

    answer = client.post("/evidence/upload/", form(village, photo=camera_photo()))

    assert answer.status_code == 403
    assert not Evidence.objects.exists()


def content_of(answer):
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("copy", ["file", "thumbnail"])
def test_a_served_photo_tells_neither_place_nor_camera(copy, ani, village):
    evidence = claimed(ani, village)

    answer = visitor().get(f"/evidence/{evidence.pk}/{copy}/")

    served = content_of(answer)
    assert answer["Content-Type"] == "image/webp"
    assert CAMERA.encode() not in served
    assert not Image.open(BytesIO(served)).getexif()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_a_document_is_saved_and_never_shown(ani, village):
    evidence = claimed(ani, village, minutes("x.html"), kind="minutes")

    answer = visitor().get(f"/evidence/{evidence.pk}/file/")

    assert content_of(answer)
    assert answer["Content-Disposition"] == f'attachment; filename="bukti-{evidence.pk}.docx"'
    assert answer["Content-Type"] == evidence.media_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize("way", ["", "file/", "thumbnail/"])
def test_what_is_for_officials_does_not_exist_for_others(way, ani, village, inspector):
    evidence = claimed(ani, village, audience=OFFICIALS)
    citra = make_person("citra", "resident", village)
    elsewhere = make_village("15.03.04.2011", "Sepintun")
    head = make_person("kades", "village_head", elsewhere)
    path = f"/evidence/{evidence.pk}/{way}"

    assert [status(person, path) for person in (None, citra, head)] == [404, 404, 404]
    assert [status(person, path) for person in (ani, inspector)] == [200, 200]


def status(person, path):
    answer = visitor(person).get(path)
    if answer.streaming:
        content_of(answer)
    return answer.status_code


def test_evidence_that_never_was_is_answered_alike(village):
    assert visitor().get("/evidence/999/").status_code == 404


def test_a_row_whose_file_is_gone_says_whom_to_ask(ani, village):
    evidence = make_evidence(village, ani, audience=PUBLIC)

    answer = visitor().get(f"/evidence/{evidence.pk}/file/")

    assert answer.status_code == 404
    assert "restore it from the backup" in answer.content.decode()


def test_only_an_inspector_opens_an_original_and_it_is_recorded(ani, village, inspector):
    evidence = claimed(ani, village)
    path = f"/evidence/{evidence.pk}/original/"

    assert visitor(ani).post(path).status_code == 403
    answer = visitor(inspector).post(path)

    assert CAMERA.encode() in content_of(answer)
    assert answer["Content-Disposition"].startswith("attachment")
    opened = history_of(evidence)[0]
    assert (opened.deed, opened.actor) == ("evidence.original_opened", "irban")


def test_the_place_is_shown_to_officials_only(ani, village, inspector):
    evidence = claimed(ani, village)

    assert "102.97" in visitor(inspector).get(f"/evidence/{evidence.pk}/").content.decode()
    assert "102.97" not in visitor().get(f"/evidence/{evidence.pk}/").content.decode()


def test_an_inspector_verifies_from_the_page(ani, village, inspector):
    evidence = claimed(ani, village)
    client = visitor(inspector)

    answer = client.post(f"/evidence/{evidence.pk}/verify/", {"verdict": "verified"}, follow=True)

    assert "verified</span>" in answer.content.decode()


def test_a_verdict_that_is_none_is_asked_again(ani, village, inspector):
    evidence = claimed(ani, village)

    answer = visitor(inspector).post(f"/evidence/{evidence.pk}/verify/", {"verdict": "maybe"})

    assert answer.status_code == 422


def test_the_list_shows_what_its_reader_may_open(ani, village, inspector):
    make_evidence(village, ani, title="Untuk semua", audience=PUBLIC)
    make_evidence(village, ani, title="Untuk pejabat", audience=OFFICIALS)

    for_all = visitor().get("/evidence/").content.decode()
    for_officials = visitor(inspector).get("/evidence/").content.decode()

    assert "Untuk semua" in for_all
    assert "Untuk pejabat" not in for_all
    assert "Untuk pejabat" in for_officials


@pytest.mark.parametrize(
    "query",
    [
        "q=gladi",
        "kind=minutes",
        "area=15.03.04",
        "seal=verified",
        "happened_from=2026-11-01",
        "happened_to=2026-01-31",
    ],
)
def test_the_list_and_its_table_obey_the_same_filter(query, ani, village, inspector):
    day = date(2026, 1, 1) if "to" in query else TODAY
    elsewhere = make_village("15.03.04.2011", "Sepintun")
    budi = make_person("budi", "village_operator", elsewhere)
    wanted = make_evidence(elsewhere, budi, title="Gladi", kind="minutes", happened_on=day)
    make_evidence(village, ani, title="Lain", happened_on=date(2026, 6, 1))
    services.verify(by=inspector, evidence=wanted, verdict="verified", now=NOW)
    client = visitor(inspector)

    page = client.get(f"/evidence/?{query}").content.decode()
    table = b"".join(client.get(f"/evidence/table/?{query}").streaming_content).decode()

    assert "Gladi" in page
    assert "Lain" not in page
    assert "Gladi" in table
    assert "Lain" not in table


def test_a_filter_that_is_none_shows_the_page_and_says_so(village):
    answer = visitor().get("/evidence/?happened_from=yesterday&area=99.99")

    assert answer.status_code == 200
    assert "Enter a valid date." in answer.content.decode()


def test_a_title_in_the_table_is_no_formula(ani, village):
    make_evidence(village, ani, title="=HYPERLINK(1)", audience=PUBLIC)

    table = b"".join(visitor().get("/evidence/table/").streaming_content).decode()

    assert ",'=HYPERLINK(1)," in table


def test_the_list_stops_counting_where_nobody_leafs(ani, village, monkeypatch):
    monkeypatch.setattr(_pages, "MOST", 30)
    for _ in range(31):
        make_evidence(village, ani, audience=PUBLIC)

    answer = visitor().get("/evidence/?page=99")

    assert "More than 30" in answer.content.decode()
    assert answer.context["page"].number == 2


def test_the_pages_ask_the_database_little(ani, village, inspector, django_assert_max_num_queries):
    for number in range(26):
        make_evidence(village, ani, happened_on=TODAY - timedelta(days=number))
    sample = services.draw_sample(
        by=inspector,
        area=village,
        seed="4217",
        size=20,
        happened_from=date(2026, 1, 1),
        happened_to=TODAY,
        now=NOW + timedelta(hours=1),
    )
    client = visitor(inspector)

    for path in ("", "upload/", "samples/", "samples/draw/", f"samples/{sample.pk}/"):
        with django_assert_max_num_queries(15):
            assert client.get(f"/evidence/{path}").status_code == 200


def test_an_inspector_draws_replays_and_prints(ani, village, inspector):
    for _ in range(5):
        make_evidence(village, ani, received_at=NOW - timedelta(days=1))
    client = visitor(inspector)

    answer = client.post(
        "/evidence/samples/draw/",
        {
            "area": village.code,
            "happened_from": "2026-01-01",
            "happened_to": "2026-11-24",
            "size": 3,
            "seed": "undian 4217",
        },
        follow=True,
    )
    (path, _status) = answer.redirect_chain[-1]
    table = b"".join(client.get(f"{path}table/").streaming_content).decode()

    assert "the same result" in answer.content.decode()
    assert answer.content.decode().count("☐") == 6
    assert len(table.splitlines()) == 4

    Evidence.objects.update(happened_on=date(2020, 1, 1))
    assert "population is not the same" in client.get(path).content.decode()


def test_a_draw_is_not_there_for_a_village_outside_its_reach(ani, village, inspector):
    make_evidence(village, ani, received_at=NOW - timedelta(days=1))
    sample = services.draw_sample(
        by=inspector,
        area=village.parent.parent,
        seed="4217",
        size=1,
        happened_from=date(2026, 1, 1),
        happened_to=TODAY,
        now=NOW,
    )

    assert visitor(ani).get(f"/evidence/samples/{sample.pk}/").status_code == 404
    assert visitor(ani).get(f"/evidence/samples/{sample.pk}/table/").status_code == 404
