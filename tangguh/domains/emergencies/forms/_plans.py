"""One row of a plan's draft, whichever kind it is; a route is drawn or written bend by bend."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from tangguh.domains.atlas.models import Facility
from tangguh.domains.emergencies import selectors
from tangguh.domains.emergencies.models import (
    AlertLevel,
    Computation,
    PlanNeighbourhood,
    PlanPlace,
    PlanRole,
    PlanSign,
    VillagePlan,
)
from tangguh.domains.places.selectors import home_area, now
from tangguh.integrations.bends import bends

LEVELS = AlertLevel.Level.choices[::-1]
OFFICE = _("An office or a post. No names of private persons.")


class RowForm(forms.Form):
    """What all kinds of rows share: the draft that they belong to. Each is an act, done once."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def __init__(self, *args: Any, plan: VillagePlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def said(self) -> Mapping[str, Any]:
        """The fields of the row."""
        return {name: value for name, value in self.cleaned_data.items() if name != "act_id"}


class PointedForm(RowForm):
    """Something that has a place on the map, tapped or written."""

    latitude = forms.FloatField(label=_("Latitude"), required=False, localize=False)
    longitude = forms.FloatField(label=_("Longitude"), required=False, localize=False)


class NeighbourhoodForm(PointedForm):
    name = forms.CharField(label="RT", max_length=10)
    people = forms.IntegerField(label=_("People who must leave"), min_value=0, max_value=50_000)
    checked_by = forms.CharField(
        label=_("Who makes sure that all have left"),
        required=False,
        max_length=120,
        help_text=OFFICE,
    )
    field_order = ["name", "people", "checked_by"]


class PlaceForm(PointedForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=PlanPlace.Kind.choices)
    facility = forms.ModelChoiceField(
        label=_("Facility of the village"),
        queryset=Facility.objects.none(),
        required=False,
        help_text=_("It lends its position. Otherwise tap on the map."),
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("Of host families: no names, only where.")
    )
    places = forms.IntegerField(
        label=_("People who can stay"), min_value=0, max_value=50_000, initial=0
    )
    field_order = ["kind", "facility", "name", "places"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["facility"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = selectors.facilities_to_choose(self.plan.area)


class RouteForm(RowForm):
    neighbourhood = forms.ModelChoiceField(
        label=_("From RT"), queryset=PlanNeighbourhood.objects.none()
    )
    point = forms.ModelChoiceField(
        label=_("To the assembly point"), queryset=PlanPlace.objects.none()
    )
    shelter = forms.ModelChoiceField(
        label=_("And on to the shelter"), queryset=PlanPlace.objects.none(), required=False
    )
    line = forms.CharField(
        label=_("The way, bend by bend"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Tap along the way on the map, or write latitude and longitude, one bend a line. "
            "Empty: along the shortest open way on roads from the RT over the point to the shelter; "
            "straight where no road is known."
        ),
    )
    note = forms.CharField(label=_("What to look out for"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "neighbourhood": self.plan.neighbourhoods.order_by("name"),
            "point": self.plan.places.filter(kind=PlanPlace.Kind.POINT).order_by("name"),
            "shelter": self.plan.places.exclude(kind=PlanPlace.Kind.POINT).order_by("name"),
        }
        for name, rows in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    def clean_line(self) -> list[list[float]]:
        """Bends as longitude and latitude; an empty field is a straight way."""
        return bends(self.cleaned_data["line"])

    def said(self) -> Mapping[str, Any]:
        fields = dict(super().said())
        stops = self.stops()
        if fields["line"] or not stops:
            return fields
        found = selectors.way_along_roads(self.plan, home_area(), stops, now=now())
        return fields | {"line": found.line if found else [list(stop) for stop in stops]}

    def stops(self) -> list[tuple[float, float]]:
        """Where the route begins, gathers and ends, as far as that is on the map."""
        fields = self.cleaned_data
        ends = (fields.get("neighbourhood"), fields.get("point"), fields.get("shelter"))
        return [
            (each.longitude, each.latitude) for each in ends if each and each.longitude is not None
        ]


class SignForm(PointedForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=PlanSign.Kind.choices)
    stands = forms.BooleanField(label=_("It stands already"), required=False)
    note = forms.CharField(label=_("Where exactly"), required=False, max_length=120)
    field_order = ["kind", "stands", "note"]


class SignalForm(RowForm):
    level = forms.TypedChoiceField(label=_("Alert level"), choices=LEVELS, coerce=int)
    sound = forms.CharField(
        label=_("What sounds"), max_length=120, help_text=_("Instrument and beats: canang 4-4.")
    )
    meaning = forms.CharField(label=_("What people do then"), max_length=200)


class RoleForm(RowForm):
    kind = forms.ChoiceField(label=_("Role"), choices=PlanRole.Kind.choices)
    office = forms.CharField(label=_("Office or post"), max_length=120)
    holder = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=120,
        help_text=_("Read only in the village and at the duty desk."),
    )


class StepForm(RowForm):
    level = forms.TypedChoiceField(label=_("Alert level"), choices=LEVELS, coerce=int)
    office = forms.CharField(label=_("Office or post"), max_length=120, help_text=OFFICE)
    text = forms.CharField(label=_("What it does"), max_length=300)


class ContactForm(RowForm):
    office = forms.CharField(label=_("Office"), max_length=120, help_text=OFFICE)
    phone = forms.CharField(label=_("Phone of that office"), max_length=40)


class ScenarioForm(forms.Form):
    scenario = forms.CharField(
        label=_("What is expected to happen"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ComputeForm(forms.Form):
    water = forms.ChoiceField(
        label=_("Where the water stands when people leave"),
        choices=Computation.Water.choices,
        initial=Computation.Water.BEFORE,
        help_text=_("Water closes the roads inside its zones; bridges and boats stay open."),
    )


class ForceForm(forms.Form):
    reason = forms.CharField(
        label=_("Why this version comes into force"),
        max_length=300,
        help_text=_("Everybody can read it: what is new, and who agreed to it at which meeting."),
    )


ROW_FORMS: dict[str, type[RowForm]] = {
    "neighbourhoods": NeighbourhoodForm,
    "places": PlaceForm,
    "routes": RouteForm,
    "signs": SignForm,
    "signals": SignalForm,
    "roles": RoleForm,
    "steps": StepForm,
    "contacts": ContactForm,
}
