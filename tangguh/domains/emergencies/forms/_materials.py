from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.emergencies.forms._drills import ActForm
from tangguh.domains.emergencies.forms._readiness import SourcedForm
from tangguh.domains.emergencies.models import Material, Picture
from tangguh.domains.emergencies.selectors import MaterialsAsked
from tangguh.domains.emergencies.services import MaterialDraft
from tangguh.domains.places.models import Area, ProneArea
from tangguh.integrations.browser import narrowed

LONGEST_LINE = 120


class MaterialsForm(forms.Form):
    """What the list shows; it lives in the address."""

    hazard = narrowed(
        gettext_lazy("Hazard"), gettext_lazy("Every hazard"), ProneArea.Hazard.choices
    )
    language = narrowed(
        gettext_lazy("Language"), gettext_lazy("Every language"), Material.Language.choices
    )
    audience = narrowed(
        gettext_lazy("For whom"), gettext_lazy("For anybody"), Material.Audience.choices
    )

    def asked(self) -> MaterialsAsked:
        """What was asked for, without the fields that could not be understood."""
        self.is_valid()
        said = self.cleaned_data
        return MaterialsAsked(*(said.get(name, "") for name in ("hazard", "language", "audience")))


class MaterialForm(ActForm, SourcedForm):
    """Material for the library: the lines of a sheet, or a file."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    hazard = narrowed(
        gettext_lazy("Hazard"), gettext_lazy("Every hazard"), ProneArea.Hazard.choices
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Material.Language.choices)
    audience = forms.ChoiceField(label=gettext_lazy("For whom"), choices=Material.Audience.choices)
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=Material.Format.choices)
    owner = forms.CharField(
        label=gettext_lazy("Office that answers for it"),
        max_length=120,
        help_text=gettext_lazy("An office, not a person."),
    )
    lines = forms.CharField(
        label=gettext_lazy("Lines of a sheet"), required=False, widget=forms.Textarea
    )
    file = forms.FileField(
        label=gettext_lazy("or choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp,.pdf"}),
        help_text=gettext_lazy("A picture or a PDF that everybody may open. No faces of children."),
    )
    field_order = ("title", "hazard", "language", "audience", "format", "owner", "source", "as_of")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].help_text = _(
            "A picture and what to do, one line each, as %(example)s. Pictures: %(pictures)s."
        ) % {
            "example": f"“{Picture.BAG.label}: …”",
            "pictures": ", ".join(str(label) for label in Picture.labels),
        }

    def clean_lines(self) -> tuple[tuple[str, str], ...]:
        return tuple(map(line_of, self.cleaned_data["lines"].strip().splitlines()))

    def draft(self, area: Area) -> MaterialDraft:
        said = {name: value for name, value in self.said.items() if name != "file"}
        return MaterialDraft(area=area, **said)


def line_of(line: str) -> tuple[str, str]:
    """A line of a sheet as its picture's code and its text."""
    picture, _colon, text = (part.strip() for part in line.partition(":"))
    codes = {str(label).casefold(): code for code, label in Picture.choices}
    code = codes.get(picture.casefold(), picture.casefold())
    if code not in Picture.values or not text:
        raise forms.ValidationError(
            _("“%(line)s” does not begin with a picture. Write, for example, %(example)s.")
            % {"line": line, "example": f"“{Picture.BAG.label}: …”"}
        )
    if len(text) > LONGEST_LINE:
        raise forms.ValidationError(
            _("“%(line)s” is too long. Keep to %(most)d signs.")
            % {"line": f"{text[:30]}…", "most": LONGEST_LINE}
        )
    return code, text
