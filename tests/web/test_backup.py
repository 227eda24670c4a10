import io
import json
import shutil
import tarfile
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import DateField
from django.utils import translation

from tangguh.domains.audit import selectors as trail
from tangguh.domains.audit import services as audit
from tangguh.domains.audit.models import Entry, Head
from tangguh.domains.evidence import services as evidence
from tangguh.domains.places.models import Area
from tangguh.web import backups
from tangguh.web.backups import manifest as manifests
from tangguh.web.backups import tables
from tangguh.web.commands.backup import backup, restore
from tests.engines.media.samples import photo
from tests.factories import (
    NOW,
    make_activity,
    make_cycle,
    make_indicator,
    make_person,
    make_policy,
    make_programme,
    make_result,
    make_village,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings, tmp_path: Path) -> Iterator[Path]:
    """The folder in which this test's files lie."""
    files = tmp_path / "files"
    default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": files},
    }
    settings.STORAGES = settings.STORAGES | {"default": default}
    settings.HOME = tmp_path
    with translation.override("en"):
        yield files


@pytest.fixture
def village():
    """A village with something in every room."""
    village = make_village()
    ani = make_person("ani", "village_operator", village)
    policy = make_policy(village, ani)
    make_indicator(make_result(policy))
    make_activity(make_cycle(make_programme(policy)), village)
    claim(ani, village)
    return village


def claim(by, village, title="Banjir", width=40):
    return evidence.claim(
        by=by,
        area=village,
        kind="photo",
        title=title,
        file=SimpleUploadedFile("IMG.jpg", photo(size=(width, 20))),
        happened_on=date(2026, 11, 13),
        source="Operator desa",
        audience="public",
        act_id=uuid4(),
        now=NOW,
    )


@pytest.fixture
def archive(village, tmp_path) -> Path:
    path = tmp_path / "tangguh.tar"
    backups.make(path, now=NOW)
    return path


def everything() -> dict[str, list[bytes]]:
    """Every row of every table but the trail, whose own deeds are told there."""
    models = [model for model in tables.carried() if model._meta.app_label != "audit"]
    return {model._meta.label: list(tables.lines(model)) for model in models}


def lose_everything(kept: Path) -> None:
    with transaction.atomic(), tables.triggers_lifted():
        tables.empty_all()
        Head.objects.create(pk=1)
    shutil.rmtree(kept)


