from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.evidence.selectors import areas_of_district
from tangguh.domains.partners.models import Organization
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, ProneArea
from tangguh.domains.policies.models import Policy, Result
from tangguh.domains.programmes.models import Activity, Cycle, FundingSource, Programme
from tangguh.domains.programmes.selectors import Standing
from tangguh.domains.programmes.services import (
    ActivityDraft,
    CycleDraft,
    ProgrammeDraft,
    UpdateDraft,
)
from tangguh.integrations.browser import day_input
from tangguh.integrations.rupiah import RupiahField

FUNDING = "funding_"
MOST_PEOPLE = 10**9


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=day_input(), **kwargs)


def number_field(label: Any, **kwargs: Any) -> forms.IntegerField:
    """Whole numbers, for which a phone shows its digits. Empty means none."""
    kwargs.setdefault("required", False)
    kwargs.setdefault("min_value", 0)
    kwargs.setdefault("max_value", MOST_PEOPLE)
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "step": 1})
    return forms.IntegerField(label=label, widget=widget, **kwargs)


def one_of(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field choose among these rows."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    field.queryset = rows


def any_choice(label: str, choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    return [("", label), *choices]


class FundingForm(forms.Form):
    """One amount for each source of money; those left empty give nothing."""

    parts: ClassVar[dict[str, Any]] = {
        f"{FUNDING}{FundingSource.values[0]}": gettext_lazy("Money by source, in rupiah")
    }

    def add_sources(self, given: dict[str, int]) -> None:
        for source in FundingSource:
            self.fields[f"{FUNDING}{source.value}"] = RupiahField(
                label=source.label, required=False, initial=given.get(source.value, "")
            )

    def funding(self) -> dict[str, int]:
        """Rupiah by source, for every source that gives something."""
        return {
            name.removeprefix(FUNDING): amount
            for name, amount in self.cleaned_data.items()
            if name.startswith(FUNDING) and amount
        }


def choose(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    """Let a field choose among these values, in the language of the reader."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = choices


class ProgrammeForm(forms.Form):
    """What a programme is for, under which policy, and who runs it."""

    policy = forms.ModelChoiceField(
        Policy.objects.none(), label=gettext_lazy("Policy that it serves")
    )
    results = forms.ModelMultipleChoiceField(
        Result.objects.none(),
        label=gettext_lazy("Results that it serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    code = forms.CharField(label=gettext_lazy("Code"), max_length=12)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Area"), to_field_name="code"
    )
    lead = forms.ModelChoiceField(
        Organization.objects.order_by("name"), label=gettext_lazy("Lead agency")
    )
    partners = forms.ModelMultipleChoiceField(
        Organization.objects.order_by("name"), label=gettext_lazy("Partners"), required=False
    )
    source = forms.CharField(
        label=gettext_lazy("Document it comes from"),
        max_length=300,
        help_text=gettext_lazy("Such as the agency's work plan and its year."),
    )

    def __init__(
        self, *args: Any, policies: QuerySet[Policy], programme: Programme | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.initial.update(told_of_programme(programme) if programme else {})
        one_of(self, "policy", policies)
        results = Result.objects.filter(policy__in=policies).select_related("policy")
        one_of(self, "results", results.order_by("policy", "position", "code"))
        one_of(self, "area", areas_of_district())

    def draft(self) -> ProgrammeDraft:
        """What was filled in, for the deed."""
        said = dict(self.cleaned_data)
        return ProgrammeDraft(
            **said | {"results": tuple(said["results"]), "partners": tuple(said["partners"])}
        )


def told_of_programme(programme: Programme) -> dict[str, Any]:
    """A programme as its form shows it."""
    return {
        "policy": programme.policy_id,
        "results": programme.results.all(),
        "code": programme.code,
        "title": programme.title,
        "purpose": programme.purpose,
        "area": programme.area.code,
        "lead": programme.lead_id,
        "partners": programme.partners.all(),
        "source": programme.source,
    }


class StatusForm(forms.Form):
    """Where a programme goes from here."""

    status = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=Programme.Status.choices, widget=forms.RadioSelect
    )


class CycleForm(FundingForm):
    """One run of a programme with its money."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=40, help_text=gettext_lazy("Usually the year.")
    )
    starts = day_field(gettext_lazy("First day"))
    ends = day_field(gettext_lazy("Last day"))
    budget = RupiahField(
        label=gettext_lazy("Budget in rupiah"),
        help_text=gettext_lazy("The sources below add up to it, to the rupiah."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_sources({})

    def draft(self) -> CycleDraft:
        """What was filled in, for the deed."""
        said = self.cleaned_data
        return CycleDraft(
            name=said["name"],
            starts=said["starts"],
            ends=said["ends"],
            budget=said["budget"],
            funding=self.funding(),
        )


class ActivityForm(FundingForm):
    """What will be done where, when, for whom, and with whose money."""

    COUNTS = (
        "target_people",
        "target_women",
        "target_children",
        "target_elderly",
        "target_disabled",
    )

    parts: ClassVar[dict[str, Any]] = {
        "target_people": gettext_lazy("Whom it is to reach"),
        "contact": gettext_lazy("Where it is written"),
        **FundingForm.parts,
    }

    title = forms.CharField(label=gettext_lazy("What will be done"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    hazard = forms.ChoiceField(label=gettext_lazy("Hazard it prepares for"), required=False)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Where"), to_field_name="code"
    )
    planned_start = day_field(gettext_lazy("First day"))
    planned_end = day_field(gettext_lazy("Last day"))
    lead = forms.ModelChoiceField(
        Organization.objects.order_by("name"), label=gettext_lazy("Who leads it")
    )
    partners = forms.ModelMultipleChoiceField(
        Organization.objects.order_by("name"), label=gettext_lazy("Partners"), required=False
    )
    self_managed = forms.ChoiceField(
        label=gettext_lazy("Carried out by"),
        required=False,
        help_text=gettext_lazy("The type of self-managed work (swakelola), or a contractor."),
    )
    target_people = number_field(gettext_lazy("People to be reached"))
    target_women = number_field(gettext_lazy("of these women"))
    target_children = number_field(gettext_lazy("of these under 18"))
    target_elderly = number_field(gettext_lazy("of these 60 and older"))
    target_disabled = number_field(gettext_lazy("of these with a disability"))
    contact = forms.CharField(
        label=gettext_lazy("Contact for residents"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("An office and its public line, not a private number."),
    )
    source = forms.CharField(label=gettext_lazy("Document it comes from"), max_length=300)

    def __init__(
        self, *args: Any, cycle: Cycle, activity: Activity | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.initial.update(told_of_activity(activity) if activity else {})
        one_of(self, "area", places.areas_within(cycle.programme.area))
        choose(self, "kind", list(Activity.Kind.choices))
        choose(self, "hazard", any_choice(_("None in particular"), ProneArea.Hazard.choices))
        contracted = any_choice(_("A contractor"), Activity.SelfManaged.choices)
        choose(self, "self_managed", contracted)
        given = dict(activity.funding.values_list("source", "amount")) if activity else {}
        self.add_sources(given)

    def draft(self) -> ActivityDraft:
        """What was filled in, for the deed."""
        said = {
            name: value for name, value in self.cleaned_data.items() if not name.startswith(FUNDING)
        }
        counts = {name: said[name] or 0 for name in self.COUNTS}
        return ActivityDraft(
            **said | counts | {"partners": tuple(said["partners"]), "funding": self.funding()}
        )


def told_of_activity(activity: Activity) -> dict[str, Any]:
    """An activity as its form shows it."""
    same = ("title", "kind", "hazard", "planned_start", "planned_end", "self_managed", "contact")
    return {name: getattr(activity, name) for name in (*same, *ActivityForm.COUNTS, "source")} | {
        "area": activity.area.code,
        "lead": activity.lead_id,
        "partners": activity.partners.all(),
    }


class UpdateForm(forms.Form):
    """How far it is: at most eight fields, to be filled in on a phone in a few minutes."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    happened_on = day_field(gettext_lazy("Day"))
    progress = number_field(gettext_lazy("Progress in percent"), required=True)
    spent = RupiahField(label=gettext_lazy("Spent so far, in rupiah"))
    people = number_field(gettext_lazy("People reached so far"))
    women = number_field(gettext_lazy("of these women"))
    disabled = number_field(gettext_lazy("of these with a disability"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)
    photo = forms.FileField(
        label=gettext_lazy("Photo or document"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,.pdf,.xlsx,.docx,.odt,.ods,.csv"}),
        help_text=gettext_lazy(
            "Take a photo, or choose a file. Officials see it; seals are public."
        ),
    )

    def __init__(self, *args: Any, standing: Standing, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["happened_on"] = today
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.fields["progress"].widget.attrs["max"] = 100
        self.hint(standing)

    def hint(self, standing: Standing) -> None:
        """Show what was reported last, beside what is asked now."""
        if standing.updated_on is None:
            self.fields["note"].help_text = _("This is the first report.")
            return
        last = {
            "progress": f"{standing.progress} %",
            "spent": f"Rp{standing.spent:,}".replace(",", "."),
            "people": standing.people,
            "women": standing.women,
            "disabled": standing.disabled,
        }
        for name, figure in last.items():
            self.fields[name].help_text = _("Last time: %(figure)s") % {"figure": figure}

    def act(self) -> UUID:
        """The number of this act: sent twice, it counts once."""
        number: UUID = self.cleaned_data["act_id"]
        return number

    def draft(self, evidence: tuple[Evidence, ...] = ()) -> UpdateDraft:
        """What was filled in, for the deed."""
        said = self.cleaned_data
        return UpdateDraft(
            happened_on=said["happened_on"],
            progress=said["progress"],
            spent=said["spent"],
            people=said["people"] or 0,
            women=said["women"] or 0,
            disabled=said["disabled"] or 0,
            note=said["note"],
            evidence=evidence,
        )
