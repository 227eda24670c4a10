"""The plug by which a room offers rows to the district's own index.

The definition names a source. A room above this one registers its sources as its app gets ready; a
source that nobody serves yet is told as such, never counted as zero.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from tangguh.domains.places.models import Area


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or the part of it that is over: from one day to another, both included.

    Its last day is today while it `runs`.
    """

    name: str
    starts: date
    ends: date
    runs: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A part of a whole, in whole numbers, and on how many observations both rest.

    `between`: all that everybody may know of the part, where its room tells no more.
    """

    part: int
    whole: int
    rows: int
    between: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row behind a count, as its page may tell it: what, when, where to read it, what it adds."""

    title: str
    url: str
    on: date
    part: int
    whole: int


# By source, by the code of the village, by the number of the period.
Counts = Mapping[tuple[str, str, int], Count]
Read = Callable[[Area, Sequence[Period]], Counts]
List = Callable[[Area, Period], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of a room. `read` counts all villages of an area at once; sources may share it.

    `rows` lists exactly what was counted for an area and a period. `about_people`: small counts
    would point at somebody, so they are told as bounds.
    """

    name: str
    title: str | Promise
    read: Read
    rows: List
    about_people: bool = False


sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Offer rows; called by the room that owns them, as its app gets ready."""
    sources[source.name] = source
