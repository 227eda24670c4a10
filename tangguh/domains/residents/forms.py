from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from tangguh.domains.accounts.models import User
from tangguh.domains.places.models import Area
from tangguh.domains.residents import selectors
from tangguh.domains.residents.models import Consent, Household, Member, Need
from tangguh.domains.residents.selectors import Filters
from tangguh.domains.residents.services import CorrectionDraft, HouseholdDraft, MemberDraft
from tangguh.integrations.browser import day_input, narrowed

ROWS = range(1, 7)  # who lives there; more are added on the household's page
SEXES = [("", "–"), *Member.Sex.choices]


class FilterForm(forms.Form):
    """What the list shows; it lives in the address."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=120)
    need = narrowed(_("Need for help"), _("All"), Need.Kind.choices)

    def __init__(self, *args: Any, neighbourhoods: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", str(_("All"))), *((rt, rt) for rt in neighbourhoods)]
        self.fields["rt"] = forms.ChoiceField(label=_("RT"), required=False, choices=choices)

    def filters(self) -> Filters:
        """What was asked for, without what could not be understood."""
        self.is_valid()
        said = self.cleaned_data
        return Filters(said.get("q", ""), said.get("rt", ""), said.get("need", ""))


def member_fields(number: int | str) -> dict[str, forms.Field]:
    """Who somebody is: the fields of one row."""
    return {
        f"name_{number}": forms.CharField(
            label=_("Name"), max_length=120, required=number in (1, "")
        ),
        f"sex_{number}": forms.ChoiceField(label=_("Sex"), choices=SEXES, required=False),
        f"birth_year_{number}": forms.IntegerField(
            label=_("Year of birth"),
            required=False,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        ),
        f"needs_{number}": forms.MultipleChoiceField(
            label=_("Help needed to leave"),
            choices=Need.Kind.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
    }


def member_draft(said: dict[str, Any], number: int | str) -> MemberDraft:
    return MemberDraft(
        name=said[f"name_{number}"],
        sex=said[f"sex_{number}"],
        birth_year=said[f"birth_year_{number}"],
        needs=tuple(said[f"needs_{number}"]),
    )


class RosterForm(forms.Form):
    """Whose roster is printed."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Village"), to_field_name="code", empty_label=None
    )
    rt = forms.RegexField(
        r"^[0-9A-Za-z]{1,10}$",
        label=_("RT"),
        help_text=_("Two digits, for example 04."),
        error_messages={"invalid": _("An RT is written in digits or letters, such as 04.")},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = selectors.areas_to_record(by)  # type: ignore[attr-defined]

    def keying_address(self) -> str:
        """Where this roster is keyed in, with its place filled in already."""
        place = {"area": self.cleaned_data["area"].code, "neighbourhood": self.cleaned_data["rt"]}
        return f"{reverse('residents:record')}?{urlencode(place)}"


class HouseholdForm(forms.Form):
    """A household as a kader writes it down at the door, with or without a signal."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    paper_on = forms.DateField(
        label=_("Day on the paper roster"),
        required=False,
        widget=day_input(),
        help_text=_("Only when you key in from paper: on that day the household agreed."),
    )
    consents = forms.MultipleChoiceField(
        label=_("What the household agrees to"),
        choices=Consent.Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    given_by = forms.CharField(
        label=_("Who agreed"),
        max_length=120,
        help_text=_("For themselves, or as guardian of a child or of somebody who cannot answer."),
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Village"), to_field_name="code", empty_label=None
    )
    neighbourhood = forms.CharField(
        label=_("RT"), max_length=10, help_text=_("Two digits, for example 04.")
    )
    address = forms.CharField(
        label=_("Where the house is"),
        max_length=160,
        required=False,
        help_text=_("What a stranger would look for. No ID numbers, here or elsewhere."),
    )
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = selectors.areas_to_record(by)  # type: ignore[attr-defined]
        for number in ROWS:
            self.fields |= member_fields(number)

    @property
    def house(self) -> list[forms.BoundField]:
        """The fields of the house itself."""
        names = ("area", "neighbourhood", "address", "latitude", "longitude")
        return [self[name] for name in names]

    @property
    def rows(self) -> list[tuple[int, list[forms.BoundField], bool]]:
        """For each who lives there: number, fields, and whether something is wrong with them."""
        rows = [(number, [self[name] for name in member_fields(number)]) for number in ROWS]
        return [
            (number, fields, any(field.errors for field in fields) or bool(fields[0].value()))
            for number, fields in rows
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for number in ROWS[1:]:
            others = [said.get(name) for name in member_fields(number)]
            if not others[0] and any(others):
                self.add_error(f"name_{number}", _("Write down the name too."))
        return said

    def draft(self) -> HouseholdDraft:
        """What was written down; rows without a name are left out."""
        said = self.cleaned_data
        return HouseholdDraft(
            area=said["area"],
            members=tuple(member_draft(said, n) for n in ROWS if said[f"name_{n}"]),
            consents=tuple(said["consents"]),
            given_by=said["given_by"],
            neighbourhood=said["neighbourhood"],
            address=said["address"],
            longitude=said["longitude"],
            latitude=said["latitude"],
        )


class MemberForm(forms.Form):
    """One more who lives there, with or without a signal."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= member_fields("")

    def draft(self) -> MemberDraft:
        return member_draft(self.cleaned_data, "")


class CorrectForm(forms.Form):
    """What was written down, to be put right with a reason."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    reason = forms.CharField(
        label=_("Why it is corrected"), max_length=200, help_text=_("It stays with the old value.")
    )

    def __init__(self, *args: Any, target: Household | Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = selectors.values_of(target)
        self.mark = "_" if isinstance(target, Member) else ""
        fields = member_fields("") if self.mark else HouseholdForm.base_fields
        shown = dict(shown_of(self.values))
        mine = {f"{name}{self.mark}": fields[f"{name}{self.mark}"] for name in shown}
        seen = {f"seen_{name}": hidden(value) for name, value in self.values.items()}
        self.fields = mine | self.fields | seen
        for name, value in shown.items():
            self.initial.setdefault(f"{name}{self.mark}", value)

    def draft(self) -> CorrectionDraft:
        """Both sides as text, so that they can be compared."""
        said = self.cleaned_data
        return CorrectionDraft(
            seen={name: said[f"seen_{name}"] for name in self.values},
            said={name: self.text_of(name) for name in self.values},
            reason=said["reason"],
            act_id=said["act_id"],
        )

    def text_of(self, name: str) -> str:
        """What was entered for one value; a place comes from two fields."""
        said = self.cleaned_data
        if name == "point":
            return selectors.point_of(said["latitude"], said["longitude"])
        return as_text(said[f"{name}{self.mark}"])


def shown_of(values: dict[str, str]) -> Iterator[tuple[str, str | list[str]]]:
    """The values field by field, as a form shows them."""
    for name, value in values.items():
        if name == "point":
            latitude, _comma, longitude = value.partition(", ")
            yield from (("latitude", latitude), ("longitude", longitude))
        else:
            yield name, value.split(",") if name == "needs" else value


def hidden(value: str) -> forms.CharField:
    return forms.CharField(widget=forms.HiddenInput, required=False, initial=value)


def as_text(value: Any) -> str:
    return ",".join(sorted(value)) if isinstance(value, list) else str(value or "")


class RenewForm(forms.Form):
    """The household was asked again, and said yes."""

    given_by = forms.CharField(label=_("Who agreed"), max_length=120)

    def __init__(self, *args: Any, further: Mapping[str, str], **kwargs: Any) -> None:
        """`further` are the texts of the purposes that nobody agreed to yet."""
        super().__init__(*args, **kwargs)
        if further:
            self.fields["also"] = forms.MultipleChoiceField(
                label=_("Agreed to now as well"),
                choices=[(each, Consent.Purpose(each).label) for each in further],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=" ".join(f"“{text}”" for text in further.values()),
            )


class WithdrawForm(forms.Form):
    """Which yes is taken back."""

    def __init__(self, *args: Any, consents: list[Consent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"] = forms.ChoiceField(
            label=_("What is withdrawn"),
            widget=forms.RadioSelect,
            choices=[(each.purpose, each.get_purpose_display()) for each in consents],
        )


class FileForm(forms.Form):
    """A table of households, and of which village it is."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=_("Village"), to_field_name="code", empty_label=None
    )
    file = forms.FileField(label=_("CSV or XLSX file"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = selectors.areas_to_record(by)  # type: ignore[attr-defined]
