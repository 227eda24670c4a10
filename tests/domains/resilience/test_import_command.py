"""`tangguh index import`: several villages' files at once, each a release of its own."""

from click.testing import CliRunner

from tangguh.domains.resilience.commands import index
from tangguh.domains.resilience.models import Release
from tests.domains.resilience import files

SAID = ("--definition", "idm@2016", "--source", "OpenSID", "--as-of", "2021-12-31")


def run(*words):
    return CliRunner().invoke(index, ["import", *SAID, "--year", "2021", *map(str, words)])


def test_each_file_becomes_a_release_and_says_what_it_held(kecimbung, sepintun, tmp_path):
    result = run(
        files.rumusan(tmp_path, "1503082006"), files.rumusan(tmp_path, "1503042010", IKL03=5)
    )

    assert result.exit_code == 0, result.output
    assert "1503082006.json: 1 villages, 0 scores missing, 0 totals" in result.output
    assert "1503042010.json: 1 villages, 0 scores missing, 2 totals" in result.output
    sources = sorted(Release.objects.values_list("source", flat=True))
    assert sources == ["OpenSID, 1503042010.json", "OpenSID, 1503082006.json"]


def test_a_check_stores_nothing(kecimbung, tmp_path):
    assert run("--check", files.rumusan(tmp_path)).exit_code == 0
    assert not Release.objects.exists()


def test_a_bad_cell_is_named_and_nothing_is_stored(kecimbung, tmp_path):
    result = run(files.table(tmp_path, files.village("15.03.08.2006", IKS01=7)))

    assert result.exit_code == 1
    assert "row 2, IKS01 (15.03.08.2006): 7 is out of range" in result.output
    assert not Release.objects.exists()


def test_a_check_refuses_what_the_import_would_refuse(kecimbung, tmp_path):
    file = files.table(tmp_path, files.village("15.03.08.2006"))
    assert run(file).exit_code == 0

    known = run("--check", file)
    computed = run("--check", "--definition", "ketahanan_sosial@2026", "--year", "2026", file)

    assert "never overwritten" in known.output
    assert "its scores are not imported" in computed.output


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    file = files.table(tmp_path, files.village("15.03.08.2006"))
    out = tmp_path / "nowhere" / "out.csv"

    result = CliRunner().invoke(
        index, ["score", "--definition", "idm@2016", "--out", str(out), str(file)]
    )

    assert result.exit_code == 1
    assert "out.csv cannot be written: No such file or directory. Choose" in result.output
