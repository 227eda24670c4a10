"""The library of outreach: kept once, printable, examined like evidence, named by sessions."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tangguh.domains.audit.models import Entry
from tangguh.domains.emergencies.models import Material
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.selectors import served_file
from tests.domains.emergencies.conftest import client_of, text
from tests.domains.emergencies.test_outreach import held
from tests.domains.evidence.files import camera_photo, minutes
from tests.factories import TODAY, make_person

pytestmark = pytest.mark.django_db
ADD = "/emergencies/materials/add/"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> None:
    default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = settings.STORAGES | {"default": default}


@pytest.fixture
def piket(district):
    return make_person("yusuf", "duty_officer", district)


def entered(**said) -> dict[str, object]:
    return {
        "act_id": str(uuid4()),
        "title": "Air naik",
        "hazard": "flood",
        "language": "jax",
        "audience": "all",
        "format": "poster",
        "owner": "BPBD",
        "source": "BPBD 2026",
        "as_of": TODAY.isoformat(),
        "lines": "bag: Siapkan tas\nWalk: Galo-galo pegi",
    } | said


def test_a_sheet_is_kept_once_found_by_its_kind_and_printed(piket, kecimbung):
    client, said = client_of(piket), entered()
    for _twice in range(2):
        assert client.post(ADD, said).status_code == 302

    material = Material.objects.get()
    assert material.lines == [["bag", "Siapkan tas"], ["walk", "Galo-galo pegi"]]
    assert Entry.objects.filter(deed="emergencies.material_kept").count() == 1
    page = f"/emergencies/materials/{material.pk}/"
    assert text(client_of().get(page)).count("<svg xmlns") == 2
    assert client_of().get(f"{page}sheet.pdf").content.startswith(b"%PDF")
    found = text(client_of().get("/emergencies/materials/?hazard=flood&language=jax"))
    assert "Air naik" in found
    for other in ("hazard=landslide", "language=id", "audience=children"):
        assert "Air naik" not in text(client_of().get(f"/emergencies/materials/?{other}"))

    kader = make_person("siti", "cadre", kecimbung)
    session = held(kader, kecimbung, materials=[material])
    assert page in text(client_of().get(f"/emergencies/outreach/{session.pk}/"))
    client.post(f"{page}withdraw/")
    assert "Air naik" not in text(client_of().get("/emergencies/materials/"))
    shown = text(client_of().get(page))
    assert "Off the list since" in shown
    assert f"/emergencies/outreach/{session.pk}/" in shown


def test_a_picture_is_kept_without_place_and_camera(piket):
    client = client_of(piket)
    client.post(ADD, entered(lines="", file=camera_photo()))

    material = Material.objects.get()
    assert material.file.audience == Evidence.Audience.PUBLIC
    with Image.open(served_file(material.file)) as image:
        assert not image.getexif()
    page = text(client_of().get(f"/emergencies/materials/{material.pk}/"))
    assert f"/evidence/{material.file_id}/file/" in page
    picture = client_of().get(f"/evidence/{material.file_id}/file/")
    assert picture.getvalue().startswith(b"RIFF")
    assert client_of().get(f"/emergencies/materials/{material.pk}/sheet.pdf").status_code == 404


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"lines": ""}, "one of the two"),
        ({"lines": "kapal: Naik"}, "“kapal: Naik” does not begin with a picture"),
        ({"lines": "bag: a\n" * 11}, "11 lines do not fit"),
        ({"lines": f"bag: {'a' * 121}"}, "is too long"),
        ({"lines": "", "file": minutes()}, "Choose a picture or a PDF"),
        ({"lines": "", "file": SimpleUploadedFile("a.png", b"<script>")}, "a.png"),
        ({"language": "en"}, "en is not one of the available choices"),
    ],
)
def test_what_cannot_be_printed_is_refused(piket, said, told):
    answer = client_of(piket).post(ADD, entered(**said))

    assert answer.status_code == 422
    assert told in text(answer)
    assert not Material.objects.exists()
    assert not Evidence.objects.exists()


def test_only_whoever_plans_drills_keeps_material(kecimbung, piket):
    kader = client_of(make_person("siti", "cadre", kecimbung))
    client_of(piket).post(ADD, entered())

    assert kader.post(ADD, entered()).status_code == 404
    path = f"/emergencies/materials/{Material.objects.get().pk}/withdraw/"
    assert kader.post(path).status_code == 404
    assert Material.objects.get().withdrawn_on is None
