from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Literal

from tangguh.engines.revision.document import (
    IndicatorText,
    PolicyDocument,
    ResultText,
    TargetText,
)
from tangguh.engines.revision.words import Span, word_spans

Value = str | int | Decimal | date | None
Piece = PolicyDocument | ResultText | IndicatorText | TargetText
Kind = Literal["added", "removed", "changed"]
Thing = Literal["policy", "result", "indicator", "target"]
PARTS = {"results", "indicators", "targets"}  # compared piece by piece, not as one value


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that says something else. `words` shows where, if both sides are texts."""

    name: str
    before: Value
    after: Value
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One piece of the text that came, went or says something else.

    `path` leads to it by codes, from the result down ("S1", "S1/I2", "S1/I2/15.03 2027-…").
    `piece` is what there is now, or what there was if it went. `fields` is empty unless changed.
    """

    kind: Kind
    what: Thing
    path: str
    piece: Piece
    fields: tuple[FieldChange, ...] = ()


def difference(before: PolicyDocument, after: PolicyDocument) -> tuple[Change, ...]:
    """What changed from one text to the other, in the order of reading; empty if nothing did.

    Results, indicators and targets are recognised by their codes, areas and periods, so that a
    reworded one is changed, not exchanged. What comes or goes whole takes its parts along unnamed.
    """
    return (
        *_changed("policy", "", before, after),
        *_compared("result", "", _by_code(before.results), _by_code(after.results)),
    )


def _compared(
    what: Thing, path: str, before: Mapping[str, Piece], after: Mapping[str, Piece]
) -> Iterable[Change]:
    for key, piece in after.items():
        if key not in before:
            yield Change("added", what, _join(path, key), piece)
        else:
            yield from _inside(what, _join(path, key), before[key], piece)
    for key, piece in before.items():
        if key not in after:
            yield Change("removed", what, _join(path, key), piece)


def _inside(what: Thing, path: str, before: Piece, after: Piece) -> Iterable[Change]:
    yield from _changed(what, path, before, after)
    if isinstance(before, ResultText) and isinstance(after, ResultText):
        yield from _compared(
            "indicator", path, _by_code(before.indicators), _by_code(after.indicators)
        )
    if isinstance(before, IndicatorText) and isinstance(after, IndicatorText):
        yield from _compared("target", path, _by_key(before.targets), _by_key(after.targets))


def _changed(what: Thing, path: str, before: Piece, after: Piece) -> Iterable[Change]:
    names = [field.name for field in fields(after) if field.name not in PARTS]
    told = tuple(
        _field(name, getattr(before, name), getattr(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    )
    if told:
        yield Change("changed", what, path, after, told)


def _field(name: str, before: Value, after: Value) -> FieldChange:
    if isinstance(before, str) and isinstance(after, str) and before and after:
        return FieldChange(name, before, after, word_spans(before, after))
    return FieldChange(name, before, after)


def _by_code(
    pieces: Iterable[ResultText] | Iterable[IndicatorText],
) -> dict[str, ResultText | IndicatorText]:
    return {piece.code: piece for piece in pieces}


def _by_key(targets: Iterable[TargetText]) -> dict[str, TargetText]:
    return {target.key: target for target in targets}


def _join(path: str, key: str) -> str:
    return f"{path}/{key}" if path else key
