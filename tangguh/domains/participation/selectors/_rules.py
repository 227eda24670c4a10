"""The rule of a count as it is written down, and how it is read back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.participation.models import Round
from tangguh.engines.allocation import PROFILES, Comparison, Rule, Satisfaction, Start

WORTHS = {
    Satisfaction.COST: gettext_lazy("the money that it brings"),
    Satisfaction.CARDINALITY: gettext_lazy("the same as every other"),
}
STARTS = {
    Start.INTEGRAL: gettext_lazy("the equal share in whole rupiah"),
    Start.EXACT: gettext_lazy("the exact equal share"),
}
COMPARISONS = {
    Comparison.NONE: gettext_lazy("none"),
    Comparison.SATISFACTION: gettext_lazy("who has more chosen proposals there decides"),
    Comparison.EXCLUSION: gettext_lazy("who has nothing here but something there decides"),
}


def written_rule(rule: Rule) -> dict[str, Any]:
    """Each parameter, in words and numbers that JSON holds. The lot is kept beside it."""
    return {
        "satisfaction": rule.satisfaction.value,
        "start": rule.start.value,
        "increment": rule.increment,
        "exhaustive_stop": rule.exhaustive_stop,
        "utilitarian_completion": rule.utilitarian_completion,
        "comparison": rule.comparison.value,
        "threshold": str(rule.threshold),
    }


def read_rule(written: Mapping[str, Any], lot: Sequence[str] = ()) -> Rule:
    """The rule that was written down."""
    return Rule(
        satisfaction=Satisfaction(written["satisfaction"]),
        start=Start(written["start"]),
        increment=int(written["increment"]),
        exhaustive_stop=bool(written["exhaustive_stop"]),
        utilitarian_completion=bool(written["utilitarian_completion"]),
        comparison=Comparison(written["comparison"]),
        threshold=Fraction(written["threshold"]),
        lot=tuple(lot),
    )


def profile_of(rule: Rule) -> str:
    """The name under which other software knows these parameters, whatever the increment."""
    alike = replace(rule, increment=1, lot=())
    return next((name for name, known in PROFILES.items() if known == alike), "")


def rule_told(round_: Round) -> list[tuple[str, str]]:
    """The fixed rule, term by term; nothing before it is fixed."""
    if not round_.rule:
        return []
    rule = read_rule(round_.rule)
    answer = {True: _("yes"), False: _("no")}
    return [
        (_("Profile"), profile_of(rule) or _("set one by one")),
        (_("What a funded proposal is worth"), str(WORTHS[rule.satisfaction])),
        (_("First purse"), str(STARTS[rule.start])),
        (_("Raise each purse by, in rupiah"), str(rule.increment)),
        (_("Stop as soon as nothing more fits"), answer[rule.exhaustive_stop]),
        (_("Give what is left to the most chosen that fit"), answer[rule.utilitarian_completion]),
        (_("Comparison with most votes alone"), str(COMPARISONS[rule.comparison])),
        (_("Threshold"), str(rule.threshold)),
        (_("Seed of the lot"), round_.lot_seed),
        (_("Order of the lot"), ", ".join(round_.lot or ())),
    ]
