"""What programmes done together gain and use, in all villages at once: for those who check."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.portfolio.model import Measure, Per, Programme, Setting, Whole

Key = tuple[str, str]


@dataclass(frozen=True)
class Together:
    """Programmes done together, in each of the villages `rows` where none could be left out.

    All arrays are by row: what indicators gain, and what is used of funds and agencies.
    """

    programmes: tuple[Programme, ...]
    rows: Whole
    gains: Mapping[str, Whole]
    uses: Mapping[Key, Whole]

    @property
    def gain(self) -> Whole:
        return sum(self.gains.values(), np.zeros_like(self.rows))

    @property
    def cost(self) -> Whole:
        spent = [amount for (kind, _key), amount in self.uses.items() if kind == "fund"]
        return sum(spent, np.zeros_like(self.rows))


def together(setting: Setting, measure: Measure, programmes: Sequence[Programme]) -> Together:
    rows = np.flatnonzero(_needed(setting, programmes))
    scores = {i: setting.scores[rows, setting.place[i]] for p in programmes for i in p.raises}
    gains: dict[str, Whole] = {}
    uses: dict[Key, Whole] = {}
    for programme in programmes:
        credit = measure.credit.get(programme.code, measure.scale)
        times = np.zeros(len(rows), dtype=np.int64)
        for indicator, score in programme.raises.items():
            missing = np.maximum(0, score - scores[indicator])
            parts = missing * (credit * measure.points.get(indicator, 0))
            gains[indicator] = np.maximum(parts, gains.get(indicator, 0))
            times += missing
        if programme.per is Per.VILLAGE:
            times = np.ones_like(times)
        for fund, cost in programme.costs.items():
            uses["fund", fund] = cost * times + uses.get(("fund", fund), 0)
        agency = ("agency", programme.agency)
        uses[agency] = programme.units * times + uses.get(agency, 0)
    return Together(tuple(programmes), rows, gains, uses)


def _needed(setting: Setting, programmes: Sequence[Programme]) -> NDArray[np.bool_]:
    """Where each programme brings some indicator higher than the scores and all others do."""
    needed = np.ones(len(setting.villages), dtype=bool)
    for programme in programmes:
        adds = np.zeros(len(needed), dtype=bool)
        for indicator, score in programme.raises.items():
            others = [
                other.raises[indicator]
                for other in programmes
                if other is not programme and indicator in other.raises
            ]
            adds |= score > np.maximum(
                setting.scores[:, setting.place[indicator]], max(others, default=0)
            )
        needed &= adds
    return needed


def sets_of(programmes: Sequence[Programme]) -> Iterator[tuple[Programme, ...]]:
    """Every set of programmes."""
    for size in range(1, len(programmes) + 1):
        yield from combinations(programmes, size)


def sharing(programmes: Sequence[Programme]) -> list[list[Programme]]:
    """Programmes that could touch the same indicators, so that their gains do not add up."""
    owner: dict[str, int] = {}
    groups: dict[int, list[Programme]] = {}
    for number, programme in enumerate(programmes):
        met = {owner[i] for i in programme.raises if i in owner}
        joined = [programme, *(each for old in met for each in groups.pop(old))]
        groups[number] = joined
        for each in joined:
            owner.update(dict.fromkeys(each.raises, number))
    return list(groups.values())
