"""An amount of money in a form: as people write it, and never a hundred times of it."""

import pytest
from django import forms

from tangguh.integrations.rupiah import RupiahField


@pytest.mark.parametrize("said", ["1500000", "1.500.000", "Rp1.500.000", " Rp 1 500 000 "])
def test_an_amount_is_read_as_people_write_it(said):
    assert RupiahField().clean(said) == 1_500_000


@pytest.mark.parametrize("said", ["1500.00", "1,5 juta", "-1", "Rp", "9" * 16, "9" * 5000])
def test_anything_else_is_refused_and_told_in_short(said):
    with pytest.raises(forms.ValidationError) as refused:
        RupiahField().clean(said)

    assert len(refused.value.messages[0]) < 150


def test_an_empty_field_gives_what_it_is_told_to():
    assert RupiahField(required=False).clean("") is None
    assert RupiahField(required=False, empty=0).clean("Rp") == 0
