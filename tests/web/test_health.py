import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from tangguh.config import checks
from tangguh.web import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def test_a_well_system_says_so_and_nothing_else(client):
    answer = client.get("/health/")

    assert answer.status_code == 200
    assert answer.json()["well"] is True
    assert set(answer.json()["checks"]) == set(health.CHECKS)
    assert "no-store" in answer["Cache-Control"]


def test_no_secret_and_no_path_is_told(client, settings):
    said = client.get("/health/").content.decode()

    assert settings.SECRET_KEY not in said
    assert str(settings.HOME) not in said
    assert str(connection.settings_dict["NAME"]) not in said


def test_a_migration_that_waits_is_told(client):
    MigrationRecorder.Migration.objects.filter(app="audit").latest("pk").delete()

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"] == "1 waiting: run tangguh migrate"


def test_a_full_disk_is_told(client, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**60)

    answer = client.get("/health/")

    assert (answer.status_code, answer.json()["well"]) == (503, False)
    assert answer.json()["checks"]["disk"].startswith("only ")


def test_a_database_that_does_not_answer_is_told_not_shown_as_a_crash(client, monkeypatch):
    def gone() -> None:
        raise DatabaseError("connection refused to 10.0.0.7")

    monkeypatch.setattr(connection, "ensure_connection", gone)

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == "does not answer"
    assert "10.0.0.7" not in answer.content.decode()


def test_a_folder_for_files_that_cannot_be_written_is_told(client, settings, home):
    (home / "occupied").write_text("a file where the folder should be")
    default = settings.STORAGES["default"] | {"OPTIONS": {"location": home / "occupied" / "files"}}
    settings.STORAGES = settings.STORAGES | {"default": default}

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert answer.json()["checks"]["files"] == "cannot be written"


def test_the_age_of_the_last_backup_is_told_and_an_old_one_alone_is_no_alarm(client, home):
    def told() -> str:
        return str(client.get("/health/").json()["last_backup"])

    assert told() == "never"
    (home / "last-backup").write_text((datetime.now(UTC) - timedelta(days=3, hours=1)).isoformat())
    assert told() == "3 days ago"
    assert client.get("/health/").status_code == 200


def test_an_old_sqlite_is_an_error_with_its_remedy(monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL needs no SQLite.")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))

    (error,) = checks.sqlite_is_sound()

    assert error.is_serious()
    assert "3.51.3" in str(error.hint)
    assert error in run_checks()


def test_a_sound_sqlite_is_none(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))

    assert checks.sqlite_is_sound() == []


@pytest.mark.parametrize(
    ("https", "hosts", "warned"),
    [
        (True, ["localhost"], 1),
        (True, ["*"], 1),
        (True, ["tangguh.example.go.id"], 0),
        (False, ["localhost"], 0),
    ],
)
def test_https_without_a_name_is_warned_of(settings, https, hosts, warned):
    settings.HTTPS, settings.ALLOWED_HOSTS = https, hosts

    assert len(checks.https_has_a_name()) == warned
