from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from heapq import nsmallest


class InvalidDraw(ValueError):
    """What was asked for cannot be drawn; `code` and `params` are for the room to translate."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Sample:
    """A draw with all that is needed to repeat it."""

    seed: str
    size: int  # how many were asked for
    population: int  # how many there were to choose from
    fingerprint: str  # of the population, 64 hex digits
    chosen: tuple[str, ...]  # ids in the order in which they were drawn


@dataclass(frozen=True, slots=True)
class Replay:
    """What a second draw found; a sample stands only if both are the same."""

    same_population: bool
    same_sample: bool
    missing: tuple[str, ...]  # drawn then, no longer in the population

    @property
    def confirmed(self) -> bool:
        return self.same_population and self.same_sample


def draw(ids: Iterable[str], seed: str, size: int) -> Sample:
    """Give every id a ticket, sort the tickets, take the first `size` ids.

    A ticket is the sha256 of "seed:id", so that nobody can prefer an id once the seed is public,
    and nobody needs our software to check. All ids are taken when there are fewer than `size`.
    Raises InvalidDraw for an empty seed, a size below 1, and an empty, repeated or multi-line id.
    """
    population = checked(tuple(ids), seed, size)
    chosen = nsmallest(size, population, key=lambda id_: (ticket(seed, id_), id_))
    return Sample(seed, size, len(population), fingerprint(population), tuple(chosen))


def checked(ids: tuple[str, ...], seed: str, size: int) -> tuple[str, ...]:
    if not seed:
        raise InvalidDraw("seed_is_empty")
    if size < 1:
        raise InvalidDraw("size_below_one", size=size)
    unusable = [id_ for id_ in ids if not id_ or "\n" in id_]
    if unusable:
        raise InvalidDraw("id_is_empty_or_has_lines", ids=unusable)
    if len(set(ids)) < len(ids):
        raise InvalidDraw("id_is_repeated", ids=sorted({id_ for id_ in ids if ids.count(id_) > 1}))
    return ids


def ticket(seed: str, id_: str) -> str:
    """The 64 hex digits that `printf '%s' "seed:id" | sha256sum` prints."""
    return sha256(f"{seed}:{id_}".encode()).hexdigest()


def fingerprint(ids: Iterable[str]) -> str:
    """The sha256 of the sorted ids, one a line, without a last line break."""
    return sha256("\n".join(sorted(ids)).encode()).hexdigest()


def replay(sample: Sample, ids: Iterable[str]) -> Replay:
    """Draw again from the ids of today, and say whether population and sample are the same.

    A fingerprint tells that a population changed, not how: only drawn ids that are gone can
    be named.
    """
    today = tuple(ids)
    again = draw(today, sample.seed, sample.size)
    return Replay(
        same_population=(again.population, again.fingerprint)
        == (sample.population, sample.fingerprint),
        same_sample=again.chosen == sample.chosen,
        missing=tuple(sorted(set(sample.chosen) - set(today))),
    )
