"""What a device keeps: whole, small, marked for one person, and nobody's name in the shell."""

import gzip
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from tangguh.config.static_files import HashedFiles
from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.views import BACKEND
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Programme
from tangguh.web.offline import SHELL
from tests.factories import (
    make_activity,
    make_area,
    make_cycle,
    make_district,
    make_organization,
    make_person,
    make_policy,
    make_programme,
    make_village,
)

pytestmark = pytest.mark.django_db
SCRIPTS = sorted((Path(__file__).parents[2] / "tangguh/web/static/web/js").rglob("*.js"))
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\./[^"']+)["']""")


@pytest.fixture
def activity() -> Activity:
    """A drill under way in Teluk Kecimbung."""
    area = make_district().area
    dewi = make_person("dewi", "planner", area)
    programme = make_programme(make_policy(area, dewi, status=Policy.Status.IN_FORCE))
    Programme.objects.update(status=Programme.Status.RUNNING)
    day = date.today()  # noqa: DTZ011  (the server's own day)
    cycle = make_cycle(programme, starts=day - timedelta(90), ends=day + timedelta(90))
    return make_activity(cycle, make_village(), planned_start=day, planned_end=day)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def told_to_worker() -> dict[str, Any]:
    script = Client().get("/sw.js").content.decode()
    return json.loads(re.search(r"serve\((.*)\);", script)[1])


def test_the_worker_stands_at_the_root_and_is_asked_for_anew():
    answer = Client().get("/sw.js")

    assert answer["Content-Type"] == "text/javascript"
    assert answer["Cache-Control"] == "no-cache"
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]


def test_the_worker_is_told_of_files_and_pages_that_are_there():
    told = told_to_worker()

    assert len(told["shell"]) == len(SHELL)
    assert all(finders.find(url.removeprefix(told["statics"])) for url in told["shell"])
    assert [Client().get(url).status_code for url in told["pages"].values()] == [200, 200]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_that_another_imports_is_kept_with_it(script: Path):
    root = SCRIPTS[0].parents[2] if SCRIPTS[0].parent.name == "js" else SCRIPTS[0].parents[3]

    needed = [
        (script.parent / name).resolve().relative_to(root).as_posix()
        for name in IMPORT.findall(script.read_text())
    ]

    assert set(needed) <= set(SHELL)


def test_all_scripts_together_weigh_little():
    assert sum(len(gzip.compress(script.read_bytes())) for script in SCRIPTS) <= 150_000


def test_a_served_script_imports_another_by_the_name_that_changes(tmp_path: Path, settings):
    storage = HashedFiles(location=tmp_path)
    names = [name for name in SHELL if name.endswith(".js")]
    for name in names:
        storage.save(name, ContentFile(Path(finders.find(name)).read_bytes()))

    list(storage.post_process({name: (storage, name) for name in names}))

    worker = (tmp_path / storage.stored_name("web/js/worker.js")).read_text()
    assert re.search(r'from "\./outbox/kept\.[0-9a-f]{12}\.js"', worker)
    page = (tmp_path / storage.stored_name("web/js/offline.js")).read_text()
    assert re.search(r'import\("\./outbox/forms\.[0-9a-f]{12}\.js"\)', page)


def test_a_phone_finds_a_name_and_icons_of_the_size_that_is_said():
    make_district()

    told = json.loads(Client().get("/manifest.webmanifest").content)

    assert told["name"] == "Tangguh Sarolangun"
    for icon in told["icons"]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as picture:
            assert "x".join(map(str, picture.size)) == icon["sizes"]
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}


def test_pages_for_the_field_are_marked_with_their_reader_and_no_others_are(activity: Activity):
    eko = make_person("eko", "village_head", activity.area)
    phone = signed_in(eko)
    field = (
        "/field/",
        f"/programmes/activities/{activity.pk}/",
        f"/programmes/activities/{activity.pk}/report/",
    )

    assert {phone.get(url)["X-Field-Page"] for url in field} == {str(eko.pk)}
    assert "X-Field-Page" not in phone.get("/accounts/profile/")
    assert "X-Field-Page" not in phone.get("/programmes/")
    assert "X-Field-Page" not in Client().get(field[1])


@pytest.mark.parametrize("url", ["/outbox/", "/offline/"])
def test_a_page_of_the_shell_names_nobody_and_takes_nobodys_message(activity: Activity, url: str):
    eko = make_person("eko", "village_head", activity.area)
    phone = signed_in(eko)
    phone.post(
        f"/programmes/activities/{activity.pk}/report/",
        {
            "act_id": "01a20c90-bca9-7e82-9fff-a210f242de38",
            "happened_on": str(activity.planned_start),
            "progress": "10",
            "spent": "0",
        },
    )

    page = phone.get(url).content.decode()
    next_page = phone.get("/accounts/profile/")

    assert "Eko" not in page
    assert "data-person" not in page
    assert [message.level for message in next_page.context["messages"]] == [constants.SUCCESS]


def test_everyone_takes_along_what_they_may_report_on(activity: Activity):
    eko = make_person("eko", "village_head", activity.area)
    gita = make_person("gita", "village_head", make_area("15.03.01.2001", "Tambak Ratu"))
    hana = make_person("hana", "ngo_staff", activity.cycle.programme.area)
    ngo = make_organization(activity.area, "Yayasan Sungai", hana, kind="ngo")
    link = f"/programmes/activities/{activity.pk}/report/"

    assert link in signed_in(eko).get("/field/").content.decode()
    assert link not in signed_in(gita).get("/field/").content.decode()
    assert link not in signed_in(hana).get("/field/").content.decode()
    activity.partners.add(ngo)
    assert link in signed_in(hana).get("/field/").content.decode()


@pytest.mark.parametrize("change", ["not begun", "evaluated", "cycle over"])
def test_what_is_not_under_way_is_not_taken_along(activity: Activity, change: str):
    eko = make_person("eko", "village_head", activity.area)
    day = activity.planned_start
    if change == "not begun":
        Activity.objects.update(planned_start=day + timedelta(1), planned_end=day + timedelta(2))
    elif change == "evaluated":
        Programme.objects.update(status=Programme.Status.EVALUATED)
    else:
        type(activity.cycle).objects.update(ends=day - timedelta(1))

    assert "/report/" not in signed_in(eko).get("/field/").content.decode()


def test_the_field_page_is_for_those_who_sign_in():
    assert Client().get("/field/")["Location"].startswith("/accounts/sign-in/")
