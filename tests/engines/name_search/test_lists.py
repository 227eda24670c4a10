"""The glance that spares most comparisons must lose no word."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tangguh.engines.name_search.lists import WordList

WORDS = st.text("abcd1", min_size=1, max_size=8)


@given(st.lists(WORDS, max_size=20), WORDS, st.integers(0, 3))
def test_all_words_within_so_many_typos_are_found_and_no_other(words: list[str], word, typos: int):
    found, alike = WordList((entry, n) for n, entry in enumerate(words)).similar_to(word, typos)

    near = {n for n, entry in enumerate(words) if OSA.distance(word, entry) <= typos}
    assert set(found) == near
    assert len(alike) == len(found)


def test_how_alike_they_are_is_one_less_a_share_for_each_typo():
    # "spintun" lacks one letter of eight.
    _, alike = WordList([("sepintun", 0)]).similar_to("spintun", 2)

    assert list(alike) == [1 - 1 / 8]
