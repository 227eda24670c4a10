"""Sorted words, each with the entries that hold it: the two questions a search asks of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

Positions = npt.NDArray[np.int32]  # of entries
Lengths = npt.NDArray[np.int32]  # in letters
Likeness = npt.NDArray[np.float64]
NOBODY: Positions = np.empty(0, np.int32)
LAST = chr(0x10FFFF)  # sorts after every letter


class WordList:
    """Words in order, and for each the positions of its entries, in one array."""

    __slots__ = ("_alphabets", "_entries", "_lengths", "_starts", "_words")

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(set(pairs))
        starts = [n for n, (word, _) in enumerate(ordered) if n == 0 or ordered[n - 1][0] != word]
        self._words: Sequence[str] = tuple(ordered[start][0] for start in starts)
        self._starts = np.array([*starts, len(ordered)], np.int32)
        self._entries: Positions = np.array([position for _, position in ordered], np.int32)
        self._lengths: Lengths = np.array([len(word) for word in self._words], np.int32)
        self._alphabets = np.array([alphabet(word) for word in self._words], np.uint64)

    def beginning_with(self, start: str) -> tuple[Positions, Lengths]:
        """The entries of all words that begin so, and how long each one's word is."""
        first, end = bisect_left(self._words, start), bisect_left(self._words, start + LAST)
        starts = self._starts[first : end + 1]
        return self._entries[starts[0] : starts[-1]], np.repeat(
            self._lengths[first:end], np.diff(starts)
        )

    def equal_to(self, word: str) -> Positions:
        first, end = bisect_left(self._words, word), bisect_right(self._words, word)
        return self._entries[self._starts[first] : self._starts[end]]

    def similar_to(self, word: str, typos: int) -> tuple[Positions, Likeness]:
        """The entries of words at most so many typos away, and how alike they are, from 0 to 1.

        A typo is a letter missing, added, changed, or swapped with its neighbour.
        """
        possible = self._possible(word, typos)
        rivals = [self._words[n] for n in possible]
        compared = cdist([word], rivals, scorer=OSA.distance, score_cutoff=typos, dtype=np.uint8)
        distances = compared[0]
        close = distances <= typos
        near = possible[close]
        alike = 1 - distances[close] / np.maximum(self._lengths[near], len(word))
        parts = [self._entries[self._starts[n] : self._starts[n + 1]] for n in near]
        return np.concatenate([NOBODY, *parts]), np.repeat(alike, [len(part) for part in parts])

    def _possible(self, word: str, typos: int) -> Positions:
        """The words that may be so near, by a glance at their length and their letters.

        A typo changes the length by one at most, and which letters occur by two at most. This
        loses no word, and spares the slow comparison with nearly all.
        """
        other_letters = np.bitwise_count(self._alphabets ^ np.uint64(alphabet(word)))
        other_length = np.abs(self._lengths - len(word))
        fits = (other_letters <= 2 * typos) & (other_length <= typos)
        return np.flatnonzero(fits).astype(np.int32)


def alphabet(word: str) -> int:
    """Which letters and digits occur in a word, one bit each."""
    bits = 0
    for sign in word:
        bits |= 1 << (ord(sign) % 64)
    return bits
