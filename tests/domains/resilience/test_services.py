"""Published scores are taken in whole, once, and never overwritten."""

from decimal import Decimal

import pytest

from tangguh.domains.audit.models import Entry
from tangguh.domains.places.errors import TableRefused
from tangguh.domains.resilience import services
from tangguh.domains.resilience.models import Release, Score

COLUMNS = "year,code,iks,ike,ikl,idm,status"
ABOUT = "source: Kementerian Desa, IDM 2024\nas_of: 2024-12-31\n"
GOOD = "2024,15.03.08.2006,0.8,0.65,0.6667,0.70557,maju"


@pytest.fixture
def load(tmp_path):
    """Take in a table with these rows."""

    def load(*rows: str, columns: str = COLUMNS) -> int:
        (tmp_path / "idm_scores.csv").write_text("\n".join([columns, *rows]), encoding="utf-8")
        (tmp_path / "idm_scores.yaml").write_text(ABOUT, encoding="utf-8")
        return services.load_official_scores(code="15.03", folder=tmp_path)

    return load


def test_each_year_becomes_a_release_with_four_values_a_village(kecimbung, sepintun, load):
    count = load(
        GOOD, "2024,15.03.04.2010,0.7,0.6,0.6,0.6333,berkembang", GOOD.replace("4", "3", 1)
    )

    assert count == 3
    assert sorted(Release.objects.values_list("year", flat=True)) == [2023, 2024]
    newest = Score.objects.filter(release__year=2024, area=kecimbung)
    assert dict(newest.values_list("component", "value")) == {
        "IKS": Decimal("0.8"),
        "IKE": Decimal("0.65"),
        "IKL": Decimal("0.6667"),
        "IDM": Decimal("0.7056"),
    }
    assert Release.objects.get(year=2024).source == "Kementerian Desa, IDM 2024"


def test_only_the_index_itself_carries_the_status_and_the_trail_tells_the_deed(kecimbung, load):
    load(GOOD)

    assert set(Score.objects.values_list("component", "status")) == {
        ("IDM", "maju"),
        ("IKS", ""),
        ("IKE", ""),
        ("IKL", ""),
    }
    assert Entry.objects.get(deed="resilience.scores_loaded").details["villages"] == 1


def test_a_release_that_is_there_is_left_alone(kecimbung, load):
    load(GOOD)

    assert load(GOOD.replace("0.70557", "0.1")) == 0

    assert Score.objects.get(component="IDM").value == Decimal("0.7056")


def test_a_district_without_a_table_has_no_scores(db, tmp_path):
    assert services.load_official_scores(code="15.03", folder=tmp_path) == 0
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2024,15.03.08.9999,0.8,0.6,0.6,0.7,maju", "15.03.08.9999 is not a village"),
        ("2024,15.03.08.2006,tinggi,0.6,0.6,0.7,maju", "15.03.08.2006: IKS “tinggi”"),
        ("2024,15.03.08.2006,0.8,1.2,0.6,0.7,maju", "IKE “1.2”"),
        ("2024,15.03.08.2006,0.8,0.6,-0.1,0.7,maju", "IKL “-0.1”"),
        ("2024,15.03.08.2006,0.8,0.6,0.6,NaN,maju", "IDM “NaN”"),
        ("2024,15.03.08.2006,0.8,0.6,0.6,,maju", "IDM “”"),
        ("2024,15.03.08.2006,0.8", "IKE “”"),
    ],
)
def test_one_bad_value_is_named_and_nothing_is_stored(kecimbung, sepintun, load, row, words):
    with pytest.raises(TableRefused) as refused:
        load("2024,15.03.04.2010,0.7,0.6,0.6,0.6333,berkembang", row)

    assert words in refused.value.message
    assert not Release.objects.exists()


def test_a_column_that_is_missing_is_told_as_the_value_that_is_missing(kecimbung, load):
    with pytest.raises(TableRefused, match="IKL “”"):
        load("2024,15.03.08.2006,0.8,0.6,0.7,maju", columns="year,code,iks,ike,idm,status")
