from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.domains.resilience import parameters
from tangguh.domains.resilience.services import FollowUpDraft
from tangguh.engines.composite_index import Definition

SCORE_FILES = ".csv,.xlsx,.json"
MOST_COMPARED = 4


class ReleaseForm(forms.Form):
    """A file of scores, of which index and year, and where it is from."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": SCORE_FILES}),
        help_text=gettext_lazy(
            "CSV or XLSX with a column code and one for each indicator, such as IKS01; or the "
            "ministry's summary (rumusan) of one village as JSON, as OpenSID stores it. An empty cell "
            "is a missing score, never zero."
        ),
    )
    index = forms.ChoiceField(label=gettext_lazy("Index"))
    year = forms.IntegerField(label=gettext_lazy("Year of the release"), min_value=2016)
    source = forms.CharField(
        label=gettext_lazy("Who publishes it"),
        max_length=300,
        help_text=gettext_lazy(
            "An office, and which edition. For the file of one village also its name."
        ),
    )
    as_of = forms.DateField(
        label=gettext_lazy("Date of the release"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()
        index = self.fields["index"]
        if isinstance(index, forms.ChoiceField):
            names = parameters.known_definitions()
            index.choices = [(name, about(name)) for name in names]


def about(name: str) -> str:
    facts = parameters.shipped(name).facts
    until = facts.get("valid_to")
    return f"{facts['title']} ({facts['valid_from']}–{until or ''})"


class CompareForm(forms.Form):
    """Up to four villages, in the address."""

    def __init__(self, data: Any, *, district: Area) -> None:
        super().__init__(data)
        villages = places.villages_of(district).filter(kind=Area.Kind.DESA).order_by("name")
        choices = [
            ("", gettext_lazy("None")),
            *((v.code, f"{v.name} ({v.code})") for v in villages),
        ]
        for number in range(1, MOST_COMPARED + 1):
            self.fields[f"v{number}"] = forms.ChoiceField(
                label=gettext_lazy("Village"), choices=choices, required=False
            )

    def codes(self) -> list[str]:
        """The villages asked for, each once."""
        self.is_valid()
        said = [self.cleaned_data.get(name, "") for name in self.fields]
        return list(dict.fromkeys(code for code in said if code))


class FileField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Files by their day and title."""

    def label_from_instance(self, obj: Evidence) -> str:
        return f"{date_format(obj.happened_on)}: {obj.title}"


class EvidenceForm(forms.Form):
    """Which file shows which indicator."""

    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"))
    evidence = FileField(
        Evidence.objects.none(),
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy("Of this village. What is not in the list is uploaded first."),
    )

    def __init__(
        self, data: Any, *, definition: Definition, files: QuerySet[Evidence], names: dict[str, str]
    ) -> None:
        super().__init__(data)
        indicator, evidence = self.fields["indicator"], self.fields["evidence"]
        if isinstance(indicator, forms.ChoiceField):
            indicator.choices = [
                (i.code, f"{i.code} {names[i.code]}") for i in definition.indicators
            ]
        if isinstance(evidence, forms.ModelChoiceField):
            evidence.queryset = files


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
