from dataclasses import replace
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.participation import selectors
from tangguh.domains.participation.forms._fields import choose, number_field
from tangguh.engines.allocation import PROFILES, Comparison, Rule, Satisfaction, Start
from tangguh.integrations.rupiah import RupiahField

FIRST_PROFILE = "equalshares.net"
FIRST_INCREMENT = 1000
OWN = "own"


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


class VoteForm(forms.Form):
    """Which ballots are counted, and under which ceiling."""

    vote = forms.ChoiceField(label=gettext_lazy("Ballots"))
    ceiling = RupiahField(
        label=gettext_lazy("Ceiling in rupiah"),
        required=False,
        help_text=gettext_lazy("Empty: the one under which they were cast."),
    )

    def __init__(self, *args: Any, votes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "vote", votes)
