from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.partners.models import Organization
from tangguh.domains.places.models import Area
from tangguh.domains.policies.models import Policy
from tangguh.domains.programmes.models import FundingSource
from tangguh.domains.resilience.models import Decision, Plan, UnitCost
from tangguh.domains.resilience.services import UnitCostDraft
from tangguh.integrations.rupiah import RupiahField

COST_FILES = ".csv,.xlsx"
FUND, AGENCY, FLOOR = "fund_", "agency_", "floor_"
MOST_UNITS, MOST_WORKS, ALL = 10**6, 20, 100


def whole(label: Any, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    kwargs.setdefault("required", False)
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, **kwargs)


def by_prefix(said: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """What was said in the fields of one kind, by their keys; those left empty are not there."""
    return {
        name.removeprefix(prefix): value
        for name, value in said.items()
        if name.startswith(prefix) and value not in {None, ""}
    }


class UnitCostForm(forms.Form):
    """What an intervention costs from a day on, and who can do how much of it."""

    per = forms.ChoiceField(
        label=gettext_lazy("The cost is"),
        choices=UnitCost.Per.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("A point is one step of an indicator's score, from 0 to 5."),
    )
    agency = forms.ModelChoiceField(
        Organization.objects.order_by("name"), label=gettext_lazy("Agency that does it")
    )
    units = whole(
        gettext_lazy("Units of the agency's capacity"),
        0,
        1000,
        required=True,
        help_text=gettext_lazy("What one of them takes: 1 for a small work, 3 for a large one."),
    )
    holds_from = forms.DateField(
        label=gettext_lazy("Holds from"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        help_text=gettext_lazy("Such as the regent's price standard (SSH, HSPK), number and year."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fund in FundingSource:
            self.fields[f"{FUND}{fund.value}"] = RupiahField(
                label=fund.label, required=False, empty=0
            )
        self.parts = {
            f"{FUND}{FundingSource.values[0]}": gettext_lazy("Money by source, in rupiah")
        }

    def draft(self, index: str, intervention: str) -> UnitCostDraft:
        """What was filled in, for the deed."""
        said = self.cleaned_data
        plain = {name: said[name] for name in ("per", "agency", "units", "holds_from", "source")}
        costs = {k: v for k, v in by_prefix(said, FUND).items() if v}
        return UnitCostDraft(index=index, intervention=intervention, costs=costs, **plain)


class CostFileForm(forms.Form):
    """A table of unit costs."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": COST_FILES}),
        help_text=gettext_lazy("CSV or XLSX, as the template has it."),
    )


class PlanForm(forms.Form):
    """The limits under which both plans are drawn up."""

    year = forms.IntegerField(
        label=gettext_lazy("Year"), widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    objective = forms.ChoiceField(
        label=gettext_lazy("What is best"),
        choices=Plan.Objective.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Each is answered within seconds, with a proven distance from the best where it is not "
            "the best itself."
        ),
    )
    works = whole(
        gettext_lazy("Most works in a village"),
        1,
        MOST_WORKS,
        help_text=gettext_lazy("More than that, a village cannot absorb in a year."),
    )
    share = whole(
        gettext_lazy("Most of the gain from any one indicator, in percent"),
        1,
        ALL,
        help_text=gettext_lazy("A guard against raising one cheap score everywhere."),
    )
    floor_kind = forms.ChoiceField(
        label=gettext_lazy("Floors are"),
        choices=[
            ("spend", gettext_lazy("rupiah that are spent there at least")),
            ("gain", gettext_lazy("percent of what is lacking there that is closed at least")),
        ],
        widget=forms.RadioSelect,
        initial="spend",
    )

    def __init__(
        self, *args: Any, costs: Iterable[UnitCost], subdistricts: Iterable[Area], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        costs = list(costs)
        used = {part.fund for cost in costs for part in cost.parts.all()}
        funds = [fund for fund in FundingSource if fund.value in used]
        for each in funds:
            self.fields[f"{FUND}{each.value}"] = RupiahField(
                label=each.label, required=False, empty=0
            )
        agencies = {c.agency_id: c.agency.name for c in costs}
        for pk, name in sorted(agencies.items(), key=lambda pair: pair[1]):
            self.fields[f"{AGENCY}{pk}"] = whole(name, 0, MOST_UNITS)
        for area in subdistricts:
            self.fields[f"{FLOOR}{area.code}"] = RupiahField(
                label=area.name, required=False, empty=0
            )
        absorb = [name for name in ("works", "share", "floor_kind") if name in self.fields]
        agency = [name for name in self.fields if name.startswith(AGENCY)]
        fund = [name for name in self.fields if name.startswith(FUND)]
        self.order_fields(["year", "objective", *fund, *agency, *absorb])
        self.parts = {
            name: heading
            for names, heading in (
                (fund, gettext_lazy("Ceiling by fund, in rupiah")),
                (agency, gettext_lazy("Units that each agency can do in the year")),
                (absorb, gettext_lazy("Absorption and balance")),
            )
            for name in names[:1]
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("floor_kind") == "gain":
            for key, value in by_prefix(said, FLOOR).items():
                if key != "kind" and isinstance(value, int) and value > ALL:
                    self.add_error(f"{FLOOR}{key}", _("Percent end at 100. Lower this floor."))
        return said

    def limits(self) -> dict[str, Any]:
        """The limits as a plan keeps them."""
        said = dict(self.cleaned_data)
        kind = said.pop("floor_kind")
        return {
            "funds": by_prefix(said, FUND),
            "agencies": by_prefix(said, AGENCY),
            "works": said["works"],
            "share": said["share"],
            "floor_kind": kind,
            "floors": {key: value for key, value in by_prefix(said, FLOOR).items() if value},
        }


def told_of_plan(plan: Plan) -> dict[str, Any]:
    """A plan's limits as its form shows them, to draw it up anew."""
    said = plan.limits
    rows = {"year": plan.year, "objective": plan.objective}
    rows |= {name: said.get(name) for name in ("works", "share", "floor_kind")}
    for prefix, name in ((FUND, "funds"), (AGENCY, "agencies"), (FLOOR, "floors")):
        rows |= {f"{prefix}{key}": value for key, value in said.get(name, {}).items()}
    return rows


class DecisionForm(forms.Form):
    """Which of the two, if any, and why."""

    chosen = forms.ChoiceField(
        label=gettext_lazy("What is carried out"),
        choices=Decision.Chosen.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It is public, and read by those who did not decide."),
    )
    policy = forms.ModelChoiceField(
        Policy.objects.none(),
        label=gettext_lazy("Policy that it serves"),
        help_text=gettext_lazy("It is told of the decision; the programmes are opened under it."),
    )

    def __init__(self, *args: Any, policies: QuerySet[Policy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["policy"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = policies.exclude(status=Policy.Status.ENDED)


class WithdrawalForm(forms.Form):
    """Why a decision is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It is public, and read by those who relied on the decision."),
    )
