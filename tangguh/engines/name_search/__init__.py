"""Find a place by a name that is half typed, misspelt, or written as its people say it."""

from tangguh.engines.name_search.folding import folded
from tangguh.engines.name_search.index import NameIndex
from tangguh.engines.name_search.types import Entry, Match

__all__ = ["Entry", "Match", "NameIndex", "folded"]
