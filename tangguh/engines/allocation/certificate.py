"""A count written down so that anybody can check it without this software."""

import json
from fractions import Fraction
from hashlib import sha256

from tangguh.engines.allocation.allocate import Allocation, Stop
from tangguh.engines.allocation.fast import count_fast
from tangguh.engines.allocation.model import Count, Election, Purchase
from tangguh.engines.allocation.rules import Rule, tie_order

FORMAT = "tangguh-allocation-1"

Json = dict[str, object]


def certificate(election: Election, allocation: Allocation) -> Json:
    """All that decides, and each purchase; where the next step costs too much, its purchases too.

    Fractions are texts such as "800/7"; money is in units, `units_of_money` of which make one
    rupiah.
    """
    rule, step = allocation.rule, allocation.step
    refused = None
    if allocation.stop is Stop.EXCEEDS:
        refused = _count(step + 1, count_fast(election, rule, step + 1))
    compared = allocation.compared
    return {
        "format": FORMAT,
        "election": fingerprint(election),
        "voters": election.voters,
        "budget": election.budget,
        "units_of_money": election.units,
        "parameters": parameters(rule),
        "line_for_ties": _line(election, rule),
        "accepted": _count(step, allocation.count),
        "stop": str(allocation.stop),
        "refused": refused,
        "completion": list(allocation.completion),
        "greedy": list(allocation.greedy),
        "compared": compared and {"equal_shares": compared.first, "greedy": compared.second},
        "winners": list(allocation.winners),
    }


def fingerprint(election: Election) -> str:
    """The sha256 of the budget, the costs and the ballots, whatever their order.

    A JSON text without spaces: [budget, units, [[id, cost] sorted], [[ballot, times] sorted]]; a
    ballot is its sorted list of [id, points], with 1 point where every choice counts alike.
    """
    ballots: dict[tuple[tuple[str, int], ...], int] = {}
    for ballot in election.ballots:
        key = tuple(sorted(ballot.support()))
        ballots[key] = ballots.get(key, 0) + ballot.times
    told = [
        election.budget,
        election.units,
        sorted([project.id, project.cost] for project in election.projects),
        sorted([list(map(list, key)), times] for key, times in ballots.items()),
    ]
    text = json.dumps(told, separators=(",", ":"), ensure_ascii=True)
    return sha256(text.encode("ascii")).hexdigest()


def parameters(rule: Rule) -> Json:
    return {
        "satisfaction": str(rule.satisfaction),
        "start": str(rule.start),
        "increment": rule.increment,
        "exhaustive_stop": rule.exhaustive_stop,
        "utilitarian_completion": rule.utilitarian_completion,
        "comparison": str(rule.comparison),
        "threshold": str(rule.threshold),
        "lot": list(rule.lot),
    }


def _line(election: Election, rule: Rule) -> list[str]:
    line = tie_order(election, rule)
    return sorted(line, key=line.__getitem__)


def _count(step: int, count: Count) -> Json:
    return {
        "step": step,
        "purse": str(count.purse),
        "spent": count.spent,
        "purchases": [purchase_told(purchase) for purchase in count.purchases],
    }


def purchase_told(purchase: Purchase) -> Json:
    return {
        key: str(value) if isinstance(value, Fraction) else value
        for key, value in purchase._asdict().items()
    }
