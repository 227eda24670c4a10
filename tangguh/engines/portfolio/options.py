"""All that could be done, as columns: one option is one package in one village."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tangguh.engines.portfolio.model import (
    InvalidPortfolio,
    Limits,
    Measure,
    Per,
    Programme,
    Setting,
    Whole,
)
from tangguh.engines.portfolio.packages import Package, packages_of

Entry = tuple[str, str | Whole, Whole]  # a kind of constraint, its key or the areas, what is used


ABSENT = -1


@dataclass(frozen=True)
class Constraint:
    """What all options together must keep: uses less `of_gain` times all gain ≤ `limit`.

    `unit`: both sides are counted in so many rupiah (or units or parts). `kind` is "fund",
    "agency", "least_spend", "least_gain" or "share"; the floors have negative uses.
    """

    kind: str
    key: str
    limit: int
    unit: int = 1
    of_gain: int = 0


@dataclass(frozen=True)
class Options:
    """n options, sorted by village and package, and m constraints.

    `gain` is parts of the measure, `cost` rupiah; `gains` (indicators by n) and `uses` (m by n) are
    sparse. At most one option of a `slot` (a village and a group of packages) can be chosen.
    """

    setting: Setting
    measure: Measure
    limits: Limits
    packages: tuple[Package, ...]
    village: NDArray[np.int64]
    package: NDArray[np.int64]
    works: Whole
    gain: Whole
    cost: Whole
    gains: sparse.csr_array
    constraints: tuple[Constraint, ...]
    uses: sparse.csr_array

    @cached_property
    def base(self) -> Whole:
        return self.setting.base(self.measure)

    @cached_property
    def slot(self) -> NDArray[np.int64]:
        groups = np.array([package.group for package in self.packages])
        slot: NDArray[np.int64] = self.village * (groups.max() + 1) + groups[self.package]
        return slot

    @cached_property
    def slots(self) -> NDArray[np.int64]:
        """Where each slot begins."""
        if not len(self.slot):
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero(np.diff(self.slot, prepend=-1))

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """Where the options of each village begin; one more than there are villages."""
        villages = np.arange(len(self.setting.villages) + 1)
        return np.searchsorted(self.village, villages).astype(np.int64)

    @cached_property
    def limit(self) -> Whole:
        return np.array([c.limit for c in self.constraints], dtype=np.int64)

    @cached_property
    def of_gain(self) -> Whole:
        return np.array([c.of_gain for c in self.constraints], dtype=np.int64)

    def used(self, chosen: NDArray[np.int64]) -> Whole:
        """What the chosen options use of each constraint."""
        total = self.uses[:, chosen].sum(axis=1) if len(chosen) else np.zeros(len(self.limit))
        used: Whole = np.asarray(total, dtype=np.int64) - self.of_gain * int(
            self.gain[chosen].sum()
        )
        return used

    def standing(self, chosen: NDArray[np.int64]) -> Whole:
        """Where each village stands once the chosen options are done."""
        after = self.base.copy()
        np.add.at(after, self.village[chosen], self.gain[chosen])
        return after

    def keeps(self, chosen: NDArray[np.int64]) -> bool:
        """Whether the chosen options keep every constraint, the works a village and the slots."""
        if (self.used(chosen) > self.limit).any():
            return False
        if len(np.unique(self.slot[chosen])) < len(chosen):
            return False
        most = self.limits.works
        works = np.bincount(self.village[chosen], self.works[chosen])
        return most is None or not len(works) or int(works.max()) <= most


def options_of(setting: Setting, limits: Limits, measure: Measure) -> Options:
    """Every useful option. One is useful if each of its programmes raises something there.

    Raises InvalidPortfolio for a fund without a budget and for a floor in an unknown area.
    """
    _are_known(setting, limits)
    packages = packages_of(setting.programmes)
    useful = np.column_stack([_useful(setting, package) for package in packages])
    village, package = np.nonzero(useful)
    table = _Table(setting, limits, measure, packages, useful)
    constraints, uses = table.constraints()
    return Options(
        setting=setting,
        measure=measure,
        limits=limits,
        packages=packages,
        village=village,
        package=package,
        works=np.array([len(p.programmes) for p in packages], dtype=np.int64)[package],
        gain=table.gain,
        cost=table.cost,
        gains=table.gains,
        constraints=constraints,
        uses=uses,
    )


def _are_known(setting: Setting, limits: Limits) -> None:
    for programme in setting.programmes:
        if unknown := sorted(programme.costs.keys() - limits.funds.keys()):
            raise InvalidPortfolio("fund_is_unknown", programme=programme.code, fund=unknown[0])
    areas, agencies = set(setting.areas), {p.agency for p in setting.programmes}
    for kind in ("least_spend", "least_gain"):
        for area in getattr(limits, kind):
            if area not in areas:
                raise InvalidPortfolio("area_is_unknown", kind=kind, key=area)
    for agency in limits.agencies:
        if agency not in agencies:
            raise InvalidPortfolio("agency_is_unknown", key=agency)


def _steps(setting: Setting, indicator: str, score: int) -> Whole:
    """How many points each village gains if the indicator reaches a score."""
    missing: Whole = np.maximum(0, score - setting.scores[:, setting.place[indicator]])
    return missing


def _useful(setting: Setting, package: Package) -> NDArray[np.bool_]:
    """Where no programme of the package could be left out without losing a point."""
    useful = np.ones(len(setting.villages), dtype=bool)
    for left_out in package.programmes:
        others = Package(tuple(p for p in package.programmes if p is not left_out), 0).reached
        adds = np.zeros(len(useful), dtype=bool)
        for indicator, score in left_out.raises.items():
            without = _steps(setting, indicator, others.get(indicator, 0))
            adds |= _steps(setting, indicator, score) > without
        useful &= adds
    return useful


class _Table:
    """Fills the sparse tables package by package."""

    def __init__(
        self,
        setting: Setting,
        limits: Limits,
        measure: Measure,
        packages: tuple[Package, ...],
        useful: NDArray[np.bool_],
    ) -> None:
        self.setting, self.limits, self.measure = setting, limits, measure
        self.packages = packages
        self.where = [np.flatnonzero(column) for column in useful.T]
        number = np.cumsum(useful.ravel()).reshape(useful.shape) - 1
        self.number = [number[rows, p] for p, rows in enumerate(self.where)]
        self.count = int(useful.sum())
        self.steps = {
            (indicator, score): _steps(setting, indicator, score)
            for programme in setting.programmes
            for indicator, score in programme.raises.items()
        }
        self.areas = sorted(set(setting.areas))
        places = {area: place for place, area in enumerate(self.areas)}
        self.area_places = np.array([places[area] for area in setting.areas])
        self.gains = self._gains()
        self.gain = np.asarray(self.gains.sum(axis=0), dtype=np.int64).ravel()
        self.cost = np.zeros(self.count, dtype=np.int64)
        for n, package in enumerate(packages):
            for programme in package.programmes:
                spent = sum(programme.costs.values()) * self._times(programme)
                self.cost[self.number[n]] += spent[self.where[n]]

    def _times(self, programme: Programme) -> Whole:
        """How often a programme's cost is due in each village."""
        if programme.per is Per.VILLAGE:
            return np.ones(len(self.setting.villages), dtype=np.int64)
        total: Whole = np.sum([self.steps[raised] for raised in programme.raises.items()], axis=0)
        return total

    def _gains(self) -> sparse.csr_array:
        entries: list[tuple[int | Whole, int, Whole]] = []
        for n, package in enumerate(self.packages):
            for indicator in package.reached:
                parts = self._parts(package, indicator)[self.where[n]]
                entries.append((self.setting.place[indicator], n, parts))
        return self._sparse(entries, len(self.setting.indicators))

    def _parts(self, package: Package, indicator: str) -> Whole:
        """What the indicator gains; of programmes that raise it both, the better one counts."""
        best = np.zeros(len(self.setting.villages), dtype=np.int64)
        for programme in package.programmes:
            if indicator in programme.raises:
                credit = self.measure.credit.get(programme.code, self.measure.scale)
                steps = self.steps[indicator, programme.raises[indicator]]
                best = np.maximum(best, steps * credit)
        return best * self.measure.points.get(indicator, 0)

    def constraints(self) -> tuple[tuple[Constraint, ...], sparse.csr_array]:
        kinds = self._kinds()
        rows = {row: place for place, row in enumerate(kinds)}
        of_area = {
            kind: np.array([rows.get((kind, area), ABSENT) for area in self.areas])
            for kind in ("least_spend", "least_gain")
        }
        entries: list[tuple[int | Whole, int, Whole]] = []
        for n, package in enumerate(self.packages):
            for kind, key, amounts in self._uses(n, package):
                row = rows.get((kind, key), ABSENT) if isinstance(key, str) else of_area[kind][key]
                entries.append((row, n, amounts))
        uses = self._sparse(entries, len(rows))
        return self._counted(kinds, self._with_shares(kinds, uses))

    def _with_shares(
        self, kinds: Mapping[tuple[str, str], int], uses: sparse.csr_array
    ) -> sparse.csr_array:
        """The last rows are what indicators gain, times the denominator of the share."""
        share = self.limits.most_share
        places = [self.setting.place[key] for kind, key in kinds if kind == "share"]
        if share is None or not places:
            return uses
        by_indicator = self.gains[places] * share.denominator
        return sparse.csr_array(sparse.vstack([uses[: -len(places)], by_indicator]))

    def _kinds(self) -> Mapping[tuple[str, str], int]:
        """Every constraint with its limit."""
        limits = self.limits
        kinds = {("fund", key): value for key, value in sorted(limits.funds.items())}
        kinds |= {("agency", key): value for key, value in sorted(limits.agencies.items())}
        for kind in ("least_spend", "least_gain"):
            floors: Mapping[str, int] = getattr(limits, kind)
            kinds |= {(kind, key): -value for key, value in sorted(floors.items()) if value}
        if limits.most_share is not None:
            raised = {i for package in self.packages for i in package.reached}
            kinds |= {("share", key): 0 for key in sorted(raised)}
        return kinds

    def _uses(self, n: int, package: Package) -> Iterator[Entry]:
        where = self.where[n]
        for programme in package.programmes:
            times = self._times(programme)[where]
            for fund, cost in programme.costs.items():
                yield "fund", fund, cost * times
            yield "agency", programme.agency, programme.units * times
        inside = self.area_places[where]
        yield "least_spend", inside, -self.cost[self.number[n]]
        yield "least_gain", inside, -self.gain[self.number[n]]

    def _counted(
        self, kinds: Mapping[tuple[str, str], int], uses: sparse.csr_array
    ) -> tuple[tuple[Constraint, ...], sparse.csr_array]:
        """Each constraint in the largest unit in which its uses are whole numbers."""
        share = self.limits.most_share
        found = []
        for row, ((kind, key), limit) in enumerate(kinds.items()):
            data = uses.data[uses.indptr[row] : uses.indptr[row + 1]]
            of_gain = share.numerator if share is not None and kind == "share" else 0
            unit = 1 if of_gain else gcd(*np.unique(np.abs(data)).tolist()) or 1
            data //= unit
            found.append(Constraint(kind, key, limit // unit, unit, of_gain))
        return tuple(found), uses

    def _sparse(
        self, entries: Sequence[tuple[int | Whole, int, Whole]], rows: int
    ) -> sparse.csr_array:
        """A table of `rows` by options from (row or rows, package, a number for each place of it)."""
        kept = [
            (np.broadcast_to(np.asarray(row), amounts.shape), self.number[n], amounts)
            for row, n, amounts in entries
            if len(amounts) and not (isinstance(row, int) and row == ABSENT)
        ]
        if not kept:
            return sparse.csr_array((rows, self.count), dtype=np.int64)
        row, column, data = (np.concatenate(parts) for parts in zip(*kept, strict=True))
        there = (row != ABSENT) & (data != 0)
        table = sparse.csr_array(
            (data[there], (row[there], column[there])), shape=(rows, self.count), dtype=np.int64
        )
        table.sum_duplicates()
        return table
