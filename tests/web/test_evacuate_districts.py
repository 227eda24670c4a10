"""`tangguh evacuate districts`: many folders of tables, a plan for each."""

import csv
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import dask
import pytest

from tangguh.engines.evacuation import Fault
from tangguh.web import evacuation_districts
from tangguh.web.evacuation_example import TABLES
from tests.web.test_evacuate import ROADS, run, tables


def two_districts(folder: Path) -> Path:
    for name in ("merangin", "sarolangun"):
        (folder / name).mkdir(parents=True)
        tables(folder / name, roads=ROADS.replace("100,10,", f"100,{len(name)},"))
    return folder


def written(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def lines_of(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "districts.csv").read_text().splitlines()))


def test_two_workers_write_what_one_writes(tmp_path: Path):
    source = str(two_districts(tmp_path / "in"))

    one = run("districts", source, "--out", str(tmp_path / "one"))
    two = run("districts", source, "--out", str(tmp_path / "two"), "--workers", "2")

    assert (one.exit_code, two.exit_code) == (0, 0), two.output
    assert one.output == two.output
    assert written(tmp_path / "one") == written(tmp_path / "two")
    # Two roads of as many seconds as the name has letters, and six persons, one a second
    assert [(x["district"], x["clearance_s"]) for x in lines_of(tmp_path / "two")] == [
        ("merangin", "22.0"),
        ("sarolangun", "26.0"),
    ]
    # Each is a plan like any other
    options = tables(tmp_path / "in" / "merangin", roads=ROADS.replace("100,10,", "100,8,"))
    assert run("check", str(tmp_path / "two" / "merangin"), *options).exit_code == 0


def test_a_district_with_a_fault_is_named_and_the_others_stand(tmp_path: Path):
    source = two_districts(tmp_path / "in")
    (source / "merangin" / "shelters.csv").unlink()
    (source / "batanghari").mkdir()
    for name, text in TABLES.items():
        (source / "batanghari" / name).write_text(text)
    (source / "batanghari" / "roads.parquet").write_bytes(b"")

    done = run("districts", str(source), "--out", str(tmp_path / "out"))

    assert done.exit_code == 1
    assert "batanghari: " in done.stderr
    assert "roads.csv, roads.parquet" in done.stderr
    assert "merangin: " in done.stderr
    told = lines_of(tmp_path / "out")
    assert [bool(one["problem"]) for one in told] == [True, True, False]
    assert [one["persons_routed"] for one in told] == ["", "", "6"]
    assert not (tmp_path / "out" / "merangin").exists()


def test_zones_in_the_folder_close_roads(tmp_path: Path):
    run("example", str(tmp_path / "in" / "sarolangun"))

    done = run("districts", str(tmp_path / "in"), "--out", str(tmp_path / "out"))

    assert done.exit_code == 0, done.output
    assert lines_of(tmp_path / "out")[0]["persons_no_dry_route"] == "2"


def test_a_plan_that_breaks_a_rule_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source = two_districts(tmp_path / "in")
    broken = (Fault("no shelter over its places", (0,)),)
    monkeypatch.setattr(evacuation_districts, "faults", lambda *_: broken)

    done = run("districts", str(source), "--out", str(tmp_path / "out"))

    assert done.exit_code == 1
    assert "no shelter over its places" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["districts.csv"]


def test_without_dask_one_worker_goes_on_and_two_are_told_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "dask", None)
    words = ("districts", str(two_districts(tmp_path / "in")), "--out", str(tmp_path / "out"))

    two = run(*words, "--workers", "2")

    assert two.exit_code == 1
    assert evacuation_districts.DASK in two.output
    assert not (tmp_path / "out").exists()
    assert run(*words).exit_code == 0


def test_a_worker_that_was_ended_is_told_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def ended(*_tasks: object, **_options: object):
        raise BrokenProcessPool

    monkeypatch.setattr(dask, "compute", ended)
    words = ("districts", str(two_districts(tmp_path / "in")), "--out", str(tmp_path / "out"))

    done = run(*words, "--workers", "2")

    assert done.exit_code == 1
    assert "--workers" in done.output
    assert "Traceback" not in done.output


def test_the_version_of_dask_that_is_told_is_the_one_that_is_tested():
    pyproject = Path(__file__).parents[2] / "pyproject.toml"

    assert f'"{evacuation_districts.DASK}"' in pyproject.read_text(encoding="utf-8")


def test_a_folder_without_districts_and_plans_among_the_tables_are_refused(tmp_path: Path):
    empty, source = tmp_path / "empty", two_districts(tmp_path / "in")
    empty.mkdir()

    nothing = run("districts", str(empty), "--out", str(tmp_path / "out"))
    among = run("districts", str(source), "--out", str(source / "plans"))

    assert (nothing.exit_code, among.exit_code) == (1, 1)
    assert str(empty) in nothing.output
    assert "plans" in among.output
    assert not (source / "plans").exists()
