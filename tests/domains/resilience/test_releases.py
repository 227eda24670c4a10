"""Scores of indicators are checked, looked at, accepted; whole or not at all, never overwritten."""

from datetime import date
from decimal import Decimal

import pytest

from tangguh.domains.audit.models import Entry
from tangguh.domains.resilience import parameters, selectors, services
from tangguh.domains.resilience.errors import NothingWaits, ReleaseKnown, ScoresRefused
from tangguh.domains.resilience.models import IndicatorScore, Release, Score
from tangguh.errors import NotAllowed, Refused
from tests.domains.resilience import files
from tests.domains.resilience.conftest import english_visitor as english
from tests.factories import NOW, make_person

KECIMBUNG, SEPINTUN = "15.03.08.2006", "15.03.04.2010"
SAID = {"index": "idm@2016", "year": 2021, "source": "OpenSID", "as_of": date(2021, 12, 31)}


@pytest.fixture
def sari(district):
    return make_person("sari", "planner", district)


@pytest.fixture
def propose(district, sari):
    def propose(file, by=None, **changed):
        return services.propose_release(
            by=by or sari, district=district, file=file, now=NOW, **SAID | changed
        )

    return propose


def faults(check):
    return [(f["row"], f["column"], f["code"]) for f in check.report["faults"]]


def test_the_summary_that_opensid_keeps_waits_until_it_is_accepted(
    district, sari, kecimbung, propose, tmp_path
):
    check = propose(files.rumusan(tmp_path))

    assert check.release.waiting
    assert IndicatorScore.objects.count() == 50
    assert IndicatorScore.objects.get(indicator="IKL03").score == 3
    assert Score.objects.get(component="IDM").value == Decimal("0.7067")
    assert Score.objects.get(component="IDM").status == "berkembang"
    assert check.report["conflicts"] == []  # published in 2021 and computed here: the same
    assert check.report["missing"] == 0

    services.accept_release(by=sari, district=district, release=check.release)

    assert not Release.objects.get().waiting
    deeds = list(Entry.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds[-2:] == ["resilience.scores_checked", "resilience.scores_imported"]
    assert Entry.objects.order_by("pk").last().details["sha256"] == Release.objects.get().sha256


def test_what_the_file_says_and_what_its_scores_add_up_to_stand_side_by_side(
    kecimbung, propose, tmp_path
):
    check = propose(files.rumusan(tmp_path, IKL03=5))  # two points more: 2/15 of IKL, 2/45 of IDM

    told = {c["part"]: (c["said"], c["computed"]) for c in check.report["conflicts"]}
    assert told == {"IKL": ("0.8667", "1.0000"), "IDM": ("0.7067", "0.7511")}


def test_tables_and_spreadsheets_are_read_alike_and_an_empty_cell_is_missing(
    kecimbung, sepintun, propose, tmp_path
):
    rows = files.village(KECIMBUNG), files.village("1503042010", IKS01="")

    one = propose(files.table(tmp_path, *rows)).report
    two = propose(files.spreadsheet(tmp_path, *rows), source="XLSX").report

    assert one == two
    assert (one["villages"], one["scores"], one["missing"]) == (2, 99, 1)
    assert not IndicatorScore.objects.filter(area=sepintun, indicator="IKS01").exists()


def test_every_bad_cell_is_named_at_once_and_nothing_is_stored(
    kecimbung, sepintun, propose, tmp_path
):
    check = propose(
        files.table(
            tmp_path,
            files.village(KECIMBUNG, IKS01=6, IKE03="banyak"),
            files.village(KECIMBUNG),
            files.village("15.03.08.9999"),
            files.village(SEPINTUN, IKL02=2.5),
            files.village(""),
        )
    )

    assert check.release is None
    assert faults(check) == [
        (2, "IKS01", KECIMBUNG),
        (2, "IKE03", KECIMBUNG),
        (3, "code", KECIMBUNG),
        (4, "code", "15.03.08.9999"),
        (5, "IKL02", SEPINTUN),
        (6, "code", ""),
    ]
    says = [f["says"] for f in check.report["faults"]]
    assert (
        says[0] == "6 is out of range. Scores go from 0 to 5; correct it, or leave the cell empty."
    )
    assert "already in row 2" in says[2]
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("columns", "column"),
    [
        (["code", *files.CODES[:-1], "IKL3"], "IKL3"),
        (["kode", *files.CODES], "kode"),
        (["code", "IKS01", "IKS01"], "IKS01"),
        (["code", "IDM"], ""),
    ],
)
def test_a_wrong_head_is_told_by_its_column(kecimbung, propose, tmp_path, columns, column):
    check = propose(files.table(tmp_path, files.village(KECIMBUNG), columns=columns))

    assert check.release is None
    assert check.report["faults"][0]["column"] == column


