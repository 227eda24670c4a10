from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.emergencies.forms._drills import day, number
from tangguh.domains.emergencies.models import Material, OutreachSession
from tangguh.domains.emergencies.selectors import materials
from tangguh.domains.emergencies.services import Asked, SessionDraft
from tangguh.domains.places.models import Area, ProneArea
from tangguh.domains.programmes.models import Activity


class SessionForm(forms.Form):
    """A session as it was held: counts, no names."""

    act_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Village"), to_field_name="code"
    )
    held_on = day(gettext_lazy("Day"))
    place = forms.CharField(label=gettext_lazy("Where"), max_length=120)
    hazard = forms.ChoiceField(
        label=gettext_lazy("About which hazard"), choices=ProneArea.Hazard.choices
    )
    material = forms.ChoiceField(
        label=gettext_lazy("With what"), choices=OutreachSession.Material.choices
    )
    materials = forms.ModelMultipleChoiceField(
        Material.objects.none(),
        label=gettext_lazy("Which material of the library"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    activity = forms.ModelChoiceField(
        Activity.objects.none(), label=gettext_lazy("Activity of a programme"), required=False
    )
    people = number(gettext_lazy("People who came"))
    women = number(gettext_lazy("Women and girls"), initial=0)
    children = number(gettext_lazy("Under 18"), initial=0)
    elderly = number(gettext_lazy("60 or older"), initial=0)
    disabled = number(gettext_lazy("With a disability"), initial=0)
    shares = forms.CharField(
        label=gettext_lazy("From which RT"),
        required=False,
        widget=forms.Textarea,
        help_text=gettext_lazy("One line for each RT, for example 04 12."),
    )
    follow_up = forms.CharField(label=gettext_lazy("What follows"), max_length=200, required=False)
    follow_up_by = day(gettext_lazy("Until when"), required=False)

    def __init__(
        self, *args: Any, areas: Any, activities: Any, questions: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["activity"].queryset = activities  # type: ignore[attr-defined]
        self.fields["materials"].queryset = materials()  # type: ignore[attr-defined]
        self.questions = questions
        for n, text in enumerate(questions, start=1):
            self.fields[f"right_before_{n}"] = number(_("Knew it before"), required=False)
            self.fields[f"asked_before_{n}"] = number(_("of those asked before"), required=False)
            self.fields[f"right_after_{n}"] = number(_("Knew it after"), required=False)
            self.fields[f"asked_after_{n}"] = number(_("of those asked after"), required=False)
            self.fields[f"right_before_{n}"].help_text = text

    @property
    def parts(self) -> dict[str, str]:
        """A heading above each question."""
        return {
            f"right_before_{n}": f"{n}. {text}" for n, text in enumerate(self.questions, start=1)
        } | {"people": _("Who came")}

    def clean_shares(self) -> dict[str, int]:
        shares: dict[str, int] = {}
        for line in self.cleaned_data["shares"].strip().splitlines():
            rt, _space, people = line.strip().rpartition(" ")
            if not rt or not people.isascii() or not people.isdigit() or rt in shares:
                raise forms.ValidationError(
                    _("“%(line)s” is not an RT and its people. Write each RT once, as 04 12.")
                    % {"line": line}
                )
            shares[rt.strip()] = int(people)
        return shares

    def asked(self, n: int) -> Asked:
        names = ("asked_before", "right_before", "asked_after", "right_after")
        said = {name: self.cleaned_data.get(f"{name}_{n}") or 0 for name in names}
        return Asked(self.questions[n - 1], **said)

    def draft(self) -> SessionDraft:
        """What was written down; questions that nobody was asked are left out."""
        names = SessionDraft.__dataclass_fields__
        said = {k: v for k, v in self.cleaned_data.items() if k in names}
        asked = [self.asked(n) for n in range(1, len(self.questions) + 1)]
        told = tuple(each for each in asked if each.asked_before or each.asked_after)
        return SessionDraft(**said | {"questions": told})
