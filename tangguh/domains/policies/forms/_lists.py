from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Finding, Policy
from tangguh.domains.policies.selectors import Filters
from tangguh.integrations.browser import choice, narrowed, narrowed_to


class FilterForm(forms.Form):
    """What the list shows. Every field is optional, and lives in the address."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False)
    status = narrowed(gettext_lazy("Status"), gettext_lazy("Every status"), Policy.Status.choices)
    area = narrowed_to(Area.objects.none(), gettext_lazy("Area"), gettext_lazy("Everywhere"))

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

    source = narrowed(
        gettext_lazy("Where it comes from"), gettext_lazy("Every source"), Finding.Source.choices
    )

    def source_asked(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("source", ""))
