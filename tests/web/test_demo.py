"""The example: whole, always the same, marked as what it is, and taken away without harm."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import translation

from tangguh.domains.audit import selectors as trail
from tangguh.domains.audit import services as audit
from tangguh.domains.places.models import District
from tangguh.web import demo
from tangguh.web.commands.demo import demo as command
from tangguh.web.demo.load import BEGUN
from tangguh.web.demo.pictures import picture
from tests.example_rows import rows_now
from tests.factories import TODAY, make_area, make_district, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> Path:
    """The folder in which this test's files lie."""
    files = tmp_path / "files"
    default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": files},
    }
    settings.STORAGES = settings.STORAGES | {"default": default}
    return files


def test_a_picture_is_the_same_bytes_for_the_same_words():
    assert picture("Banjir", "Sepintun") == picture("Banjir", "Sepintun")
    assert picture("Banjir", "Sepintun") != picture("Longsor", "Sepintun")


def begin_the_example():
    """The least that an example has: a trail that it began, and a district that stands still."""
    audit.record(BEGUN, by=None, about=trail.head())
    return make_district(frozen_today=TODAY)


def refused():
    """What the terminal says to a reset, and that nothing was removed by it."""
    before = {name: len(rows) for name, rows in rows_now().items()}
    with translation.override("en"):
        done = CliRunner().invoke(command, ["reset", "--yes"])
    assert done.exit_code == 1
    assert {name: len(rows) for name, rows in rows_now().items()} == before
    return done.output


def test_a_real_district_is_never_removed():
    make_district()

    assert "not the example's" in refused()
    assert District.objects.exists()


def test_a_real_district_beside_the_example_keeps_both():
    begin_the_example()
    District.objects.create(area=make_area("15.04", "Merangin"))

    assert "not the example's" in refused()


def test_an_example_that_came_to_data_which_were_there_is_not_reset():
    make_person("rina", "planner", make_area())
    audit.record("accounts.person_created", by=None, about=trail.head())
    begin_the_example()

    assert "not the example's" in refused()


def test_where_nothing_is_nothing_is_reset():
    assert "not the example's" in refused()


def test_a_reset_that_fails_leaves_what_was_there(monkeypatch):
    begin_the_example()
    before = rows_now()
    monkeypatch.setattr("tangguh.web.demo.scenario.FILE", Path("there-is-none.yaml"))

    with pytest.raises(FileNotFoundError):
        demo.reset()

    assert rows_now() == before


@pytest.mark.parametrize(
    "make", [make_district, lambda: make_person("rina", "planner", make_area())]
)
def test_the_example_is_not_loaded_beside_others(make):
    make()

    with translation.override("en"):
        done = CliRunner().invoke(command, ["load"])

    assert done.exit_code == 1
    assert "the example must stand alone" in done.output


def test_sample_sign_ins_are_told_in_indonesian_first_whatever_the_terminal_speaks():
    with translation.override("en"):
        told = {username: offices for username, _password, _name, offices in demo.accounts()}

    assert told["kades"] == "Kepala desa · Village head"
    assert told["admin"] == "Administrator"
