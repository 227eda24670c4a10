from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tangguh.domains.partners.models import Organization
from tangguh.domains.policies.forms._fields import long_text
from tangguh.domains.policies.models import Finding, Policy, Recommendation, Review
from tangguh.integrations.browser import choice, day_input

NEWEST_FINDINGS = 50


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
