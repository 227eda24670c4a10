import os
from datetime import date
from uuid import uuid4

import pytest
from click.testing import CliRunner

from tangguh.domains.evidence import services
from tangguh.domains.evidence.commands import evidence
from tests.domains.evidence.files import camera_photo
from tests.factories import NOW, make_person, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def claimed():
    village = make_village()
    return services.claim(
        by=make_person("ani", "village_operator", village),
        area=village,
        kind="photo",
        title="Banjir",
        file=camera_photo(),
        happened_on=date(2026, 11, 13),
        source="Operator desa",
        audience="public",
        act_id=uuid4(),
        now=NOW,
    )


def run(*words):
    return CliRunner().invoke(evidence, words)


def test_the_check_finds_every_file_as_it_was(claimed):
    result = run("check")

    assert (result.exit_code, result.output) == (0, "Every file is what its evidence says.\n")


def test_the_check_names_a_file_that_was_changed(claimed, kept):
    (kept / claimed.sha256[:2] / claimed.sha256).write_bytes(b"something else")

    result = run("check")

    assert result.exit_code == 1
    assert result.output.startswith(f"{claimed.pk}: the file {claimed.sha256} was changed")


def test_the_check_names_a_file_that_is_gone(claimed, kept):
    (kept / claimed.sha256[:2] / claimed.sha256).unlink()

    assert "is missing" in run("check").output


def test_the_sweep_removes_what_is_old_and_belongs_to_nobody(claimed, kept):
    stray = kept / "ab" / ("ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left behind")
    os.utime(stray, (0, 0))

    assert run("sweep").output == "Removed 1 files that no evidence names.\n"
    assert not stray.exists()
