from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation.forms._fields import (
    PhotosForm,
    PointField,
    choose,
    day_field,
    long_text,
    one_of,
)
from tangguh.domains.participation.models import Authority, Forum, Group, Problem
from tangguh.domains.participation.selectors import activity_codes
from tangguh.domains.participation.services import ProposalDraft
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area
from tangguh.integrations.rupiah import RupiahField

POINT_HELP = gettext_lazy(
    "Latitude and longitude, as a map or phone shows them: −2.3012, 102.7124."
)


class ProposalForm(PhotosForm):
    """What residents ask for, to be filled in on a phone; only four fields must be."""

    field_order = (
        "title",
        "area",
        "place",
        "point",
        "need",
        "helps",
        "estimated_cost",
        "photos",
        "photos_open",
    )
    parts: ClassVar[dict[str, Any]] = {
        "proposed_by": gettext_lazy("Who asks"),
        "authority": gettext_lazy("What helps the village to check it"),
    }

    title = forms.CharField(
        label=gettext_lazy("What is asked for"),
        max_length=200,
        help_text=gettext_lazy("In a few words, such as “Mend the bridge of RT 02”."),
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Village"), to_field_name="code"
    )
    place = forms.CharField(
        label=gettext_lazy("Where in the village"), max_length=200, required=False
    )
    point = PointField(label=gettext_lazy("Point on the map"), help_text=POINT_HELP)
    need = long_text(gettext_lazy("Why it is needed"), required=False)
    helps = forms.ChoiceField(
        label=gettext_lazy("Whom it helps most"), choices=Group.choices, initial=Group.ALL
    )
    estimated_cost = RupiahField(
        label=gettext_lazy("Estimated cost in rupiah"),
        required=False,
        help_text=gettext_lazy("A guess is enough."),
    )
    proposed_by = forms.ChoiceField(label=gettext_lazy("Proposed by"), choices=Group.choices)
    proposer = forms.CharField(
        label=gettext_lazy("Name of the proposer"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("As it may be read, such as “RT 02” or “Youth group”."),
    )
    hides_proposer = forms.BooleanField(
        label=gettext_lazy("Hide the name: it is never published, only you see it"),
        required=False,
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("Organization that hands in the voice of others"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    filed_on = day_field(gettext_lazy("Day on which it was asked for"))
    authority = forms.ChoiceField(label=gettext_lazy("Whose task it is"), required=False)
    activity_code = forms.ChoiceField(label=gettext_lazy("Activity"), required=False)
    size = forms.CharField(
        label=gettext_lazy("Length, area or number"), max_length=150, required=False
    )
    land = forms.CharField(
        label=gettext_lazy("Whose land it is, and the proof"), max_length=200, required=False
    )
    keeper = forms.CharField(
        label=gettext_lazy("Who will look after it"), max_length=150, required=False
    )

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area],
        organizations: QuerySet[Organization],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        one_of(self, "area", areas)
        one_of(self, "organization", organizations)
        unknown = ("", _("Not known yet"))
        choose(self, "authority", [unknown, *Authority.choices])
        codes = ((each.code, f"{each.code} {each.name}") for each in activity_codes().values())
        choose(self, "activity_code", [unknown, *codes])
        self.initial["filed_on"] = today
        self.fields["filed_on"].widget.attrs["max"] = today.isoformat()

    def draft(self, *, source: str, pictures: tuple[Evidence, ...]) -> ProposalDraft:
        """What was filled in, for the deed."""
        return ProposalDraft(**self.said, source=source, pictures=pictures)


class MeetingProposalForm(PhotosForm):
    """What the meeting asks for, as short as it can be at the wall with the cards."""

    field_order = ("title", "problem", "place", "point")

    title = forms.CharField(label=gettext_lazy("What is asked for"), max_length=200)
    problem = forms.ModelChoiceField(
        Problem.objects.none(),
        label=gettext_lazy("Problem card that it answers"),
        required=False,
        to_field_name="act_id",  # which a device knows, even of a card that still waits on it
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
    point = PointField(label=gettext_lazy("Point on the map"), help_text=POINT_HELP)

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forum = forum
        one_of(self, "problem", forum.problems.order_by("pk"))
        unknown = ("", _("Not known yet"))
        choose(self, "authority", [unknown, *Authority.choices])
        codes = ((each.code, f"{each.code} {each.name}") for each in activity_codes().values())
        choose(self, "activity_code", [unknown, *codes])

    def draft(self, pictures: tuple[Evidence, ...]) -> ProposalDraft:
        return ProposalDraft(
            **self.said,
            area=self.forum.area,
            forum=self.forum,
            filed_on=self.forum.held_on,
            pictures=pictures,
            source=self.forum.title,
            provenance=self.forum.provenance,
        )
