from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.partners.models import Organization
from tangguh.domains.places import selectors as places
from tangguh.domains.places.models import Area, ProneArea
from tangguh.domains.programmes.forms import any_choice, choose, one_of
from tangguh.domains.programmes.models import Activity, Programme
from tangguh.domains.programmes.selectors import CoverageFilters, Filters

MONTHS = [(3, 3), (6, 6), (12, 12), (24, 24)]


class ListForm(forms.Form):
    """What a list shows. Every field is optional, and lives in the address."""

    q = forms.CharField(label=gettext_lazy("Words, code or place"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    agency = forms.ModelChoiceField(
        Organization.objects.order_by("name"),
        label=gettext_lazy("Agency or partner"),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of activity"), required=False)
    hazard = forms.ChoiceField(label=gettext_lazy("Hazard"), required=False)

    def __init__(self, *args: Any, without: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = _("All")
        choose(self, "status", any_choice(every, Programme.Status.choices))
        choose(self, "kind", any_choice(every, Activity.Kind.choices))
        choose(self, "hazard", any_choice(every, ProneArea.Hazard.choices))
        for name in without:
            del self.fields[name]

    def filters(self, *, programme: int | None = None) -> Filters:
        """What was asked for, without the fields that could not be understood."""
        self.is_valid()
        said = dict(self.cleaned_data)
        agency, text = said.pop("agency", None), said.pop("q", "")
        return Filters(text=text, agency=agency.pk if agency else None, programme=programme, **said)


class CoverageForm(forms.Form):
    """What counts as reaching a village."""

    hazard = forms.ChoiceField(label=gettext_lazy("Hazard"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of activity"), required=False)
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=gettext_lazy("Programme"),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    subdistrict = forms.ModelChoiceField(
        Area.objects.none(),
        label=gettext_lazy("Subdistrict"),
        required=False,
        to_field_name="code",
        empty_label=gettext_lazy("All"),
    )
    months = forms.TypedChoiceField(
        label=gettext_lazy("Months back"), required=False, coerce=int, choices=MONTHS
    )

    def __init__(
        self, asked: QueryDict, *, district: Area, programmes: QuerySet[Programme], months: int
    ) -> None:
        super().__init__({"months": str(months)} | asked.dict())
        self.default_months = months
        choose(self, "hazard", any_choice(_("All"), ProneArea.Hazard.choices))
        choose(self, "kind", any_choice(_("All"), Activity.Kind.choices))
        one_of(self, "programme", programmes.order_by("code"))
        inside = places.areas_within(district).filter(level=Area.Level.SUBDISTRICT)
        one_of(self, "subdistrict", inside)

    def filters(self) -> CoverageFilters:
        """What was asked for, without the fields that could not be understood."""
        self.is_valid()
        said = self.cleaned_data
        programme, subdistrict = said.get("programme"), said.get("subdistrict")
        return CoverageFilters(
            hazard=said.get("hazard", ""),
            kind=said.get("kind", ""),
            programme=programme.pk if programme else None,
            subdistrict=subdistrict.code if subdistrict else "",
            months=said.get("months") or self.default_months,
        )
