from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.accounts.models import User
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area
from tangguh.domains.policies import indicators
from tangguh.domains.policies.forms._fields import (
    PeriodForm,
    RevisionForm,
    long_text,
)
from tangguh.domains.policies.models import Indicator, Policy, Result
from tangguh.integrations.browser import choice, day_input


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
