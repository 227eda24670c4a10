"""A policy's text as one frozen document, and what two such documents have not in common."""

from tangguh.engines.revision.difference import Change, FieldChange, difference
from tangguh.engines.revision.document import (
    SCHEMA,
    IndicatorText,
    PolicyDocument,
    ResultText,
    TargetText,
    UnknownSchema,
    from_json,
    to_json,
)
from tangguh.engines.revision.words import Span, word_spans

__all__ = [
    "SCHEMA",
    "Change",
    "FieldChange",
    "IndicatorText",
    "PolicyDocument",
    "ResultText",
    "Span",
    "TargetText",
    "UnknownSchema",
    "difference",
    "from_json",
    "to_json",
    "word_spans",
]
