from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tangguh.domains.accounts.models import Role, User
from tangguh.domains.places.models import Area
from tangguh.integrations.browser import day_input


class SignInForm(AuthenticationForm):
    """Name and password; a phone's keyboard does not capitalise the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Sign-in name")
        self.fields["username"].widget.attrs["autocapitalize"] = "none"
        self.error_messages |= {
            "invalid_login": _(
                "This sign-in name and password do not belong together. Type both again; capital "
                "and small letters differ."
            )
        }


class PeopleForm(forms.Form):
    """Whom the list of people shows; it lives in the address."""

    q = forms.CharField(label=_("Name, sign-in name or area"), required=False)

    def words(self) -> str:
        """What was asked for; nothing where it could not be understood."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""


class OfficeForm(forms.Form):
    """An office for an area."""

    name = forms.ChoiceField(label=_("Office"), choices=Role.Name.choices)
    at = forms.ModelChoiceField(label=_("Area"), queryset=Area.objects.none(), to_field_name="code")
    since = forms.DateField(label=_("From"), widget=day_input())

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["at"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = areas


class RoleForm(OfficeForm):
    """Another office, which may have an end."""

    until = forms.DateField(label=_("Until"), required=False, widget=day_input())


class PersonForm(OfficeForm):
    """Somebody who shall be able to sign in, and the first office."""

    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        validators=[User.username_validator],
        help_text=_("Short, without spaces: for example ani.telukkecimbung"),
    )
    person = forms.CharField(label=_("Name in full"), max_length=150)
    field_order = ("username", "person", "name", "at", "since")


class LanguageForm(forms.Form):
    """The language in which a person reads."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class EndForm(forms.Form):
    """The last day of an office."""

    on = forms.DateField(label=_("Last day"), widget=day_input())
