"""Definitions and scores from files: what is read, and what is refused with its place."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from tangguh.domains.resilience.commands import read
from tangguh.domains.resilience.errors import MalformedIndex
from tangguh.domains.resilience.parameters import SHIPPED as INDICES
from tangguh.domains.resilience.parameters import definition as read_definition
from tangguh.domains.resilience.parameters import known_definitions
from tangguh.engines.composite_index import MISSING

NAMES = ["idm@2016", "indeks_desa@2025", "pkd@2021"]
TABLES = sorted(INDICES.glob("*/*.csv"))

ABOUT = """
title: Dua hal
code: DH
reference: Perbup 1
source: us
as_of: 2026-11-24
valid_from: 2020
settled: true
parts: 20
dimensions:
  - {code: A, title: Air, weight: 1/2}
  - {code: B, title: Bukit, weight: 0.5}
statuses:
  - {code: baik, title: Baik, from: 15}
  - {code: kurang, title: Kurang, from: 0}
"""
INDICATORS = """code,dimension,name,least,most,weight
A1,A,satu,0,5,3/4
A2,A,dua,0,5,1/4
B1,B,tiga,0,4,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.yaml").write_text(ABOUT.replace("parts: 20", "parts: 40"), encoding="utf-8")
    (tmp_path / "indicators.csv").write_text(INDICATORS, encoding="utf-8")
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_index_of_ones_own_needs_no_python(folder: Path):
    definition = read_definition(str(folder))

    assert definition.parts == 40
    assert dict(definition.points) == {"A1": 3, "A2": 1, "B1": 5}


def test_the_shipped_indices_are_three():
    assert known_definitions() == NAMES


@pytest.mark.parametrize(
    ("name", "dimensions", "indicators", "settled"),
    [("idm@2016", 3, 50, True), ("indeks_desa@2025", 6, 127, False), ("pkd@2021", 5, 32, False)],
)
def test_a_shipped_index_is_whole(name: str, dimensions: int, indicators: int, settled: bool):
    definition = read_definition(name)

    assert len(definition.dimensions) == dimensions
    assert len(definition.indicators) == indicators
    assert definition.settled is settled


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_table_says_where_it_comes_from_when_and_what_its_columns_mean(path: Path):
    about = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    with path.open(newline="", encoding="utf-8") as lines:
        head = next(csv.reader(lines))

    assert about["title"]
    assert about["source"]
    assert isinstance(about["as_of"], date)
    assert list(about["columns"]) == head


def test_every_indicator_of_the_idm_has_rules_a_remedy_and_somebody_who_can_do_it():
    for indicator in read_definition("idm@2016").indicators:
        assert indicator.levels, indicator.code
        assert max(indicator.scores) == 5, indicator.code
        assert indicator.activity, indicator.code
        assert indicator.who, indicator.code
        assert indicator.name_en, indicator.code
        assert all(level.words for level in indicator.levels), indicator.code


def test_five_of_fifty_are_nothing_for_a_programme():
    fixed = [i.code for i in read_definition("idm@2016").indicators if not i.actionable]

    assert fixed == ["IKS20", "IKS21", "IKS22", "IKS27", "IKL02"]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault", "said"),
    [
        ("index.yaml", "weight: 1/2", "weight: 1/3", "weights_do_not_sum", "DH add up to 5/6"),
        ("indicators.csv", "3/4", "1/4", "weights_do_not_sum", "inside A add up to 1/2"),
        ("index.yaml", "weight: 1/2", "weight: half", "not_a_fraction", "half is no number"),
        ("indicators.csv", "3/4", "1e-9999999", "not_a_fraction", "1e-9999999 is no number"),
        ("index.yaml", "parts: 40", "parts: 60", "parts_differ", "the weights give 40"),
        ("index.yaml", "from: 0", "from: 15", "statuses_do_not_fall", "kurang"),
        ("index.yaml", "settled: true", "", "no_entry", "does not say settled"),
        ("index.yaml", "title: Dua hal", "title: [", "not_yaml", "index.yaml"),
        ("indicators.csv", "B1,B", "B1,C", "dimension_is_empty", "B has no indicator"),
        ("indicators.csv", "A2,A", "A1,A", "indicator_is_repeated", "A1 is there twice"),
        ("indicators.csv", "name", "nama", "no_column", "no column name"),
        ("indicators.csv", "0,4", "4,4", "range_is_empty", "B1"),
    ],
)
def test_a_definition_with_a_fault_names_the_place(folder, name, old, new, fault, said):
    change(folder / name, old, new)

    with pytest.raises(MalformedIndex) as refused:
        read_definition(str(folder))

    assert refused.value.details["fault"] == fault
    assert said in str(refused.value.message)


def test_a_rule_of_nobody_is_named_with_its_line(tmp_path: Path):
    own = tmp_path / "own"
    shutil.copytree(INDICES / "idm@2016", own)
    change(own / "rules.csv", "IKL03,0,", "IKL99,0,")

    with pytest.raises(MalformedIndex, match="line 176: there is no indicator IKL99"):
        read_definition(str(own))


