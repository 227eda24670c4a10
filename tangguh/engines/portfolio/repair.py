"""From what villages would do at given prices to a plan that keeps every constraint."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.portfolio.bound import Bound
from tangguh.engines.portfolio.options import Options

LAST_KINDS = ("fund", "agency", "share")  # what is over its limit is brought down in this order
PASSES = 2
AT_ONCE = 20_000  # so many options are asked in one go whether enough is left for each
NEAREST = 400_000  # so many of the options that are nearly worth it are tried


def repaired(options: Options, bound: Bound, start: NDArray[np.int64]) -> NDArray[np.int64]:
    """Floors are filled, the least worthy dropped where a limit is exceeded, then what fits added.

    Whether all is kept in the end is for the caller to ask.
    """
    book = _Book(options, start)
    worth = np.zeros(len(bound.loss), dtype=np.int64)
    worth[:] = -bound.loss
    worth[bound.chosen] *= -1
    weakest = start[np.argsort(worth[start], kind="stable")]
    best = np.argsort(-worth, kind="stable")
    _raise_floors(book, best)
    for kind in LAST_KINDS:
        for row, constraint in enumerate(options.constraints):
            if constraint.kind == kind:
                _bring_down(book, row, weakest)
    for _ in range(PASSES):
        for place in best[: len(start) + NEAREST].tolist():
            book.add_if_it_fits(place)
    return np.array(sorted(book.chosen), dtype=np.int64)


def filled(options: Options, plan: NDArray[np.int64]) -> NDArray[np.int64]:
    """The plan, and what still fits: the most gain for the rupiah first."""
    book = _Book(options, plan)
    ratio = options.cost / np.maximum(options.gain, 1e-9)
    open_ = ~np.isin(options.slot, options.slot[plan])
    worthy = np.flatnonzero(open_ & (options.gain > 0))
    worthy = worthy[np.argsort(ratio[worthy], kind="stable")]
    for part in np.array_split(worthy, 1 + len(worthy) // AT_ONCE):
        for place in part[book.could_fit(part)].tolist():
            book.add_if_it_fits(place)
    return np.array(sorted(book.chosen), dtype=np.int64)


def settled(options: Options, plan: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same plan with ties decided: of villages where a package gains and uses the very same,
    those that stand first have it, as far as their works and slots allow."""
    book, alike = _Book(options, plan), dict[tuple[object, ...], list[int]]()
    for place in range(len(options.gain)):
        key = (int(options.package[place]), int(options.gain[place]), tuple(book.uses(place)))
        alike.setdefault(key, []).append(place)
    for places in alike.values():
        for last in reversed(places):
            if last in book.chosen:
                book.give_to_the_first(places, last)
    return np.array(sorted(book.chosen), dtype=np.int64)


def spread(
    options: Options, bound: Bound, sample: NDArray[np.int64], parts: NDArray[np.float64], tied: int
) -> NDArray[np.int64]:
    """What prices decide, and of options that they leave open the share that a sample takes.

    Shares are by package; of its villages every so many-th is taken, so that no area goes short.
    """
    open_ = bound.loss < tied
    clear = np.zeros(len(open_), dtype=bool)
    clear[bound.chosen] = True
    in_sample = open_[sample]
    packages = len(options.packages)
    package, gain = options.package[sample][in_sample], options.gain[sample][in_sample]
    seen = np.bincount(package, gain, minlength=packages)
    taken = np.bincount(package, parts[in_sample] * gain, minlength=packages)
    share = taken / np.maximum(seen, 1)
    order = np.argsort(options.package, kind="stable")
    running = np.cumsum(np.where(open_, share[options.package], 0.0)[order])
    before = running - np.where(open_, share[options.package], 0.0)[order]
    turns = np.zeros(len(open_), dtype=bool)
    turns[order] = np.floor(running) > np.floor(before)
    wanted = np.flatnonzero(np.where(open_, turns, clear))
    return _allowed(options, bound, wanted)


