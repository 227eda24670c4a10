"""`tangguh index`: from a plain file to scores, ranks and reasons."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils.translation import override

from tangguh.domains.resilience.commands import index

CODES = [
    *(f"IKS{n:02}" for n in range(1, 36)),
    *(f"IKE{n:02}" for n in range(1, 13)),
    *(f"IKL{n:02}" for n in range(1, 4)),
]
IDM = ("--definition", "idm@2016")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(index, [str(argument) for argument in arguments])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Four villages: all 5, all 3, all 3 but one unknown, and all 0."""
    scores = {"a": ["5"] * 50, "b": ["3"] * 50, "c": ["", *["3"] * 49], "d": ["0"] * 50}
    path = tmp_path / "in.csv"
    lines = [["code", *CODES], *([code, *row] for code, row in scores.items())]
    path.write_text("\n".join(",".join(line) for line in lines), encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_scores_have_four_decimals_and_a_missing_one_leaves_its_cell_empty(table: Path):
    out = table.with_name("out.csv")

    done = run("score", *IDM, "--out", out, table)

    assert done.exit_code == 0
    assert out.read_text(encoding="utf-8").splitlines() == [
        "code,IKS,IKE,IKL,IDM,status",
        "a,1.0000,1.0000,1.0000,1.0000,Mandiri",
        "b,0.6000,0.6000,0.6000,0.6000,Berkembang",
        "c,,0.6000,0.6000,,",
        "d,0.0000,0.0000,0.0000,0.0000,Sangat Tertinggal",
    ]
    assert "1 of 4 villages have missing scores" in done.stderr


def test_answers_are_scored_by_the_rules_and_the_undefined_is_told(tmp_path: Path):
    path, out = tmp_path / "answers.csv", tmp_path / "out.csv"
    # All distances and counts 0, every choice the first; the share of members lies in the gap.
    choices = {
        **dict.fromkeys(("IKS14", "IKS15", "IKS17", "IKS23", "IKS24", "IKS25", "IKS30", "IKS31"), "ya"),
        "IKS29": "kuat", "IKS32": "sendiri", "IKS33": "diangkut", "IKS34": "pam", "IKS35": "pam",
        "IKE10": "trayek tetap", "IKE11": "sepanjang tahun", "IKE12": "aspal", "IKS05": "0,55",
        "IKS20": "1", "IKS21": "2", "IKS22": "2",
    }  # fmt: skip
    path.write_text(
        f"code,{','.join(CODES)}\nx," + ",".join(f'"{choices.get(c, "0")}"' for c in CODES),
        encoding="utf-8",
    )

    done = run("score", *IDM, "--answers", "--out", out, path)

    assert done.exit_code == 0
    assert "row 2 (x), IKS05: the rules leave the answer out" in done.stderr
    # IKL: no pollution 5, no hazard 5, no facility 0.
    assert read(out) == [
        {
            "code": "x",
            "IKS": "",
            "IKE": read(out)[0]["IKE"],
            "IKL": "0.6667",
            "IDM": "",
            "status": "",
        }
    ]


def test_an_answer_of_another_kind_is_told_with_its_question(table: Path):
    done = run("score", *IDM, "--answers", "--out", table.with_name("out.csv"), table)

    assert done.exit_code == 1
    assert "row 2 (a): IKS14 is “5”. Answer with one of: ya, tidak." in done.stderr


def test_ranks_come_with_the_range_in_which_they_lie(table: Path):
    out = table.with_name("ranks.csv")

    done = run("uncertainty", *IDM, "--draws", 50, "--seed", 3, "--out", out, table)

    assert done.exit_code == 0
    a, b, c, d = read(out)
    assert (a["rank"], a["low"], a["high"], a["kept"]) == ("1", "1", "1", "1.000")
    assert (b["rank"], b["status"]) == ("2", "Berkembang")
    assert c == {
        "code": "c",
        "rank": "",
        "low": "",
        "middle": "",
        "high": "",
        "status": "",
        "kept": "",
    }
    assert (d["rank"], d["high"]) == ("3", "3")


def test_the_same_seed_writes_the_same_file(table: Path):
    outs = [table.with_name(name) for name in ("one.csv", "two.csv")]

    for out in outs:
        run("uncertainty", *IDM, "--draws", 30, "--firmness", 1, "--out", out, table)

    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_a_village_is_told_what_the_next_status_needs(table: Path):
    done = run("explain", *IDM, "--code", "b", table)

    assert done.exit_code == 0
    assert "b: IDM 0.6000, Berkembang" in done.stdout
    assert "Maju needs 676 of 6300 (0.1073) more." in done.stdout
    assert "These together, the fewest there are:" in done.stdout
    assert "IKL03 3 → 5 +280 (0.0444) Fasilitas tanggap bencana" in done.stdout
    assert "BPBD" in done.stdout


def test_the_same_for_machines(table: Path):
    told = json.loads(run("explain", *IDM, "--format", "json", "--code", "b", table).stdout)

    assert (told["index"], told["parts"], told["status"]) == (3780, 6300, "berkembang")
    assert told["next"]["needed"] == 676
    assert sum(gap["gain"] for gap in told["gaps"]) == 6300 - 3780


def test_a_village_with_a_missing_score_is_told_which(table: Path):
    done = run("explain", *IDM, "--code", "c", table)

    assert "IDM none yet" in done.stdout
    assert "Missing, so there is no index: IKS01" in done.stdout


def test_a_village_that_is_not_in_the_file_is_refused(table: Path):
    done = run("explain", *IDM, "--code", "z", table)

    assert done.exit_code == 1
    assert "There is no z in the file. It begins with a, b, c, d." in done.stderr


def test_a_fault_in_the_file_stops_everything_and_writes_nothing(table: Path):
    table.write_text(table.read_text(encoding="utf-8").replace("d,0", "d,6", 1), encoding="utf-8")
    out = table.with_name("out.csv")

    done = run("score", *IDM, "--out", out, table)

    assert done.exit_code == 1
    assert "row 5 (d): IKS01 is 6. Scores go from 0 to 5" in done.stderr
    assert not out.exists()


def test_an_index_that_is_not_settled_tells_no_status(tmp_path: Path):
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    codes = [
        f"K{c}{n:02}"
        for c, most in zip("12345", (14, 5, 3, 6, 4), strict=True)
        for n in range(1, most + 1)
    ]
    path.write_text(f"code,{','.join(codes)}\nx,{','.join(['2'] * 32)}\n", encoding="utf-8")

    done = run("score", "--definition", "pkd@2021", "--out", out, path)

    assert "no status is told" in done.stderr
    assert read(out) == [
        {"code": "x", **{f"K{n}": "0.5000" for n in range(1, 6)}, "PKD": "0.5000", "status": ""}
    ]


def test_the_text_is_in_the_readers_language(table: Path):
    with override("id"):
        done = run("explain", *IDM, "--code", "c", table)

    assert "IDM belum ada" in done.stdout
    assert "1 dari 4 desa skornya belum lengkap, jadi tanpa indeks" in done.stderr
