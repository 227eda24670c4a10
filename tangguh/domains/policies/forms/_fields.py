"""What several forms of this room are made of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.integrations.browser import choice, day_input

CHOSEN_LEVELS = (Area.Level.DISTRICT, Area.Level.SUBDISTRICT, Area.Level.VILLAGE)


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RevisionForm(forms.Form):
    """A change of the working text carries the revision that the editor saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class AreaForm(forms.Form):
    """For which part of the policy's area something holds."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Area"), to_field_name="code"
    )

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = places.areas_within(policy.area).filter(level__in=CHOSEN_LEVELS)
        choice(self, "area").queryset = areas
        self.initial.setdefault("area", policy.area.code)


class PeriodForm(AreaForm):
    """From which day to which, both included."""

    starts = forms.DateField(label=gettext_lazy("First day"), widget=day_input())
    ends = forms.DateField(label=gettext_lazy("Last day"), widget=day_input())
    value = forms.DecimalField(label=gettext_lazy("Value"), max_digits=16, decimal_places=4)
