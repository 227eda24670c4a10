"""Check a certificate against the ballots, from its text alone.

Nothing here is shared with the count: the line for ties, the purses and the prices are written a
second time, as plainly as could be found, so that one mistake does not hide the other.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Any, NamedTuple

from tangguh.engines.allocation.model import Election

KNOWN: Mapping[str, set[object]] = {
    "satisfaction": {"cost", "cardinality", "points"},
    "start": {"integral", "exact"},
    "comparison": {"none", "satisfaction", "exclusion"},
    "exhaustive_stop": {True, False},
    "utilitarian_completion": {True, False},
}


class Fault(NamedTuple):
    """One thing that the certificate says and that is not so."""

    code: str
    params: Mapping[str, object]


def check_certificate(
    certificate: Mapping[str, Any], election: Election, earlier: int = 0
) -> tuple[Fault, ...]:
    """Everything found wrong; an empty answer accepts. `earlier` steps are counted anew as well.

    All purchases of the accepted step are paid again from full purses, and those of the refused
    step after it. Of the steps before only as many are looked at as are asked for, evenly spread.
    """
    if certificate.get("format") != "tangguh-allocation-1":
        return (Fault("unknown_format", {"format": certificate.get("format")}),)
    if certificate.get("election") != _fingerprint(election):
        return (Fault("other_election", {}),)
    try:
        return tuple(_Check(certificate, election).faults(earlier))
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as fault:
        return (Fault("unreadable", {"reason": repr(fault)}),)


def _fingerprint(election: Election) -> str:
    ballots: Counter[str] = Counter()
    for ballot in election.ballots:
        points = ballot.points or [1] * len(ballot.projects)
        chosen = sorted([p, n] for p, n in zip(ballot.projects, points, strict=True))
        ballots[json.dumps(chosen)] += ballot.times
    told = [
        election.budget,
        election.units,
        sorted([p.id, p.cost] for p in election.projects),
        sorted([json.loads(text), times] for text, times in ballots.items()),
    ]
    return sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()


class _Check:
    def __init__(self, certificate: Mapping[str, Any], election: Election) -> None:
        self.said = certificate
        self.rule: Mapping[str, Any] = certificate["parameters"]
        self.election = election
        self.cost = {project.id: project.cost for project in election.projects}
        self.backers: dict[str, list[tuple[int, int, int]]] = {p: [] for p in self.cost}
        for place, ballot in enumerate(election.ballots):
            points = ballot.points if self.rule["satisfaction"] == "points" else ()
            for i, project in enumerate(ballot.projects):
                given = points[i] if points else 1
                self.backers[project].append((place, given, ballot.times))
        self.votes = {p: sum(times for _, _, times in who) for p, who in self.backers.items()}
        self.voters = sum(ballot.times for ballot in election.ballots)
        self.line = self._line()
        threshold = Fraction(self.rule["threshold"])
        self.fundable = [p for p in self.line if self._may_win(p, threshold)]

    def _may_win(self, project: str, threshold: Fraction) -> bool:
        votes, cost, budget = self.votes[project], self.cost[project], self.election.budget
        if votes == 0 or cost > budget:
            return False
        return Fraction(votes, self.voters) >= threshold * Fraction(cost, budget)

    def _line(self) -> list[str]:
        lot = list(self.rule["lot"])
        drawn = [p for p in lot if p in self.cost]
        rest = sorted(p for p in self.cost if p not in lot)
        by_lot = drawn + rest
        return sorted(by_lot, key=lambda p: (self.cost[p], -self.votes[p]))

    def faults(self, earlier: int) -> Iterator[Fault]:
        yield from self._frame()
        accepted, refused = self.said["accepted"], self.said["refused"]
        for told in (accepted, refused):
            if told:
                yield from self._purchases(told)
        bought = [purchase["project"] for purchase in accepted["purchases"]]
        yield from self._stop(bought, accepted, refused)
        yield from self._after(bought)
        yield from self._earlier(accepted["step"], earlier)

    def _frame(self) -> Iterator[Fault]:
        for name, known in KNOWN.items():
            if self.rule[name] not in known:
                yield Fault("unknown_parameter", {"name": name, "said": self.rule[name]})
        for name, true in (
            ("voters", self.voters),
            ("budget", self.election.budget),
            ("units_of_money", self.election.units),
            ("line_for_ties", self.line),
        ):
            if self.said[name] != true:
                yield Fault("wrong_frame", {"name": name, "said": self.said[name], "true": true})

    def _purse(self, step: int) -> Fraction:
        share = Fraction(self.election.budget, max(self.voters, 1))
        if self.rule["start"] == "integral":
            share = Fraction(int(share / self.election.units) * self.election.units)
        return share + step * int(self.rule["increment"]) * self.election.units

    def _purchases(self, told: Mapping[str, Any]) -> Iterator[Fault]:
        """Pay each purchase again, and ask before it whether another would have been cheaper."""
        step, purse = told["step"], self._purse(told["step"])
        if Fraction(told["purse"]) != purse:
            yield Fault("wrong_purse", {"step": step, "true": str(purse)})
        again = self._count(purse)
        for number, (said, true) in enumerate(zip(told["purchases"], again, strict=False), start=1):
            if said != true:
                yield Fault("wrong_purchase", {"step": step, "number": number, "true": true})
        if len(told["purchases"]) != len(again):
            yield Fault("wrong_length", {"step": step, "true": len(again)})
        if told["spent"] != self._spent([str(purchase["project"]) for purchase in again]):
            yield Fault("wrong_sum", {"step": step})

    def _count(self, purse: Fraction) -> list[dict[str, object]]:
        purses, waiting = _Purses(purse, len(self.election.ballots)), list(self.fundable)
        least = dict.fromkeys(waiting, Fraction(0))  # no price ever falls
        purchases: list[dict[str, object]] = []
        while chosen := self._cheapest(waiting, least, purses):
            project, price = chosen
            purchases.append(self._told(project, price, purses))
            purses.take(price, self.backers[project])
            waiting.remove(project)
        return purchases

    def _cheapest(
        self, waiting: list[str], least: dict[str, Fraction], purses: "_Purses"
    ) -> tuple[str, Fraction] | None:
        best: tuple[Fraction, int] | None = None
        for project in sorted(waiting, key=least.__getitem__):
            if best and least[project] > best[0]:
                break
            price = purses.price(self.cost[project], self.backers[project])
            if price is None:
                waiting.remove(project)
                continue
            least[project] = price / self._worth(project)
            offer = (least[project], self.line.index(project))
            best = min(best, offer) if best else offer
        if best is None:
            return None
        project = self.line[best[1]]
        return project, best[0] * self._worth(project)

    def _worth(self, project: str) -> int:
        return self.cost[project] if self.rule["satisfaction"] == "cost" else 1

    def _told(self, project: str, price: Fraction, purses: "_Purses") -> dict[str, object]:
        full = nothing = 0
        for place, points, times in self.backers[project]:
            left = purses.left(place)
            full += times * (left >= price * points)
            nothing += times * (left == 0)
        return {
            "project": project,
            "cost": self.cost[project],
            "price": str(price),
            "effective_votes": str(self.cost[project] / price),
            "supporters": self.votes[project],
            "paid_in_full": full,
            "paid_what_was_left": self.votes[project] - full - nothing,
            "had_nothing_left": nothing,
        }

    def _spent(self, projects: Sequence[str]) -> int:
        return sum(self.cost[project] for project in projects)

    def _stop(
        self, bought: Sequence[str], accepted: Mapping[str, Any], refused: Mapping[str, Any] | None
    ) -> Iterator[Fault]:
        if self._spent(bought) > self.election.budget:
            yield Fault("over_budget", {})
        stop = self._reason(bought)
        if self.said["stop"] != stop:
            yield Fault("wrong_stop", {"said": self.said["stop"], "true": stop})
        if stop != "exceeds":
            return
        if not refused or refused["step"] != accepted["step"] + 1:
            yield Fault("no_refused_step", {})
        elif self._spent([p["project"] for p in refused["purchases"]]) <= self.election.budget:
            yield Fault("refused_step_fits", {"step": refused["step"]})

    def _reason(self, bought: Sequence[str]) -> str:
        if not self.rule["increment"]:
            return "no_increment"
        if set(self.fundable) == set(bought):
            return "everything"
        if self.rule["exhaustive_stop"] and not self._fitting(bought):
            return "exhaustive"
        return "exceeds"

    def _fitting(self, funded: Sequence[str]) -> list[str]:
        left = self.election.budget - self._spent(funded)
        return [p for p in self.fundable if p not in funded and self.cost[p] <= left]

    def _after(self, bought: Sequence[str]) -> Iterator[Fault]:
        completion = self._by_votes(bought) if self.rule["utilitarian_completion"] else []
        by_votes = self._by_votes([])
        winners, compared = [*bought, *completion], None
        if self.rule["comparison"] != "none":
            compared = self._compared(winners, by_votes)
            if compared["greedy"] > compared["equal_shares"]:
                winners = by_votes
        for name, true in (
            ("completion", completion),
            ("greedy", by_votes),
            ("compared", compared),
            ("winners", winners),
        ):
            if self.said[name] != true:
                yield Fault("wrong_result", {"name": name, "said": self.said[name], "true": true})

    def _by_votes(self, already: Sequence[str]) -> list[str]:
        score = {p: sum(n * t for _, n, t in self.backers[p]) for p in self.fundable}
        funded = list(already)
        for project in sorted(self.fundable, key=lambda p: (-score[p], self.line.index(p))):
            if project in self._fitting(funded):
                funded.append(project)
        return funded[len(already) :]

    def _compared(self, first: Sequence[str], second: Sequence[str]) -> dict[str, int]:
        better = {"equal_shares": 0, "greedy": 0}
        for ballot in self.election.ballots:
            here = sum(project in ballot.projects for project in first)
            there = sum(project in ballot.projects for project in second)
            if self.rule["comparison"] == "exclusion":
                here, there = int(here > 0), int(there > 0)
            better["equal_shares"] += ballot.times * (here > there)
            better["greedy"] += ballot.times * (there > here)
        return better

    def _earlier(self, step: int, earlier: int) -> Iterator[Fault]:
        """At an earlier step the money must not yet be used up, and never exceeded."""
        looked_at = min(earlier, step)
        for before in sorted({i * step // looked_at for i in range(looked_at)}):
            bought = [str(p["project"]) for p in self._count(self._purse(before))]
            if self._spent(bought) > self.election.budget or self._reason(bought) != "exceeds":
                yield Fault("stops_before", {"step": before})


class _Purses:
    """What each ballot's voters have left. Equal amounts are kept once, and added up by number."""

    def __init__(self, purse: Fraction, ballots: int) -> None:
        self.amounts = [purse]
        self.place = [0] * ballots

    def left(self, ballot: int) -> Fraction:
        return self.amounts[self.place[ballot]]

    def price(self, cost: int, who: Sequence[tuple[int, int, int]]) -> Fraction | None:
        """Let the poorest pay all they have until the others can share the rest equally."""
        points: dict[tuple[int, int], int] = {}
        for ballot, given, times in who:
            key = (self.place[ballot], given)
            points[key] = points.get(key, 0) + times * given
        missing, shares = Fraction(cost), sum(points.values())
        line = sorted((self.amounts[place] / given, n) for (place, given), n in points.items())
        for each, n in line:
            if missing <= each * shares:
                return missing / shares
            missing -= each * n
            shares -= n
        return None

    def take(self, price: Fraction, who: Sequence[tuple[int, int, int]]) -> None:
        moved: dict[tuple[int, int], int] = {}
        known = {amount: place for place, amount in enumerate(self.amounts)}
        for ballot, given, _ in who:
            key = (self.place[ballot], given)
            if key not in moved:
                left = max(Fraction(0), self.amounts[key[0]] - price * given)
                moved[key] = known.setdefault(left, len(self.amounts))
                if moved[key] == len(self.amounts):
                    self.amounts.append(left)
            self.place[ballot] = moved[key]
