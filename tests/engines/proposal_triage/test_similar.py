from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.proposal_triage import Titled, similar

HERE, THERE = True, False


def found(title: str, *others: Titled) -> list[str]:
    return [likeness.key for likeness in similar(title, others)]


def test_the_order_of_words_and_a_typing_error_do_not_hide_a_likeness():
    bridge = Titled("1", "Perbaikan jembatan gantung RT 02", THERE)
    school = Titled("2", "Pagar sekolah dasar", THERE)

    assert found("jembatn gantung rusak, mohon perbaikan", bridge, school) == ["1"]


def test_words_that_every_title_has_make_nothing_alike():
    class_ = Titled("1", "Pembangunan desa untuk pelatihan menjahit", HERE)

    assert found("Pembangunan desa untuk sumur bor", class_) == []


def test_the_same_village_comes_first_among_equals():
    there = Titled("1", "Box culvert", THERE)
    here = Titled("2", "Box culvert", HERE)

    assert found("box culvert", there, here) == ["1", "2"]  # both are the very same: 100
    assert found("box kulvert", there, here) == ["2", "1"]


def test_an_empty_title_is_like_nothing():
    assert found("  ", Titled("1", "Jalan", HERE)) == []


@given(st.lists(st.text(max_size=30), max_size=20), st.text(max_size=30))
def test_the_answer_is_short_and_does_not_depend_on_the_order_of_the_others(
    titles: list[str], title: str
):
    others = [Titled(str(n), text, n % 2 == 0) for n, text in enumerate(titles)]

    answer = similar(title, others, limit=3)

    assert len(answer) <= 3
    assert answer == similar(title, reversed(others), limit=3)
