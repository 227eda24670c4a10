"""The cheapest way in which a village reaches a gain: a dynamic program over whole parts.

This is the law, village by village; `fast` does the same for all of them and is tested against it.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.portfolio.model import Whole
from tangguh.engines.portfolio.options import Options

NEVER = 2**60


class Choice(NamedTuple):
    """One option of a village: where it stands among all, what it gains, is charged, and takes."""

    place: int
    gain: int
    charge: int
    works: int


Slot = tuple[Choice, ...]


def choices_of(options: Options, charges: Whole) -> Iterator[list[Slot]]:
    """For each village, its options slot by slot."""
    rows = list(
        map(
            Choice,
            range(len(charges)),
            options.gain.tolist(),
            charges.tolist(),
            options.works.tolist() if options.limits.works is not None else [0] * len(charges),
        )
    )
    edges = [*options.slots.tolist(), len(rows)]
    slots = [tuple(rows[a:b]) for a, b in pairwise(edges)]
    firsts = np.searchsorted(options.slots, options.first).tolist()
    for a, b in pairwise(firsts):
        yield slots[a:b]


def curve(slots: list[Slot], top: int, works: int) -> NDArray[np.int64]:
    """At place g: the least charge with which at least g is gained, for g from 0 to `top`.

    NEVER (or more) where it cannot be gained with so many works.
    """
    table = _start(top, works)
    for slot in slots:
        _take(table, slot)
    least: NDArray[np.int64] = table[-1]
    return least


def cheapest(slots: list[Slot], need: int, works: int) -> tuple[int, list[int]] | None:
    """The least charge with which at least `need` is gained, and the options that do it.

    Between equal ways, the one whose last options are left out. None where there is no way.
    """
    table = _start(need, works)
    before = []
    for slot in slots:
        before.append(table.copy())
        _take(table, slot)
    charge = int(table[-1, need])
    if charge >= NEVER // 2:
        return None
    return charge, _traced(slots, before, charge, need)


def _traced(slots: list[Slot], before: list[Whole], charge: int, need: int) -> list[int]:
    chosen, left = [], before[0].shape[0] - 1 if before else 0
    for slot, table in zip(reversed(slots), reversed(before), strict=True):
        if table[left, need] == charge:
            continue
        option = next(
            each
            for each in slot
            if each.works <= left
            and table[left - each.works, max(0, need - each.gain)] + each.charge == charge
        )
        chosen.append(option.place)
        left, need = left - option.works, max(0, need - option.gain)
        charge -= option.charge
    return sorted(chosen)


def _start(top: int, works: int) -> NDArray[np.int64]:
    table = np.full((works + 1, top + 1), NEVER, dtype=np.int64)
    table[:, 0] = 0
    return table


def _take(table: NDArray[np.int64], slot: Slot) -> None:
    """Allow one option of the slot, in place."""
    old = table if len(slot) == 1 else table.copy()
    top = table.shape[1] - 1
    for option in slot:
        gain = min(option.gain, top + 1)
        source = old[: len(old) - option.works]
        enough = source[:, :1] + option.charge
        more = source[:, : top + 1 - gain] + option.charge
        target = table[option.works :]
        np.minimum(target[:, :gain], enough, out=target[:, :gain])
        np.minimum(target[:, gain:], more, out=target[:, gain:])
