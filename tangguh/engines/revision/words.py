import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words that stayed, came or went, with the white space that belongs to it."""

    kind: Literal["same", "added", "removed"]
    text: str


def word_spans(before: str, after: str) -> tuple[Span, ...]:
    """The way from one text to the other, word by word.

    Reading what stayed and what went gives the old text; what stayed and what came, the new one.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    spans: list[Span] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            spans.append(Span("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            spans.append(Span("removed", "".join(old[i1:i2])))
        if j2 > j1:
            spans.append(Span("added", "".join(new[j1:j2])))
    return tuple(spans)
