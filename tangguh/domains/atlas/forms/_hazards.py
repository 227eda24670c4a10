from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.atlas.models import HazardZone
from tangguh.domains.atlas.services import Chosen, GaugeDraft, MapFacts, ReadingDraft
from tangguh.domains.places.models import ProneArea, Provenance
from tangguh.integrations.browser import day_input

FACTS = ("hazard", "owner", "source", "as_of", "provenance")
BOUNDARY_FILES = ".gpkg,.geojson,.json,.zip"


class ZoneFileForm(forms.Form):
    """A file of hazard zones, and who answers for it."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": BOUNDARY_FILES}),
    )
    hazard = forms.ChoiceField(label=gettext_lazy("Hazard"), choices=ProneArea.Hazard.choices)
    owner = forms.CharField(
        label=gettext_lazy("Office that answers for it"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Its next map of this hazard replaces this one."),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("The name of the map or study, with its number and year."),
    )
    as_of = forms.DateField(
        label=gettext_lazy("Date of the map"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy(
            "Without an office, a source and a date the zones are drawn dashed: not valid yet."
        ),
    )
    provenance = forms.ChoiceField(
        label=gettext_lazy("How it came about"),
        choices=[
            (Provenance.REAL, gettext_lazy("Surveyed, or set by an office")),
            (Provenance.MODELLED, gettext_lazy("Computed by a model")),
        ],
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Class of all rows"),
        required=False,
        choices=[("", gettext_lazy("As the file says")), *HazardZone.Level.choices],
        help_text=gettext_lazy("Only where the file has no column of classes, such as KELAS."),
    )
    system = forms.CharField(
        label=gettext_lazy("Reference system"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Only where the file does not say it, such as EPSG:32748."),
    )
    layer = forms.CharField(
        label=gettext_lazy("Layer"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Only where the file holds several: the one with the zones."),
    )

    def __init__(self, *args: Any, today: date, megabytes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()
        self.fields["file"].help_text = _(
            "GeoPackage (.gpkg), GeoJSON, or a Shapefile with all its parts in one .zip; at most "
            "%(limit)d MB. One row for each zone, with its class."
        ) % {"limit": megabytes}

    def facts(self) -> MapFacts:
        """What is said of the map."""
        return MapFacts(**{name: self.cleaned_data[name] for name in FACTS})

    def chosen(self) -> Chosen:
        """What settles a file that says too little."""
        return Chosen(**{name: self.cleaned_data[name] for name in ("layer", "system", "level")})


class EndZonesForm(forms.Form):
    """Why a map of zones is taken out of use."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


class ReadingForm(forms.Form):
    """What stands on the staff."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    level_cm = forms.IntegerField(
        label=gettext_lazy("Water level (cm)"),
        min_value=0,
        max_value=9999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 1}),
    )
    read_at = forms.DateTimeField(
        label=gettext_lazy("When it was read"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    source = forms.CharField(
        label=gettext_lazy("Read by"),
        max_length=160,
        help_text=gettext_lazy("The observer, or the instrument that sent it."),
    )

    def draft(self) -> ReadingDraft:
        """What is said of the water."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "act_id"}
        return ReadingDraft(**said)


class ReadingFileForm(forms.Form):
    """A file of readings of one gauge."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        help_text=gettext_lazy(
            "CSV with the columns waktu (2026-11-13 20:10), tinggi_cm and sumber. What is there "
            "already is not taken in twice."
        ),
    )


class GaugeForm(forms.Form):
    """A gauge and its levels."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    river = forms.CharField(label=gettext_lazy("River"), max_length=80)
    owner = forms.CharField(label=gettext_lazy("Office that sets its levels"), max_length=160)
    watch_cm = forms.IntegerField(label="Waspada (cm)", required=False, min_value=1, max_value=9999)
    alert_cm = forms.IntegerField(label="Siaga (cm)", required=False, min_value=1, max_value=9999)
    danger_cm = forms.IntegerField(
        label="Awas (cm)",
        required=False,
        min_value=1,
        max_value=9999,
        help_text=gettext_lazy("On its own staff, as the office set them. Never guess a level."),
    )
    latitude = forms.FloatField(
        label=gettext_lazy("Latitude"), required=False, localize=True, widget=forms.TextInput
    )
    longitude = forms.FloatField(
        label=gettext_lazy("Longitude"), required=False, localize=True, widget=forms.TextInput
    )
    source = forms.CharField(label=gettext_lazy("Where this is known from"), max_length=300)
    as_of = forms.DateField(label=gettext_lazy("As of"), widget=day_input())
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("as_of", today)
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()

    def draft(self) -> GaugeDraft:
        """What is said of the gauge."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return GaugeDraft(**said)
