from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tangguh.domains.atlas.models import Road, RoadAct
from tangguh.domains.atlas.selectors import CLOSED, DROWNED, RoadFilters, Scenario
from tangguh.domains.evidence import selectors as evidences
from tangguh.domains.places.models import Area
from tangguh.integrations.bends import bends
from tangguh.integrations.browser import choice, day_input, narrowed, narrowed_to

ROAD_FILES = ".pbf,.osm,.csv,.gpkg,.geojson,.json,.zip"


class RoadFileForm(forms.Form):
    """A file of roads, and where it is from."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ROAD_FILES}),
        help_text=_(
            "OpenStreetMap (.osm.pbf), or the road register as CSV, GeoPackage, GeoJSON or a zipped "
            "Shapefile. A larger one is imported at the server: tangguh atlas roads import."
        ),
    )
    source = forms.CharField(label=_("Who publishes it"), max_length=300)
    as_of = forms.DateField(label=_("As of"), widget=day_input())
    layer = forms.CharField(label=_("Layer"), required=False, max_length=200)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()


class RoadFilterForm(forms.Form):
    """What the list shows; it lives in the address."""

    q = forms.CharField(label=_("Name or number"), required=False)
    road_class = narrowed(_("Class"), _("Every class"), Road.Class.choices)
    area = narrowed_to(Area.objects.none(), _("Area"), _("Everywhere"))
    scenario = narrowed(_("If it comes"), _("Nothing"), ())
    status = narrowed(
        _("Status"), _("All"), [(CLOSED, _("Closed")), (DROWNED, _("Closed if it comes"))]
    )

    def __init__(self, *args: Any, scenarios: Sequence[Scenario], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "area").queryset = evidences.areas_of_district()
        self.scenarios = {each.hazard: each for each in scenarios}
        offered = [(each.hazard, each.label) for each in scenarios]
        self.fields["scenario"] = narrowed(_("If it comes"), _("Nothing"), offered)

    def filters(self) -> RoadFilters:
        """What was asked for, without what could not be understood."""
        self.is_valid()
        said = self.cleaned_data
        area = said.get("area")
        return RoadFilters(
            words=said.get("q", ""),
            road_class=said.get("road_class", ""),
            area=area.code if area else "",
            status=said.get("status", ""),
            scenario=said.get("scenario", ""),
            at=spot(self.data.get("at", "")),
        )

    def scenario_asked(self) -> Scenario | None:
        """The hazard that is imagined to come."""
        return self.scenarios.get(self.filters().scenario)


def spot(text: str) -> tuple[float, float] | None:
    """A place to look at, written as latitude and longitude; None for what is none."""
    try:
        latitude, longitude = (float(each) for each in text.split(","))
    except ValueError:
        return None
    return (longitude, latitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


class ActForm(forms.Form):
    """An act of the field: its number, the road, a note."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=200,
        help_text=_("Where exactly, how deep. No names of private persons."),
    )


class CloseForm(ActForm):
    """Why nobody gets through."""

    reason = forms.ChoiceField(label=_("Why"), choices=RoadAct.Reason.choices, initial="flood")
    field_order = ["reason", "note"]


class VillageCloseForm(CloseForm):
    """Which of a village's roads, and why nobody gets through."""

    road = forms.TypedChoiceField(label=_("Which road"), coerce=int)
    field_order = ["road", "reason", "note"]

    def __init__(self, *args: Any, roads: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["road"]
        if isinstance(field, forms.ChoiceField):
            field.choices = roads


class OpenForm(ActForm):
    """One gets through again."""


class RoadForm(forms.Form):
    """What is said of a road, and which version of it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    road_class = forms.ChoiceField(label=_("Class"), choices=Road.Class.choices)
    one_way = forms.BooleanField(label=_("One way only, as it is drawn"), required=False)
    is_bridge = forms.BooleanField(label=_("It is a bridge"), required=False)
    is_ford = forms.BooleanField(label=_("It goes through the water"), required=False)
    capacity_pps = forms.FloatField(
        label=_("Persons a second"),
        required=False,
        min_value=0.001,
        max_value=1000,
        localize=True,
        widget=forms.TextInput,
        help_text=_("Only if it was counted here; empty is that of its class."),
    )


class BendsForm(forms.Form):
    """The bends of a road, tapped on a map or written."""

    line = forms.CharField(
        label=_("The road, bend by bend"),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tap along it on the map, or write latitude and longitude, one bend a line."),
    )

    def clean_line(self) -> list[list[float]]:
        """Bends as longitude and latitude."""
        return bends(self.cleaned_data["line"])


class DrawForm(BendsForm):
    """A road, a footpath or a boat that the file lacks."""

    road_class = forms.ChoiceField(label=_("Class"), choices=Road.Class.choices, initial="foot")
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    one_way = forms.BooleanField(label=_("One way only, as it is drawn"), required=False)
    is_bridge = forms.BooleanField(label=_("It is a bridge"), required=False)
    field_order = ["road_class", "name", "one_way", "is_bridge", "line"]


class MoveForm(BendsForm):
    """Where a road runs, and which version of it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PaceForm(forms.Form):
    """What the district itself says of a class of roads."""

    road_class = forms.ChoiceField(label=_("Class"), choices=Road.Class.choices)
    speed_kmh = forms.FloatField(
        label=_("Usual speed, km/h"),
        min_value=0.5,
        max_value=120,
        localize=True,
        widget=forms.TextInput,
    )
    capacity_pps = forms.FloatField(
        label=_("Persons a second, one direction"),
        min_value=0.001,
        max_value=100,
        localize=True,
        widget=forms.TextInput,
    )
    since = forms.DateField(label=_("In force since"), widget=day_input())
    reference = forms.CharField(label=_("Where this is known from"), max_length=300)
