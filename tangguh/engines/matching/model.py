"""Who needs a neighbour, who can be one, and who walks how far to whom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property


class InvalidQuestion(ValueError):
    """What was asked cannot be answered; `code` and `params` are for the room to translate."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Rules:
    """What a plan keeps to."""

    each: int = 2  # helpers wanted for a person: the first, and who stands in
    cap: int = 2  # people that one helper can answer for
    reach: int = 400  # metres on foot

    def __post_init__(self) -> None:
        if not 1 <= self.each <= 5:
            raise InvalidQuestion("each_not_from_1_to_5", each=self.each)
        if self.cap < 1 or self.reach < 1:
            raise InvalidQuestion("limit_below_one", cap=self.cap, reach=self.reach)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who needs help to leave. `water` names the flooded place they live in, if any."""

    id: str
    water: str = ""
    needs: frozenset[str] = frozenset()  # skills that a helper must have for them
    household: str = ""


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who agreed to help."""

    id: str
    water: str = ""
    skills: frozenset[str] = frozenset()
    able: bool = True
    trained: bool = True
    household: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A helper on the way to a person, in whole metres."""

    person: str
    helper: str
    metres: int


@dataclass(frozen=True)
class Question:
    """People, helpers, and the walks between them; a pair that is not listed is out of reach.

    Ties go to those who stand earlier: the order of `people` and of `helpers` is an argument.
    Raises InvalidQuestion for repeated or unknown ids and for metres below 0.
    """

    people: tuple[Person, ...]
    helpers: tuple[Helper, ...]
    pairs: tuple[Pair, ...]
    rules: Rules = Rules()

    def __post_init__(self) -> None:
        for kind, ids in (("person", self.people), ("helper", self.helpers)):
            if len({each.id for each in ids}) < len(ids):
                raise InvalidQuestion(f"{kind}_is_repeated", ids=_repeated(e.id for e in ids))
        known, able = {p.id for p in self.people}, {h.id for h in self.helpers}
        for pair in self.pairs:
            if pair.person not in known or pair.helper not in able:
                raise InvalidQuestion("pair_is_unknown", person=pair.person, helper=pair.helper)
            if pair.metres < 0:
                raise InvalidQuestion(
                    "metres_below_zero", person=pair.person, helper=pair.helper, metres=pair.metres
                )
        if len({(p.person, p.helper) for p in self.pairs}) < len(self.pairs):
            twice = _repeated(f"{p.person} {p.helper}" for p in self.pairs)
            raise InvalidQuestion("pair_is_repeated", ids=twice)

    @cached_property
    def person(self) -> Mapping[str, Person]:
        return {each.id: each for each in self.people}

    @cached_property
    def helper(self) -> Mapping[str, Helper]:
        return {each.id: each for each in self.helpers}

    @cached_property
    def possible(self) -> tuple[Pair, ...]:
        """The pairs that the rules allow, in the order of people, then of helpers."""
        allowed = [pair for pair in self.pairs if self.refusal(pair) is None]
        people = {each.id: n for n, each in enumerate(self.people)}
        helpers = {each.id: n for n, each in enumerate(self.helpers)}
        return tuple(sorted(allowed, key=lambda p: (people[p.person], helpers[p.helper])))

    def refusal(self, pair: Pair) -> str | None:
        """Why this helper may not be this person's, whatever the others do; None if they may."""
        person, helper = self.person[pair.person], self.helper[pair.helper]
        refusals = {
            "too_far": pair.metres > self.rules.reach,
            "same_household": person.household and person.household == helper.household,
            "same_water": person.water and person.water == helper.water,
            "not_able": not helper.able,
            "not_trained": not helper.trained,
            "lacks_skill": not person.needs <= helper.skills,
        }
        return next((why for why, holds in refusals.items() if holds), None)


@dataclass(frozen=True)
class Plan:
    """Who helps whom, nearest first for each person, with the figures that prove it.

    `worth` says what one unit of help is worth to a person, `price` what one more place with a
    helper would save, in units of the costs that `weights` makes: see `faults`.
    """

    pairs: tuple[Pair, ...]
    worth: Mapping[str, int]
    price: Mapping[str, int]
    kept: frozenset[tuple[str, str]] = frozenset()  # pairs of an older plan, preferred

    @cached_property
    def helpers_of(self) -> Mapping[str, tuple[Pair, ...]]:
        found: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            found.setdefault(pair.person, []).append(pair)
        return {person: tuple(pairs) for person, pairs in found.items()}

    @cached_property
    def people_of(self) -> Mapping[str, tuple[Pair, ...]]:
        found: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            found.setdefault(pair.helper, []).append(pair)
        return {helper: tuple(pairs) for helper, pairs in found.items()}

    @property
    def metres(self) -> int:
        return sum(pair.metres for pair in self.pairs)

    def covered(self, at_least: int = 1) -> int:
        """People with so many helpers or more."""
        return sum(len(pairs) >= at_least for pairs in self.helpers_of.values())


def _repeated(ids: Iterable[str]) -> list[str]:
    return sorted(id_ for id_, times in Counter(ids).items() if times > 1)
