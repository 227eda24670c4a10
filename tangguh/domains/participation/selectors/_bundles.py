from collections.abc import Mapping
from dataclasses import dataclass

from tangguh.domains.accounts.models import User
from tangguh.domains.participation.models import Bundle

Keyed = Mapping[int, str]  # the choices by serial


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where two people read one paper ballot differently: the numbers that only one of them typed."""

    serial: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far the double entry of a bundle is."""

    people: tuple[User, ...]
    missing: Mapping[User, tuple[int, ...]]
    disagreements: tuple[Disagreement, ...]
    agreed: Keyed

    @property
    def is_ready(self) -> bool:
        """Two people typed every ballot, and alike."""
        return len(self.people) == 2 and not any(self.missing.values()) and not self.disagreements


def numbers_in(choices: str) -> tuple[int, ...]:
    return tuple(int(number) for number in choices.split(",")) if choices else ()


def keyed_by(bundle: Bundle, person: User) -> Keyed:
    """What one person typed of a bundle. Nobody is shown what the other one typed."""
    return dict(bundle.keyings.filter(keyed_by=person).values_list("serial", "choices"))


def comparison_of(bundle: Bundle) -> Comparison:
    """What two people typed, ballot by ballot."""
    typed: dict[User, dict[int, str]] = {}
    for keying in bundle.keyings.select_related("keyed_by").order_by("keyed_by", "serial"):
        typed.setdefault(keying.keyed_by, {})[keying.serial] = keying.choices
    serials = range(1, bundle.size + 1)
    return Comparison(
        people=tuple(typed),
        missing={who: tuple(s for s in serials if s not in own) for who, own in typed.items()},
        disagreements=disagreements(*typed.values()) if len(typed) == 2 else (),
        agreed=agreed(*typed.values()) if len(typed) == 2 else {},
    )


def disagreements(first: Keyed, second: Keyed) -> tuple[Disagreement, ...]:
    both = sorted(first.keys() & second.keys())
    return tuple(
        Disagreement(serial, differing(first[serial], second[serial]))
        for serial in both
        if first[serial] != second[serial]
    )


def differing(first: str, second: str) -> tuple[int, ...]:
    return tuple(sorted(set(numbers_in(first)) ^ set(numbers_in(second))))


def agreed(first: Keyed, second: Keyed) -> Keyed:
    return {serial: said for serial, said in first.items() if second.get(serial) == said}
