from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.accounts.models import User
from tangguh.domains.atlas.models import Facility
from tangguh.domains.atlas.selectors import Filters, Standing, villages_for
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.places.models import Area
from tangguh.integrations.browser import choice, day_input, narrowed, narrowed_to

FACTS = ("hazard", "owner", "source", "as_of", "provenance")
BOUNDARY_FILES = ".gpkg,.geojson,.json,.zip"


class BoundaryForm(forms.Form):
    """A file of boundaries, and where it is from."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": BOUNDARY_FILES}),
    )
    source = forms.CharField(
        label=gettext_lazy("Who publishes it"),
        max_length=300,
        help_text=gettext_lazy("An office, with the number and year of its decision or edition."),
    )
    as_of = forms.DateField(
        label=gettext_lazy("Date of the boundaries"),
        widget=day_input(),
        help_text=gettext_lazy("The day of which they tell, not the day of the upload."),
    )
    layer = forms.CharField(
        label=gettext_lazy("Layer"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Only where the file holds several: the one with the villages."),
    )
    column = forms.CharField(
        label=gettext_lazy("Column of the codes"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Only where it has an unusual name. KODE or KDEPUM are found."),
    )

    def __init__(self, *args: Any, today: date, megabytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()
        self.fields["file"].help_text = _(
            "GeoPackage (.gpkg), GeoJSON, or a Shapefile with all its parts in one .zip; at most "
            "%(limit)d MB; a larger one is imported at the server, with tangguh boundaries import. "
            "One row for each village, with its official code."
        ) % {"limit": megabytes}


class FilterForm(forms.Form):
    """What the list shows. Every field is optional, and lives in the address."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False)
    kind = narrowed(gettext_lazy("Kind"), gettext_lazy("Every kind"), Facility.Kind.choices)
    area = narrowed_to(Area.objects.none(), gettext_lazy("Area"), gettext_lazy("Everywhere"))
    standing = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False, choices=Standing.choices
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
            kind=said.get("kind", ""),
            area=area.code if area else "",
            standing=said.get("standing", ""),
        )


class FacilityForm(forms.Form):
    """What is known of a facility, and from where."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Facility.Kind.choices)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=160,
        help_text=gettext_lazy("As people call it, such as SDN 45 or Balai Desa."),
    )
    latitude = forms.FloatField(
        label=gettext_lazy("Latitude"),
        required=False,
        localize=True,
        widget=forms.TextInput,
        help_text=gettext_lazy("In degrees, south is negative: −2.301. A map on a phone tells it."),
    )
    longitude = forms.FloatField(
        label=gettext_lazy("Longitude"),
        required=False,
        localize=True,
        widget=forms.TextInput,
        help_text=gettext_lazy("In degrees, such as 102.712."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("What others should know, such as how many people it holds."),
    )
    source = forms.CharField(
        label=gettext_lazy("Where this is known from"),
        max_length=300,
        help_text=gettext_lazy("A register, a letter or an office, with its date or number."),
    )
    as_of = forms.DateField(label=gettext_lazy("As of"), widget=day_input())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("as_of", today)
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()


class NewFacilityForm(FacilityForm):
    """A new line: also the village where it stands."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Village"), to_field_name="code"
    )
    field_order = ["area", "kind", "name"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = villages_for(by)
        choice(self, "area").queryset = villages
        if len(few := villages[:2]) == 1:
            self.initial.setdefault("area", few[0].code)


class CorrectionForm(FacilityForm):
    """The same line, and which version of it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(forms.Form):
    """Why a line is taken off the list."""

    ending = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=Facility.Ending.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy("Everybody can read it. No names of private persons."),
    )
    on = forms.DateField(label=gettext_lazy("Since when"), widget=day_input())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)
        self.fields["on"].widget.attrs["max"] = today.isoformat()
