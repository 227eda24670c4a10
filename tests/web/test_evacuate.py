"""`tangguh evacuate` on plain files."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tangguh.cli import main

ROADS = """id,from_node,to_node,length_m,travel_time_s,capacity_pps,open
r1,desa,simpang,100,10,1,1
r2,simpang,masjid,100,10,1,1
r3,pulau,simpang,100,10,1,0
"""
HOUSEHOLDS = """id,node,persons,vulnerable
k1,desa,3,0
k2,desa,3,1
k3,pulau,2,0
"""
SHELTERS = "id,node,places\ns1,masjid,10\n"


def tables(folder: Path, **other: str) -> list[str]:
    given = {"roads": ROADS, "households": HOUSEHOLDS, "shelters": SHELTERS} | other
    options = []
    for name, text in given.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        options += [f"--{name}", str(folder / f"{name}.csv")]
    return options


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["evacuate", *words])


def test_a_plan_is_written_and_accepted(tmp_path: Path):
    options = tables(tmp_path)

    done = run("plan", *options, "--out", str(tmp_path / "plan"))

    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "plan" / "summary.json").read_text())
    assert (told["clearance_s"], told["bound_s"], told["gap"]) == (26, 26, 0)
    assert (told["persons_routed"], told["persons_no_dry_route"]) == (6, 2)
    lines = list(csv.DictReader((tmp_path / "plan" / "assignment.csv").read_text().splitlines()))
    assert [(x["household"], x["outcome"], x["shelter"]) for x in lines] == [
        ("k1", "routed", "s1"),
        ("k2", "routed", "s1"),
        ("k3", "no_dry_route", ""),
    ]
    assert run("check", str(tmp_path / "plan"), *options).output == "Diterima.\n"


def test_a_plan_over_a_road_that_has_closed_since_is_not_accepted(tmp_path: Path):
    run("plan", *tables(tmp_path), "--out", str(tmp_path / "plan"))

    closed = tables(
        tmp_path,
        roads=ROADS.replace("r2,simpang,masjid,100,10,1,1", "r2,simpang,masjid,100,10,1,0"),
    )
    done = run("check", str(tmp_path / "plan"), *closed)

    assert done.exit_code == 1
    assert "open links only" in done.output


def test_the_bound_comes_with_its_certificate(tmp_path: Path):
    done = run("bound", *tables(tmp_path))

    told = json.loads(done.output)
    assert told["bound_s"] == 26
    assert told["certificate"]["people_of_nodes"] == ["desa"]


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        (
            "roads",
            ROADS.replace("r2,simpang,masjid,100,10", "r2,simpang,masjid,100,0"),
            "travel_time_s",
        ),
        ("roads", ROADS.replace("r2", "r1"), "r1"),
        ("roads", ROADS.replace("capacity_pps", "capacity"), "capacity_pps"),
        ("households", HOUSEHOLDS.replace("k3,pulau", "k3,hutan"), "hutan"),
        ("households", HOUSEHOLDS.replace("k1,desa,3", "k1,desa,2.5"), "k1"),
        ("households", HOUSEHOLDS.replace("3,1", "3,mungkin"), "mungkin"),
        ("shelters", "id,node,places\n", "shelters"),
        ("shelters", SHELTERS.replace("masjid", ""), "node"),
    ],
)
def test_what_is_wrong_is_named_and_located(tmp_path: Path, table: str, text: str, said: str):
    done = run("plan", *tables(tmp_path, **{table: text}), "--out", str(tmp_path / "plan"))

    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output


def test_an_unknown_kind_of_file_is_refused_with_the_remedy(tmp_path: Path):
    options = tables(tmp_path)
    other = tmp_path / "roads.xlsx"
    other.write_text("x")
    options[1] = str(other)

    done = run("bound", *options)

    assert done.exit_code == 1
    assert "GeoPackage" in done.output
