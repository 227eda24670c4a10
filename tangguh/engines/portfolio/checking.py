"""Check a plan's certificate against the question, from its text alone.

Nothing but the data classes and the fingerprint is shared with the search: costs, gains, limits and
the best that a village can do at given prices are written a second time, village by village.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from tangguh.engines.portfolio.certificate import fingerprint
from tangguh.engines.portfolio.model import Limits, Measure, Per, Programme, Setting

IMPOSSIBLE = -(2**61)
Key = tuple[str, str]


class Fault(NamedTuple):
    """One thing that the certificate says and that is not so."""

    code: str
    params: Mapping[str, object]


class Work(NamedTuple):
    """Programmes done together in one village: what indicators gain and what is used."""

    works: int
    gains: Mapping[str, int]
    uses: Mapping[Key, int]

    @property
    def gain(self) -> int:
        return sum(self.gains.values())


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
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as fault:
        return (Fault("unreadable", {"reason": repr(fault)}),)


class _Check:
    def __init__(
        self, said: Mapping[str, Any], setting: Setting, limits: Limits, measure: Measure
    ) -> None:
        self.said, self.setting, self.limits, self.measure = said, setting, limits, measure
        self.scores = {
            code: dict(zip(setting.indicators, row, strict=True))
            for code, row in zip(setting.villages, setting.scores.tolist(), strict=True)
        }
        self.area = dict(zip(setting.villages, setting.areas, strict=True))
        self.programmes = {p.code: p for p in setting.programmes}
        self.together = _sharing(setting.programmes)
        self._price_by(said)

    def _price_by(self, said: Mapping[str, Any]) -> None:
        """From here on, these prices hold."""
        self.fine = int(said["fineness"])
        self.price = {(kind, key): int(price) for kind, key, _unit, price in said["prices"]}
        self.unit = {(kind, key): int(unit) for kind, key, unit, _price in said["prices"]}
        if min(self.price.values(), default=0) < 0 or self.fine < 1:
            raise ValueError("a price is below zero")

    def base(self, village: str) -> int:
        scores = self.scores[village]
        points: int = sum(scores[i] * n for i, n in self.measure.points.items() if i in scores)
        return points * self.measure.scale

    # The plan

    def plan(self) -> Iterator[Fault]:
        used: Counter[Key] = Counter()
        gained: Counter[str] = Counter()
        after = {village: self.base(village) for village in self.setting.villages}
        chosen = _by_village(self.said["chosen"])
        for village, codes in chosen.items():
            if len(set(codes)) < len(codes):
                yield Fault("programme_twice", {"village": village})
            work = self.work(village, [self.programmes[code] for code in codes])
            if work is None:
                yield Fault("useless_programme", {"village": village})
                continue
            if self.limits.works is not None and work.works > self.limits.works:
                yield Fault("too_many_works", {"village": village, "true": work.works})
            used.update(work.uses)
            gained.update(work.gains)
            after[village] += work.gain
        yield from self._limits(used, gained)
        yield from self._figures(used, gained, after)

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

    def _figures(
        self, used: Counter[Key], gained: Counter[str], after: Mapping[str, int]
    ) -> Iterator[Fault]:
        spent = sum(amount for (kind, _), amount in used.items() if kind == "fund")
        gain = sum(gained.values())
        true = {"cost": spent, "gain": gain, "value": self._value(gain, after)}
        for name, figure in true.items():
            if self.said[name] != figure:
                yield Fault("wrong_figure", {"name": name, "said": self.said[name], "true": figure})

    def _value(self, gain: int, after: Mapping[str, int]) -> int:
        objective, statuses = self.said["objective"], self.measure.statuses
        if objective == "most-gain":
            return gain
        if objective == "max-min":
            return min(after.values())
        if objective == "status-steps":
            return sum(
                self.base(v) < least <= now for v, now in after.items() for least in statuses
            )
        lowest = sorted(after.values())
        return sum(lowest[: -(-len(lowest) // 10)])

    def work(self, village: str, programmes: Sequence[Programme]) -> Work | None:
        """None if a programme could be left out without losing a point."""
        reached = self._reached(village, programmes)
        for programme in programmes:
            others = [other for other in programmes if other is not programme]
            if self._reached(village, others) == reached:
                return None
        uses: Counter[Key] = Counter()
        for programme in programmes:
            times = self._times(village, programme)
            for fund, cost in programme.costs.items():
                uses["fund", fund] += cost * times
                uses["least_spend", self.area[village]] += cost * times
            uses["agency", programme.agency] += programme.units * times
        gains = self._gains(village, programmes)
        uses["least_gain", self.area[village]] += sum(gains.values())
        return Work(len(programmes), gains, uses)

    def _reached(self, village: str, programmes: Sequence[Programme]) -> dict[str, int]:
        reached = dict(self.scores[village])
        for programme in programmes:
            for indicator, score in programme.raises.items():
                reached[indicator] = max(reached[indicator], score)
        return reached

    def _times(self, village: str, programme: Programme) -> int:
        if programme.per is Per.VILLAGE:
            return 1
        scores = self.scores[village]
        return sum(max(0, score - scores[i]) for i, score in programme.raises.items())

    def _gains(self, village: str, programmes: Sequence[Programme]) -> dict[str, int]:
        scores, gains = self.scores[village], dict[str, int]()
        for programme in programmes:
            credit = self.measure.credit.get(programme.code, self.measure.scale)
            for indicator, score in programme.raises.items():
                points = self.measure.points.get(indicator, 0)
                gain = max(0, score - scores[indicator]) * credit * points
                gains[indicator] = max(gain, gains.get(indicator, 0))
        return gains

    # The bound

    def bound(self) -> Iterator[Fault]:
        if self.said["objective"] == "max-min":
            yield from self._level()
            return
        if self.said["objective"] == "worst-decile":
            yield from self._lines()
            return
        total = sum(map(self._most, self.setting.villages)) + self._of_limits()
        if total >= (int(self.said["bound"]) + 1) * self.fine:
            yield Fault("bound_is_not_proven", {"true": total // self.fine})

    def _level(self) -> Iterator[Fault]:
        """One level more must cost more than the limits are worth, or one village cannot reach it."""
        level = int(self.said["bound"]) + 1
        stuck = self.said["stuck"]
        if stuck is not None:
            need = level - self.base(stuck)
            if self._least(stuck, need) is None:
                return
        charges = [self._least(v, max(0, level - self.base(v))) for v in self.setting.villages]
        if None not in charges and sum(c for c in charges if c is not None) <= self._of_limits():
            yield Fault("bound_is_not_proven", {"level": level})

    def _lines(self) -> Iterator[Fault]:
        """For every height that the tenth's highest village can have, some prices prove the bound."""
        bases = sorted(map(self.base, self.setting.villages))
        tops = sorted(self.base(v) + self._reach(v) for v in self.setting.villages)
        count = -(-len(bases) // 10)
        line, last = bases[count - 1], tops[count - 1]
        for said in self.said["lines"]:
            self._price_by(said)
            upto = min(last, int(said["to"]))
            most = self._of_lines(line, upto, count)
            if most >= (int(self.said["bound"]) + 1) * self.fine:
                yield Fault("bound_is_not_proven", {"true": most // self.fine})
            line = max(line, upto + 1)
        if line <= last:
            yield Fault("line_without_proof", {"line": line})

    def _reach(self, village: str) -> int:
        """The most that a village can gain with the works that it may have."""
        most = self.limits.works or len(self.programmes)
        best = [0] * (most + 1)
        for together in self.together:
            before = list(best)
            for work in self._works(village, together):
                for left in range(work.works, most + 1):
                    best[left] = max(best[left], before[left - work.works] + work.gain)
        return best[-1]

    def _of_lines(self, first: int, last: int, count: int) -> int:
        """The most that any line gives: line times count, less what lies below it, and charges."""
        lines = np.arange(first, last + 1)
        total = [line * count * self.fine + self._of_limits() for line in lines.tolist()]
        for village in self.setting.villages:
            base = self.base(village)
            best = self._best(village, 0, max(0, last - base))
            kept = [IMPOSSIBLE] * len(lines)
            for gain, value in enumerate(best):
                if value > IMPOSSIBLE // 2:
                    short = np.minimum(0, base + gain - lines) * self.fine + value
                    kept = np.maximum(kept, short)
            total = [a + int(b) for a, b in zip(total, kept, strict=True)]
        return max(total, default=0)

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

    def _charge(self, work: Work) -> int:
        total = 0
        for (kind, key), price in self.price.items():
            total += price * self._amount(work, kind, key)
        return total

    def _amount(self, work: Work, kind: str, key: str) -> int:
        share = self.limits.most_share
        if kind == "share" and share is not None:
            return share.denominator * work.gains.get(key, 0) - share.numerator * work.gain
        amount, rest = divmod(work.uses.get((kind, key), 0), self.unit[kind, key])
        if rest:
            raise ValueError(f"{kind} {key} is not used in whole units")
        return -amount if kind.startswith("least") else amount

    def _most(self, village: str) -> int:
        """The most that a village is worth at these prices, whatever it does."""
        step, base = int(self.said["step"]), self.base(village)
        rises = [s - base for s in self.measure.statuses if s > base] if step else []
        best = self._best(village, self.fine, max(rises, default=0))
        bonus = [
            sum(gain >= rise for rise in rises) * step * self.fine for gain in range(len(best))
        ]
        return max(value + extra for value, extra in zip(best, bonus, strict=True))

    def _least(self, village: str, need: int) -> int | None:
        """The least charge of gaining so much, None where it is out of reach."""
        value = self._best(village, 0, need)[-1]
        return None if value <= IMPOSSIBLE // 2 else -value

    def _best(self, village: str, weight: int, top: int) -> list[int]:
        """For each gain up to `top` (the last: that or more), the most of weight times gain less charge."""
        most = self.limits.works
        rows = 1 if most is None else most + 1
        best = np.full((rows, top + 1), IMPOSSIBLE, dtype=np.int64)
        best[:, 0] = 0
        for together in self.together:
            before = best.copy()
            for work in self._works(village, together):
                value, gain = weight * work.gain - self._charge(work), min(work.gain, top)
                taken = 0 if most is None else work.works
                target, source = best[taken:], before[: rows - taken]
                if not len(target):
                    continue
                moved = np.full(target.shape, IMPOSSIBLE, dtype=np.int64)
                moved[:, gain:] = source[:, : top + 1 - gain]
                moved[:, top] = np.maximum(moved[:, top], source[:, top - gain :].max(axis=1))
                np.maximum(
                    target, np.where(moved > IMPOSSIBLE // 2, moved + value, moved), out=target
                )
        found: list[int] = best.max(axis=0).tolist()
        return found

    def _works(self, village: str, together: Sequence[Programme]) -> Iterator[Work]:
        for size in range(1, len(together) + 1):
            for programmes in combinations(together, size):
                work = self.work(village, programmes)
                if work is not None:
                    yield work


def _by_village(chosen: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for village, *codes in chosen:
        found.setdefault(village, []).extend(codes)
    return found


def _sharing(programmes: Sequence[Programme]) -> list[list[Programme]]:
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
