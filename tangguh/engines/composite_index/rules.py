"""From what was answered in a village to a score, by rules that stand in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import combinations, pairwise


class Unscored(Enum):
    """Why an answer has no score. It is never zero, and never guessed."""

    MISSING = "missing"
    UNDEFINED = "undefined"  # the rules leave it out


class UnusableAnswer(ValueError):
    """The answer is of another kind than the rules ask for."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Level:
    """One row of the rules: answers inside these bounds, or one of these words, have the score."""

    score: int
    above: Fraction | None = None
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    below: Fraction | None = None
    answers: tuple[str, ...] = ()
    words: str = ""

    def holds(self, value: Fraction) -> bool:
        return (
            (self.above is None or value > self.above)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )


def score_of(levels: Sequence[Level], answer: str) -> int | Unscored:
    """The score of an answer as it was written; a comma may stand for the decimal point."""
    answer = " ".join(answer.split()).casefold()
    if not answer:
        return Unscored.MISSING
    if any(level.answers for level in levels):
        return _by_word(levels, answer)
    value = _number(answer)
    return next((level.score for level in levels if level.holds(value)), Unscored.UNDEFINED)


def overlapping(levels: Sequence[Level]) -> tuple[Level, Level] | None:
    """Two rows of the rules that give one answer two scores."""
    for one, other in combinations(levels, 2):
        if one.answers or other.answers:
            if set(one.answers) & set(other.answers):
                return one, other
        elif _meet(one, other):
            return one, other
    return None


def _by_word(levels: Sequence[Level], answer: str) -> int:
    for level in levels:
        if answer in level.answers:
            return level.score
    known = [word for level in levels for word in level.answers]
    raise UnusableAnswer("answer_is_unknown", answer=answer, known=known)


def _number(answer: str) -> Fraction:
    """Written out, as a person answers: 1e9999999 would take for ever."""
    if "e" in answer:
        raise UnusableAnswer("answer_is_no_number", answer=answer)
    try:
        return Fraction(answer.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise UnusableAnswer("answer_is_no_number", answer=answer) from None


def _meet(one: Level, other: Level) -> bool:
    """Two intervals meet if one of their ends, or a point just inside, lies in both."""
    ends = [
        bound
        for level in (one, other)
        for bound in (level.above, level.at_least, level.at_most, level.below)
        if bound is not None
    ]
    if not ends:
        return True
    between = sorted({*ends, min(ends) - 1, max(ends) + 1})
    middles = [(a + b) / 2 for a, b in pairwise(between)]
    return any(one.holds(value) and other.holds(value) for value in (*between, *middles))