def test_everything_comes_back_as_it_was(archive, kept):
    before = everything()
    entries = list(Entry.objects.order_by("number").values())[:-1]  # the last tells of the backup
    files = {path.name: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    lose_everything(kept)

    backups.restore(archive)

    assert everything() == before
    assert list(Entry.objects.order_by("number").values())[:-1] == entries
    assert trail.first_broken_link() is None
    back = {path.name: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    assert back == {name: content for name, content in files.items() if name != "lock"}


def test_the_trail_tells_of_the_backup_and_of_what_was_replaced(archive, village):
    taken = Entry.objects.get(deed="audit.backed_up")
    audit.record("later", by=None, about=village)
    head = trail.head()

    backups.replace(archive)

    restored = Entry.objects.get(deed="audit.restored")
    assert restored.details["replaced_number"] == head.number
    assert restored.details["replaced_hash"] == head.hash
    assert restored.number == taken.number
    assert not Entry.objects.filter(deed="later").exists()


def test_new_rows_are_numbered_after_those_that_came_back(archive, village):
    backups.replace(archive)

    assert make_village("15.03.01.2001").pk > village.pk


def test_the_trail_stands_as_firm_as_before(archive):
    backups.replace(archive)

    _off, on = tables.trigger_statements()
    assert "audit_entry" in "".join(on)
    with pytest.raises(Exception, match="never"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")


def test_a_place_with_data_is_replaced_only_when_asked(archive):
    result = CliRunner().invoke(restore, [str(archive)])

    assert result.exit_code == 1
    assert "add: --replace" in result.output
    assert CliRunner().invoke(restore, [str(archive), "--replace"]).exit_code == 0


def test_a_file_that_is_there_is_replaced_only_when_asked(archive):
    before = archive.read_bytes()

    result = CliRunner().invoke(backup, [str(archive)])

    assert (result.exit_code, archive.read_bytes()) == (1, before)
    assert CliRunner().invoke(backup, [str(archive), "--replace"]).exit_code == 0


def rewritten(archive: Path, change) -> Path:
    """The archive again, each part as `change(name, content)` gives it; None leaves it out."""
    path = archive.with_name("changed.tar")
    with tarfile.open(archive) as old, tarfile.open(path, "w") as new:
        for member in old.getmembers():
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                entry = tarfile.TarInfo(member.name)
                entry.size = len(content)
                new.addfile(entry, io.BytesIO(content))
    return path


def of_manifest(archive: Path, **changes: object) -> Path:
    def change(name: str, content: bytes) -> bytes:
        return json.dumps(json.loads(content) | changes).encode() if "manifest" in name else content

    return rewritten(archive, change)


def refused(path: Path, kept: Path, match: str) -> None:
    """The archive is refused, and what is here stays as it is."""
    rows, files = everything(), sorted(kept.rglob("*"))

    with pytest.raises(backups.BackupRefused, match=match):
        backups.replace(path)

    assert (everything(), sorted(kept.rglob("*"))) == (rows, files)


def test_a_changed_row_is_found(archive, kept):
    changed = rewritten(archive, lambda name, content: content.replace(b"Teluk", b"Telok"))

    refused(changed, kept, "damaged at “tables/places.area.jsonl”")


@pytest.mark.parametrize("part", ["manifest.json", "tables/audit.entry.jsonl"])
def test_a_missing_part_is_found(archive, kept, part):
    changed = rewritten(archive, lambda name, content: None if name == part else content)

    refused(changed, kept, f"damaged at “{part}”")


def test_an_archive_that_was_cut_off_is_found(archive, kept):
    cut = archive.with_name("cut.tar")
    cut.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])

    refused(cut, kept, "damaged")


def test_a_file_that_is_no_archive_is_refused(tmp_path, kept, village):
    other = tmp_path / "letter.tar"
    other.write_text("Yth. Bapak Bupati")

    refused(other, kept, "damaged")


def test_a_backup_of_a_newer_release_says_which_release_is_needed(archive, kept):
    newer = [*manifests.known_migrations(), "places.9999_from_the_future"]

    refused(of_manifest(archive, migrations=newer), kept, "newer release .*9999_from_the_future")
    refused(of_manifest(archive, format=2), kept, "newer release")


def test_a_backup_of_an_older_release_says_how_to_bring_it_here(archive, kept):
    older = manifests.known_migrations()[:-1]

    refused(of_manifest(archive, migrations=older), kept, "Restore it with that release")


@pytest.mark.parametrize(
    "name", ["../outside", "files/../../outside", "/etc/passwd", "files/a/../b", "elsewhere/a"]
)
def test_a_part_that_leads_out_of_its_folder_is_refused(archive, kept, name):
    with tarfile.open(archive, "a") as appended:
        entry = tarfile.TarInfo(name)
        entry.size = 2
        appended.addfile(entry, io.BytesIO(b"hi"))

    refused(archive, kept, "never writes such a part")
    assert not (kept.parent / "outside").exists()


def test_a_link_is_no_part(archive, kept):
    with tarfile.open(archive) as old:
        name = next(n for n in old.getnames() if n.startswith("files/"))
    changed = rewritten(archive, lambda part, content: None if part == name else content)
    with tarfile.open(changed, "a") as appended:
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        appended.addfile(entry)

    refused(changed, kept, "damaged")


def test_a_backup_of_a_forged_trail_is_refused(village, kept, tmp_path):
    with tables.triggers_lifted():
        Entry.objects.filter(number=1).update(actor="somebody else")
    forged = tmp_path / "forged.tar"
    backups.make(forged, now=NOW)

    refused(forged, kept, "audit trail is broken at line 1")


def test_a_backup_of_a_damaged_file_is_refused(village, kept, tmp_path):
    original = next(path for path in kept.rglob("*") if path.is_file() and len(path.name) == 64)
    good = original.read_bytes()
    original.write_bytes(b"something else")
    damaged = tmp_path / "damaged.tar"
    backups.make(damaged, now=NOW)
    original.write_bytes(good)

    with pytest.raises(backups.BackupRefused, match="not what its evidence says"):
        backups.replace(damaged)


def test_nothing_changes_its_own_time_when_it_is_written_again():
    # bulk_create would give such a field today's date, and the backup would come back changed.
    own_clock = [
        f"{model._meta.label}.{field.name}"
        for model in tables.carried()
        for field in tables.fields(model)
        if isinstance(field, DateField) and (field.auto_now or field.auto_now_add)
    ]

    assert own_clock == []


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_one_moment_while_others_go_on_writing(kept, tmp_path):
    ani = make_person("ani", "village_operator", make_village())
    village, path = Area.objects.get(code="15.03.08.2006"), tmp_path / "tangguh.tar"
    enough = threading.Event()
    titles: list[str] = []

    def write_on() -> None:
        while not enough.wait(0.01):  # SQLite lets a second writer in only between two
            titles.append(f"Foto {len(titles)}")
            claim(ani, village, titles[-1], width=40 + len(titles))
        connection.close()

    writer = threading.Thread(target=write_on)
    writer.start()
    while len(titles) < 3 and writer.is_alive():
        enough.wait(0.01)
    during = len(titles)
    backups.make(path, now=NOW)
    after = len(titles)
    enough.set()
    writer.join()
    lose_everything(kept)

    backups.restore(path)

    claims = Entry.objects.filter(deed__startswith="evidence.").count()
    rows = tables_of("evidence.Evidence")
    assert during - 1 <= rows <= after
    assert rows == claims
    assert trail.first_broken_link() is None


def tables_of(label: str) -> int:
    model = next(model for model in tables.carried() if model._meta.label == label)
    return len(list(tables.lines(model))) - 1
