"""Slips, paper ballots, ballots from elsewhere, and receipts."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.participation.forms._fields import number_field, one_of
from tangguh.domains.places.models import Area


class ReasonForm(forms.Form):
    """Why something is done, for the audit trail."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class CountForm(forms.Form):
    """How many."""

    count = number_field(gettext_lazy("How many slips"), min_value=1, max_value=2000)


class BundleForm(forms.Form):
    """Paper ballots that lie together."""

    label = forms.CharField(
        label=gettext_lazy("Label on the bundle"),
        max_length=20,
        help_text=gettext_lazy("Letters and digits, such as A or RT04."),
    )
    size = number_field(gettext_lazy("Ballots in it"), min_value=1, max_value=500)


class KeyingForm(forms.Form):
    """One paper ballot, as it lies on the table."""

    choices = forms.CharField(
        label=gettext_lazy("Numbers with a cross"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}
        ),
        help_text=gettext_lazy(
            "With a space between them, such as 2 5 7. Empty: the ballot is blank or spoilt."
        ),
    )

    def clean_choices(self) -> list[int]:
        words = self.cleaned_data["choices"].replace(",", " ").replace(".", " ").split()
        wrong = [word for word in words if not word.isdecimal() or len(word) > 5]
        if wrong:
            raise forms.ValidationError(
                _("“%(word)s” is no number. Type numbers with a space between them.")
                % {"word": wrong[0]}
            )
        return [int(word) for word in words]


class ImportForm(forms.Form):
    """A .pb file to try rules on."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Area"), to_field_name="code"
    )
    file = forms.FileField(
        label=gettext_lazy("File with ballots (.pb)"),
        widget=forms.FileInput(attrs={"accept": ".pb,text/plain"}),
    )
    source = forms.CharField(label=gettext_lazy("Where it comes from"), max_length=300)

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of(self, "area", areas)


class ReceiptForm(forms.Form):
    """The receipt of a ballot."""

    receipt = forms.CharField(
        label=gettext_lazy("Your receipt"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
