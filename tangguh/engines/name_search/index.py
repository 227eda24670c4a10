import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tangguh.engines.name_search.folding import folded, without_title
from tangguh.engines.name_search.lists import Lengths, Positions, WordList
from tangguh.engines.name_search.types import Entry, Match

Scores = npt.NDArray[np.float64]  # of every entry, 0 to 100

CODE = re.compile(r"\d[\d. ]*")
SAME, RESPELT, IN_CONTEXT, PREFIX, WORD_PREFIX, ALIKE, WORD_ALIKE = 100, 99, 98.5, 90, 80, 80, 70
SPAN = 8  # how far a fuller match rises within its band
LOSS = 0.4  # for a title that had to be left out, or for being further around


class NameIndex:
    """Names, folded and sorted once, so that each search takes milliseconds."""

    __slots__ = ("_codes", "_entries", "_lengths", "_most_names", "_names", "_official", "_words")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._official = {entry.key: entry.name for entry in reversed(entries)}
        self._entries = tuple(sorted(entries, key=self._rank))
        self._most_names = max(Counter(entry.key for entry in entries).values(), default=1)
        names = [folded(entry.name) for entry in self._entries]
        self._lengths: Lengths = np.array([len(squeezed(name)) for name in names], np.int32)
        self._names = WordList((squeezed(name), n) for n, name in enumerate(names))
        self._words = WordList((word, n) for n, name in enumerate(names) for word in name.split())
        self._codes = WordList((digits(entry.key), n) for n, entry in enumerate(self._entries))

    def _rank(self, entry: Entry) -> tuple[str, str, str]:
        """The order among equal scores; entries stand in it, so that a stable sort keeps it."""
        return self._official[entry.key], entry.key, entry.name

    def search(self, text: str, limit: int = 10) -> tuple[Match, ...]:
        """The places whose code begins so, or whose name is most like the text, best first.

        Ties go by name, then by key, so that the same search always answers the same. A place is
        answered once, by the best of its names. Empty where nothing is like it.
        """
        scores: Scores = np.zeros(len(self._entries))
        name = folded(text)
        if CODE.fullmatch(text.strip()):
            self._score_codes(scores, digits(text))
        elif name:
            self._score_beginnings(scores, name, loss=0)
            self._score_beginnings(scores, without_title(name), loss=LOSS)
            self._score_in_context(scores, without_title(name))
            self._score_written_so(scores, text)
            self._score_alike(scores, without_title(name), limit)
        return self._best(scores, limit)

    def _score_codes(self, scores: Scores, code: str) -> None:
        found, lengths = self._codes.beginning_with(code)
        raise_to(scores, found, PREFIX + SPAN * len(code) / lengths)
        raise_to(scores, self._codes.equal_to(code), SAME)

    def _score_beginnings(self, scores: Scores, name: str, *, loss: float) -> None:
        """Names that are the same, or begin so, or whose words begin so in any order."""
        letters = squeezed(name)
        found, lengths = self._names.beginning_with(letters)
        raise_to(scores, found, PREFIX - loss + SPAN * len(letters) / lengths)
        raise_to(scores, self._names.equal_to(letters), RESPELT - loss)
        found = self._with_words_beginning(name.split())
        share = np.minimum(1, len(letters) / self._lengths[found])
        raise_to(scores, found, WORD_PREFIX - loss + SPAN * share)

    def _with_words_beginning(self, beginnings: list[str]) -> Positions:
        found, _ = self._words.beginning_with(beginnings[0])
        for beginning in beginnings[1:]:
            found = np.intersect1d(found, self._words.beginning_with(beginning)[0])
        return found

    def _score_in_context(self, scores: Scores, name: str) -> None:
        """A name followed by where it is: "sungai baung batang asai" is one of two Sungai Baung."""
        words = name.split()
        for cut in range(1, len(words)):
            around = " " + without_title(" ".join(words[cut:]))
            for n in self._names.equal_to("".join(words[:cut])):
                context = " " + folded(self._entries[n].context)
                if around in context:
                    nearest = context.startswith(around)
                    scores[n] = max(scores[n], IN_CONTEXT if nearest else IN_CONTEXT - LOSS)

    def _score_written_so(self, scores: Scores, text: str) -> None:
        """Letter by letter the same goes before the same by another spelling."""
        for n in np.flatnonzero(scores == RESPELT):
            if self._entries[n].name.casefold() == text.strip().casefold():
                scores[n] = SAME

    def _score_alike(self, scores: Scores, name: str, limit: int) -> None:
        """Names with typos; passed over when enough was found, for all of these score lower."""
        if np.count_nonzero(scores) >= limit * self._most_names:
            return
        letters = squeezed(name)
        found, alike = self._names.similar_to(letters, typos_forgiven(letters))
        raise_to(scores, found, ALIKE * alike)
        if letters == name:
            found, alike = self._words.similar_to(name, typos_forgiven(name))
            raise_to(scores, found, WORD_ALIKE * alike)

    def _best(self, scores: Scores, limit: int) -> tuple[Match, ...]:
        scores = scores.round(2)
        found = np.flatnonzero(scores)
        best: dict[str, Match] = {}
        for n in found[np.argsort(-scores[found], kind="stable")]:
            if len(best) >= limit:
                break
            entry = self._entries[n]
            match = Match(entry.key, self._official[entry.key], float(scores[n]), entry.name)
            best.setdefault(entry.key, match)
        return tuple(best.values())


def raise_to(scores: Scores, found: Positions, reached: float | Scores) -> None:
    """Give every entry found the best of its scores so far and the one it reached now."""
    np.maximum.at(scores, found, reached)


def typos_forgiven(letters: str) -> int:
    """One typo in each four letters, and at most three: else everything is like everything."""
    return min(3, (len(letters) + 1) // 4)


def squeezed(name: str) -> str:
    return name.replace(" ", "")


def digits(code: str) -> str:
    return "".join(sign for sign in code if sign.isdigit())
