"""What an officer fills in about a proposal: a step, an activity, a lesson, its SIPD number."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.participation.forms._fields import (
    ActForm,
    choose,
    day_field,
    long_text,
    one_of,
)
from tangguh.domains.participation.models import Lane, Proposal, Reason, Status
from tangguh.domains.participation.selectors import official
from tangguh.domains.participation.services import StepDraft
from tangguh.domains.partners.models import Organization
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Cycle, FundingSource
from tangguh.domains.programmes.services import ActivityDraft
from tangguh.integrations.rupiah import RupiahField


class StepForm(ActForm):
    """One step: where it goes, why, and the words that the author is told."""

    parts: ClassVar[dict[str, Any]] = {
        "reason": gettext_lazy("Only if it is parked, merged or not taken further"),
        "agency": gettext_lazy("Only if it goes on"),
    }

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    status = forms.ChoiceField(label=gettext_lazy("Where it goes"), widget=forms.RadioSelect)
    happened_on = day_field(gettext_lazy("Day of the decision"))
    answer = long_text(
        gettext_lazy("Answer to the author"),
        required=False,
        help_text=gettext_lazy("In plain words, for everybody to read. No names of people."),
    )
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), required=False)
    lanes = forms.MultipleChoiceField(
        label=gettext_lazy("Where else it may go"),
        required=False,
        choices=Lane.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    into = forms.CharField(
        label=gettext_lazy("Merged into the proposal with the number"),
        required=False,
        max_length=20,
    )
    agency = forms.ModelChoiceField(
        Organization.objects.order_by("name"),
        label=gettext_lazy("Who has it from here on"),
        required=False,
        empty_label=gettext_lazy("The usual office"),
    )
    amount = RupiahField(label=gettext_lazy("Amount planned or granted"), required=False)

    def __init__(
        self,
        *args: Any,
        ways: Iterable[Status],
        known: QuerySet[Proposal],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        choose(self, "status", [(way.value, way.label) for way in ways])
        choose(self, "reason", [("", _("None")), *Reason.choices])
        self.initial["happened_on"] = today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()

    def clean_into(self) -> Proposal | None:
        number = self.cleaned_data["into"]
        if not number:
            return None
        found = self.known.filter(number=official(number)).first()
        if found is None:
            raise forms.ValidationError(
                _("There is no proposal with the number %(number)s.") % {"number": number}
            )
        return found

    def draft(self) -> StepDraft:
        """What was filled in, for the deed."""
        return StepDraft(**self.said | {"lanes": tuple(self.said["lanes"])})


class OpenActivityForm(forms.Form):
    """In which cycle, when and with whose money a funded proposal is carried out."""

    cycle = forms.ModelChoiceField(Cycle.objects.none(), label=gettext_lazy("Programme and cycle"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Activity.Kind.choices)
    planned_start = day_field(gettext_lazy("First day"))
    planned_end = day_field(gettext_lazy("Last day"))
    money = forms.ChoiceField(label=gettext_lazy("Whose money"), choices=FundingSource.choices)
    amount = RupiahField(label=gettext_lazy("Budget in rupiah"))

    def __init__(self, *args: Any, cycles: QuerySet[Cycle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of(self, "cycle", cycles)

    def draft(self, proposal: Proposal) -> ActivityDraft:
        """The plan of an activity for the place and under the title of a proposal."""
        said = self.cleaned_data
        return ActivityDraft(
            area=proposal.area,
            lead=said["cycle"].programme.lead,
            kind=said["kind"],
            title=proposal.title,
            planned_start=said["planned_start"],
            planned_end=said["planned_end"],
            funding={said["money"]: said["amount"] or 0},
            source=_("Proposal %(number)s") % {"number": proposal.number},
            provenance=proposal.provenance,
        )


class JoinActivityForm(forms.Form):
    """An activity that is planned already and carries a proposal out too."""

    activity = forms.ModelChoiceField(Activity.objects.none(), label=gettext_lazy("Activity"))

    def __init__(self, *args: Any, activities: QuerySet[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of(self, "activity", activities)


class LessonForm(forms.Form):
    """What a proposal teaches, and which policy must answer to it."""

    policy = forms.ModelChoiceField(Policy.objects.none(), label=gettext_lazy("Policy"))
    text = long_text(gettext_lazy("What was learnt"))

    def __init__(self, *args: Any, policies: QuerySet[Policy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of(self, "policy", policies)


class SipdForm(forms.Form):
    """The number under which a proposal stands in SIPD."""

    sipd_number = forms.CharField(label=gettext_lazy("SIPD number"), max_length=40, required=False)
