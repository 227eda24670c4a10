"""The forms of a round."""

from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.participation import selectors
from tangguh.domains.participation.forms import RupiahField, choose, one_of
from tangguh.domains.participation.models import Round
from tangguh.domains.participation.services import EntryDraft, RoundDraft
from tangguh.domains.places.models import Area
from tangguh.domains.programmes.models import Cycle
from tangguh.engines.allocation import PROFILES, Comparison, Rule, Satisfaction, Start

FIRST_PROFILE = "equalshares.net"
FIRST_INCREMENT = 1000
OWN = "own"


MOST_VOTERS, MOST_CHOICES = 1_000_000, 1_000


def number_field(label: Any, **kwargs: Any) -> forms.IntegerField:
    kwargs.setdefault("min_value", 0)
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "step": 1})
    return forms.IntegerField(label=label, widget=widget, **kwargs)


def hour_field(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(
        label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    )


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


class RuleForm(forms.Form):
    """The parameters of a count. A profile sets all of them but the increment."""

    profile = forms.ChoiceField(label=gettext_lazy("Profile"))
    satisfaction = forms.ChoiceField(label=gettext_lazy("What a funded proposal is worth"))
    start = forms.ChoiceField(label=gettext_lazy("First purse"))
    increment = number_field(
        gettext_lazy("Raise each purse by, in rupiah"),
        max_value=10**9,
        required=False,
        help_text=gettext_lazy("With every profile. 0: purses are not raised."),
    )
    exhaustive_stop = forms.BooleanField(
        label=gettext_lazy("Stop as soon as nothing more fits"), required=False
    )
    utilitarian_completion = forms.BooleanField(
        label=gettext_lazy("Give what is left to the most chosen that fit"), required=False
    )
    comparison = forms.ChoiceField(label=gettext_lazy("Comparison with most votes alone"))
    threshold = forms.CharField(
        label=gettext_lazy("Threshold"),
        required=False,
        max_length=12,
        help_text=gettext_lazy(
            "A share such as 1/3: so large a part of its cost share must be its voter share. 0: none."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "profile", [*((n, n) for n in PROFILES), (OWN, _("Set one by one"))])
        choose(self, "satisfaction", list(selectors.WORTHS.items()))
        choose(self, "start", list(selectors.STARTS.items()))
        choose(self, "comparison", list(selectors.COMPARISONS.items()))
        rule = replace(PROFILES[FIRST_PROFILE], increment=FIRST_INCREMENT)
        self.initial = {"profile": FIRST_PROFILE, **told_of_rule(rule), **self.initial}

    def clean_threshold(self) -> Fraction:
        text = self.cleaned_data["threshold"] or "0"
        try:
            share = Fraction(text)
        except (ValueError, ZeroDivisionError):
            share = Fraction(-1)
        if not 0 <= share <= 1:
            raise forms.ValidationError(
                _("“%(text)s” is no share. Write 0, or a fraction such as 1/3.") % {"text": text}
            )
        return share

    def rule(self) -> Rule:
        """The rule that was chosen: a profile with its own parameters, or each one by itself."""
        said = self.cleaned_data
        if said["profile"] != OWN:
            return replace(PROFILES[said["profile"]], increment=said["increment"] or 0)
        return Rule(
            satisfaction=Satisfaction(said["satisfaction"]),
            start=Start(said["start"]),
            increment=said["increment"] or 0,
            exhaustive_stop=said["exhaustive_stop"],
            utilitarian_completion=said["utilitarian_completion"],
            comparison=Comparison(said["comparison"]),
            threshold=said["threshold"],
        )


def told_of_rule(rule: Rule) -> dict[str, Any]:
    """A rule as its form shows it."""
    names = ("increment", "exhaustive_stop", "utilitarian_completion")
    return {name: getattr(rule, name) for name in names} | {
        "satisfaction": rule.satisfaction.value,
        "start": rule.start.value,
        "comparison": rule.comparison.value,
        "threshold": str(rule.threshold),
    }


class FixForm(RuleForm):
    """The rule that will be fixed, and the seed of the lot."""

    seed = forms.CharField(
        label=gettext_lazy("Seed of the lot"),
        required=False,
        max_length=64,
        help_text=gettext_lazy(
            "What people drew in public, such as thrown dice. Empty: a random one is drawn now."
        ),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I know that nothing of the round changes after this")
    )


class ReasonForm(forms.Form):
    """Why something is done, for the audit trail."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class CountForm(forms.Form):
    """How many."""

    count = number_field(gettext_lazy("How many slips"), min_value=1, max_value=2000)


class BundleForm(forms.Form):
    """Paper ballots that lie together."""

    label = forms.CharField(
        label=gettext_lazy("Label on the bundle"),
        max_length=20,
        help_text=gettext_lazy("Letters and digits, such as A or RT04."),
    )
    size = number_field(gettext_lazy("Ballots in it"), min_value=1, max_value=500)


class KeyingForm(forms.Form):
    """One paper ballot, as it lies on the table."""

    choices = forms.CharField(
        label=gettext_lazy("Numbers with a cross"),
        required=False,
        max_length=2000,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}
        ),
        help_text=gettext_lazy(
            "With a space between them, such as 2 5 7. Empty: the ballot is blank or spoilt."
        ),
    )

    def clean_choices(self) -> list[int]:
        words = self.cleaned_data["choices"].replace(",", " ").replace(".", " ").split()
        wrong = [word for word in words if not word.isdecimal() or len(word) > 5]
        if wrong:
            raise forms.ValidationError(
                _("“%(word)s” is no number. Type numbers with a space between them.")
                % {"word": wrong[0]}
            )
        return [int(word) for word in words]


class ImportForm(forms.Form):
    """A .pb file to try rules on."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Area"), to_field_name="code"
    )
    file = forms.FileField(
        label=gettext_lazy("File with ballots (.pb)"),
        widget=forms.FileInput(attrs={"accept": ".pb,text/plain"}),
    )
    source = forms.CharField(label=gettext_lazy("Where it comes from"), max_length=300)

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of(self, "area", areas)


class ReceiptForm(forms.Form):
    """The receipt of a ballot."""

    receipt = forms.CharField(
        label=gettext_lazy("Your receipt"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