def _allowed(options: Options, bound: Bound, wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of what is wanted, as much as villages may do: one a slot, and works up to their limit."""
    worth = np.zeros(len(bound.loss), dtype=np.int64) - bound.loss
    worth[bound.chosen] *= -1
    wanted = wanted[np.lexsort((-worth[wanted], options.slot[wanted]))]
    _slots, firsts = np.unique(options.slot[wanted], return_index=True)
    wanted = wanted[firsts]
    if options.limits.works is None:
        return np.sort(wanted)
    wanted = wanted[np.lexsort((-worth[wanted], options.village[wanted]))]
    works = np.cumsum(options.works[wanted])
    first = np.searchsorted(options.village[wanted], options.village[wanted])
    within = works - works[first] + options.works[wanted][first]
    return np.sort(wanted[within <= options.limits.works])


def _raise_floors(book: "_Book", nearest: NDArray[np.int64]) -> None:
    options = book.options
    for row, constraint in enumerate(options.constraints):
        if constraint.kind in LAST_KINDS or book.used[row] <= constraint.limit:
            continue
        for place in _touching(options, row, nearest):
            if book.used[row] <= constraint.limit:
                break
            book.add_if_there_is_room(place)


def _bring_down(book: "_Book", row: int, weakest: NDArray[np.int64]) -> None:
    for place in _touching(book.options, row, weakest):
        if not book.is_over(row):
            return
        if place in book.chosen:
            book.drop_if_floors_hold(place)


def _touching(options: Options, row: int, places: NDArray[np.int64]) -> Iterable[int]:
    uses = options.uses
    touched = np.zeros(len(options.gain), dtype=bool)
    touched[uses.indices[uses.indptr[row] : uses.indptr[row + 1]]] = True
    found: list[int] = places[touched[places]].tolist()
    return found


class _Book:
    """What is chosen, and what it uses, kept as options come and go."""

    def __init__(self, options: Options, chosen: NDArray[np.int64]) -> None:
        self.options = options
        self.chosen = set(chosen.tolist())
        self.used = np.asarray(options.uses[:, chosen].sum(axis=1), dtype=np.int64).tolist()
        self.gain = int(options.gain[chosen].sum())
        most, villages = options.limits.works, len(options.setting.villages)
        done = np.bincount(options.village[chosen], options.works[chosen], minlength=villages)
        self.works_left = [len(options.packages) if most is None else most - int(n) for n in done]
        self.slots = set(options.slot[chosen].tolist())
        self.columns = options.uses.tocsc()
        self.starts = self.columns.indptr.tolist()
        self.rows = self.columns.indices.tolist()
        self.amounts = self.columns.data.tolist()
        self.limits = [c.limit for c in options.constraints]
        self.of_gain = [c.of_gain for c in options.constraints]
        self.shares = [row for row, share in enumerate(self.of_gain) if share]

    def uses(self, place: int) -> Iterable[tuple[int, int]]:
        span = slice(self.starts[place], self.starts[place + 1])
        return zip(self.rows[span], self.amounts[span], strict=True)

    def could_fit(self, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether enough is left for each by itself; shares of gain and slots are not asked."""
        options = self.options
        left = np.maximum(0, options.limit - np.array(self.used))
        uses = self.columns[:, places].tocoo()
        over = (options.of_gain[uses.row] == 0) & (uses.data > left[uses.row])
        fits = np.array(self.works_left)[options.village[places]] >= options.works[places]
        fits[uses.col[over]] = False
        return fits

    def is_over(self, row: int) -> bool:
        return int(self.used[row]) - self.of_gain[row] * self.gain > self.limits[row]

    def add_if_there_is_room(self, place: int) -> bool:
        """Add it if the village may do more, whatever the limits say."""
        options, village = self.options, int(self.options.village[place])
        slot, works = int(options.slot[place]), int(options.works[place])
        if place in self.chosen or slot in self.slots or self.works_left[village] < works:
            return False
        self._turn(place, 1)
        return True

    def add_if_it_fits(self, place: int) -> None:
        gain = self.gain + int(self.options.gain[place])
        for row, amount in self.uses(place):
            if amount > 0 and self.used[row] + amount - self.of_gain[row] * gain > self.limits[row]:
                return
        self.add_if_there_is_room(place)

    def drop_if_floors_hold(self, place: int) -> None:
        for row, amount in self.uses(place):
            if amount < 0 and self.used[row] - amount > self.limits[row]:
                return
        self._turn(place, -1)

    def give_to_the_first(self, places: list[int], last: int) -> None:
        """Move what is chosen last to the first that could have it as well."""
        for place in places:
            if place >= last:
                return
            if self.add_if_there_is_room(place):
                self._turn(last, -1)
                return

    def _turn(self, place: int, sign: int) -> None:
        options = self.options
        for row, amount in self.uses(place):
            self.used[row] += sign * amount
        self.gain += sign * int(options.gain[place])
        self.works_left[int(options.village[place])] -= sign * int(options.works[place])
        if sign > 0:
            self.chosen.add(place)
            self.slots.add(int(options.slot[place]))
        else:
            self.chosen.discard(place)
            self.slots.discard(int(options.slot[place]))
