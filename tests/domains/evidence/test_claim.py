import hashlib
import zlib
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from tangguh.domains.audit import services as audit
from tangguh.domains.evidence import errors, services
from tangguh.domains.evidence.models import Evidence, Seal
from tangguh.domains.evidence.selectors import seal
from tangguh.errors import NotAllowed
from tests.domains.evidence.files import camera_photo, minutes
from tests.engines.media.samples import CAMERA, docx, photo
from tests.factories import NOW, TODAY, make_person, make_village

pytestmark = pytest.mark.django_db


def claim(by, area, file=None, **fields):
    said: dict[str, Any] = {
        "kind": Evidence.Kind.PHOTO,
        "title": "Banjir di RT 01",
        "file": file or camera_photo(),
        "happened_on": date(2026, 11, 13),
        "source": "Operator desa",
        "audience": Evidence.Audience.PUBLIC,
        "act_id": uuid4(),
        "now": NOW,
    } | fields
    return services.claim(by=by, area=area, **said)


@pytest.fixture
def village():
    return make_village()


@pytest.fixture
def ani(village):
    return make_person("ani", "village_operator", village)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*/*") if path.is_file())


def test_a_photo_is_kept_as_it_came_and_its_place_and_time_become_data(ani, village, kept):
    photo_ = camera_photo()
    sent = photo_.read()
    photo_.seek(0)

    evidence = claim(ani, village, photo_)

    original = kept / evidence.sha256[:2] / evidence.sha256
    assert original.read_bytes() == sent
    assert evidence.sha256 == hashlib.sha256(sent).hexdigest()
    assert (evidence.media_type, evidence.size) == ("image/jpeg", len(sent))
    assert evidence.taken_at == "2026-11-13T22:20:05"
    assert (evidence.latitude, evidence.longitude) == (-2.06, 102.97)
    assert evidence.claimed_as == "village_operator"
    assert seal(evidence) == Seal.CLAIMED


def test_what_is_served_of_a_photo_tells_neither_place_nor_camera(ani, village, kept):
    evidence = claim(ani, village)

    copies = list((kept / evidence.sha256[:2]).glob("*.webp"))
    assert len(copies) == 2
    for copy in copies:
        assert copy.read_bytes()[8:12] == b"WEBP"
        assert b"Exif" not in copy.read_bytes()
        assert CAMERA.encode() not in copy.read_bytes()


def test_the_same_act_sent_twice_is_one_claim(ani, village):
    act = uuid4()

    first = claim(ani, village, act_id=act)
    again = claim(ani, village, act_id=act)

    assert again == first
    assert Evidence.objects.count() == 1


def test_nobody_uses_the_act_of_somebody_else(ani, village):
    evidence = claim(ani, village)
    budi = make_person("budi", "village_head", village)

    with pytest.raises(errors.ActTaken):
        claim(budi, village, act_id=evidence.act_id)


def test_the_same_file_is_not_evidence_twice_in_one_village(ani, village):
    first = claim(ani, village)

    with pytest.raises(errors.AlreadyClaimed) as refused:
        claim(ani, village, title="Banjir lagi")

    assert f"number {first.pk}" in refused.value.message
    assert refused.value.details["link"] == f"/evidence/{first.pk}/"


def test_the_same_file_may_speak_for_two_villages_and_is_kept_once(ani, village, kept):
    sepintun = make_village("15.03.04.2011", "Sepintun")
    budi = make_person("budi", "village_operator", sepintun)

    one, other = claim(ani, village), claim(budi, sepintun)

    assert one.sha256 == other.sha256
    assert len(files_in(kept)) == 3


def test_nothing_happened_tomorrow(ani, village):
    with pytest.raises(errors.NotYetHappened, match="today is"):
        claim(ani, village, happened_on=TODAY + timedelta(days=1))


def test_a_resident_claims_nothing(village, kept):
    citra = make_person("citra", "resident", village)

    with pytest.raises(NotAllowed):
        claim(citra, village)

    assert not kept.exists()


def test_an_operator_claims_nothing_for_the_next_village(ani):
    with pytest.raises(NotAllowed):
        claim(ani, make_village("15.03.04.2011", "Sepintun"))


def png_that_claims_to_be_huge() -> bytes:
    """A small PNG whose header says 65,536 x 65,536, with the checksum that such a header has."""
    small = photo("PNG", (8, 8))
    header = b"IHDR" + b"\x00\x01\x00\x00" * 2 + small[24:29]
    return small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]


HOSTILE = {
    "a page named jpg": (b"<html><script>alert(1)</script></html>", "this kind of file"),
    "a truncated png": (photo("PNG", (300, 300), compress_level=0)[:2000], "cut off"),
    "a png of 65,536 pixels a side": (png_that_claims_to_be_huge(), "million pixels"),
    "a zip bomb as docx": (docx(**{"word/media/a": b"0" * 30_000_000}), "unpack"),
    "an empty file": (b" ", "empty"),
    "a program": (b"MZ" + b"\x90\x00" * 100, "this kind of file"),
}


@pytest.mark.parametrize(("content", "said"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_by_name_and_leaves_nothing(content, said, ani, village, kept):
    with pytest.raises(errors.FileRefused, match=f"foto.jpg: .*{said}"):
        claim(ani, village, SimpleUploadedFile("foto.jpg", content, "image/jpeg"))

    assert not Evidence.objects.exists()
    assert files_in(kept) == []


def test_the_name_and_the_browsers_word_are_not_believed(ani, village):
    disguised = SimpleUploadedFile("foto.html", photo(), "text/html")

    assert claim(ani, village, disguised).media_type == "image/jpeg"


def test_a_file_that_says_it_is_too_large_is_not_read(ani, village, settings):
    settings.EVIDENCE_MAX_BYTES = 100
    file: Any = minutes()
    file.chunks = None

    with pytest.raises(errors.TooLarge):
        claim(ani, village, file)


def test_a_file_that_lies_about_its_size_stops_at_the_limit(ani, village, settings, kept):
    settings.EVIDENCE_MAX_BYTES = 1000
    taken = []

    def chunks():
        for number in range(1000):
            taken.append(number)
            yield b"x" * 400

    file: Any = minutes()
    file.size, file.chunks = 10, chunks

    with pytest.raises(errors.TooLarge):
        claim(ani, village, file)

    assert len(taken) == 3
    assert files_in(kept) == []


def test_a_crash_before_the_row_is_whole_leaves_neither_row_nor_file(
    ani, village, kept, monkeypatch
):
    def crash(*_args, **_kwargs):
        raise RuntimeError("power cut")

    monkeypatch.setattr(audit, "record", crash)

    with pytest.raises(RuntimeError):
        claim(ani, village)

    assert not Evidence.objects.exists()
    assert files_in(kept) == []


def test_a_crash_while_the_file_is_placed_leaves_no_row(ani, village, kept, monkeypatch):
    def crash(*_args):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", crash)

    with pytest.raises(OSError, match="disk full"):
        claim(ani, village)

    assert not Evidence.objects.exists()
    assert [name for name in files_in(kept) if name.endswith("webp")] == []


def test_what_a_failed_deed_left_behind_is_swept_a_day_later(ani, village, kept):
    with transaction.atomic():
        claim(ani, village)
        transaction.set_rollback(True)  # the caller's own deed failed
    assert not Evidence.objects.exists()
    assert len(files_in(kept)) == 3

    assert services.sweep(now=timezone.now()) == 0
    assert services.sweep(now=timezone.now() + timedelta(days=2)) == 3
    assert files_in(kept) == []


def test_the_sweeper_leaves_what_somebody_else_uses(ani, village, kept):
    evidence = claim(ani, village)

    assert services.sweep(now=timezone.now() + timedelta(days=2)) == 0
    assert evidence.sha256 in files_in(kept)
