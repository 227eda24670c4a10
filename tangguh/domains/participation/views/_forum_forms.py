from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.selectors import areas_of_district
from tangguh.domains.participation import selectors
from tangguh.domains.participation.forms import (
    ManyFiles,
    PhotosField,
    RupiahField,
    choose,
    day_field,
    long_text,
    one_of,
)
from tangguh.domains.participation.models import AgeBand, Attendee, Authority, Forum, Group, Problem
from tangguh.domains.participation.selectors import ForumFilters, activity_codes
from tangguh.domains.participation.services import (
    AttendeeDraft,
    ForumDraft,
    ProblemDraft,
    ProposalDraft,
)
from tangguh.domains.places.models import Area

LEASTS = ("least_people", "least_women", "least_disabled")


def count_field(label: Any, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10_000, **kwargs)


class ActForm(forms.Form):
    """A form that may wait on a device: it carries the number of its act."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def act(self) -> UUID:
        act: UUID = self.cleaned_data["act_id"]
        return act

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, without the number of the act."""
        return {name: value for name, value in self.cleaned_data.items() if name != "act_id"}


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


class ProblemForm(ActForm):
    """One problem card."""

    text = forms.CharField(label=gettext_lazy("What is wrong"), max_length=300)
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    affected = forms.CharField(label=gettext_lazy("Who suffers from it"), max_length=200)

    def draft(self) -> ProblemDraft:
        return ProblemDraft(**self.said)


class MeetingProposalForm(ActForm):
    """What the meeting asks for, as short as it can be at the wall with the cards."""

    title = forms.CharField(label=gettext_lazy("What is asked for"), max_length=200)
    problem = forms.ModelChoiceField(
        Problem.objects.none(),
        label=gettext_lazy("Problem card that it answers"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    place = forms.CharField(
        label=gettext_lazy("Where in the village"), max_length=200, required=False
    )
    helps = forms.ChoiceField(label=gettext_lazy("Whom it helps most"), choices=Group.choices)
    proposed_by = forms.ChoiceField(label=gettext_lazy("Proposed by"), choices=Group.choices)
    estimated_cost = RupiahField(label=gettext_lazy("Estimated cost in rupiah"), required=False)
    authority = forms.ChoiceField(label=gettext_lazy("Whose task it is"), required=False)
    activity_code = forms.ChoiceField(label=gettext_lazy("Activity"), required=False)
    photos = PhotosField(
        label=gettext_lazy("Photos"),
        required=False,
        widget=ManyFiles(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("Of the place, not of people."),
    )

    def __init__(self, *args: Any, forum: Forum, takes_photos: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forum = forum
        one_of(self, "problem", forum.problems.order_by("pk"))
        unknown = ("", _("Not known yet"))
        choose(self, "authority", [unknown, *Authority.choices])
        codes = ((each.code, f"{each.code} {each.name}") for each in activity_codes().values())
        choose(self, "activity_code", [unknown, *codes])
        if not takes_photos:
            del self.fields["photos"]

    def draft(self, pictures: tuple[Evidence, ...]) -> ProposalDraft:
        said = {name: value for name, value in self.said.items() if name != "photos"}
        return ProposalDraft(
            **said,
            area=self.forum.area,
            forum=self.forum,
            filed_on=self.forum.held_on,
            pictures=pictures,
            source=self.forum.title,
            provenance=self.forum.provenance,
        )


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
        return text.strip()[:150], int(weight)
    return line[:150], 1


class ClosingForm(ActForm):
    """What the forum decided."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    decisions = long_text(
        gettext_lazy("Decisions"),
        help_text=gettext_lazy("As they were read out. They are public and stand in the minutes."),
    )


class ForumListForm(forms.Form):
    """What the list of forums shows; it lives in the address."""

    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=gettext_lazy("Area"),
        required=False,
        to_field_name="code",
        empty_label=gettext_lazy("Everywhere"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of forum"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Year"), required=False, min_value=2000, max_value=2100
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of(self, "area", areas_of_district())
        choose(self, "kind", [("", _("All")), *Forum.Kind.choices])

    def filters(self) -> ForumFilters:
        """What was asked for, without the fields that could not be understood."""
        self.is_valid()
        said = dict(self.cleaned_data)
        area = said.pop("area", None)
        return ForumFilters(area=area.code if area else "", **said)
