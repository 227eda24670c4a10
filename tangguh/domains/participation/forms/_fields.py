"""The fields that several forms of the room are made of."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core.files.base import File
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.models import Evidence

DEGREES = r"([-−]?\d{1,3}(?:[.,]\d+)?)°?"
POINT = re.compile(rf"{DEGREES}(?:\s*[,;]\s*|\s+){DEGREES}")
Point = tuple[Decimal, Decimal]


class ActForm(forms.Form):
    """A form that may wait on a device: it carries the number of its act."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    apart: ClassVar[set[str]] = {"act_id"}

    @property
    def act(self) -> UUID:
        act: UUID = self.cleaned_data["act_id"]
        return act

    @property
    def said(self) -> dict[str, Any]:
        """What was filled in, without the number of the act and without photos."""
        return {name: said for name, said in self.cleaned_data.items() if name not in self.apart}


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **kwargs)


def long_text(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)


class ManyFiles(forms.FileInput):
    """A field that takes several photos at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """No, one or several photos."""

    def clean(self, data: Any, initial: Any = None) -> "list[File[bytes]]":
        one_by_one = super().clean
        files = data if isinstance(data, list | tuple) else [data]
        return [one_by_one(file, initial) for file in files if file]


class PointField(forms.CharField):
    """A point on the map as a phone copies it: latitude, then longitude, in degrees; empty is none."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(widget=widget, max_length=60, required=False, **kwargs)

    def clean(self, value: Any) -> Point | None:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        said = POINT.fullmatch(text)
        if said is None:
            raise forms.ValidationError(
                _("“%(text)s” is no point. Write latitude and longitude, as in −2.3012, 102.7124.")
                % {"text": text}
            )
        return degrees(said[1]), degrees(said[2])


def degrees(text: str) -> Decimal:
    """Degrees to six places, which is a hand's breadth."""
    return round(Decimal(text.replace("−", "-").replace(",", ".")), 6)


class PhotosForm(ActForm):
    """A form with photos, for those who may hand in evidence; others do not see the fields."""

    photos = PhotosField(
        label=gettext_lazy("Photos"),
        required=False,
        widget=ManyFiles(attrs={"accept": "image/*"}),
        help_text=gettext_lazy("Of the place, not of people."),
    )
    photos_open = forms.BooleanField(
        label=gettext_lazy("No person can be recognised: everybody may see the photos"),
        required=False,
    )
    apart: ClassVar[set[str]] = {"act_id", "photos", "photos_open"}

    def __init__(self, *args: Any, takes_photos: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not takes_photos:
            del self.fields["photos"], self.fields["photos_open"]

    @property
    def handed_photos(self) -> "Sequence[File[bytes]]":
        """What was photographed."""
        files: Sequence[File[bytes]] = self.cleaned_data.get("photos", [])
        return files

    @property
    def audience(self) -> str:
        """Who may open the photos."""
        is_open = self.cleaned_data.get("photos_open")
        return Evidence.Audience.PUBLIC if is_open else Evidence.Audience.OFFICIALS


def one_of(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field choose among these rows."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    field.queryset = rows


def choose(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let a field choose among these values, in the language of the reader."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = list(choices)


def count_field(label: Any, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10_000, **kwargs)


def number_field(label: Any, **kwargs: Any) -> forms.IntegerField:
    kwargs.setdefault("min_value", 0)
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "step": 1})
    return forms.IntegerField(label=label, widget=widget, **kwargs)


def hour_field(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(
        label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    )
