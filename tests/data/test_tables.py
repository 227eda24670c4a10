"""The shipped tables are checked as they lie there, without the code that loads them."""

import csv
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

SAROLANGUN = Path(__file__).parents[2] / "data" / "districts" / "15.03"
TABLES = sorted(path.stem for path in SAROLANGUN.glob("*.csv"))

# Permendesa PDTT 2/2016: a village above the limit has the status.
STATUS_ABOVE = {
    "mandiri": Decimal("0.8155"),
    "maju": Decimal("0.7072"),
    "berkembang": Decimal("0.5989"),
    "tertinggal": Decimal("0.4907"),
    "sangat tertinggal": Decimal(-1),
}
DIVISORS = {"iks": ("IKS", 175), "ike": ("IKE", 60), "ikl": ("IKL", 15)}


def rows(table: str) -> list[dict[str, str]]:
    with (SAROLANGUN / f"{table}.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def described(table: str) -> dict[str, Any]:
    about: dict[str, Any] = yaml.safe_load((SAROLANGUN / f"{table}.yaml").read_text("utf-8"))
    return about


def codes_of(level: int) -> list[str]:
    """The codes with so many parts: 2 district, 3 subdistricts, 4 villages."""
    return [row["code"] for row in rows("areas") if len(row["code"].split(".")) == level]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_where_it_comes_from_when_and_what_its_columns_mean(table: str):
    about = described(table)

    assert about["title"]
    assert about["source"]
    assert isinstance(about["as_of"], date)
    assert list(about["columns"]) == list(rows(table)[0])


def test_there_are_eleven_subdistricts_149_desa_and_9_kelurahan():
    villages = codes_of(4)

    assert len(codes_of(3)) == 11
    # The last part of a code begins with 2 for a desa, and with 1 for a kelurahan.
    assert sum(code.split(".")[3].startswith("2") for code in villages) == 149
    assert sum(code.split(".")[3].startswith("1") for code in villages) == 9
    assert len(villages) == 158


def test_every_code_is_there_once_and_lies_in_an_area_of_the_table():
    codes = [row["code"] for row in rows("areas")]

    assert len(set(codes)) == len(codes)
    assert [code for code in codes if "." in code and code.rpartition(".")[0] not in codes] == []


def test_areas_add_up_to_those_around_them_and_to_the_published_total():
    area = {row["code"]: Decimal(row["area_km2"] or 0) for row in rows("areas")}

    for around in ["15.03", *codes_of(3)]:
        within = [code for code in area if code.rpartition(".")[0] == around]
        assert sum(area[code] for code in within) == area[around]
    # The district publishes 5,935.89 km²; each of 158 villages is rounded to 0.01.
    assert abs(area["15.03"] - Decimal("5935.89")) < Decimal("0.79")


def test_every_village_has_a_point_within_the_bounds_of_the_district():
    points = [
        (float(r["lon"]), float(r["lat"])) for r in rows("areas") if r["code"].count(".") == 3
    ]

    assert all(102.0 < lon < 103.4 and -2.9 < lat < -1.7 for lon, lat in points)
    assert len(set(points)) == 158


CODED = {
    "aliases": ("code",),
    "prone_areas": ("area_code",),
    "idm_scores": ("code",),
    "indicator_scores_2024": ("code",),
    "events": ("subdistricts", "villages"),
}


@pytest.mark.parametrize("table", CODED)
def test_every_code_in_another_table_is_that_of_an_area(table: str):
    known = {row["code"] for row in rows("areas")}

    named = {code for row in rows(table) for column in CODED[table] for code in row[column].split()}

    assert named - known == set()


def test_an_alias_differs_from_the_official_name():
    names = {row["code"]: row["name"] for row in rows("areas")}

    assert all(row["alias"] != names[row["code"]] for row in rows("aliases"))


def test_all_desa_and_no_kelurahan_have_a_score_for_both_years():
    desa = {code for code in codes_of(4) if code.split(".")[3].startswith("2")}

    for year in ("2023", "2024"):
        scored = [row["code"] for row in rows("idm_scores") if row["year"] == year]
        assert sorted(scored) == sorted(desa)


def test_the_village_index_is_the_mean_of_its_three_parts():
    for row in rows("idm_scores"):
        parts = [Decimal(row[part]) for part in DIVISORS]
        assert all(0 <= part <= 1 for part in parts)
        assert abs(sum(parts, Decimal(0)) / 3 - Decimal(row["idm"])) <= Decimal("0.0001"), row


def test_a_status_is_the_highest_whose_limit_is_passed():
    # The limits themselves fall, so that the first one passed is the highest.
    assert all(upper > lower for upper, lower in pairwise(STATUS_ABOVE.values()))
    for row in rows("idm_scores"):
        passed = [name for name, limit in STATUS_ABOVE.items() if Decimal(row["idm"]) > limit]
        assert row["status"] == passed[0], row


def test_the_fifty_scores_of_a_village_add_up_to_what_was_published():
    published = {row["code"]: row for row in rows("idm_scores") if row["year"] == "2024"}
    scored = rows("indicator_scores_2024")

    assert len(scored) == 141
    for row in scored:
        for part, (prefix, divisor) in DIVISORS.items():
            total = sum(int(score) for code, score in row.items() if code.startswith(prefix))
            share = (Decimal(total) / divisor).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
            assert share == Decimal(published[row["code"]][part]), (row["code"], part)


def test_the_eight_villages_in_doubt_are_named_and_left_out():
    desa = {code for code in codes_of(4) if code.split(".")[3].startswith("2")}
    scored = {row["code"] for row in rows("indicator_scores_2024")}

    assert sorted(desa - scored) == described("indicator_scores_2024")["left_out"]


def test_eighteen_events_are_in_order_and_end_after_they_began():
    events = rows("events")

    assert len({row["event"] for row in events}) == len(events) == 18
    assert [row["started"] for row in events] == sorted(row["started"] for row in events)
    for row in events:
        assert date.fromisoformat(row["started"]) <= date.fromisoformat(
            row["ended"] or row["started"]
        )
        assert row["sources"].startswith(("http", "github:"))


def test_an_event_names_the_subdistrict_of_each_of_its_villages():
    for row in rows("events"):
        around = {code.rpartition(".")[0] for code in row["villages"].split()}
        assert around <= set(row["subdistricts"].split()), row["event"]


def test_men_and_women_add_up_to_the_people():
    both = [row for row in rows("population") if row["male"]]

    assert all(int(row["male"]) + int(row["female"]) == int(row["total"]) for row in both)
    assert len(both) >= 6
