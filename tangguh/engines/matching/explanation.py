"""Why this helper, why not that one, and why nobody."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from tangguh.engines.matching.model import Pair, Plan, Question
from tangguh.engines.matching.regret import Moves
from tangguh.engines.matching.weights import Costs, costs


class Verdict(Enum):
    """What became of a pair."""

    HELPS = "helps"
    TOO_FAR = "too_far"
    SAME_HOUSEHOLD = "same_household"
    SAME_WATER = "same_water"
    NOT_ABLE = "not_able"
    NOT_TRAINED = "not_trained"
    LACKS_SKILL = "lacks_skill"
    ENOUGH_ARE_BETTER = "enough_are_better"  # they have all the helpers wanted
    NEEDED_MORE_ELSEWHERE = "needed_more_elsewhere"  # somebody else would have fewer helpers
    TAKEN = "taken"  # they answer for others; no plan that gives them here is better


@dataclass(frozen=True, slots=True)
class Look:
    """One helper as seen from one person. `helps_now` are those who have this helper."""

    pair: Pair
    verdict: Verdict
    helps_now: tuple[str, ...] = ()
    metres_more: int = 0  # how much longer all walks together would be with this pair


class Reason(Enum):
    """Why somebody has fewer helpers than wanted."""

    NOBODY_NEAR = "nobody_near"
    NOBODY_MAY = "nobody_may"  # there are some near, and each is refused
    TOO_FEW_MAY = "too_few_may"
    ALL_BUSY = "all_busy"


@dataclass(frozen=True)
class Gap:
    """Somebody with fewer helpers than wanted, and how many near ones are refused for what."""

    person: str
    missing: int
    reason: Reason
    refusals: Mapping[str, int] = field(default_factory=dict)


def explain(question: Question, plan: Plan, person: str) -> tuple[Look, ...]:
    """Every helper listed for a person, those who help first, then by metres and by order."""
    found = costs(question, plan.kept)
    moves = Moves(question, plan, found)
    rank = {each.id: n for n, each in enumerate(question.helpers)}
    near = [pair for pair in question.pairs if pair.person == person]
    near.sort(key=lambda pair: (pair.metres, rank[pair.helper]))
    looks = [_look(moves, pair, found) for pair in near]
    return tuple(sorted(looks, key=lambda look: look.verdict is not Verdict.HELPS))


def _look(moves: Moves, pair: Pair, found: Costs) -> Look:
    question, plan = moves.question, moves.plan
    refusal = question.refusal(pair)
    if refusal:
        return Look(pair, Verdict(refusal))
    now = tuple(each.person for each in plan.people_of.get(pair.helper, ()))
    if pair.person in now:
        return Look(pair, Verdict.HELPS, now)
    if len(now) < question.rules.cap:
        return Look(pair, Verdict.ENOUGH_ARE_BETTER, now)
    more = moves.more_with(pair.person, pair.helper)
    if more > found.level // 2:
        return Look(pair, Verdict.NEEDED_MORE_ELSEWHERE, now)
    return Look(pair, Verdict.TAKEN, now, found.metres_in(more))


def gaps(question: Question, plan: Plan) -> tuple[Gap, ...]:
    """Who has fewer helpers than wanted, and why: the list from which the next are trained."""
    return tuple(_gaps(question, plan))


def _gaps(question: Question, plan: Plan) -> Iterator[Gap]:
    near: dict[str, list[str | None]] = {each.id: [] for each in question.people}
    for pair in question.pairs:
        near[pair.person].append(question.refusal(pair))
    for person, refusals in near.items():
        missing = question.rules.each - len(plan.helpers_of.get(person, ()))
        if missing:
            refused = Counter(each for each in refusals if each)
            yield Gap(person, missing, _reason(question, refusals), dict(refused))


def _reason(question: Question, refusals: list[str | None]) -> Reason:
    may = refusals.count(None)
    if may >= question.rules.each:
        return Reason.ALL_BUSY
    if may:
        return Reason.TOO_FEW_MAY
    near = [each for each in refusals if each != Verdict.TOO_FAR.value]
    return Reason.NOBODY_MAY if near else Reason.NOBODY_NEAR
