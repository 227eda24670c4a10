"""A difference between two texts in the reader's words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tangguh.domains.policies.models import Indicator, Result
from tangguh.engines.revision import (
    Change,
    FieldChange,
    IndicatorText,
    PolicyDocument,
    ResultText,
    Span,
    TargetText,
)

NAMES: dict[str, Promise] = {
    "title": gettext_lazy("Title"),
    "area_code": gettext_lazy("Area code"),
    "area_name": gettext_lazy("Area"),
    "owner": gettext_lazy("Owner"),
    "problem": gettext_lazy("Problem"),
    "legal_basis": gettext_lazy("Legal basis"),
    "planning_links": gettext_lazy("Planning documents"),
    "level": gettext_lazy("Level"),
    "parent": gettext_lazy("Leads to"),
    "position": gettext_lazy("Position"),
    "statement": gettext_lazy("Result"),
    "assumption": gettext_lazy("Assumption"),
    "name": gettext_lazy("Name"),
    "unit": gettext_lazy("Unit"),
    "decimals": gettext_lazy("Decimals"),
    "direction": gettext_lazy("Direction"),
    "method": gettext_lazy("How it is measured"),
    "formula": gettext_lazy("Formula"),
    "every_months": gettext_lazy("Months from number to number"),
    "baseline": gettext_lazy("Baseline"),
    "baseline_on": gettext_lazy("Baseline's day"),
    "source": gettext_lazy("Where its numbers come from"),
    "value": gettext_lazy("Value"),
}
KINDS: dict[str, Promise] = {
    "added": gettext_lazy("Added"),
    "removed": gettext_lazy("Removed"),
    "changed": gettext_lazy("Changed"),
}
THINGS: dict[str, Promise] = {
    "policy": gettext_lazy("Policy"),
    "result": gettext_lazy("Result"),
    "indicator": gettext_lazy("Indicator"),
    "target": gettext_lazy("Target"),
}
CHOICES = {
    "level": dict(Result.Level.choices),
    "direction": dict(Indicator.Direction.choices),
    "method": dict(Indicator.Method.choices),
}


@dataclass(frozen=True, slots=True)
class ToldField:
    """One field: its name, and either where the words differ or both values."""

    name: str
    before: str
    after: str
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One change: what happened to which thing, and field by field how."""

    kind: str
    kind_word: str
    thing: str
    label: str
    fields: tuple[ToldField, ...]


def told(changes: Sequence[Change]) -> list[Told]:
    """The changes in the reader's words."""
    return [
        Told(
            kind=change.kind,
            kind_word=str(KINDS[change.kind]),
            thing=str(THINGS[change.what]),
            label=label_of(change),
            fields=tuple(map(told_field, change.fields)),
        )
        for change in changes
    ]


def counts_of(changes: Sequence[Told]) -> list[tuple[str, int]]:
    """How many pieces came, went and say something else, in the reader's words."""
    counted = Counter(change.kind for change in changes)
    return [(str(word), counted[kind]) for kind, word in KINDS.items() if counted[kind]]


def label_of(change: Change) -> str:
    """What the changed piece is called."""
    piece = change.piece
    if isinstance(piece, PolicyDocument):
        return piece.title
    if isinstance(piece, ResultText):
        return f"{piece.code} {piece.statement}"
    if isinstance(piece, IndicatorText):
        return f"{piece.code} {piece.name}"
    return target_label(change.path, piece)


def target_label(path: str, target: TargetText) -> str:
    indicator = path.split("/")[1]
    return _("%(indicator)s, %(area)s, until %(day)s: %(value)s") % {
        "indicator": indicator,
        "area": target.area_name,
        "day": date_format(target.ends),
        "value": plain(target.value),
    }


def told_field(field: FieldChange) -> ToldField:
    words = () if field.name in CHOICES else field.words
    name = str(NAMES.get(field.name, field.name))
    return ToldField(name, said(field.name, field.before), said(field.name, field.after), words)


def said(name: str, value: object) -> str:
    """A value as a reader reads it; a dash where there is none."""
    if value is None or value == "":
        return "\N{EN DASH}"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return date_format(value)
    return str(CHOICES.get(name, {}).get(str(value), value))


def plain(value: Decimal) -> str:
    """A number without the zeros that only the database adds."""
    return f"{value.normalize():f}"
