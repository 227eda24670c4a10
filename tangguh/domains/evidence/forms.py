from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.accounts.models import User
from tangguh.domains.evidence.models import Evidence, Seal, Verification
from tangguh.domains.evidence.selectors import Filters, areas_for, areas_of_district
from tangguh.domains.places.models import Area
from tangguh.integrations.browser import choice, day_input, narrowed, narrowed_to

ACCEPTED = ".jpg,.jpeg,.png,.webp,.pdf,.xlsx,.docx,.odt,.ods,.csv,.geojson,.txt"


class FilterForm(forms.Form):
    """What the list shows. Every field is optional, and lives in the address."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False)
    area = narrowed_to(Area.objects.none(), gettext_lazy("Area"), gettext_lazy("Everywhere"))
    kind = narrowed(gettext_lazy("Kind"), gettext_lazy("Every kind"), Evidence.Kind.choices)
    seal = narrowed(gettext_lazy("Seal"), gettext_lazy("Every seal"), Seal.choices)
    happened_from = forms.DateField(
        label=gettext_lazy("Happened from"), required=False, widget=day_input()
    )
    happened_to = forms.DateField(
        label=gettext_lazy("Happened until"), required=False, widget=day_input()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "area").queryset = areas_of_district()

    def filters(self) -> Filters:
        """What was asked for, without the fields that could not be understood."""
        self.is_valid()
        said = self.cleaned_data
        area = said.get("area")
        return Filters(
            area=area.code if area else "",
            kind=said.get("kind", ""),
            seal=said.get("seal", ""),
            happened_from=said.get("happened_from"),
            happened_to=said.get("happened_to"),
            words=said.get("q", ""),
        )


class ClaimForm(forms.Form):
    """A file and what it shows. Two ways to give it: the camera of a phone, or a file."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    photo = forms.FileField(
        label=gettext_lazy("Take a photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        help_text=gettext_lazy("On a phone this opens the camera."),
    )
    document = forms.FileField(
        label=gettext_lazy("or choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    title = forms.CharField(
        label=gettext_lazy("What it shows"),
        max_length=200,
        help_text=gettext_lazy("No names of private persons."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Evidence.Kind.choices)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Where it happened"), to_field_name="code"
    )
    happened_on = forms.DateField(label=gettext_lazy("When it happened"), widget=day_input())
    source = forms.CharField(
        label=gettext_lazy("Who made it"),
        max_length=300,
        help_text=gettext_lazy("An office or a function, such as the village secretary."),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may open it"),
        choices=Evidence.Audience.choices,
        initial=Evidence.Audience.OFFICIALS,
        help_text=gettext_lazy(
            "Choose everyone only where nobody on it could be harmed. Faces of children are "
            "never public."
        ),
    )

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = areas_for(by, "evidence.upload")
        choice(self, "area").queryset = areas
        if len(few := areas[:2]) == 1:
            self.initial.setdefault("area", few[0].code)
        self.fields["document"].help_text = _(
            "A photo, PDF, Excel, Word, OpenDocument or csv of at most %(limit)d MB."
        ) % {"limit": settings.EVIDENCE_MAX_BYTES // 2**20}
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()

    def clean(self) -> dict[str, Any]:
        """One file, from either field."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        files = [said[name] for name in ("photo", "document") if said.get(name)]
        if len(files) != 1 and not {"photo", "document"} & self.errors.keys():
            raise forms.ValidationError(_("Take one photo, or choose one file."))
        return said

    def deed(self) -> dict[str, Any]:
        """The words of `services.claim`."""
        said = dict(self.cleaned_data)
        photo, document = said.pop("photo"), said.pop("document")
        return said | {"file": photo or document}


class VerifyForm(forms.Form):
    """A second person's verdict."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Your verdict"),
        choices=Verification.Verdict.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed where you dispute: what does not agree?"),
    )


class DrawForm(forms.Form):
    """What is drawn from, and the seed that makes the draw repeatable."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Area"), to_field_name="code"
    )
    happened_from = forms.DateField(label=gettext_lazy("Happened from"), widget=day_input())
    happened_to = forms.DateField(label=gettext_lazy("Happened until"), widget=day_input())
    size = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=500)
    seed = forms.CharField(
        label=gettext_lazy("Seed"),
        max_length=100,
        help_text=gettext_lazy(
            "A word or number that nobody here chose, such as a lottery result of the day."
        ),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "area").queryset = areas_for(by, "evidence.draw_sample")
