"""What the lists show. Every field is optional, and lives in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.evidence.selectors import areas_of_district
from tangguh.domains.participation import selectors
from tangguh.domains.participation.forms._fields import choose, one_of
from tangguh.domains.participation.models import Forum, Group, Status
from tangguh.domains.participation.selectors import Filters, ForumFilters
from tangguh.domains.places.models import Area
from tangguh.integrations.browser import narrowed_to


class ListForm(forms.Form):
    """A list that can be narrowed to an area."""

    area = narrowed_to(Area.objects.none(), gettext_lazy("Area"), gettext_lazy("Everywhere"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of(self, "area", areas_of_district())

    @property
    def said(self) -> dict[str, Any]:
        """What was asked for, without the fields that could not be understood."""
        self.is_valid()
        area = self.cleaned_data.get("area")
        return self.cleaned_data | {"area": area.code if area else ""}


class ProposalListForm(ListForm):
    """What the list of proposals shows."""

    field_order = ("q",)

    q = forms.CharField(label=gettext_lazy("Words, place or number"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    helps = forms.ChoiceField(label=gettext_lazy("Group helped"), required=False)
    year = forms.TypedChoiceField(
        label=gettext_lazy("Year"), required=False, coerce=int, empty_value=None
    )
    answered = forms.ChoiceField(label=gettext_lazy("Answered"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("All"))
        shown = [choice for choice in Status.choices if choice[0] != Status.DRAFT]
        choose(self, "status", [every, *shown])
        choose(self, "helps", [every, *Group.choices])
        choose(self, "year", [every, *((year, year) for year in selectors.years_of_filing())])
        choose(
            self,
            "answered",
            [every, ("yes", _("yes")), ("no", _("not yet")), ("overdue", _("overdue"))],
        )

    def filters(self) -> Filters:
        said = self.said
        return Filters(text=said.pop("q", ""), **said)


class ForumListForm(ListForm):
    """What the list of forums shows."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of forum"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Year"), required=False, min_value=2000, max_value=2100
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", [("", _("All")), *Forum.Kind.choices])

    def filters(self) -> ForumFilters:
        return ForumFilters(**self.said)
