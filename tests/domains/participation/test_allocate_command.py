"""`tangguh allocate`: from a file to winners, and from a certificate back to the file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tangguh.domains.participation.commands import allocate

VOTE = """META
key;value
description;Dana dusun
budget;100
vote_type;approval
PROJECTS
project_id;cost
a;60
b;40
c;25
VOTES
voter_id;vote
1;a,b
2;a,b
3;a,b
4;c
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vote.pb"
    path.write_text(VOTE, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(allocate, [str(argument) for argument in arguments])


def test_the_winners_are_told_as_text(file: Path):
    done = run(file, "--increment", "0")

    assert done.exit_code == 0
    assert "2 pemenang seharga 65: b, c" in done.output


def test_the_json_tells_winners_steps_parameters_and_certificate(file: Path):
    done = run(file, "--profile", "pabulib-checker", "--format", "json")

    told = json.loads(done.output)
    assert set(told) >= {"winners", "winners_before_utilitarian", "steps", "certificate"}
    assert told["winners"] == told["winners_before_utilitarian"] == ["b", "c"]
    assert told["parameters"]["start"] == "integral"
    assert told["parameters"]["exhaustive_stop"] is False
    assert told["steps"] == told["certificate"]["accepted"]["step"]


def test_parameters_on_the_line_change_the_profile(file: Path):
    done = run(
        file,
        *("--threshold", "2/3", "--satisfaction", "cardinality", "--comparison", "exclusion"),
        *("--lot", "c, b,a", "--format", "json"),
    )

    parameters = json.loads(done.output)["parameters"]
    assert parameters["threshold"] == "2/3"
    assert parameters["satisfaction"] == "cardinality"
    assert parameters["comparison"] == "exclusion"
    assert parameters["lot"] == ["c", "b", "a"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_explanation_tells_purchases_and_what_was_missing(file: Path, form: str):
    done = run(file, "--increment", "0", "--explain", "--format", form)

    if form == "json":
        (a,) = json.loads(done.output)["explanation"]["not_bought"]
        assert (a["project"], a["missing_money"], a["missing_voters"]) == ("a", "25", 1)
    else:
        assert "b | 40 | 13.33 | 3 | 0 | 0" in done.output
        assert "a | 58.3 % | 25 | 1" in done.output


def test_a_certificate_is_checked_against_the_file(file: Path, tmp_path: Path):
    result = tmp_path / "result.json"
    result.write_text(run(file, "--format", "json").output, encoding="utf-8")

    done = run("check", result, file)

    assert done.exit_code == 0
    assert "Diterima" in done.output


def test_a_changed_certificate_answers_with_one_and_names_the_fault(file: Path, tmp_path: Path):
    told = json.loads(run(file, "--format", "json").output)
    told["certificate"]["winners"] = ["a"]
    result = tmp_path / "result.json"
    result.write_text(json.dumps(told), encoding="utf-8")

    done = run("check", result, file)

    assert done.exit_code == 1
    assert "wrong_result" in done.output


@pytest.mark.parametrize("text", ["no json", "[]", "{}", '{"parameters": []}'])
def test_what_is_no_certificate_is_refused(file: Path, tmp_path: Path, text: str):
    result = tmp_path / "result.json"
    result.write_text(text, encoding="utf-8")

    done = run("check", result, file)

    assert done.exit_code == 1
    assert "bukan sertifikat" in done.output


def test_a_wrong_file_is_refused_with_its_line(file: Path):
    file.write_text(VOTE.replace("4;c", "4;d"), encoding="utf-8")

    done = run(file)

    assert done.exit_code == 1
    assert "18" not in done.output.replace(str(file), "")
    assert "16" in done.output
    assert "d" in done.output


@pytest.mark.parametrize(
    "arguments",
    [["--threshold", "a third"], ["--profile", "mine"], ["--increment", "-1"], ["--format", "xml"]],
)
def test_a_wrong_option_answers_with_two(file: Path, arguments: list[str]):
    assert run(file, *arguments).exit_code == 2
    assert run("absent.pb").exit_code == 2
