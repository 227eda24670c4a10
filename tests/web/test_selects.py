"""A select that is written at once says what Django's own says, but for empty lines."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy

from tangguh.web.selects import SwiftSelects

PLAIN = [("", gettext_lazy("All")), ("a&b", "Air <Liki>"), (3, 3), ("15.03", "“Pauh”, Limun")]
GROUPED = [("Pauh", [("1", "Batu Ampar")]), ("2", "Sepintun")]


class Choice(forms.Form):
    area = forms.ChoiceField(choices=PLAIN, widget=forms.Select(attrs={"data-x": '"', "a": False}))
    grouped = forms.ChoiceField(choices=GROUPED)
    several = forms.MultipleChoiceField(choices=PLAIN, required=False)
    radio = forms.ChoiceField(choices=PLAIN, widget=forms.RadioSelect)
    when = forms.DateField()


@pytest.mark.parametrize("name", Choice.base_fields)
@pytest.mark.parametrize("said", [None, {"area": "a&b", "several": ["15.03", "3"], "grouped": "2"}])
def test_fields_are_written_as_django_writes_them(name, said):
    swift = Choice(said, renderer=SwiftSelects(), initial={"area": "15.03"})
    slow = Choice(said, renderer=DjangoTemplates(), initial={"area": "15.03"})

    assert lines(swift[name]) == lines(slow[name])


def lines(field) -> list[str]:
    return [line for line in str(field).splitlines() if line]


def test_forms_of_the_house_are_written_by_it(settings):
    assert isinstance(Choice().renderer, SwiftSelects)
