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

    __slots__ = ("_entries", "_lengths", "_starts", "_words")

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(set(pairs))
        starts = [n for n, (word, _) in enumerate(ordered) if n == 0 or ordered[n - 1][0] != word]
        self._words: Sequence[str] = tuple(ordered[start][0] for start in starts)
        self._starts = np.array([*starts, len(ordered)], np.int32)
        self._entries: Positions = np.array([position for _, position in ordered], np.int32)
        self._lengths = np.array([len(word) for word in self._words], np.int32)

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
        distances = cdist(
            [word], self._words, scorer=OSA.distance, score_cutoff=typos, dtype=np.uint8
        )[0]
        near = np.flatnonzero(distances <= typos)
        alike = 1 - distances[near] / np.maximum(self._lengths[near], len(word))
        parts = [self._entries[self._starts[n] : self._starts[n + 1]] for n in near]
        times = [len(part) for part in parts]
        return np.concatenate([NOBODY, *parts]), np.repeat(alike, times)
