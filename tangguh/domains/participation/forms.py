from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core.files.base import File
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.participation.models import Authority, Group, Lane, Proposal, Reason, Status
from tangguh.domains.participation.selectors import activity_codes, official
from tangguh.domains.participation.services import ProposalDraft, StepDraft
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import Activity, Cycle, FundingSource
from tangguh.domains.programmes.services import ActivityDraft


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **kwargs)


def long_text(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


class RupiahField(forms.CharField):
    """Whole rupiah; empty is none. Dots between thousands and a leading Rp are taken."""

    MOST = 10**15

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> int | None:
        text = str(super().clean(value)).strip().removeprefix("Rp").strip()
        digits = text.replace(".", "").replace(" ", "")
        if not digits:
            return None
        if not digits.isascii() or not digits.isdigit() or int(digits) > self.MOST:
            raise forms.ValidationError(
                _("“%(text)s” is not an amount in whole rupiah. Write it as 1.500.000.")
                % {"text": text}
            )
        return int(digits)


class ManyFiles(forms.FileInput):
    """A field that takes several photos at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """No, one or several photos."""

    def clean(self, data: Any, initial: Any = None) -> "list[File[bytes]]":
        one_by_one = super().clean
        files = data if isinstance(data, list | tuple) else [data]
        return [one_by_one(file, initial) for file in files if file]


def one_of(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field choose among these rows."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    field.queryset = rows


def choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let a field choose among these values, in the language of the reader."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = list(choices)


class ProposalForm(forms.Form):
    """What residents ask for, to be filled in on a phone; only four fields must be."""

    parts: ClassVar[dict[str, Any]] = {
        "proposed_by": gettext_lazy("Who asks"),
        "authority": gettext_lazy("What helps the village to check it"),
    }

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
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
    need = long_text(gettext_lazy("Why it is needed"), required=False)
    helps = forms.ChoiceField(
        label=gettext_lazy("Whom it helps most"), choices=Group.choices, initial=Group.ALL
    )
    estimated_cost = RupiahField(
        label=gettext_lazy("Estimated cost in rupiah"),
        required=False,
        help_text=gettext_lazy("A guess is enough."),
    )
    photos = PhotosField(
        label=gettext_lazy("Photos"),
        required=False,
        widget=ManyFiles(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("Of the place, not of people."),
    )
    photos_open = forms.BooleanField(
        label=gettext_lazy("No person can be recognised: everybody may see the photos"),
        required=False,
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
        takes_photos: bool,
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
        if not takes_photos:
            del self.fields["photos"], self.fields["photos_open"]

    @property
    def act(self) -> UUID:
        act: UUID = self.cleaned_data["act_id"]
        return act

    @property
    def handed_photos(self) -> Sequence["File[bytes]"]:
        """What was photographed."""
        files: Sequence[File[bytes]] = self.cleaned_data.get("photos", [])
        return files

    @property
    def audience(self) -> str:
        """Who may open the photos."""
        is_open = self.cleaned_data.get("photos_open")
        return Evidence.Audience.PUBLIC if is_open else Evidence.Audience.OFFICIALS

    def draft(self, *, source: str, pictures: tuple[Evidence, ...]) -> ProposalDraft:
        """What was filled in, for the deed."""
        apart = {"act_id", "photos", "photos_open"}
        said = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        return ProposalDraft(**said, source=source, pictures=pictures)


class StepForm(forms.Form):
    """One step: where it goes, why, and the words that the author is told."""

    parts: ClassVar[dict[str, Any]] = {
        "reason": gettext_lazy("Only if it is parked, merged or not taken further"),
        "agency": gettext_lazy("Only if it goes on"),
    }

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
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

    @property
    def act(self) -> UUID:
        act: UUID = self.cleaned_data["act_id"]
        return act

    def draft(self) -> StepDraft:
        """What was filled in, for the deed."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "act_id"}
        return StepDraft(**said | {"lanes": tuple(said["lanes"])})


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
