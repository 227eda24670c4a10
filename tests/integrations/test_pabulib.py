"""Votes on a budget from .pb files that other software wrote, and for other software to read."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given

from tangguh.engines.allocation import Ballot, Election, fingerprint
from tangguh.integrations.pabulib import MalformedPb, read_pb, write_pb
from tests.engines.allocation.elections import elections, vote

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "reference" / "pabulib"

VOTE = """META
key;value
description;Dana dusun
num_projects;3
num_votes;4
budget;100
vote_type;approval
PROJECTS
project_id;cost;votes;name;district
a;60;3;Sumur;Hulu
b;40;3;"Jalan; ""dua"" tahap";Hulu
c;25;1;Lampu;Hilir
VOTES
voter_id;sex;vote
1;F;a,b
2;M;a,b
3;F;b,a
4;M;c
"""


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def changed(*pairs: tuple[str, str]) -> bytes:
    text = VOTE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def test_a_vote_is_read_with_its_projects_and_ballots():
    file = read_pb(VOTE.encode())
    election = Election.of(file.approvals())

    assert (election.budget, election.voters, election.units) == (100, 4, 1)
    assert election.costs == {"a": 60, "b": 40, "c": 25}
    assert election.votes == {"a": 3, "b": 3, "c": 1}
    assert election.projects[1].name == 'Jalan; "dua" tahap'
    assert [project.area for project in election.projects] == ["Hulu", "Hulu", "Hilir"]
    assert Ballot(("a", "b"), (), 2) in election.ballots
    assert file.column("sex") == ["F", "M", "F", "M"]
    assert file.warnings == ()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_ending_is_read_and_a_byte_order_mark_and_a_missing_last_one(end: str):
    data = b"\xef\xbb\xbf" + VOTE.rstrip("\n").replace("\n", end).encode()

    assert read_pb(data).approvals() == read_pb(VOTE.encode()).approvals()


def test_mixed_line_endings_are_read_and_told():
    file = read_pb(changed(("budget;100\n", "budget;100\r\n")))

    (warning,) = file.warnings
    assert warning.message == "Line 6 ends otherwise than the lines before it."
    assert Election.of(file.approvals()).budget == 100


def test_a_project_twice_on_a_ballot_counts_once_and_is_told():
    file = read_pb(changed(("1;F;a,b", "1;F;a,b,a")))

    assert [(w.code, w.line, w.params) for w in file.warnings] == [
        ("project_twice_on_ballot", 15, {"project": "a"})
    ]
    assert Election.of(file.approvals()).votes["a"] == 3


def test_decimal_money_becomes_whole_units():
    file = read_pb(changed(("budget;100", "budget;1331751.11"), ("a;60;", "a;4000.0;")))
    election = Election.of(file.approvals())

    assert (file.budget, election.units) == (Decimal("1331751.11"), 100)
    assert (election.budget, election.costs["a"], election.costs["b"]) == (133175111, 400000, 4000)


def test_points_are_read_where_the_vote_has_them_and_zero_points_choose_nothing():
    data = changed(
        ("vote_type;approval", "vote_type;cumulative"),
        ("voter_id;sex;vote", "voter_id;points;vote"),
        ("1;F;a,b", '1;"3,0";a,b'),
        ("2;M;a,b", '2;"1,2";a,b'),
        ("3;F;b,a", '3;"2,2";b,a'),
        ("4;M;c", "4;5;c"),
    )
    file = read_pb(data)

    assert Ballot(("a",), (3,), 1) in Election.of(file.with_points()).ballots
    assert Election.of(file.with_points()).votes == {"a": 3, "b": 2, "c": 1}
    assert Election.of(file.approvals()).votes == {"a": 3, "b": 3, "c": 1}


def test_what_is_strange_is_told_and_stops_nothing():
    file = read_pb(
        changed(
            ("c;25;1", "c;250;2"),
            ("b;40;3", "b;40;2"),
            ("1;F;a,b", "1;F;a"),
            ("2;M;a,b", "2;M;"),
            ("VOTES\n", "VOTES\n\n"),
        )
    )

    assert [(w.code, w.line) for w in file.warnings] == [
        ("blank_lines", 14),
        ("empty_ballots", 17),
        ("votes_differ", 10),
        ("votes_differ", 11),
        ("dearer_than_budget", 12),
        ("votes_differ", 12),
    ]
    assert "says 3 votes; the ballots hold 2" in file.warnings[2].message


@pytest.mark.parametrize(
    ("pairs", "fault", "line", "remedy"),
    [
        ([("VOTES\n", "")], "no_section", 18, "Fetch the file again"),
        ([("META\n", "")], "section_out_of_order", 7, "The order is META"),
        ([("PROJECTS\n", "")], "section_out_of_order", 12, "The order is META"),
        ([("VOTES\n", "PROJECTS\n")], "section_twice", 13, "Keep one of the two"),
        ([("META\n", "x\nMETA\n")], "before_meta", 1, "Remove it"),
        ([("budget;100\n", "")], "no_meta", 2, "Add a line budget"),
        ([("budget;100", "budget;100;1")], "wrong_columns", 6, "in quotation marks"),
        ([("budget;100", "budget;banyak")], "not_money", 6, "Write digits"),
        ([("budget;100", "budget;1_000")], "not_money", 6, "Write digits"),
        ([("budget;100", "budget;inf")], "not_money", 6, "Write digits"),
        ([("budget;100", "budget;0")], "not_positive", 6, "above 0"),
        ([("budget;100", "budget;100\nbudget;200")], "meta_twice", 7, "Keep one"),
        ([("vote_type;approval", "vote_type;magic")], "unknown_vote_type", 7, "Use approval"),
        ([("num_votes;4", "num_votes;5")], "wrong_number", 5, "cut off"),
        ([("num_projects;3", "num_projects;2")], "wrong_number", 4, "cut off"),
        ([("num_votes;4", "num_votes;many")], "not_a_number", 5, "Correct it"),
        ([("project_id;cost", "project_id;price")], "no_column", 9, "Add the column"),
        ([("project_id;cost;votes", "project_id;cost;cost")], "column_twice", 9, "Keep one"),
        ([("a;60;", "a;-60;")], "not_positive", 10, "above 0"),
        ([("b;40;", "a;40;")], "project_twice", 11, "another project_id"),
        ([("b;40;", ";40;")], "empty_id", 11, "Give it one"),
        ([(' tahap"', " tahap")], "open_quote", 11, "Close it"),
        ([("4;M;c", "4;M;d")], "unknown_project", 18, "Correct the ballot"),
        ([("4;M;c", "4;M;c,")], "empty_choice", 18, "Remove it"),
        ([("4;M;c", "4;M")], "wrong_columns", 18, "in quotation marks"),
        ([("4;M;c", "3;M;c")], "voter_twice", 18, "Keep one ballot"),
        ([("voter_id;sex", "id;sex")], "no_column", 14, "Add the column"),
        ([("vote_type;approval", "vote_type;choose-1")], "one_choice", 15, "Keep one"),
        ([("vote_type;approval", "vote_type;scoring")], "no_column", 14, "Add the column"),
    ],
    ids=lambda value: value if isinstance(value, str) and "_" in value else "",
)
def test_a_wrong_file_is_refused_with_line_and_remedy(pairs, fault, line, remedy):
    with pytest.raises(MalformedPb) as refused:
        read_pb(changed(*pairs))

    details = refused.value.details
    assert (details["fault"], details["line"]) == (fault, line)
    assert remedy in str(refused.value)


@pytest.mark.parametrize(
    ("points", "fault"),
    [("1", "points_missing"), ("1,x", "points_not_whole"), ("1,-2", "points_not_whole")],
)
def test_wrong_points_are_refused(points: str, fault: str):
    with pytest.raises(MalformedPb) as refused:
        read_pb(pointed(points, "a,b"))

    assert refused.value.details["fault"] == fault


def test_different_points_for_one_project_are_refused_and_equal_ones_counted_once():
    with pytest.raises(MalformedPb) as refused:
        read_pb(pointed("1,2", "a,a"))

    assert refused.value.details["fault"] == "points_contradict"
    assert Election.of(read_pb(pointed("2,2", "a,a")).with_points()).points == {"a": 2, "b": 0}


def pointed(points: str, projects: str) -> bytes:
    return (
        "META\nkey;value\nbudget;9\nvote_type;cumulative\nPROJECTS\nproject_id;cost\na;1\nb;1\n"
        f"VOTES\nvoter_id;vote;points\n1;{projects};{points}\n"
    ).encode()


@pytest.mark.parametrize("length", range(0, len(VOTE) - 1, 7))
def test_a_file_cut_off_anywhere_is_refused(length: int):
    with pytest.raises(MalformedPb):
        read_pb(VOTE.encode()[:length])


def test_a_line_that_is_a_page_long_is_named_and_not_repeated():
    with pytest.raises(MalformedPb) as refused:
        read_pb(changed(("budget;100", "budget;" + "9" * 5000)))

    told = str(refused.value)
    assert "budget 999" in told
    assert len(told) < 300


def test_bytes_that_are_no_text_are_refused_with_their_line():
    with pytest.raises(MalformedPb) as refused:
        read_pb(VOTE.encode().replace(b"Sumur", b"Sum\xffr"))

    assert (refused.value.details["fault"], refused.value.details["line"]) == ("not_utf8", 10)


@given(elections())
def test_what_is_written_is_read_back_the_same(election: Election):
    if not election.budget or not election.ballots:
        return
    told = replace(election, ballots=tuple(b for b in election.ballots if b.projects))
    if not told.ballots:
        return

    again = read_pb(write_pb(told, {"description": "Dana; dusun"}, ["0"]))

    counted = Election.of(again.with_points())
    assert counted.voters == told.voters
    assert counted.points == told.points
    assert counted.budget * told.units == told.budget * counted.units


def test_a_written_file_tells_neither_names_nor_the_order_of_voting():
    one = vote(100, {"a": 60, "b": 40}, ["a", "ab", "b", "a"])
    other = vote(100, {"a": 60, "b": 40}, ["b", "a", "a", "ab"])

    text = write_pb(one, {"unit": "Batang Asai"}, ["a"]).decode()

    assert write_pb(other, {"unit": "Batang Asai"}, ["a"]).decode() == text
    assert text.split("VOTES\n")[1].splitlines()[0] == "voter_id;vote"
    assert {line.split(";")[0] for line in text.split("VOTES\n")[1].splitlines()[1:]} == set("1234")
    assert fingerprint(Election.of(read_pb(text.encode()).approvals())) == fingerprint(one)


def test_all_real_files_are_read_and_what_is_strange_in_them_is_known():
    if not FOLDER.exists():
        pytest.skip("The elections of Pabulib (../shared/data/reference/pabulib) are not here.")
    smaller = [path for path in FOLDER.glob("*.pb") if path.stat().st_size < 300_000]

    codes = {w.code for path in smaller for w in read_pb(path.read_bytes()).warnings}

    assert len(smaller) > 130
    assert codes <= {"mixed_line_endings", "project_twice_on_ballot", "votes_differ"}
