from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.partners.models import Document, Organization
from tangguh.domains.partners.selectors import Filters, Standing
from tangguh.domains.places.models import Area
from tangguh.integrations.browser import choice, day_input, narrowed, narrowed_to


class FilterForm(forms.Form):
    """What the list shows. Every field is optional, and lives in the address."""

    q = forms.CharField(label=_("Words"), required=False)
    kind = narrowed(_("Kind"), _("Every kind"), Organization.Kind.choices)
    area = narrowed_to(Area.objects.none(), _("Works in"), _("Everywhere"))
    standing = narrowed(_("Status"), _("Every status"), Standing.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "area").queryset = evidences.areas_of_district()

    def filters(self) -> Filters:
        """What was asked for, without the fields that could not be understood."""
        self.is_valid()
        said = self.cleaned_data
        area = said.get("area")
        return Filters(
            kind=said.get("kind", ""),
            area=area.code if area else "",
            standing=said.get("standing", ""),
            words=said.get("q", ""),
        )


class OrganizationForm(forms.Form):
    """What is known of an organization, and from where."""

    name = forms.CharField(label=_("Name in full"), max_length=160)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    mission = forms.CharField(
        label=_("What it is for"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    skills = forms.CharField(
        label=_("What it can do"),
        max_length=300,
        required=False,
        help_text=_("For example: first aid, legal advice, mediation."),
    )
    works_in = forms.ModelMultipleChoiceField(
        Area.objects.none(),
        label=_("Works in"),
        required=False,
        to_field_name="code",
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Choose the whole district, or several subdistricts and villages."),
    )
    source = forms.CharField(
        label=_("Where this is known from"),
        max_length=300,
        help_text=_("A register, a letter or an office, with its date or number."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "works_in").queryset = evidences.areas_of_district()


class RegistrationForm(OrganizationForm):
    """A new organization: also what it is and where it belongs."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Organization.Kind.choices)
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Belongs to"),
        to_field_name="code",
        help_text=_("The district or village in which it is registered."),
    )
    field_order = ["kind", "name", "short_name", "area"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "area").queryset = evidences.areas_for(by, "partners.edit")


class DocumentForm(forms.Form):
    """A paper, and its scan where it was uploaded as evidence."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Document.Kind.choices)
    number = forms.CharField(label=_("Number"), max_length=80)
    issued_on = forms.DateField(label=_("Issued on"), widget=day_input())
    expires_on = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=day_input(),
        help_text=_("The last day on which it is valid. Leave empty where it has no end."),
    )
    evidence = forms.ModelChoiceField(
        Evidence.objects.none(),
        label=_("Evidence number of its scan"),
        required=False,
        widget=forms.NumberInput,
        help_text=_("Upload the scan under Evidence first; its page shows the number."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "evidence").queryset = evidences.evidence_open_to(viewer)


class ContactForm(forms.Form):
    """An office and its public line; nothing of a private person."""

    office = forms.CharField(
        label=_("Office"),
        max_length=120,
        help_text=_("An office or function, such as the secretariat. No names of persons."),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
        help_text=_("The public line of the office. No private numbers: everybody can read it."),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("The public address of the office.")
    )


class VerifyForm(forms.Form):
    """How the organization stands after its papers were looked at."""

    verification = forms.ChoiceField(
        label=_("Status"), choices=Organization.Verification.choices, widget=forms.RadioSelect
    )


class MemberForm(forms.Form):
    """Somebody who signs in already."""

    user = forms.ModelChoiceField(
        User.objects.filter(is_active=True),
        label=_("Sign-in name"),
        to_field_name="username",
        widget=forms.TextInput,
        help_text=_("The name with which the person signs in here."),
    )
