"""Worked example, in which every number can be had from a shell.

Of five ids, three are drawn:

    printf '%s' "musim-hujan:a" | sha256sum     d9dfc90d…   4th
    printf '%s' "musim-hujan:b" | sha256sum     b1a75bf6…   3rd
    printf '%s' "musim-hujan:c" | sha256sum     35828242…   1st
    printf '%s' "musim-hujan:d" | sha256sum     fc507475…   5th
    printf '%s' "musim-hujan:e" | sha256sum     8fc9e312…   2nd
    printf 'a\\nb\\nc\\nd\\ne' | sha256sum         dbbc47f2…   the fingerprint
"""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tangguh.engines.sampling import InvalidDraw, Sample, draw, replay, ticket

SEED = "musim-hujan"
IDS = st.sets(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1))


def test_the_first_tickets_in_order_are_drawn():
    sample = draw("abcde", SEED, 3)

    assert ticket(SEED, "c").startswith("35828242")
    assert sample == Sample(
        seed=SEED,
        size=3,
        population=5,
        fingerprint="dbbc47f2a90b02153a78630eb0341612800f530bd3ae6dda5504e60ffbc64018",
        chosen=("c", "e", "b"),
    )


def test_another_seed_draws_another_sample():
    assert draw("abcde", "musim-kemarau", 3).chosen != draw("abcde", SEED, 3).chosen


def test_all_are_taken_when_there_are_too_few():
    assert draw("abcde", SEED, 9).chosen == ("c", "e", "b", "a", "d")


def test_the_same_population_confirms_a_sample():
    sample = draw("abcde", SEED, 3)

    assert replay(sample, "edcba").confirmed


def test_an_id_that_came_later_is_noticed_even_where_it_was_not_drawn():
    sample = draw("abcd", SEED, 1)

    again = replay(sample, "abcde")

    assert (again.same_sample, again.same_population, again.confirmed) == (True, False, False)


def test_a_drawn_id_that_is_gone_is_named():
    sample = draw("abcde", SEED, 3)

    again = replay(sample, "abd")

    assert (again.confirmed, again.missing) == (False, ("c", "e"))


def test_a_sample_that_was_tampered_with_is_not_confirmed():
    fair = draw("abcde", SEED, 3)
    wished = Sample(fair.seed, fair.size, fair.population, fair.fingerprint, ("a", "b", "c"))

    assert not replay(wished, "abcde").confirmed


@pytest.mark.parametrize(
    ("ids", "seed", "size", "code"),
    [
        (["a"], "", 1, "seed_is_empty"),
        (["a"], SEED, 0, "size_below_one"),
        (["a", ""], SEED, 1, "id_is_empty_or_has_lines"),
        (["a\nb"], SEED, 1, "id_is_empty_or_has_lines"),
        (["a", "b", "a"], SEED, 1, "id_is_repeated"),
    ],
)
def test_a_draw_that_could_not_be_repeated_is_refused(ids, seed, size, code):
    with pytest.raises(InvalidDraw) as refusal:
        draw(ids, seed, size)

    assert refusal.value.code == code


@given(IDS, st.integers(1, 20))
def test_the_order_in_which_ids_arrive_does_not_matter(ids: set[str], size: int):
    forth = draw(sorted(ids), SEED, size)

    assert forth == draw(sorted(ids, reverse=True), SEED, size)
    assert len(set(forth.chosen)) == min(size, len(ids))


def test_everybody_is_drawn_about_as_often():
    # 2,000 draws of 1 from 10: 200 each, give or take four standard deviations of 13.4.
    drawn = Counter(draw("abcdefghij", f"benih {n}", 1).chosen[0] for n in range(2_000))

    assert len(drawn) == 10
    assert all(146 <= times <= 254 for times in drawn.values())
