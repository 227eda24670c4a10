"""A table of households: what is read, what is refused in which row, and what is kept."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tangguh.domains.residents.models import Consent, Household, HouseholdImport, Member, Need
from tests.domains.residents.test_pages import text, visitor
from tests.factories import TODAY, make_district, make_person, make_village

pytestmark = pytest.mark.django_db
HEAD = (
    "rt,rumah,nama,NIK,jenis_kelamin,tahun_lahir,kebutuhan,persetujuan,"
    "disetujui_oleh,tanggal_persetujuan,lintang,bujur"
)
MINAH = "04,1,Minah,1503081234567890,P,1950,lansia perlu_obat,daftar bantuan,Minah,2026-09-21,,"
BUDI = "04,1,Budi,1503081234567891,L,1980,,,,,,"
CITRA = "04,2,Citra,,P,1990,,daftar letak,Citra,2026-09-21,-2.28,102.53"


@pytest.fixture
def village():
    make_district(frozen_today=TODAY)
    return make_village()


@pytest.fixture
def kader(village):
    return make_person("siti", "cadre", village)


def upload(person, village, *lines, name="warga.csv", content=None):
    content = content or "\n".join((HEAD, *lines)).encode()
    said = {"area": village.code, "file": SimpleUploadedFile(name, content)}
    return visitor(person).post("/residents/import/", said, follow=True)


def test_a_table_is_shown_first_then_taken_in_and_its_numbers_are_nowhere(kader, village):
    page = text(upload(kader, village, MINAH, BUDI, CITRA))
    assert "2 households · 3 people" in page
    assert not Household.objects.exists()
    waiting = HouseholdImport.objects.get()
    assert "150308123" not in str(vars(waiting))

    client = visitor(kader)
    answer = client.post(f"/residents/import/{waiting.pk}/accept/", follow=True)

    assert "2 households were taken in." in text(answer)
    assert set(Member.objects.values_list("name", "is_head")) == {
        ("Minah", True),
        ("Budi", False),
        ("Citra", True),
    }
    assert set(Need.objects.values_list("kind", flat=True)) == {"elderly", "needs_medicine"}
    assert set(Consent.objects.values_list("given_on", flat=True)) == {
        TODAY.replace(month=9, day=21)
    }
    assert not HouseholdImport.objects.exists()
    assert client.post(f"/residents/import/{waiting.pk}/accept/").status_code == 404


@pytest.mark.parametrize(
    ("line", "row", "says"),
    [
        (MINAH.replace("1950", "tua"), 2, "“tua” is no year of birth"),
        (MINAH.replace("lansia", "sakit"), 2, "“sakit” is not known. Write one of these"),
        (MINAH.replace("daftar bantuan", "daftar"), 2, "not agreed to"),
        (MINAH.replace("daftar bantuan", ""), 2, "Without consent nothing is written down"),
        (MINAH.replace("2026-09-21", "2025-01-01"), 2, "does not hold today"),
        (MINAH.replace("2026-09-21", "kemarin"), 2, "“kemarin” is no day of consent"),
        (MINAH.replace("04,1,Minah", "04,1,1503 0812 3456 7890"), 2, "national ID number"),
        (MINAH.replace(",P,", ",X,"), 2, "is no sex"),
        (CITRA.replace("102.53", "timur"), 2, "“timur” are no degrees"),
        (CITRA.replace(",102.53", ","), 2, "needs both latitude and longitude"),
        (MINAH.replace("04,1,Minah", "04,,Minah"), 2, "rt and rumah"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_the_other_houses_can_be_taken_in(
    kader, village, line, row, says
):
    page = text(upload(kader, village, line, CITRA.replace("04,2", "05,9")))

    assert says in page
    assert f'<td class="n">{row}</td>' in page
    assert "1 household ·" in page


def test_a_fault_of_one_member_leaves_the_whole_house_out(kader, village):
    page = text(upload(kader, village, MINAH, BUDI.replace("1980", "x")))

    assert "0 households" in page
    assert '<td class="n">3</td>' in page


def test_semicolons_and_spreadsheets_are_read_alike(kader, village):
    lines = [HEAD, MINAH, CITRA]
    semicolons = "\n".join(line.replace(",", ";") for line in lines).encode("utf-8-sig")
    assert "2 households" in text(upload(kader, village, content=semicolons))
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line.split(","))
    file = io.BytesIO()
    book.save(file)

    assert "2 households" in text(upload(kader, village, name="w.xlsx", content=file.getvalue()))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("w.pdf", b"%PDF", "neither CSV nor XLSX"),
        ("w.xlsx", b"not a zip", "cannot be opened"),
        ("w.csv", b"rt,nama\n04,Minah\xff", "not UTF-8"),
        ("w.csv", b"rt,nama\n04,Minah", "lacks these columns: rumah, persetujuan"),
        ("w.csv", b"\n", "lacks these columns"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_whole(kader, village, name, content, says):
    answer = upload(kader, village, name=name, content=content)

    assert answer.status_code == 422
    assert says in text(answer)
    assert not HouseholdImport.objects.exists()


def test_nobody_else_opens_what_waits_and_it_is_gone_the_next_day(kader, village):
    upload(kader, village, MINAH)
    waiting = HouseholdImport.objects.get()
    other = make_person("umi", "cadre", village)
    kades = make_person("zaini", "village_head", village)

    for stranger in (other, kades):
        assert visitor(stranger).get(f"/residents/import/{waiting.pk}/").status_code == 404
        assert visitor(stranger).post(f"/residents/import/{waiting.pk}/accept/").status_code == 404
    assert visitor(kades).get("/residents/import/").status_code == 404
    visitor(kader).post(f"/residents/import/{waiting.pk}/discard/")
    assert not HouseholdImport.objects.exists()
    assert not Household.objects.exists()
