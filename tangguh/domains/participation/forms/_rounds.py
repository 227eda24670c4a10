from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.participation.forms._fields import (
    hour_field,
    number_field,
    one_of,
)
from tangguh.domains.participation.models import Round
from tangguh.domains.participation.services import EntryDraft, RoundDraft
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import Cycle
from tangguh.integrations.rupiah import RupiahField

MOST_VOTERS, MOST_CHOICES = 1_000_000, 1_000


class RoundForm(forms.Form):
    """How much is divided, among whom, and when."""

    parts: ClassVar[dict[str, Any]] = {
        "who_may_vote": gettext_lazy("Who votes"),
        "opens_at": gettext_lazy("When"),
        "cycle": gettext_lazy("Where the money goes"),
    }

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Area"), to_field_name="code"
    )
    year = number_field(gettext_lazy("Budget year"), min_value=2000, max_value=2100)
    ceiling = RupiahField(label=gettext_lazy("Ceiling (pagu) in rupiah"))
    who_may_vote = forms.CharField(
        label=gettext_lazy("Who may vote"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In words that everybody reads on the page of the round."),
    )
    slips = number_field(gettext_lazy("Code slips at most"), initial=0, max_value=MOST_VOTERS)
    papers = number_field(gettext_lazy("Paper ballots at most"), initial=0, max_value=MOST_VOTERS)
    least_choices = number_field(
        gettext_lazy("Choices at least"), initial=1, min_value=1, max_value=MOST_CHOICES
    )
    most_choices = number_field(
        gettext_lazy("Choices at most"),
        initial=0,
        max_value=MOST_CHOICES,
        help_text=gettext_lazy("0: as many as one likes."),
    )
    opens_at = hour_field(gettext_lazy("Voting opens"))
    closes_at = hour_field(gettext_lazy("Voting closes"))
    cycle = forms.ModelChoiceField(
        Cycle.objects.none(),
        label=gettext_lazy("Programme cycle that receives what is funded"),
        required=False,
    )
    source = forms.CharField(label=gettext_lazy("Document it comes from"), max_length=300)

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area],
        cycles: QuerySet[Cycle],
        round_: Round | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if round_:
            self.initial.update({name: getattr(round_, name) for name in self.fields})
            self.initial.update(area=round_.area.code, cycle=round_.cycle_id)
        one_of(self, "area", areas)
        one_of(self, "cycle", cycles)

    def draft(self) -> RoundDraft:
        """What was filled in, for the deed."""
        return RoundDraft(**self.cleaned_data)


class EntriesForm(forms.Form):
    """Which proposals stand on the ballot: a cost for each, and a reason where it cannot."""

    def __init__(self, *args: Any, candidates: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = list(candidates)
        known = {entry.proposal_id: entry for entry in round_.entries.all()}
        for proposal in self.candidates:
            entry = known.get(proposal.pk)
            self.add(proposal, entry.cost if entry else proposal.estimated_cost, entry)

    def add(self, proposal: Any, cost: int | None, entry: Any) -> None:
        name = f"{proposal.number} {proposal.title}"
        self.fields[f"cost_{proposal.pk}"] = RupiahField(
            label=name,
            required=False,
            initial=cost or "",
            help_text=_("Cost in rupiah; empty: it is not part of this round."),
        )
        self.fields[f"because_{proposal.pk}"] = forms.CharField(
            label=_("Why it cannot stand on the ballot"),
            required=False,
            max_length=300,
            initial=entry.excluded_because if entry else "",
        )

    def drafts(self) -> list[EntryDraft]:
        """What was filled in, for the deed."""
        said = self.cleaned_data
        return [
            EntryDraft(
                proposal=proposal,
                cost=said[f"cost_{proposal.pk}"],
                excluded_because=said[f"because_{proposal.pk}"],
            )
            for proposal in self.candidates
            if said[f"cost_{proposal.pk}"]
        ]