def test_a_file_of_another_year_is_refused_with_its_year(kecimbung, propose, tmp_path):
    other = propose(files.rumusan(tmp_path, year=2020))
    over = propose(files.rumusan(tmp_path), year=2025)

    assert "of 2020, not of 2021" in other.report["faults"][0]["says"]
    assert "not in force in 2025" in over.report["faults"][0]["says"]


def test_a_row_of_another_year_is_refused_where_the_file_tells_its_year(
    kecimbung, sepintun, propose, tmp_path
):
    rows = files.village(KECIMBUNG, Tahun=2021), files.village(SEPINTUN, Tahun=2020)

    check = propose(files.table(tmp_path, *rows, columns=["code", "Tahun", *files.CODES]))

    assert faults(check) == [(3, "year", SEPINTUN)]
    assert "of 2020, not of 2021. Choose its year" in check.report["faults"][0]["says"]


def test_a_file_of_another_index_is_told_of_which(kecimbung, propose, tmp_path):
    columns = [i.code for i in parameters.shipped("indeks_desa@2025").indicators]

    check = propose(files.table(tmp_path, {"code": KECIMBUNG}, columns=["code", *columns]))

    (fault,) = check.report["faults"]
    assert "columns of indeks_desa@2025, not of idm@2016" in fault["says"]


def test_the_same_file_is_no_release_of_two_years(district, sari, kecimbung, propose, tmp_path):
    file = files.table(tmp_path, files.village(KECIMBUNG))
    services.accept_release(by=sari, district=district, release=propose(file).release)

    with pytest.raises(ReleaseKnown, match=r"release of 2021 already\. Choose the file of 2022"):
        propose(file, year=2022)
    rows = [files.village(KECIMBUNG, year=2022)]
    assert propose(files.table(tmp_path, *rows, columns=["code", "year", *files.CODES]), year=2022)


def test_a_status_that_the_index_does_not_know_is_refused_with_those_it_knows(
    kecimbung, propose, tmp_path
):
    columns = ["code", "status", *files.CODES]

    check = propose(
        files.table(tmp_path, files.village(KECIMBUNG, status="Mandri"), columns=columns)
    )

    assert faults(check) == [(2, "status", KECIMBUNG)]
    assert "“mandri” is no status of idm@2016" in check.report["faults"][0]["says"]


