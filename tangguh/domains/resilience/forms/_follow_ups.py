from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.domains.resilience.services import FollowUpDraft

YES = "yes_"


class FollowUpForm(forms.Form):
    """How many participants were asked again, and how many said yes to which question."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Village"), to_field_name="code", empty_label=None
    )
    happened_on = forms.DateField(
        label=gettext_lazy("Asked on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    chosen_by = forms.CharField(
        label=gettext_lazy("How they were chosen"),
        max_length=200,
        help_text=gettext_lazy(
            "Everybody on the attendance list, or every third name. Not those who happen to be near."
        ),
    )
    asked = forms.IntegerField(label=gettext_lazy("How many were asked"), min_value=1)

    def __init__(
        self, data: Any, *, villages: QuerySet[Area], questions: dict[str, str], **said: Any
    ) -> None:
        super().__init__(data, **said)
        area = self.fields["area"]
        if isinstance(area, forms.ModelChoiceField):
            area.queryset = villages
            area.initial = next(iter(villages), None)
        for code, words in questions.items():
            self.fields[f"{YES}{code}"] = forms.IntegerField(
                label=words,
                min_value=0,
                required=False,
                help_text=gettext_lazy("How many said yes. Empty: it was not asked."),
            )

    def draft(self) -> FollowUpDraft:
        """What was said, as the service takes it."""
        said = dict(self.cleaned_data)
        said.pop("act_id")
        yes = {
            name.removeprefix(YES): said.pop(name) for name in list(said) if name.startswith(YES)
        }
        return FollowUpDraft(yes={q: n for q, n in yes.items() if n is not None}, **said)


class HandFindingForm(forms.Form):
    """Which figure goes to which policy, and what it says to the planner."""

    policy = forms.ModelChoiceField(Policy.objects.none(), label=gettext_lazy("Policy"))
    about = forms.ChoiceField(label=gettext_lazy("Figure"))
    text = forms.CharField(
        label=gettext_lazy("What it tells the policy"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The figure, its definition and the link are added by themselves."),
    )

    def __init__(
        self, data: Any, *, policies: QuerySet[Policy], figures: dict[str, str], **said: Any
    ) -> None:
        super().__init__(data, **said)
        policy, about_ = self.fields["policy"], self.fields["about"]
        if isinstance(policy, forms.ModelChoiceField):
            policy.queryset = policies
        if isinstance(about_, forms.ChoiceField):
            about_.choices = list(figures.items())
