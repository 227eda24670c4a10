from pathlib import Path

import pytest
from click.testing import CliRunner

from tangguh.domains.accounts.models import Role
from tangguh.domains.atlas.commands import boundaries
from tangguh.domains.atlas.models import BoundarySet
from tangguh.domains.audit.models import Entry
from tests.domains.atlas import files
from tests.factories import make_area, make_person

pytestmark = pytest.mark.django_db
FIRST, SECOND = files.SQUARES
SAID = ("--source", "BIG 2026", "--as-of", "2026-06-01")


def run(*words: str | Path):
    return CliRunner().invoke(boundaries, [str(word) for word in words])


def test_the_check_says_that_a_file_can_be_taken_and_stores_nothing(district, tmp_path):
    result = run("check", files.write(tmp_path / "desa.gpkg"))

    assert (result.exit_code, result.output) == (0, "This file can be taken.\n")
    assert (BoundarySet.objects.count(), Entry.objects.count()) == (0, 0)


def test_the_check_names_rows_and_areas_and_ends_with_1(district, tmp_path):
    result = run("check", files.write(tmp_path / "desa.gpkg", codes=("15.03.01.2999", SECOND)))

    assert result.exit_code == 1
    assert "! Unknown areas: 1." in result.output
    assert "    row 1  15.03.01.2999  Tambak Ratu  not on the official list\n" in result.output
    assert f"    {FIRST}  Tambak Ratu  no row has this code\n" in result.output
    assert "would be refused" in result.output


def test_an_unusual_column_is_named(district, tmp_path):
    file = files.write(tmp_path / "desa.gpkg", column="nomor")

    assert "No column holds the official codes" in run("check", file).output
    assert run("check", file, "--column", "nomor").exit_code == 0


def test_the_import_takes_a_file_in_the_name_of_the_system(district, tmp_path):
    result = run("import", files.write(tmp_path / "desa.gpkg"), *SAID)

    assert (result.exit_code, result.output) == (
        0,
        "2 outlines are in use for Sarolangun (15.03).\n",
    )
    assert BoundarySet.objects.get().source == "BIG 2026"
    assert Entry.objects.get().actor == "tangguh"


def test_the_import_acts_in_a_persons_name_only_if_the_person_may(district, tmp_path):
    make_person("sari", Role.Name.PLANNER, district)
    make_person("budi", Role.Name.VILLAGE_HEAD, district)
    file = files.write(tmp_path / "desa.gpkg")

    refused = run("import", file, *SAID, "--by", "budi")
    taken = run("import", file, *SAID, "--by", "sari")

    assert (refused.exit_code, taken.exit_code) == (1, 0)
    assert "holds no office" in refused.output
    assert Entry.objects.get().actor == "sari"


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (lambda path: files.write(path / "a.gpkg", codes=(FIRST, FIRST)), "1 doubled codes"),
        (lambda path: files.bomb(path / "a.zip"), "grows more than"),
        (lambda path: files.wrong_zone(path / "a.gpkg"), "2 shapes far from their place"),
    ],
    ids=["doubled", "bomb", "zone"],
)
def test_the_import_takes_all_or_nothing(district, tmp_path, write, says):
    result = run("import", write(tmp_path), *SAID)

    assert result.exit_code == 1
    assert says in result.output
    assert (BoundarySet.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_date_in_the_future_is_refused(district, tmp_path):
    file = files.write(tmp_path / "desa.gpkg")

    result = run("import", file, "--source", "BIG", "--as-of", "2027-01-01")

    assert result.exit_code == 1
    assert "Give the day from the source" in result.output


def test_without_a_district_the_command_says_how_to_begin(db, tmp_path):
    make_area()

    result = run("check", files.write(tmp_path / "desa.gpkg"))

    assert result.exit_code == 1
    assert "tangguh district add" in result.output
