from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation import selectors
from tangguh.domains.participation.forms._fields import (
    ActForm,
    PhotosForm,
    count_field,
    day_field,
    long_text,
    one_of,
)
from tangguh.domains.participation.models import AgeBand, Attendee, Forum
from tangguh.domains.participation.services import (
    AttendeeDraft,
    ForumDraft,
    ProblemDraft,
)
from tangguh.domains.places.models import Area

LEASTS = ("least_people", "least_women", "least_disabled")


class ForumForm(ActForm):
    """The meeting that is called, and below which numbers voices are missing."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of forum"), choices=Forum.Kind.choices)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Area"), to_field_name="code"
    )
    title = forms.CharField(label=gettext_lazy("Name of the forum"), max_length=200)
    group = forms.CharField(
        label=gettext_lazy("Whom it is for"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("For a special deliberation, such as “women of RT 01 to 04”."),
    )
    held_on = day_field(gettext_lazy("Day"))
    place = forms.CharField(label=gettext_lazy("Where it meets"), max_length=200)
    agenda = long_text(
        gettext_lazy("Agenda"), required=False, help_text=gettext_lazy("One point a line.")
    )
    least_people = count_field(
        gettext_lazy("At least how many people"),
        required=False,
        help_text=gettext_lazy("Leave these empty to take the district's rule."),
    )
    least_women = count_field(gettext_lazy("At least how many women"), required=False)
    least_disabled = count_field(
        gettext_lazy("At least how many people with a disability"), required=False
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of(self, "area", areas)
        self.initial.setdefault("held_on", today)

    def draft(self, *, source: str, on: date) -> ForumDraft:
        """What was filled in; numbers left empty come from the district's rule."""
        said = {name: value for name, value in self.said.items() if name != "revision"}
        rule = selectors.quorum_of(said["kind"], on=on)
        return ForumDraft(
            **said | {name: rule[name] if said[name] is None else said[name] for name in LEASTS},
            source=source,
        )


class AttendeeForm(ActForm):
    """One who came: two taps, and a name if there is to be one."""

    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"), choices=Attendee.Sex.choices, widget=forms.RadioSelect
    )
    age_band = forms.ChoiceField(
        label=gettext_lazy("Age"), choices=AgeBand.choices, widget=forms.RadioSelect
    )
    disabled = forms.BooleanField(label=gettext_lazy("With a disability"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("For the attendance list only; it is never published."),
    )
    speaks_for = forms.CharField(label=gettext_lazy("Speaks for"), max_length=100, required=False)

    def draft(self) -> AttendeeDraft:
        return AttendeeDraft(**self.said)


class ProblemForm(PhotosForm):
    """One problem card."""

    text = forms.CharField(label=gettext_lazy("What is wrong"), max_length=300)
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    affected = forms.CharField(label=gettext_lazy("Who suffers from it"), max_length=200)

    field_order = ("text", "place", "affected", "photos", "photos_open")

    def draft(self, pictures: tuple[Evidence, ...]) -> ProblemDraft:
        return ProblemDraft(**self.said, pictures=pictures)


class CriteriaForm(ActForm):
    """What the forum agreed to rank by: one line each, the weight behind a slash."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    criteria = long_text(
        gettext_lazy("Criteria"),
        help_text=gettext_lazy("One a line, with its weight from 1 to 5: “Urgent / 3”."),
    )

    def agreed(self) -> list[tuple[str, int]]:
        """Each criterion with its weight; 1 where none is given."""
        lines = self.cleaned_data["criteria"].splitlines()
        return [weighed(line.strip()) for line in lines if line.strip()]


def weighed(line: str) -> tuple[str, int]:
    text, slash, weight = line.rpartition("/")
    if slash and weight.strip().isdigit():
        return text.strip(), int(weight)
    return line, 1


class ClosingForm(ActForm):
    """What the forum decided."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    decisions = long_text(
        gettext_lazy("Decisions"),
        help_text=gettext_lazy("As they were read out. They are public and stand in the minutes."),
    )
