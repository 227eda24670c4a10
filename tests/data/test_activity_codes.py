"""The list of village activities, checked as it lies there."""

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "data" / "permendagri_20_2018"
TABLES = ("activity_codes", "authority_words")
CODE = re.compile(r"0[1-5]\.\d\d\.\d\d")


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("table", TABLES)
def test_each_table_says_where_it_comes_from_and_what_its_columns_mean(table: str):
    about: dict[str, Any] = yaml.safe_load((FOLDER / f"{table}.yaml").read_text("utf-8"))

    assert about["title"]
    assert about["source"]
    assert isinstance(about["as_of"], date)
    assert list(about["columns"]) == list(rows(table)[0])


def test_every_code_is_well_formed_and_there_once():
    codes = [row["code"] for row in rows("activity_codes")]

    assert len(codes) == len(set(codes)) == 25
    assert [code for code in codes if not CODE.fullmatch(code)] == []
    assert codes == sorted(codes)


def test_every_code_is_suggested_by_some_word_and_asks_only_what_the_form_asks():
    for row in rows("activity_codes"):
        assert all(word.strip() == word and word for word in row["words"].split(";")), row
        assert set(row["asks"].split()) <= {"land", "size", "keeper"}, row


def test_only_offices_above_the_village_are_suggested_by_words():
    assert {row["authority"] for row in rows("authority_words")} == {
        "district",
        "province",
        "state",
    }
