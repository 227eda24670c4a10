from tangguh.engines.proposal_triage import Worded, suggest

CODES = [
    Worded("02.03.04", ("jembatan", "jembatan rusak")),
    Worded("02.03.10", ("jalan", "setapak")),
    Worded("02.03.13", ("jembatan", "titian")),
]


def test_a_broken_bridge_suggests_mending_it_before_building_one():
    answer = suggest("Jembatan rusak di RT 03", CODES)

    assert [each.key for each in answer] == ["02.03.04", "02.03.13"]
    assert answer[0].because == ("jembatan", "jembatan rusak")


def test_a_phrase_counts_only_where_its_words_stand_beside_each_other():
    answer = suggest("Jembatan yang sudah rusak", CODES)

    assert [each.because for each in answer] == [("jembatan",), ("jembatan",)]


def test_a_part_of_a_word_suggests_nothing():
    assert suggest("Perjalanan dinas", CODES) == ()


def test_no_more_than_asked_for_are_suggested():
    assert len(suggest("jembatan, titian, jalan setapak", CODES, limit=2)) == 2
