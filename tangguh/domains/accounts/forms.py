from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tangguh.domains.accounts.models import Role
from tangguh.domains.places.models import Area


class SignInForm(AuthenticationForm):
    """Name and password; a phone's keyboard does not capitalise the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Sign-in name")
        self.fields["username"].widget.attrs["autocapitalize"] = "none"


class PersonForm(forms.Form):
    """Somebody who shall be able to sign in."""

    username = forms.CharField(label=_("Sign-in name"), max_length=150)
    name = forms.CharField(label=_("Name"), max_length=150)
    password = forms.CharField(
        label=_("First password"),
        help_text=_("Hand it over on paper; the person changes it on the profile page."),
        validators=[validate_password],
    )


class RoleForm(forms.Form):
    """An office for an area."""

    name = forms.ChoiceField(label=_("Office"), choices=Role.Name.choices)
    at = forms.ModelChoiceField(label=_("Area"), queryset=Area.objects.none(), to_field_name="code")
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["at"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = areas
