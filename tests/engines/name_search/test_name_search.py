"""How people write the names of their places, and what they find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.name_search import Entry, NameIndex, folded

SAROLANGUN = NameIndex(
    [
        Entry("15.03", "Kabupaten Sarolangun", "Jambi"),
        Entry("15.03.01", "Batang Asai", "Sarolangun"),
        Entry("15.03.03", "Sarolangun", "Sarolangun"),
        Entry("15.03.08", "Bathin VIII", "Sarolangun"),
        Entry("15.03.01.2003", "Muaro Air Dua", "Batang Asai, Sarolangun"),
        Entry("15.03.01.2008", "P. Salak Baru", "Batang Asai, Sarolangun"),
        Entry("15.03.01.2017", "Sungai Baung", "Batang Asai, Sarolangun"),
        Entry("15.03.02.2022", "Muara Limun", "Limun, Sarolangun"),
        Entry("15.03.03.2003", "Sungai Baung", "Sarolangun, Sarolangun"),
        Entry("15.03.03.2024", "Desa Baru", "Sarolangun, Sarolangun"),
        Entry("15.03.04.2010", "Sepintun", "Pauh, Sarolangun"),
        Entry("15.03.05.2003", "Pulauaro", "Pelawan, Sarolangun"),
        Entry("15.03.06.2006", "Gurun Tuo", "Mandiangin, Sarolangun"),
        Entry("15.03.06.2004", "Gurun Tuo Simpang", "Mandiangin, Sarolangun"),
        Entry("15.03.08.2002", "Penarun", "Bathin VIII, Sarolangun"),
        Entry("15.03.08.2006", "Teluk Kecimbung", "Bathin VIII, Sarolangun"),
        Entry("15.03.08.2007", "Pulau Melako", "Bathin VIII, Sarolangun"),
        Entry("15.03.10", "Cermin Nan Gedang", "Sarolangun"),
        Entry("15.03.10", "CNG", "Sarolangun"),
    ]
)


def found(text: str, limit: int = 10) -> list[str]:
    return [match.name for match in SAROLANGUN.search(text, limit)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Spintun", "Sepintun"),
        ("SEPINTUN", "Sepintun"),
        ("sepitnun", "Sepintun"),
        ("desa sepintun", "Sepintun"),
        ("ds. spintun", "Sepintun"),
        ("muaro limun", "Muara Limun"),
        ("limun", "Muara Limun"),
        ("limun muara", "Muara Limun"),
        ("penarum", "Penarun"),
        ("pulau malako", "Pulau Melako"),
        ("malako", "Pulau Melako"),
        ("p. melako", "Pulau Melako"),
        ("Pulau Salak Baru", "P. Salak Baru"),
        ("pulau aro", "Pulauaro"),
        ("muara air duo", "Muaro Air Dua"),
        ("gurun tua", "Gurun Tuo"),
        ("bathin 8", "Bathin VIII"),
        ("Kec. Batin VIII", "Bathin VIII"),
        ("cng", "Cermin Nan Gedang"),
        ("Desa Baru", "Desa Baru"),
        ("téluk kecimbung", "Teluk Kecimbung"),
    ],
)
def test_a_place_is_found_first_as_people_write_it(written: str, name: str):
    assert found(written)[0] == name


@pytest.mark.parametrize("code", ["15.03.08.2006", "1503082006", " 15 03 08 2006 "])
def test_a_code_is_found_with_and_without_its_dots(code: str):
    assert found(code) == ["Teluk Kecimbung"]


def test_the_beginning_of_a_code_finds_the_place_and_then_all_within_it():
    assert found("15.03.08") == ["Bathin VIII", "Penarun", "Pulau Melako", "Teluk Kecimbung"]


def test_the_same_goes_before_a_beginning_and_a_beginning_before_a_word():
    scores = [(match.name, match.score // 10) for match in SAROLANGUN.search("sarolangun")]

    assert scores == [("Sarolangun", 10), ("Kabupaten Sarolangun", 8)]


def test_a_shorter_name_goes_before_a_longer_one_that_begins_the_same():
    assert found("gurun") == ["Gurun Tuo", "Gurun Tuo Simpang"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("sungai baung, batang asai", "15.03.01.2017"),
        ("Desa Sungai Baung Kec. Sarolangun", "15.03.03.2003"),
    ],
)
def test_where_it_is_tells_two_places_of_one_name_apart(written: str, key: str):
    assert SAROLANGUN.search(written)[0].key == key


def test_equal_scores_go_by_name_and_then_by_key():
    keys = [match.key for match in SAROLANGUN.search("sungai baung", 2)]

    assert keys == ["15.03.01.2017", "15.03.03.2003"]


def test_an_alias_finds_its_place_once_and_says_by_which_name():
    (match,) = SAROLANGUN.search("cng")

    assert (match.key, match.name, match.matched_name) == ("15.03.10", "Cermin Nan Gedang", "CNG")


@pytest.mark.parametrize("text", ["", "   ", "...", "zzzzzzzz", "99.99", "東京"])
def test_nothing_is_found_where_nothing_is_alike(text: str):
    assert SAROLANGUN.search(text) == ()


def test_an_index_of_nothing_finds_nothing():
    assert NameIndex([]).search("sepintun") == ()
    assert NameIndex([]).search("15") == ()


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Bathin VIII", "bathin 8"),
        ("Sekutur Jaya XIV", "sekutur jaya 14"),
        ("Unit IX", "unit 9"),
        ("Blok V", "blok v"),
        ("P. Salak  Baru", "pulau salak baru"),
        ("Ma'rang-Kayu", "marang kayu"),
    ],
)
def test_names_are_folded_to_the_form_in_which_they_are_compared(name: str, form: str):
    assert folded(name) == form


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=40), st.integers(0, 5))
def test_any_text_is_answered_in_order_and_each_place_once(text: str, limit: int):
    matches = SAROLANGUN.search(text, limit)

    assert len({match.key for match in matches}) == len(matches) <= limit
    assert all(0 < match.score <= 100 for match in matches)
    assert list(matches) == sorted(matches, key=lambda match: (-match.score, match.name, match.key))


def test_the_order_of_the_entries_does_not_matter():
    entries = [
        Entry(f"11.{n:02}", name) for n, name in enumerate(["Suka Maju"] * 20 + ["Sukamaju"])
    ]
    shuffled = entries[::2] + entries[1::2]

    assert NameIndex(shuffled).search("suka maju", 5) == NameIndex(entries).search("suka maju", 5)
