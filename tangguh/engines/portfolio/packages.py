"""What can be done at once: programmes that raise the same indicator are weighed together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tangguh.engines.portfolio.model import InvalidPortfolio, Programme

MOST_TOGETHER = 6


@dataclass(frozen=True)
class Package:
    """Programmes for one village. Of all packages with the same `group` a village has at most one.

    Two programmes for one indicator do not add up: it reaches the higher of their scores.
    """

    programmes: tuple[Programme, ...]
    group: int

    @property
    def reached(self) -> Mapping[str, int]:
        """The score that each indicator has afterwards."""
        reached: dict[str, int] = {}
        for programme in self.programmes:
            for indicator, score in programme.raises.items():
                reached[indicator] = max(score, reached.get(indicator, score))
        return reached


def packages_of(programmes: Sequence[Programme]) -> tuple[Package, ...]:
    """Every set of programmes that share indicators, directly or through others of the set."""
    return tuple(
        Package(chosen, group)
        for group, together in enumerate(_sharing(programmes))
        for chosen in _sets(together)
    )


def _sets(together: Sequence[Programme]) -> Iterator[tuple[Programme, ...]]:
    if len(together) > MOST_TOGETHER:
        raise InvalidPortfolio(
            "too_many_share_an_indicator",
            programmes=", ".join(p.code for p in together),
            most=MOST_TOGETHER,
        )
    for size in range(1, len(together) + 1):
        yield from combinations(together, size)


def _sharing(programmes: Sequence[Programme]) -> list[list[Programme]]:
    groups: list[list[Programme]] = []
    for programme in programmes:
        joined, apart = [programme], []
        for group in groups:
            shares = any(programme.raises.keys() & other.raises.keys() for other in group)
            if shares:
                joined = [*group, *joined]
            else:
                apart.append(group)
        groups = [*apart, joined]
    return groups
