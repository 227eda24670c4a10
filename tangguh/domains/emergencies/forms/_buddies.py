from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tangguh.domains.emergencies.models import AlertLevel, BuddyConsent, Skill
from tangguh.domains.emergencies.services import HelperDraft
from tangguh.domains.places.models import Area
from tangguh.domains.residents.models import Household

Side = BuddyConsent.Side


class HeadChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A household, as its head and RT are called."""

    def label_from_instance(self, obj: Household) -> str:
        heads = [member.name for member in obj.members.all() if member.is_head]
        return f"RT {obj.neighbourhood} · {' '.join(heads)} · {obj.address}"


class HelperForm(forms.Form):
    """Somebody who offers to help, as a kader writes them down."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    agreed = forms.BooleanField(label=_("The text was read, and they said yes"))
    name = forms.CharField(label=_("Name"), max_length=120)
    neighbourhood = forms.CharField(
        label=_("RT"), max_length=10, help_text=_("Two digits, for example 04.")
    )
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    household = HeadChoice(
        Household.objects.none(),
        label=_("Their household, if it is written down"),
        required=False,
        help_text=_("Nobody is proposed to somebody of the same household."),
    )
    skills = forms.MultipleChoiceField(
        label=_("What they can do"),
        choices=Skill.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    trained_on = forms.DateField(
        label=_("Trained on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Empty: not yet. Nobody is entrusted to somebody who was not trained."),
    )
    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=-180, max_value=180
    )

    def __init__(self, *args: Any, households: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["household"].queryset = households  # type: ignore[attr-defined]

    def draft(self, area: Area) -> HelperDraft:
        said = {k: v for k, v in self.cleaned_data.items() if k not in ("act_id", "agreed")}
        return HelperDraft(area=area, **said | {"skills": tuple(said["skills"])})


def kept_at() -> forms.CharField:
    """The signed form itself stays on paper: a picture of it would hold names for nobody's use."""
    return forms.CharField(
        label=_("Where the signed form is kept"),
        max_length=80,
        required=False,
        help_text=_("For example: village office, folder 2, sheet 14."),
    )


class SideForm(forms.Form):
    """What one side of a pair said."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    given_by = forms.CharField(
        label=_("Who answered"),
        max_length=120,
        help_text=_("For themselves, or as guardian of a child or of somebody who cannot answer."),
    )

    def __init__(self, *args: Any, sides: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Side.choices)
        side = forms.ChoiceField(
            label=_("Who was asked"),
            choices=[(each, labels[Side(each)]) for each in sides],
            initial=sides[0] if sides else None,
            widget=forms.RadioSelect,
        )
        self.fields = {"side": side} | self.fields
        if Side.PERSON in sides:
            self.fields["how"] = forms.CharField(
                label=_("How they are helped, and what to bring"),
                max_length=120,
                required=False,
                help_text=_("For example: on foot, by the arm; blue bag with medicine."),
            )
        self.fields["kept_at"] = kept_at()


class RenewForm(forms.Form):
    """Both sides were asked again, and said yes."""

    person_by = forms.CharField(label=_("Who said yes for the one who is fetched"), max_length=120)
    helper_by = forms.CharField(label=_("Who said yes for the one who fetches"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept_at"] = kept_at()


class PlacesForm(forms.Form):
    """Which RT the same water cuts off."""

    neighbourhood = forms.CharField(label=_("RT"), max_length=10)
    name = forms.CharField(
        label=_("Water that cuts it off"),
        max_length=80,
        required=False,
        help_text=_("The same name for RT that are cut off together; empty where it stays dry."),
    )
    source = forms.CharField(label=_("Who says so"), max_length=300)


class LevelForm(forms.Form):
    """How dangerous it is, until when, and why."""

    level = forms.TypedChoiceField(
        label=_("Level"), choices=AlertLevel.Level.choices, coerce=int, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Who has seen what"), max_length=200)
    hours = forms.IntegerField(label=_("For how many hours"), min_value=1, max_value=72, initial=12)
    is_exercise = forms.BooleanField(label=_("Only an exercise"), required=False)

    def said(self, now: datetime) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return said | {"until": now + timedelta(hours=said.pop("hours"))}
