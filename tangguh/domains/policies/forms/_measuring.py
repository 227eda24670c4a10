from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.policies.forms._fields import AreaForm, PeriodForm, long_text
from tangguh.domains.policies.models import Finding
from tangguh.integrations.browser import day_input

MOST_OF_A_WHOLE = 2**31 - 1  # what the database keeps


class ShownForm(forms.Form):
    """What is told is shown by evidence, named by its numbers."""

    evidence = forms.CharField(
        label=gettext_lazy("Evidence numbers"),
        help_text=gettext_lazy(
            "One or more, with commas between them. Upload it under Evidence first; its page shows "
            "the number."
        ),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_evidence(self) -> list[Evidence]:
        """The pieces behind the numbers, in their order; an unknown one is named."""
        said = [word.strip() for word in self.cleaned_data["evidence"].split(",") if word.strip()]
        keys = [int(word) for word in said if word.isascii() and word.isdigit()]
        rows = evidences.evidence_open_to(self.viewer).select_related("area")
        found = {each.pk: each for each in rows.filter(pk__in=keys)}
        unknown = [word for word in said if not word.isdigit() or int(word) not in found]
        if unknown:
            raise forms.ValidationError(
                _("There is no evidence number %(numbers)s, or it is not open to you.")
                % {"numbers": ", ".join(unknown)}
            )
        return list(found.values())


class MeasurementForm(ShownForm, PeriodForm):
    """A reported number, with what shows it."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    numerator = forms.IntegerField(
        label=gettext_lazy("Part"),
        min_value=0,
        max_value=MOST_OF_A_WHOLE,
        required=False,
        help_text=gettext_lazy("For a percentage: how many of the whole."),
    )
    denominator = forms.IntegerField(
        label=gettext_lazy("Whole"), min_value=1, max_value=MOST_OF_A_WHOLE, required=False
    )
    source = forms.CharField(label=gettext_lazy("Where the number comes from"), max_length=300)
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=300, required=False, widget=long_text(2)
    )
    field_order = [
        "area",
        "starts",
        "ends",
        "value",
        "numerator",
        "denominator",
        "source",
        "evidence",
        "note",
    ]


class FindingForm(ShownForm, AreaForm):
    """Something learnt, where and when, and where it comes from."""

    text = forms.CharField(
        label=gettext_lazy("What was learnt"),
        widget=long_text(),
        max_length=2000,
        help_text=gettext_lazy("One lesson a finding: what happened, and what it means."),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Where it comes from"), choices=Finding.Source.choices
    )
    happened_on = forms.DateField(label=gettext_lazy("Happened on"), widget=day_input())
    field_order = ["text", "source", "area", "happened_on", "evidence"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].required = False
