"""`tangguh portfolio plan` on the example that its help names, and on files with faults."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils.translation import override

from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.commands import portfolio
from tangguh.engines.portfolio import Measure, check_certificate

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "docs" / "examples" / "portfolio"
SCORES = ROOT / "data" / "districts" / "15.03" / "indicator_scores_2024.csv"


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scores of two subdistricts: enough for words, and planned in no time."""
    head, *rows = SCORES.read_text(encoding="utf-8").splitlines(keepends=True)
    path: Path = tmp_path_factory.mktemp("few") / "scores.csv"
    path.write_text(
        head + "".join(row for row in rows if row.startswith(("15.03.01.", "15.03.09.")))
    )
    return path


def run(*more: str, programmes: Path | None = None, limits: Path | None = None):
    return CliRunner().invoke(
        portfolio,
        [
            "plan",
            "--definition=idm@2016",
            f"--villages={SCORES}",
            f"--programmes={programmes or EXAMPLE / 'programmes.csv'}",
            f"--limits={limits or EXAMPLE / 'limits.yaml'}",
            *more,
        ],
    )


def test_the_example_runs_and_its_certificate_is_accepted(tmp_path: Path):
    out, proof = tmp_path / "plan.csv", tmp_path / "proof.json"

    answer = run("--format=json", f"--out={out}", f"--certificate={proof}")

    told = json.loads(answer.stdout)
    definition = parameters.definition("idm@2016")
    programmes = parameters.programmes(EXAMPLE / "programmes.csv", definition)
    limits, _ = parameters.limits(EXAMPLE / "limits.yaml", definition, programmes)
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert told["value"] <= told["bound"]
    assert sum(int(row["cost"]) for row in rows) == told["cost"] <= sum(limits.funds.values())
    assert sum(int(row["gain"]) for row in rows) == told["gain"]

    from tangguh.domains.resilience.commands._index import read
    from tangguh.domains.resilience.commands._portfolio import _setting

    setting = _setting(definition, read(SCORES, definition, answers=False), programmes)
    statuses = (3092, 3774, 4456, 5138)
    measure = Measure("official", definition.points, definition.parts, statuses=statuses)
    assert check_certificate(json.loads(proof.read_text()), setting, limits, measure) == ()


def test_the_text_tells_prices_alarm_and_the_other_plan(few):
    answer = run("--measure=resilience", "--alarm=1/100", f"--villages={few}")

    assert answer.stdout.startswith("most gain, the district's own measure: ")
    assert "fund APBD: " in answer.stdout
    assert "is it resilience?" in answer.stdout
    assert "plan for official measure" in answer.stdout


PROGRAMME = "programme,raises,agency,units,per,cost APBD\n"
FAULTS = [
    ("P,IKS01 5,PU,1,village,-5\n", "row 2 (P), cost APBD: -5 is below 0"),
    ("P,IKS01 5,PU,1,village,1.5\n", "row 2 (P), cost APBD: “1.5” is no whole number"),
    ("P,IKS01 5,PU,1,village,\n", "row 2 (P): it costs nothing"),
    ("P,IKS99 5,PU,1,village,5\n", "row 2 (P), raises: IKS99 is no indicator"),
    ("P,IKS01 6,PU,1,village,5\n", "row 2 (P), raises: IKS01 cannot reach 6"),
    ("P,,PU,1,village,5\n", "row 2 (P), raises: it raises nothing"),
    ("P,IKS01 5,PU,-1,village,5\n", "row 2 (P), units: -1 is below 0"),
    ("P,IKS01 5,PU,1,house,5\n", "row 2 (P), per: “house” is neither"),
    (
        "P,IKS01 5,PU,1,village,5\nP,IKS02 5,PU,1,village,5\n",
        "row 3, programme: P stands already in row 2",
    ),
    (",IKS01 5,PU,1,village,5\n", "row 2, programme: the programme has no code"),
    ("", "holds no programme"),
]


@pytest.mark.parametrize(("row", "said"), FAULTS)
def test_a_programme_that_cannot_be_is_told_with_row_and_field(tmp_path: Path, row: str, said: str):
    table = tmp_path / "programmes.csv"
    table.write_text(PROGRAMME + row)

    answer = run(programmes=table)

    assert answer.exit_code == 1
    assert f"{table}" in answer.stderr
    assert said in answer.stderr


LIMITS = [
    ("funds: {}\n", "names no budget"),
    ("funds: {APBD: 0, Dana Desa: 0}\n", "all budgets are zero"),
    ("funds: {APBD: -3}\n", "funds, APBD: “-3”"),
    ("funds: {APBD: 5}\n", "is paid from Dana Desa, which has no budget"),
    ("funds: {APBD: 5, Dana Desa: 5}\nworks: 3\n", "the entry works is not known"),
    ("funds: {APBD: 5, Dana Desa: 5}\nleast_spend: {'15.99.01': 5}\n", "15.99.01: no village"),
    ("funds: {APBD: 5, Dana Desa: 5}\nagencies: {Dinas Laut: 5}\n", "Dinas Laut: no programme"),
    ("funds: {APBD: 5, Dana Desa: 5}\nmost_share_of_one_indicator: 7\n", "“7” is no share"),
    ("funds: {APBD: 5, Dana Desa: 5}\nresilience: {evidence: {tinggi: 1}}\n", "has no share under"),
    ("funds: {APBD: 5, Dana Desa: 5}\nresilience: {weights: {IKS99: 1}}\n", "no such indicator"),
    ("funds: [\n", "cannot be read as YAML"),
    (
        "funds: {APBD: 9000000, Dana Desa: 9000000}\nleast_spend: {'15.03.01': 500000000}\n",
        "funds, APBD: 9.000.000; funds, Dana Desa: 9.000.000; least_spend, 15.03.01: 500.000.000",
    ),
    (
        "funds: {APBD: 9000000, Dana Desa: 9000000}\nleast_spend: {'15.03.01': 900000000000}\n",
        "least_spend, 15.03.01: 900000000000 is more than all useful programmes",
    ),
]


@pytest.mark.parametrize(("written", "said"), LIMITS)
def test_a_limit_that_cannot_be_is_told_with_its_entry(tmp_path: Path, written: str, said: str):
    limits = tmp_path / "limits.yaml"
    limits.write_text(written)

    answer = run(limits=limits)

    assert answer.exit_code == 1
    assert said in answer.stderr


def test_the_text_is_in_the_readers_language(few):
    with override("id"):
        answer = run(f"--villages={few}")

    assert answer.stdout.startswith("kenaikan terbanyak, ukuran resmi: ")
    assert "sumber dana APBD: " in answer.stdout