def test_an_unknown_index_is_told_which_there_are():
    with pytest.raises(MalformedIndex, match=r"no index idm. There are: idm@2016, indeks_desa"):
        read_definition("idm")


def sheet(folder: Path, text: str, *, answers: bool = False):
    path = folder / "in.csv"
    path.write_text(text, encoding="utf-8")
    return read(path, read_definition(str(folder)), answers=answers)


def test_columns_may_come_in_any_order_and_an_empty_cell_is_missing(folder: Path):
    found = sheet(folder, "B1,code,A2,A1\n4,x,0,5\n, y ,1,2.0\n\n3,z,5\n")

    assert found.codes == ("x", "y", "z")
    assert found.scores.tolist() == [[5, 0, 4], [2, 1, MISSING], [MISSING, 5, 3]]


@pytest.mark.parametrize(
    "text",
    [
        'code;A1;A2;B1\nx;5;"0,0";4\n',  # as an Indonesian spreadsheet saves it
        "code,A1,A2,B1,,\nx,5,0,4,,\n",  # empty columns that a spreadsheet keeps
        "code,A1,A2,B1,A,DH,status\nx,5,0,4,0.75,0.9,Baik\n",  # with what is computed anew
    ],
)
def test_a_table_is_read_as_spreadsheets_save_it(folder: Path, text: str):
    found = sheet(folder, text)

    assert found.scores.tolist() == [[5, 0, 4]]
    assert found.aside == (("A", "DH", "status") if "DH" in text else ())


@pytest.mark.parametrize(
    ("text", "fault", "said"),
    [
        ("code,A1,A2,B1\n", "no_rows", "holds no village"),
        ("code,year,A1,A2,B1\nx,2019,1,1,1\n", "year_not_in_force", "row 2 (x) is of 2019"),
        ("code,IKS01,A1,A2,B1\nx,1,1,1,1\n", "indicator_of_another", "IKS01 is of idm@2016"),
        ("", "no_rows", "holds no village"),
        ("desa,A1,A2,B1\nx,1,1,1\n", "no_code_column", "no column code"),
        ("code,A1,A2\nx,1,1\n", "missing_columns", "lacks the columns B1"),
        ("code,A1,A2,B1,B1\nx,1,1,1,1\n", "column_twice", "column B1 twice"),
        ("code,A1,A22,A2,B1\nx,1,1,1,1\n", "unknown_indicator", r"A22 is no indicator"),
        ("code,A1,A2,B1\nx,1,1,1\n,1,1,1\n", "no_code", "row 3 has no code"),
        ("code,A1,A2,B1\nx,1,1,1\ny,1,1,1\nx,1,1,1\n", "duplicate_code", "already in row 2"),
        ("code,A1,A2,B1\nx,1,1,1,9\n", "too_many_cells", "row 2 has more cells"),
        ("code,A1,A2,B1\nx,1,1,5\n", "score_out_of_range", r"B1 is 5. Scores go from 0 to 4"),
        ("code,A1,A2,B1\nx,1,-1,1\n", "score_out_of_range", "A2 is -1"),
        ("code,A1,A2,B1\nx,1,baik,1\n", "not_a_score", "“baik”"),
        ("code,A1,A2,B1\nx,1,1.5,1\n", "not_a_score", "“1.5”"),
        ("code,A1,A2,B1\nx,1,nan,1\n", "not_a_score", "“nan”"),
        ("code,A1,A2,B1\nx,1,inf,1\n", "not_a_score", "“inf”"),
        ("code,A1,A2,B1\nx,1,1e9999999,1\n", "score_out_of_range", "A2 is 1e9999999"),
        (f"code,A1,A2,B1\nx,1,{'9' * 5000},1\n", "score_out_of_range", f"A2 is {'9' * 40}…"),
        ('code,A1,A2,B1\nx,1,1,1\n"y,1,1,1\n', "not_a_table", "cannot be read as CSV"),
        ("code,A1,A2,B1\nx,1,1\0,1\n", "not_utf8", "not UTF-8"),
    ],
)
def test_a_table_with_a_fault_names_the_row_and_the_remedy(folder, text, fault, said):
    with pytest.raises(MalformedIndex) as refused:
        sheet(folder, text)

    assert refused.value.details["fault"] == fault
    assert said in str(refused.value.message)


def test_an_index_without_rules_takes_no_answers(folder: Path):
    with pytest.raises(MalformedIndex, match="no rules from answers"):
        sheet(folder, "code,A1,A2,B1\nx,1,1,1\n", answers=True)


def test_a_file_in_another_encoding_is_refused(folder: Path):
    path = folder / "in.csv"
    path.write_bytes("code,A1,A2,B1\nº,1,1,1\n".encode("latin-1"))

    with pytest.raises(MalformedIndex, match="not UTF-8"):
        read(path, read_definition(str(folder)), answers=False)
