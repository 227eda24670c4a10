from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.accounts.models import User
from tangguh.domains.accounts.selectors import Viewer
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.evidence.models import Evidence
from tangguh.domains.partners.models import Organization
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies import indicators
from tangguh.domains.policies.models import (
    Finding,
    Indicator,
    Policy,
    Recommendation,
    Result,
    Review,
)
from tangguh.domains.policies.selectors import Filters

CHOSEN_LEVELS = (Area.Level.DISTRICT, Area.Level.SUBDISTRICT, Area.Level.VILLAGE)
NEWEST_FINDINGS = 50


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def choice(form: forms.Form, name: str) -> "forms.ModelChoiceField[Any]":
    """A field of which the choices depend on the policy, or on who asks."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    return field


class FilterForm(forms.Form):
    """What the list shows. Every field is optional, and lives in the address."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[("", gettext_lazy("Every status")), *Policy.Status.choices],
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=gettext_lazy("Area"),
        required=False,
        to_field_name="code",
        empty_label=gettext_lazy("Everywhere"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "area").queryset = evidences.areas_of_district()

    def filters(self) -> Filters:
        """What was asked for, without the fields that could not be understood."""
        self.is_valid()
        said = self.cleaned_data
        area = said.get("area")
        return Filters(
            words=said.get("q", ""),
            status=said.get("status", ""),
            area=area.code if area else "",
        )


class SourceForm(forms.Form):
    """Where the findings that are shown come from."""

    source = forms.ChoiceField(
        label=gettext_lazy("Where it comes from"),
        required=False,
        choices=[("", gettext_lazy("Every source")), *Finding.Source.choices],
    )

    def source_asked(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("source", ""))


