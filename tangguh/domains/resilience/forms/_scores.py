from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.models import Evidence
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area
from tangguh.domains.resilience import parameters
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


class WeightsForm(forms.Form):
    """What each dimension weighs, in whole per cent, in the address."""

    def __init__(
        self, data: Any, *, definition: Definition, initial: dict[str, int] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        for dimension in definition.dimensions:
            self.fields[dimension.code] = forms.IntegerField(
                label=f"{dimension.title} ({dimension.code}), %", min_value=0, max_value=100
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        total = sum(said.values())
        if not self.errors and total != 100:
            raise forms.ValidationError(
                _(
                    "The weights add up to %(total)d per cent. Change one or more of them until they "
                    "add up to 100."
                )
                % {"total": total}
            )
        return said


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
