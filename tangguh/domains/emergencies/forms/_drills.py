import re
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.emergencies.models import Arrival, Drill
from tangguh.domains.emergencies.services import ArrivalDraft, DrillDraft
from tangguh.domains.places.models import Area, PastEvent
from tangguh.domains.programmes.models import Activity

MOST = 10**6
A_STEP = re.compile(r"^\s*(\d{1,5})\s*[,;:\t ]\s*(\d{1,7})\s*$")


def number(label: Any, **kwargs: Any) -> forms.IntegerField:
    """A whole number, for which a phone shows its digits."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, widget=widget, **kwargs)


def day(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **kwargs)


class ActForm(forms.Form):
    """What is done once, however often it is sent."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def said(self) -> dict[str, Any]:
        """What was entered, without the number of the act."""
        return {name: value for name, value in self.cleaned_data.items() if name != "act_id"}


class DrillForm(ActForm):
    """A drill as it is planned."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Village"), to_field_name="code"
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Drill.Kind.choices)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    scenario = forms.CharField(
        label=gettext_lazy("Scenario"),
        widget=forms.Textarea,
        help_text=gettext_lazy("What is supposed to happen: which water, when, which road is cut."),
    )
    hazard = forms.ChoiceField(label=gettext_lazy("Hazard"), choices=PastEvent.Hazard.choices)
    held_on = day(gettext_lazy("Day"))
    expected = number(gettext_lazy("People who are to be safe"), initial=0)
    expected_vulnerable = number(gettext_lazy("Of them who need help"), initial=0)
    activity = forms.ModelChoiceField(
        Activity.objects.none(), label=gettext_lazy("Activity of a programme"), required=False
    )
    plan_curve = forms.CharField(
        label=gettext_lazy("The plan: minutes, and people safe by then"),
        required=False,
        widget=forms.Textarea,
        help_text=gettext_lazy(
            "One line for each minute, for example 30 120. Leave it empty where no plan is there yet."
        ),
    )

    def __init__(self, *args: Any, areas: Any, activities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["activity"].queryset = activities  # type: ignore[attr-defined]

    def clean_plan_curve(self) -> tuple[tuple[int, int], ...]:
        return tuple(map(step_of, self.cleaned_data["plan_curve"].strip().splitlines()))

    def draft(self) -> DrillDraft:
        return DrillDraft(**self.said)


def step_of(line: str) -> tuple[int, int]:
    """A line of a plan's curve as minutes and people."""
    found = A_STEP.match(line)
    if not found:
        raise forms.ValidationError(
            _("“%(line)s” is not a minute and a number of people. Write, for example, 30 120.")
            % {"line": line}
        )
    return int(found[1]), int(found[2])


class AlarmForm(forms.Form):
    """When the alarm was sounded."""

    clock = forms.TimeField(
        label=gettext_lazy("When the alarm was sounded"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )

    def at(self, drill: Drill) -> datetime:
        """The moment, on the day of the drill."""
        return timezone.make_aware(datetime.combine(drill.held_on, self.cleaned_data["clock"]))


class ArrivalForm(ActForm):
    """Who came to a point, with or without a signal, or copied from paper."""

    point = forms.CharField(label=gettext_lazy("Assembly point"), max_length=80)
    minute = number(gettext_lazy("Minute since the alarm"))
    people = number(gettext_lazy("People who came"))
    vulnerable = number(gettext_lazy("Of them who need help"), initial=0)
    way = forms.ChoiceField(label=gettext_lazy("How it was counted"), choices=Arrival.Way.choices)
    replaces = forms.TypedChoiceField(
        label=gettext_lazy("Corrects an earlier count"),
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, counted: list[Arrival], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.pk, f"{each.point}, {each.minute}': {each.people}") for each in counted]
        self.fields["replaces"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]

    def draft(self) -> ArrivalDraft:
        return ArrivalDraft(**self.said)


class EventForm(ActForm):
    """What happened in a minute; in this one, where none is told."""

    minute = number(gettext_lazy("Minute since the alarm"), required=False)
    text = forms.CharField(label=gettext_lazy("What happened"), max_length=200)


class ProblemForm(ActForm):
    """What went wrong."""

    text = forms.CharField(label=gettext_lazy("What went wrong"), max_length=300)
    minute = number(gettext_lazy("Minute since the alarm"), required=False)


class NoteForm(ActForm):
    """What went wrong, at one step of a replay."""

    text = forms.CharField(label=gettext_lazy("What would go wrong here"), max_length=300)


class ActionForm(forms.Form):
    """What is done about a problem, by whom, until when."""

    action = forms.CharField(label=gettext_lazy("What is done"), max_length=200)
    owner = forms.CharField(
        label=gettext_lazy("Who does it"),
        max_length=120,
        help_text=gettext_lazy("An office, not a person: for example Kepala desa."),
    )
    due = day(gettext_lazy("Until when"))


class HandForm(forms.Form):
    """To which policy a problem is handed."""

    def __init__(self, *args: Any, policies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["policy"] = forms.ModelChoiceField(
            policies, label=_("Policy that must answer to it"), empty_label=None
        )


class WaveForm(ActForm):
    """Which wave is replayed: one that struck, or an invented one."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Village"), to_field_name="code"
    )
    hazard = forms.ChoiceField(label=gettext_lazy("Hazard"), choices=PastEvent.Hazard.choices)
    hours = forms.IntegerField(
        label=gettext_lazy("Hours from the first sign to the peak"),
        min_value=1,
        max_value=48,
        initial=9,
    )

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
