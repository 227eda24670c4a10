"""`tangguh evacuate` on plain files."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pyarrow.parquet
import pyogrio.raw
import pytest
import shapely
from click.testing import CliRunner, Result

from tangguh.cli import main
from tangguh.integrations.plain_tables import table
from tangguh.integrations.reference_systems import moved

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
    assert run("check", str(tmp_path / "plan"), *options).output.endswith("Diterima.\n")


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

    told = json.loads(done.stdout)
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
        ("roads", ROADS.replace("simpang,100,10,1,1", "simpang,100,1e300,1,1", 1), "1e300"),
        ("roads", ROADS.replace("simpang,100,10,1,1", "simpang,100,10,1e-300,1", 1), "1e-300"),
        ("roads", ROADS.replace("simpang,100,10,1,1", "simpang,-100,10,1,1", 1), "length_m"),
        ("roads", ROADS.replace("simpang,100,10,1,1", "simpang,100,10,5,1,1", 1), "baris 2"),
        ("roads", ROADS.replace("simpang,100,10,1,1", "simpang,100", 1), "baris 2"),
        ("roads", ROADS.replace("open", "length_m"), "dua kali"),
        ("households", HOUSEHOLDS.replace("k1,desa,3", "k1,desa,1e300"), "1e300"),
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


def example(folder: Path) -> list[str]:
    run("example", str(folder))
    names = {"roads": "csv", "households": "csv", "shelters": "csv", "zones": "geojson"}
    return [word for n, kind in names.items() for word in (f"--{n}", str(folder / f"{n}.{kind}"))]


def changed(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def planned(options: list[str], folder: Path, *more: str) -> tuple[Result, dict[str, Any]]:
    done = run("plan", *options, "--out", str(folder / "plan"), *more)
    assert done.exit_code == 0, done.output
    return done, json.loads((folder / "plan" / "summary.json").read_text())


def codes(told: dict[str, Any]) -> dict[str, list[str]]:
    return {doubt["code"]: doubt["ids"] for doubt in told["doubts"]}


@pytest.mark.parametrize("command", ["plan", "bound", "check", "study", "example"])
def test_the_example_of_each_help_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
):
    monkeypatch.chdir(tmp_path)
    shown = run(command, "--help").output.split("Example:")[1].split("Options:")[0]
    lines = " ".join(shown.split()).split("tangguh evacuate ")[1:]

    done = [run(*line.split()) for line in lines]

    assert [one.exit_code for one in done] == [0] * len(done), [one.output for one in done]
    assert lines[-1].startswith(command)


def test_a_zone_closes_the_roads_inside_and_boats_go_on(tmp_path: Path):
    _, told = planned(example(tmp_path), tmp_path)

    assert told["roads_closed_by_zones"] == 1
    assert (told["persons_no_dry_route"], told["persons_by_mode"]["boat"]) == (2, 3)
    assert (tmp_path / "plan" / "closed.csv").read_text() == "edge,zone\nr6,sungai\n"
    assert "k5,2,no_dry_route,no_road_at_home" in (tmp_path / "plan" / "left_out.csv").read_text()


def test_a_plan_through_a_zone_is_not_accepted_once_the_zone_is_told(tmp_path: Path):
    options = example(tmp_path)
    planned(options[:-2], tmp_path)

    assert run("check", str(tmp_path / "plan"), *options[:-2]).exit_code == 0
    done = run("check", str(tmp_path / "plan"), *options)

    assert done.exit_code == 1
    assert "open links only" in done.output


@pytest.mark.parametrize(
    ("old", "new", "more", "closed"),
    [
        ("r6,seberang,hilir,200,100,1,1,road,0", "r6,seberang,hilir,200,100,1,1,road,1", [], 0),
        (
            "r6,seberang,hilir,200,100,1,1,road,0",
            "r6,seberang,hilir,200,100,1,1,road,1",
            ["--close-bridges"],
            1,
        ),
        ("r1", "r1", ["--closed-from", "2"], 0),
        ("r1", "r1", ["--close-class", "tinggi"], 1),
    ],
)
def test_which_zones_close_which_roads_is_said(
    tmp_path: Path, old: str, new: str, more: list[str], closed: int
):
    options = example(tmp_path)
    changed(options[1], old, new)

    _, told = planned(options, tmp_path, *more)

    assert told["roads_closed_by_zones"] == closed


def test_without_boats_the_landing_stage_is_cut_off(tmp_path: Path):
    _, told = planned(example(tmp_path), tmp_path, "--without", "boat")

    assert told["persons_no_dry_route"] == 5


BOW_TIE = "[[[102.69,-2.31],[102.71,-2.29],[102.71,-2.31],[102.69,-2.29],[102.69,-2.31]]]"
SQUARE = "[[[102.6965, -2.3095], [102.6985, -2.3095],\n   [102.6985, -2.3035], [102.6965, -2.3035], [102.6965, -2.3095]]]"


def square(west: float, south: float, east: float, north: float) -> str:
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return json.dumps([corners])


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (BOW_TIE, ["sungai", "102.7 -2.3"]),
        (square(102, -3, 103, -2), ["sungai", "semua jalan"]),
        (square(-3, 102, -2, 103), ["tertukar", "102"]),
        (square(210_000, 9_740_000, 230_000, 9_760_000), ["meter"]),
        (square(110, -8, 111, -7), ["kabupaten ini"]),
        ("[]", ["sungai", "bukan wilayah"]),
    ],
)
def test_what_is_wrong_with_a_zone_is_named_and_located(
    tmp_path: Path, shape: str, said: list[str]
):
    options = example(tmp_path)
    changed(options[-1], SQUARE, shape)

    done = run("plan", *options, "--out", str(tmp_path / "plan"))

    assert done.exit_code == 1
    assert not (tmp_path / "plan").exists()
    assert [word for word in said if word not in done.output] == []


def test_a_shelter_in_a_zone_is_named_and_nobody_is_sent_there(tmp_path: Path):
    options = example(tmp_path)
    changed(options[-1], SQUARE, square(102.7075, -2.3035, 102.7085, -2.3025))

    done, told = planned(options, tmp_path)

    assert codes(told)["shelter_in_zone"] == ["masjid"]
    assert "masjid" in done.output
    assert ",masjid," not in (tmp_path / "plan" / "assignment.csv").read_text()


def test_zones_without_lines_of_roads_are_refused_with_the_remedy(tmp_path: Path):
    options = [*tables(tmp_path), *example(tmp_path / "other")[-2:]]

    done = run("bound", *options)

    assert done.exit_code == 1
    assert "geometry" in done.output


@pytest.mark.parametrize(
    ("table", "old", "new", "code", "ids"),
    [
        ("roads", "100,10,1,1\nr2", "100,10,0,1\nr2", "road_lets_nobody_in", ["r1"]),
        ("roads", "r3,pulau,simpang", "r3,pulau,pulau", "road_leads_back", ["r3"]),
        ("roads", "r3,pulau,simpang,100,10,1,0", "r3,desa,simpang,100,10,1,1", "roads_are_alike", ["r3"]),
        ("roads", "r3,pulau,simpang", "r3,desa,simpang", "roads_contradict", ["r3"]),
        ("roads", "r3,pulau,simpang,100,10,1,0", "r3,simpang,pulau,100,10,1,1", "one_ways_trap", ["pulau"]),
        ("shelters", "s1,masjid,10", "s1,masjid,10\ns2,pulau,0", "shelter_has_no_places", ["s2"]),
        ("households", "k3,pulau", "k3,", "household_has_no_road", ["k3"]),
        ("households", "k3,pulau", "k3,pulau", "pieces_without_shelter", ["pulau"]),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_named_and_the_plan_lists_whom_it_leaves_out(
    tmp_path: Path, table: str, old: str, new: str, code: str, ids: list[str]
):
    given = {"roads": ROADS, "households": HOUSEHOLDS, "shelters": SHELTERS}
    if table == "roads" and "pulau" not in new:
        given["households"] = HOUSEHOLDS.replace("k3,pulau", "k3,desa")
    assert old in given[table]
    given[table] = given[table].replace(old, new)

    done, told = planned(tables(tmp_path, **given), tmp_path)

    assert codes(told)[code] == ids
    assert ids[0] in done.output
    left = list(csv.DictReader((tmp_path / "plan" / "left_out.csv").read_text().splitlines()))
    stays = sum(int(row["persons"]) for row in left)
    assert stays == told["persons_no_dry_route"] + told["persons_no_place"]


def test_one_ways_that_lead_away_are_the_reason(tmp_path: Path):
    turned = ROADS.replace("r3,pulau,simpang,100,10,1,0", "r3,simpang,pulau,100,10,1,1")
    planned(tables(tmp_path, roads=turned), tmp_path)

    left = (tmp_path / "plan" / "left_out.csv").read_text()

    assert "k3,2,no_dry_route,one_ways_lead_away" in left


def in_kind(path: str, kind: str) -> str:
    """The same table in another kind of file."""
    target = Path(path).with_suffix(f".{kind}")
    found = table(Path(path))
    columns = {name: [row[name] for row in found.rows] for name in found.rows[0]}
    shapes = found.shapes if found.shapes is not None else [None] * len(found.rows)
    if kind == "parquet":
        cells = {**columns, "geometry": [s and shapely.to_wkb(s) for s in shapes]}
        pyarrow.parquet.write_table(
            pyarrow.table({name: values for name, values in cells.items() if any(values)}), target
        )
        return str(target)
    pyogrio.raw.write(
        str(target),
        np.array([s and shapely.to_wkb(s) for s in shapes], object),
        [np.array(values, object) for values in columns.values()],
        list(columns),
        geometry_type="LineString" if found.shapes is not None else "Point",
        crs="EPSG:4326",
        driver="GPKG" if kind == "gpkg" else "GeoJSON",
    )
    return str(target)


@pytest.mark.parametrize("kind", ["parquet", "gpkg", "geojson"])
def test_every_kind_of_file_gives_the_same_plan(tmp_path: Path, kind: str):
    options = example(tmp_path)
    _, expected = planned(options, tmp_path / "csv")
    for n in (1, 3, 5):
        options[n] = in_kind(options[n], kind)

    _, told = planned(options, tmp_path)

    assert told == expected
    lines = [(tmp_path / f / "plan" / "routes.csv").read_text() for f in ("", "csv")]
    assert lines[0] == lines[1]


def test_a_plan_can_be_written_and_checked_as_parquet(tmp_path: Path):
    options = example(tmp_path)

    planned(options, tmp_path, "--format", "parquet")

    assert table(tmp_path / "plan" / "assignment.parquet").rows[4]["outcome"] == "no_dry_route"
    assert run("check", str(tmp_path / "plan"), *options).output.endswith("Diterima.\n")


def test_zones_in_another_system_are_moved_to_the_roads(tmp_path: Path):
    options = example(tmp_path)
    zones = table(Path(options[-1]))
    metres = moved(zones.shapes, zones.crs, "EPSG:32748")
    options[-1] = str(tmp_path / "zones.gpkg")
    pyogrio.raw.write(
        options[-1],
        shapely.to_wkb(metres),
        [],
        [],
        geometry_type="Polygon",
        crs="EPSG:32748",
        driver="GPKG",
    )
    options[1] = in_kind(options[1], "gpkg")

    _, told = planned(options, tmp_path)

    assert told["roads_closed_by_zones"] == 1


def test_a_table_of_semicolons_is_read_and_a_class_nobody_has_is_named(tmp_path: Path):
    options = example(tmp_path)
    changed(options[3], ",", ";")

    planned(options, tmp_path)
    done = run("bound", *options, "--close-class", "sedang")

    assert done.exit_code == 1
    assert "tinggi" in done.output


def studied(options: list[str], folder: Path, *more: str) -> dict[str, Any]:
    done = run("study", str(folder / "plan"), *options, *more)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_what_else_can_be_asked_of_a_plan_is_answered_by_name(tmp_path: Path):
    options = tables(tmp_path, stock="node,person_days\npulau,7\n")
    planned(options[:-2], tmp_path)

    told = studied(options[:-2], tmp_path, *options[-2:], "--late", "1")

    assert told["safe_by"][-1] == {"seconds": 26, "safe": 6, "at_most": 6}
    assert told["hours"] == {"mean_s": 24.5, "half_s": 23, "p95_s": 26, "p99_s": 26, "last_s": 26}
    assert told["late_start"]["last_s"] > told["half_leave_at_once"]["last_s"] == 26
    assert told["roads_that_hurt_most"] == [
        {"edges": ["r1"], "persons": 6},
        {"edges": ["r2"], "persons": 6},
    ]
    assert told["roads_to_reopen"] == [{"edge": "r3", "persons": 2}]
    assert told["shelters_to_open"] == [{"node": "pulau", "persons": 2}]
    (pocket,) = told["pockets"]
    assert (pocket["nodes"], pocket["persons"], pocket["days"]) == (["pulau"], 2, 3.5)


def test_a_plan_that_does_not_hold_is_not_studied(tmp_path: Path):
    planned(tables(tmp_path), tmp_path)
    closed = tables(tmp_path, roads=ROADS.replace("10,1,1\nr2", "10,1,0\nr2"))

    done = run("study", str(tmp_path / "plan"), *closed)

    assert done.exit_code == 1
    assert "open links only" in done.output


def test_a_stock_at_no_node_is_named(tmp_path: Path):
    options = tables(tmp_path, stock="node,person_days\nhutan,7\n")
    planned(options[:-2], tmp_path)

    done = run("study", str(tmp_path / "plan"), *options)

    assert done.exit_code == 1
    assert "hutan" in done.output
