import pytest

from tangguh.engines.disclosure import is_safe_split, safe_count


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (120, 120)])
def test_one_to_four_people_are_too_few_to_be_counted_in_public(count, shown):
    assert safe_count(count) == shown


def test_a_split_with_one_small_part_is_not_shown_at_all():
    # Of 31 people 28 are women: the 3 men would be known from the rest.
    assert is_safe_split([16, 15])
    assert is_safe_split([31, 0])
    assert not is_safe_split([28, 3])
