from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tangguh.domains.emergencies.models import Resource
from tangguh.domains.emergencies.parameters import pkd
from tangguh.domains.emergencies.selectors import STANDINGS, Filters
from tangguh.domains.emergencies.services import ResourceDraft
from tangguh.domains.places.models import ProneArea
from tangguh.integrations.browser import day_input, narrowed

MOST = 999_999


class FilterForm(forms.Form):
    """What the district's list shows; it lives in the address."""

    q = forms.CharField(label=_("Village or subdistrict"), required=False)
    hazard = narrowed(_("Hazard"), _("Every hazard"), ProneArea.Hazard.choices)
    standing = forms.ChoiceField(label=_("Zones"), required=False, choices=STANDINGS)

    def filters(self) -> Filters:
        """What was asked for, without the fields that could not be understood."""
        self.is_valid()
        said = self.cleaned_data
        return Filters(said.get("q", ""), said.get("hazard", ""), said.get("standing", ""))


class SourcedForm(forms.Form):
    """What every entry says besides: where it is known from, and as of when."""

    source = forms.CharField(label=_("Where this is known from"), max_length=300)
    as_of = forms.DateField(label=_("As of"), widget=day_input())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("as_of", today)
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()


class ResourceForm(SourcedForm):
    """What can be used in an emergency, and which office keeps it."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Resource.Kind.choices)
    name = forms.CharField(
        label=_("What it is"),
        max_length=160,
        help_text=_("So that somebody can ask for it: fibre boat, 15 HP."),
    )
    quantity = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=MOST,
        help_text=_("Of rice in kilograms, of water in litres."),
    )
    working = forms.IntegerField(
        label=_("How many of them work"),
        min_value=0,
        max_value=MOST,
        help_text=_("Of rice and water: how much is still good."),
    )
    holder = forms.CharField(
        label=_("Office that keeps it"),
        max_length=160,
        help_text=_("An office or a post. No names of private persons."),
    )
    phone = forms.CharField(
        label=_("Phone of that office"), required=False, max_length=40, widget=forms.TextInput
    )
    kept_at = forms.CharField(label=_("Where it is kept"), required=False, max_length=160)
    neighbourhood = forms.CharField(
        label=_("RT in which it is kept"),
        required=False,
        max_length=10,
        help_text=_("Two digits, for example 04. Rice and water count for people cut off there."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = [
        "kind",
        "name",
        "quantity",
        "working",
        "holder",
        "phone",
        "kept_at",
        "neighbourhood",
    ]

    def draft(self) -> ResourceDraft:
        """What is said of the resource."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return ResourceDraft(**said)


class EndForm(forms.Form):
    """Why a line is taken off the list."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Everybody can read it. No names of private persons."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(SourcedForm):
    """One indicator of the form, and how many of its questions are answered with yes."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    yes = forms.IntegerField(
        label=_("Answered with yes"),
        min_value=0,
        help_text=_("Of its four questions, as the village's form says."),
    )
    field_order = ["indicator", "yes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicator"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.code, f"{each.code} {each.name}") for each in pkd()]
