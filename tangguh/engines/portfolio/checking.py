"""Check a plan's certificate against the question, from its text alone.

Nothing but the data classes and the fingerprint is shared with the search: costs, gains, limits and
the best that a village can do at given prices are written a second time, in `checked`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.portfolio import checked
from tangguh.engines.portfolio.certificate import fingerprint
from tangguh.engines.portfolio.checked.works import Key, Together, sets_of, sharing, together
from tangguh.engines.portfolio.model import Limits, Measure, Setting, Whole

TOO_LARGE = 2.0**61  # what is added up within a village must stay below


class Fault(NamedTuple):
    """One thing that the certificate says and that is not so."""

    code: str
    params: Mapping[str, object]


def check_certificate(
    certificate: Mapping[str, Any], setting: Setting, limits: Limits, measure: Measure
) -> tuple[Fault, ...]:
    """Everything found wrong; an empty answer accepts the plan, its value and its bound by prices."""
    if certificate.get("format") != "tangguh-portfolio-2":
        return (Fault("unknown_format", {"format": certificate.get("format")}),)
    if certificate.get("question") != fingerprint(setting, limits, measure):
        return (Fault("other_question", {}),)
    try:
        check = _Check(certificate, setting, limits, measure)
        return (*check.plan(), *check.bound())
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
        return (Fault("unreadable", {"reason": repr(fault)}),)


class _Check:
    def __init__(
        self, said: Mapping[str, Any], setting: Setting, limits: Limits, measure: Measure
    ) -> None:
        self.said, self.setting, self.limits, self.measure = said, setting, limits, measure
        points = np.array([measure.points.get(code, 0) for code in setting.indicators])
        self.base: Whole = setting.scores @ points * measure.scale
        self.row = {village: row for row, village in enumerate(setting.villages)}
        self.areas = {area: number for number, area in enumerate(sorted(set(setting.areas)))}
        self.area = np.array([self.areas[area] for area in setting.areas])
        self.groups = sharing(setting.programmes)
        programmes = {p.code: p for p in setting.programmes}
        self.together = cache(
            lambda *codes: together(setting, measure, [programmes[code] for code in codes])
        )
        self._price_by(said)

    def _price_by(self, said: Mapping[str, Any]) -> None:
        """From here on, these prices hold."""
        self.fine = int(said["fineness"])
        self.price = {(kind, key): int(price) for kind, key, _unit, price in said["prices"]}
        self.unit = {(kind, key): int(unit) for kind, key, unit, _price in said["prices"]}
        if min(self.price.values(), default=0) < 0 or self.fine < 1:
            raise ValueError("a price is below zero")

    # The plan

    def plan(self) -> Iterator[Fault]:
        used: Counter[Key] = Counter()
        gained: Counter[str] = Counter()
        after, works = self.base.copy(), np.zeros(len(self.base), dtype=np.int64)
        yield from self._repeated()
        for codes, rows in self._chosen().items():
            work = self.together(*codes)
            does = np.isin(work.rows, rows)
            for row in np.setdiff1d(rows, work.rows).tolist():
                yield Fault("useless_programme", {"village": self.setting.villages[row]})
            after[work.rows[does]] += work.gain[does]
            works[work.rows[does]] += len(codes)
            self._count(work, does, used, gained)
        if self.limits.works is not None:
            for row in np.flatnonzero(works > self.limits.works).tolist():
                told = {"village": self.setting.villages[row], "true": int(works[row])}
                yield Fault("too_many_works", told)
        yield from self._limits(used, gained)
        yield from self._figures(used, gained, after)

    def _repeated(self) -> Iterator[Fault]:
        done: set[tuple[str, str]] = set()
        for village, *codes in self.said["chosen"]:
            for code in codes:
                if (village, code) in done:
                    yield Fault("programme_twice", {"village": village})
                done.add((village, code))

    def _chosen(self) -> Mapping[tuple[str, ...], Whole]:
        """For each set of programmes that share indicators, the villages that do just these."""
        group = {p.code: number for number, each in enumerate(self.groups) for p in each}
        by_group: dict[tuple[int, int], set[str]] = {}
        for village, *codes in self.said["chosen"]:
            for code in codes:
                by_group.setdefault((self.row[village], group[code]), set()).add(code)
        found: dict[tuple[str, ...], list[int]] = {}
        for (row, number), wanted in by_group.items():
            codes = tuple(p.code for p in self.groups[number] if p.code in wanted)
            found.setdefault(codes, []).append(row)
        return {codes: np.array(rows) for codes, rows in found.items()}

    def _count(
        self, work: Together, does: NDArray[np.bool_], used: Counter[Key], gained: Counter[str]
    ) -> None:
        used.update({key: int(amount[does].sum()) for key, amount in work.uses.items()})
        gained.update({indicator: int(gain[does].sum()) for indicator, gain in work.gains.items()})
        for kind, amount in (("least_spend", work.cost), ("least_gain", work.gain)):
            by_area = np.zeros(len(self.areas), dtype=np.int64)
            np.add.at(by_area, self.area[work.rows[does]], amount[does])
            used.update(dict(zip([(kind, a) for a in self.areas], by_area.tolist(), strict=True)))

    def _limits(self, used: Counter[Key], gained: Counter[str]) -> Iterator[Fault]:
        yield from self._ceilings(used)
        yield from self._floors(used)
        share, total = self.limits.most_share, sum(gained.values())
        for indicator, gain in gained.items():
            if share is not None and gain > share * total:
                yield Fault("over_share", {"indicator": indicator, "gain": gain, "of": total})

    def _ceilings(self, used: Counter[Key]) -> Iterator[Fault]:
        for kind, limits in (("fund", self.limits.funds), ("agency", self.limits.agencies)):
            for key, most in limits.items():
                if used[kind, key] > most:
                    yield Fault("over_limit", {"kind": kind, "key": key, "true": used[kind, key]})

    def _floors(self, used: Counter[Key]) -> Iterator[Fault]:
        floors = (("least_spend", self.limits.least_spend), ("least_gain", self.limits.least_gain))
        for kind, limits in floors:
            for key, least in limits.items():
                if used[kind, key] < least:
                    yield Fault("under_floor", {"kind": kind, "key": key, "true": used[kind, key]})

    def _figures(self, used: Counter[Key], gained: Counter[str], after: Whole) -> Iterator[Fault]:
        spent = sum(amount for (kind, _), amount in used.items() if kind == "fund")
        gain = sum(gained.values())
        true = {"cost": spent, "gain": gain, "value": self._value(gain, after)}
        for name, figure in true.items():
            if self.said[name] != figure:
                yield Fault("wrong_figure", {"name": name, "said": self.said[name], "true": figure})

    def _value(self, gain: int, after: Whole) -> int:
        objective, statuses = self.said["objective"], self.measure.statuses
        if objective == "most-gain":
            return gain
        if objective == "max-min":
            return int(after.min())
        if objective == "status-steps":
            return sum(int(((self.base < least) & (least <= after)).sum()) for least in statuses)
        return sum(np.sort(after)[: -(-len(after) // 10)].tolist())

    # The bound

    def bound(self) -> Iterator[Fault]:
        if self.said["objective"] == "max-min":
            yield from self._level()
            return
        if self.said["objective"] == "worst-decile":
            yield from self._lines()
            return
        total = sum(self._most().tolist()) + self._of_limits()
        if total >= (int(self.said["bound"]) + 1) * self.fine:
            yield Fault("bound_is_not_proven", {"true": total // self.fine})

    def _level(self) -> Iterator[Fault]:
        """One level more must cost more than the limits are worth, or one village cannot reach it."""
        level, table = int(self.said["bound"]) + 1, self._table(0)
        needs = np.maximum(0, level - self.base)
        stuck = self.said["stuck"]
        if stuck is not None:
            alone = np.where(np.arange(len(needs)) == self.row[stuck], needs, 0)
            if not checked.least(table, alone)[1].all():
                return
        left, can = checked.least(table, needs)
        if can.all() and -sum(left.tolist()) <= self._of_limits():
            yield Fault("bound_is_not_proven", {"level": level})

    def _lines(self) -> Iterator[Fault]:
        """For every height that the tenth's highest village can have, some prices prove the bound."""
        count = -(-len(self.base) // 10)
        tops = self.base + checked.reach(self._table(0))
        line, last = (int(np.sort(each)[count - 1]) for each in (self.base, tops))
        for said in self.said["lines"]:
            self._price_by(said)
            upto = min(last, int(said["to"]))
            most = self._of_lines(line, upto, count)
            if most >= (int(self.said["bound"]) + 1) * self.fine:
                yield Fault("bound_is_not_proven", {"true": most // self.fine})
            line = max(line, upto + 1)
        if line <= last:
            yield Fault("line_without_proof", {"line": line})

    def _of_lines(self, first: int, last: int, count: int) -> int:
        """The most that any line gives: line times count, less what lies below it, and charges."""
        if first > last:
            return 0
        left = checked.lines(self._table(0), self.base, (first, last), self.fine)
        worth = self._of_limits()
        return max(n * count * self.fine + worth + each for n, each in enumerate(left, first))

    def _of_limits(self) -> int:
        total = 0
        for (kind, key), price in self.price.items():
            limit = {
                "fund": self.limits.funds,
                "agency": self.limits.agencies,
                "least_spend": {k: -v for k, v in self.limits.least_spend.items()},
                "least_gain": {k: -v for k, v in self.limits.least_gain.items()},
                "share": {key: 0},
            }[kind][key]
            total += price * (limit // self.unit[kind, key])
        return total

    def _most(self) -> Whole:
        """The most that each village is worth at these prices, whatever it does."""
        step, statuses = int(self.said["step"]), np.array(self.measure.statuses, dtype=np.int64)
        if step * self.fine * max(1, len(statuses)) >= TOO_LARGE:
            raise ValueError("a step is too large to be checked")
        rises = np.maximum(0, statuses[None, :] - self.base[:, None])
        return checked.most(
            self._table(self.fine), rises if step else rises[:, :0], step * self.fine
        )

    def _table(self, weight: int) -> checked.Table:
        """All that could be done, worth `weight` times its gain less what it is charged."""
        parts = []
        for group, programmes in enumerate(self.groups):
            for chosen in sets_of(programmes):
                work = self.together(*(p.code for p in chosen))
                works = 0 if self.limits.works is None else len(chosen)
                same = [np.full_like(work.rows, each) for each in (group, works)]
                value = self._worth(work, weight)
                parts.append(np.stack([work.rows, *same, work.gain, value]))
        rows, groups, works_, gain, value_ = np.concatenate(parts, axis=1)
        order = np.lexsort((groups, rows))
        first = np.searchsorted(rows[order], np.arange(len(self.base) + 1))
        table = (groups[order], works_[order], gain[order], value_[order])
        return first, *table, self.limits.works or 0

    def _worth(self, work: Together, weight: int) -> Whole:
        value, size = np.zeros_like(work.rows), 0.0
        for amount, price in ((work.gain, weight), *self._charged(work)):
            size += float(np.abs(amount).max(initial=0)) * abs(price)
            if size >= TOO_LARGE:
                raise ValueError("a price is too large to be checked")
            value = value + amount * price
        return value

    def _charged(self, work: Together) -> Iterator[tuple[Whole, int]]:
        """What is used of each constraint that has a price, in its units, and less than nothing for it."""
        for (kind, key), price in self.price.items():
            amount = self._amount(work, kind, key)
            if amount is None:
                continue
            whole, rest = np.divmod(amount, self.unit[kind, key])
            if rest.any():
                raise ValueError(f"{kind} {key} is not used in whole units")
            yield whole, -price

    def _amount(self, work: Together, kind: str, key: str) -> Whole | None:
        share = self.limits.most_share
        if kind == "share" and share is not None:
            own = work.gains.get(key, np.zeros_like(work.rows))
            return share.denominator * own - share.numerator * work.gain
        if kind.startswith("least"):
            inside = self.area[work.rows] == self.areas[key]
            return np.where(inside, -(work.cost if kind == "least_spend" else work.gain), 0)
        return work.uses.get((kind, key))
