"""A plan is checked by who is in it; that none is better, by its prices. No solver is asked."""

from collections.abc import Iterator

from tangguh.engines.matching.model import Plan, Question
from tangguh.engines.matching.weights import costs


def faults(question: Question, plan: Plan) -> tuple[str, ...]:
    """What is wrong with a plan, by code; nothing where it keeps the rules and none is better.

    Any prices give a floor below which no plan can cost (duality of linear programming). A plan
    that costs no more than this floor is optimal.
    """
    broken = tuple(_broken_rules(question, plan))
    return broken or (() if cost(question, plan) == floor(question, plan) else ("not_optimal",))


def _broken_rules(question: Question, plan: Plan) -> Iterator[str]:
    listed = {(pair.person, pair.helper): pair for pair in question.pairs}
    for pair in plan.pairs:
        if listed.get((pair.person, pair.helper)) != pair:
            yield "pair_is_unknown"
        elif question.refusal(pair):
            yield f"pair_{question.refusal(pair)}"
    if len({(pair.person, pair.helper) for pair in plan.pairs}) < len(plan.pairs):
        yield "pair_is_repeated"
    if any(len(pairs) > question.rules.each for pairs in plan.helpers_of.values()):
        yield "too_many_helpers"
    if any(len(pairs) > question.rules.cap for pairs in plan.people_of.values()):
        yield "too_many_people"


def cost(question: Question, plan: Plan) -> int:
    """What a plan costs: its pairs, and its units left unmet."""
    found = costs(question, plan.kept)
    of = {
        (pair.person, pair.helper): int(each)
        for pair, each in zip(question.possible, found.cost, strict=True)
    }
    met = sum(of[pair.person, pair.helper] for pair in plan.pairs)
    levels = [int(level) for level in found.levels(question.rules.each)]
    return met + sum(
        sum(levels[len(plan.helpers_of.get(person.id, ())) :]) for person in question.people
    )


def floor(question: Question, plan: Plan) -> int:
    """What no plan can go below, from this plan's prices; lower ones if those are no proof."""
    found, rules = costs(question, plan.kept), question.rules
    worth = [plan.worth[each.id] for each in question.people]
    price = [max(0, plan.price[each.id]) for each in question.helpers]
    gains = [worth[n] for n in found.person]
    total = rules.each * sum(worth) - rules.cap * sum(price)
    for gain, helper, each in zip(gains, found.helper, found.cost, strict=True):
        total -= max(0, gain - price[helper] - int(each))
    for level in found.levels(rules.each):
        total -= sum(max(0, each - int(level)) for each in worth)
    return int(total)