class RevisionForm(forms.Form):
    """A change of the working text carries the revision that the editor saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class PolicyForm(forms.Form):
    """What a policy says besides its results."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    owner = forms.ModelChoiceField(
        Organization.objects.none(),
        label=gettext_lazy("Owner"),
        help_text=gettext_lazy("The agency that answers for it."),
    )
    problem = forms.CharField(
        label=gettext_lazy("Problem"),
        widget=long_text(6),
        max_length=5000,
        help_text=gettext_lazy("What is wrong, for whom, and how it is known."),
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        widget=long_text(),
        max_length=3000,
        help_text=gettext_lazy("Regulations, one on a line."),
    )
    planning_links = forms.CharField(
        label=gettext_lazy("Planning documents"),
        widget=long_text(),
        max_length=3000,
        required=False,
        help_text=gettext_lazy("RPJMD, RKPD and others that it serves, one on a line."),
    )
    source = forms.CharField(
        label=gettext_lazy("Where this is known from"),
        max_length=300,
        help_text=gettext_lazy("The decree or paper of which this is the text."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Organization.objects.filter(kind=Organization.Kind.AGENCY)
        choice(self, "owner").queryset = agencies.order_by("name")


class DraftForm(PolicyForm):
    """A new policy: also for which area."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Area"), to_field_name="code"
    )
    field_order = ["title", "area", "owner"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "area").queryset = evidences.areas_for(by, "policies.draft")


class EditForm(RevisionForm, PolicyForm):
    """The same, for a policy that there is."""


class ResultForm(RevisionForm):
    """What a result says, and what it leads to."""

    statement = forms.CharField(
        label=gettext_lazy("Result"),
        max_length=300,
        widget=long_text(2),
        help_text=gettext_lazy("A state that is reached, not work that is done."),
    )
    parent = forms.ModelChoiceField(
        Result.objects.none(), label=gettext_lazy("Leads to"), required=False
    )
    assumption = forms.CharField(
        label=gettext_lazy("Assumption"),
        max_length=300,
        required=False,
        widget=long_text(2),
        help_text=gettext_lazy("What must hold for it to lead there."),
    )
    position = forms.IntegerField(
        label=gettext_lazy("Position"),
        min_value=0,
        max_value=999,
        initial=0,
        help_text=gettext_lazy("Results are read from the lowest to the highest."),
    )

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = [Result.Level.IMPACT, Result.Level.OUTCOME]
        choice(self, "parent").queryset = policy.results.filter(level__in=above).order_by("code")


class NewResultForm(ResultForm):
    """A new result: also its level and code, which stay."""

    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=Result.Level.choices)
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        help_text=gettext_lazy("Short, such as S1. By it, later versions recognise the result."),
    )
    field_order = ["level", "code", "statement", "parent"]


class IndicatorForm(RevisionForm):
    """How a result is measured."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    unit = forms.CharField(
        label=gettext_lazy("Unit"),
        max_length=40,
        help_text=gettext_lazy("%, Rp, minutes, villages…"),
    )
    decimals = forms.IntegerField(
        label=gettext_lazy("Decimals"), min_value=0, max_value=4, initial=0
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Direction"), choices=Indicator.Direction.choices
    )
    formula = forms.ChoiceField(label=gettext_lazy("How it is measured"), required=False)
    every_months = forms.IntegerField(
        label=gettext_lazy("Months from number to number"), min_value=1, max_value=120, initial=12
    )
    baseline = forms.DecimalField(
        label=gettext_lazy("Baseline"), max_digits=16, decimal_places=4, required=False
    )
    baseline_on = forms.DateField(
        label=gettext_lazy("Baseline's day"), required=False, widget=day_input()
    )
    source = forms.CharField(label=gettext_lazy("Where its numbers come from"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["formula"]
        if isinstance(field, forms.ChoiceField):
            computed = [(each.name, each.title) for each in indicators.formulas.values()]
            field.choices = [("", _("Reported with source and evidence")), *computed]


class NewIndicatorForm(IndicatorForm):
    """A new indicator: also its code, which stays."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        help_text=gettext_lazy("Short, such as I1. By it, later versions recognise the indicator."),
    )
    field_order = ["code", "name"]


class AreaForm(forms.Form):
    """For which part of the policy's area something holds."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Area"), to_field_name="code"
    )

    def __init__(self, *args: Any, policy: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = places.areas_within(policy.area).filter(level__in=CHOSEN_LEVELS)
        choice(self, "area").queryset = areas
        self.initial.setdefault("area", policy.area.code)


class PeriodForm(AreaForm):
    """From which day to which, both included."""

    starts = forms.DateField(label=gettext_lazy("First day"), widget=day_input())
    ends = forms.DateField(label=gettext_lazy("Last day"), widget=day_input())
    value = forms.DecimalField(label=gettext_lazy("Value"), max_digits=16, decimal_places=4)


class TargetForm(RevisionForm, PeriodForm):
    """The value wanted by the end of a period."""


class PublishForm(RevisionForm):
    """What a version is called, from when it holds, and why it is made."""

    label = forms.CharField(
        label=gettext_lazy("Label"),
        max_length=20,
        help_text=gettext_lazy("As the regulation calls it, such as 1.1."),
    )
    in_force_from = forms.DateField(label=gettext_lazy("In force from"), widget=day_input())
    reason = forms.CharField(
        label=gettext_lazy("Reason of the change"),
        widget=long_text(),
        max_length=3000,
        help_text=gettext_lazy("Everybody reads it beside the version."),
    )


class MeasurementForm(PeriodForm):
    """A reported number, with what shows it."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    numerator = forms.IntegerField(
        label=gettext_lazy("Part"),
        min_value=0,
        required=False,
        help_text=gettext_lazy("For a percentage: how many of the whole."),
    )
    denominator = forms.IntegerField(label=gettext_lazy("Whole"), min_value=1, required=False)
    source = forms.CharField(label=gettext_lazy("Where the number comes from"), max_length=300)
    evidence = forms.CharField(
        label=gettext_lazy("Evidence numbers"),
        help_text=gettext_lazy(
            "One or more, with commas between them. Upload it under Evidence first; its page shows "
            "the number."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=300, required=False, widget=long_text(2)
    )
    field_order = ["area", "starts", "ends", "value", "numerator", "denominator"]

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_evidence(self) -> list[Evidence]:
        """The pieces behind the numbers, in their order; an unknown one is named."""
        said = [word.strip() for word in self.cleaned_data["evidence"].split(",") if word.strip()]
        keys = [int(word) for word in said if word.isascii() and word.isdigit()]
        rows = evidences.evidence_open_to(self.viewer).select_related("area")
        found = {each.pk: each for each in rows.filter(pk__in=keys)}
        unknown = [word for word in said if not word.isdigit() or int(word) not in found]
        if unknown:
            raise forms.ValidationError(
                _("There is no evidence number %(numbers)s, or it is not open to you.")
                % {"numbers": ", ".join(unknown)}
            )
        return list(found.values())


class ScheduleForm(forms.Form):
    """When a policy is looked at again."""

    due_on = forms.DateField(label=gettext_lazy("Day of the review"), widget=day_input())


class RecommendationForm(forms.Form):
    """What is asked of somebody, by when, because of what."""

    text = forms.CharField(
        label=gettext_lazy("Recommendation"), widget=long_text(3), max_length=2000
    )
    owner = forms.ModelChoiceField(
        Organization.objects.order_by("name"),
        label=gettext_lazy("Owner"),
        required=False,
        help_text=gettext_lazy("May come later, but before the review is closed."),
    )
    due_on = forms.DateField(label=gettext_lazy("Due on"), required=False, widget=day_input())
    findings = forms.ModelMultipleChoiceField(
        Finding.objects.none(),
        label=gettext_lazy("Because of these findings"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, policy: Policy, kept: Recommendation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        newest = policy.findings.order_by("-happened_on", "-pk").values_list("pk", flat=True)
        keys = [*newest[:NEWEST_FINDINGS]]
        if kept:
            keys += kept.findings.values_list("pk", flat=True)
        choice(self, "findings").queryset = Finding.objects.filter(pk__in=keys).order_by(
            "-happened_on", "-pk"
        )


class DecisionForm(forms.Form):
    """What is decided about the policy, and why."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=Review.Decision.choices, widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=gettext_lazy("Reasons"),
        widget=long_text(5),
        max_length=5000,
        help_text=gettext_lazy("Everybody reads them."),
    )
    next_review_on = forms.DateField(
        label=gettext_lazy("Next review on"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy("Not needed where the policy stops."),
    )


class DoneForm(forms.Form):
    """That a recommendation was carried out."""

    done_on = forms.DateField(label=gettext_lazy("Done on"), widget=day_input())
    done_note = forms.CharField(
        label=gettext_lazy("What was done"), max_length=300, widget=long_text(2)
    )