def test_an_indicator_that_the_ministry_does_not_have_is_named(kecimbung, propose, tmp_path):
    path = files.rumusan(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("Skor Dokter", "Skor Dukun"))

    check = propose(path)

    assert [f["column"] for f in check.report["faults"]] == ["Skor Dukun"]


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'{"ROW": []}',
        b'{"SUMMARIES": 1, "ROW": 2}',
        b"\xff\xfe\x00",
        b"PK\x03\x04broken",
        b"[1, 2]",
        b'{"SUMMARIES": {"TAHUN": 1e999}, "ROW": []}',
        "code,IKS01\n".encode("utf-16-le"),
        b'{"a":' * 9999,
    ],
)
def test_what_is_no_file_of_scores_is_refused_kindly(kecimbung, propose, tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(Refused) as refused:
        propose(path)

    assert refused.value.message.endswith(".")
    assert not Release.objects.exists()


def test_a_formula_without_a_result_is_no_missing_score(kecimbung, propose, tmp_path):
    check = propose(files.spreadsheet(tmp_path, files.village(KECIMBUNG, IKS01="=2+3")))

    assert faults(check) == [(2, "IKS01", KECIMBUNG)]
    assert "“=2+3” is no whole number" in check.report["faults"][0]["says"]


def test_a_number_too_long_to_write_out_is_refused_at_once_and_told_shortly(
    kecimbung, sepintun, propose, tmp_path
):
    rows = (
        files.village(KECIMBUNG, IKS01="1e9999999"),
        files.village(SEPINTUN, IKS02="9" * 5000),
    )

    check = propose(files.table(tmp_path, *rows))

    assert faults(check) == [(2, "IKS01", KECIMBUNG), (3, "IKS02", SEPINTUN)]
    assert max(len(f["says"]) for f in check.report["faults"]) < 200


@pytest.mark.parametrize("content", ["", "code", "code,IKS01\n", "\n\n"])
def test_a_table_without_a_village_is_told_so(kecimbung, propose, tmp_path, content):
    path = tmp_path / "file"
    path.write_text(content)

    assert propose(path).report["faults"]
    assert not Release.objects.exists()


def test_a_row_with_too_many_cells_is_not_guessed_at(kecimbung, propose, tmp_path):
    check = propose(files.table(tmp_path, files.village(KECIMBUNG, IKL02="2,5")))

    assert "more cells" in check.report["faults"][0]["says"]


def test_a_release_is_never_overwritten(district, sari, kecimbung, propose, tmp_path):
    check = propose(files.rumusan(tmp_path))
    again = propose(files.rumusan(tmp_path, IKS02=5))  # still waiting: it makes way
    assert list(Release.objects.all()) == [again.release]
    with pytest.raises(NothingWaits):
        services.accept_release(by=sari, district=district, release=check.release)
    services.accept_release(by=sari, district=district, release=again.release)

    with pytest.raises(ReleaseKnown, match="never overwritten"):
        propose(files.rumusan(tmp_path))


def test_only_the_planner_imports(district, kecimbung, propose, tmp_path):
    operator = make_person("budi", "village_operator", kecimbung)

    with pytest.raises(NotAllowed):
        propose(files.rumusan(tmp_path), by=operator)


def test_a_date_to_come_is_refused(kecimbung, propose, tmp_path):
    with pytest.raises(ScoresRefused, match="day to come"):
        propose(files.rumusan(tmp_path), as_of=date(2027, 1, 1))


def test_the_planner_checks_looks_and_accepts_and_others_see_nothing_before(
    district, sari, kecimbung, tmp_path
):
    client = english()
    client.force_login(sari)

    # A file with a bad cell: told by row and column
    bad = files.table(tmp_path, files.village(KECIMBUNG, IKS01=9))
    assert "out of range" in send(client, bad).content.decode()
    assert send(client, bad).status_code == 422

    # A good one waits; a visitor does not see it
    answer = send(client, files.rumusan(tmp_path))
    release = Release.objects.get()
    page = f"/resilience/releases/{release.pk}/"
    assert answer.redirect_chain == [(page, 302)]
    assert "Nothing is wrong with this file" in answer.content.decode()
    assert english().get(page).status_code == 404
    assert "No release tells" in english().get(f"/resilience/{KECIMBUNG}/").content.decode()

    # Accepted, everybody sees why the village has its score
    client.post(f"{page}accept/")
    assert "0.7067" in english().get(f"/resilience/{KECIMBUNG}/").content.decode()


def test_a_release_that_waits_is_told_where_another_of_its_year_differs(
    district, sari, kecimbung, propose, tmp_path
):
    shown = propose(files.rumusan(tmp_path)).release
    services.accept_release(by=sari, district=district, release=shown)
    waits = propose(
        files.table(tmp_path, files.village(KECIMBUNG, IKL03=5)), source="Edisi 2"
    ).release

    (village,) = selectors.conflicts_with_shown(waits)
    visitor = english()
    visitor.force_login(sari)
    page = visitor.get(f"/resilience/releases/{waits.pk}/").content.decode()

    differing = {(c.what, c.says, c.also) for c in village.conflicts}
    assert ("IKL03", Decimal(5), Decimal(3)) in differing
    assert ("IKL", Decimal("1.0000"), Decimal("0.8667")) in differing
    assert "Where it differs from another release of this year" in page


def test_what_was_checked_can_be_put_away(district, sari, kecimbung, tmp_path):
    client = english()
    client.force_login(sari)
    send(client, files.rumusan(tmp_path))

    client.post(f"/resilience/releases/{Release.objects.get().pk}/discard/")

    assert not Release.objects.exists()
    assert Entry.objects.filter(deed="resilience.scores_discarded").exists()


def test_a_visitor_is_sent_to_sign_in_and_an_operator_is_refused(district, kecimbung):
    operator = english()
    operator.force_login(make_person("budi", "village_operator", kecimbung))

    assert english().get("/resilience/releases/check/").status_code == 302
    assert operator.get("/resilience/releases/check/").status_code == 403


def send(client, path):
    with path.open("rb") as file:
        said = {**SAID, "as_of": "2021-12-31", "file": file}
        return client.post("/resilience/releases/check/", said, follow=True)
