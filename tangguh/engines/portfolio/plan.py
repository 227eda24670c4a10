from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tangguh.engines.portfolio import climbing, lifting, lowest
from tangguh.engines.portfolio.bound import Bound, Prices, bound_at, whole_prices
from tangguh.engines.portfolio.climbing import Climb, climbed, worth
from tangguh.engines.portfolio.highs import Goal, relaxed, tenth
from tangguh.engines.portfolio.infeasible import diagnosed
from tangguh.engines.portfolio.level import Ceiling, Lifts, money_alone
from tangguh.engines.portfolio.lowest import Lines, lowest_plan
from tangguh.engines.portfolio.model import (
    InvalidPortfolio,
    Limits,
    Measure,
    Objective,
    Setting,
    Whole,
)
from tangguh.engines.portfolio.options import Options, options_of
from tangguh.engines.portfolio.raising import Raising, gainful
from tangguh.engines.portfolio.refinement import best_plan, near_plan
from tangguh.engines.portfolio.repair import filled, settled, spread

Places = NDArray[np.int64]
A_DISTRICT = 2000  # up to so many villages the search goes on until nothing is left open
TIED = 100  # options within a hundredth of a part of being decided the other way
FEW, SOME = 40, 300  # nodes of HiGHS where proposals are picked
FAR_MORE = 16
A_CLASS = 2**22  # parts that a class of a nation counts: thousands of times what a village gains
ENOUGH = 5e-3  # farther than this from the bound, the plan for the lowest village is asked too


@dataclass(frozen=True)
class Effort:
    """How long the search goes on before the best plan is taken with the gap that is proven.

    `nodes` and `seconds` are for each question that HiGHS is asked; seconds are only a guard, for
    where they end it the answer depends on the machine. With no nodes, a max–min plan ends with its
    level, and what money is left is filled in greedily. `rounds`: how often prices are mended.
    `villages`: with more of them, classes and the lowest tenth are planned from a sample's prices.
    """

    nodes: int = 100_000
    rounds: int = 60
    seconds: float = 60.0
    villages: int = A_DISTRICT


@dataclass(frozen=True)
class Chosen:
    """One programme in one village: what it costs, and what each indicator gains in parts."""

    village: str
    area: str
    programmes: tuple[str, ...]
    cost: int
    gain: int
    gains: Mapping[str, int]


@dataclass(frozen=True)
class Plan:
    """A plan that keeps every limit, and how good any plan could be.

    `value` and `bound` are in the terms of the objective: parts of gain (most gain), the level of
    the lowest village (max–min), classes climbed (status steps), or the sum over the lowest tenth.
    No plan's value exceeds the bound. `proof` holds the prices from which that follows, and says
    `searched` where the last step from there to the bound is HiGHS's word alone.
    """

    objective: Objective
    options: Options
    places: Places
    value: int
    bound: int
    proof: "Proof"

    @property
    def is_best(self) -> bool:
        return self.value >= self.bound

    @cached_property
    def gain(self) -> int:
        return int(self.options.gain[self.places].sum())

    @cached_property
    def cost(self) -> int:
        return int(self.options.cost[self.places].sum())

    @cached_property
    def after(self) -> Whole:
        """Where each village stands once the plan is done."""
        return self.options.standing(self.places)

    @cached_property
    def choices(self) -> tuple[Chosen, ...]:
        return tuple(all_chosen(self.options, self.places))


@dataclass(frozen=True)
class Proof:
    """Prices, and the bound that they alone prove.

    `step`: parts that a class counts. `lines`: for the lowest tenth, which prices prove the bound up
    to which line.
    """

    prices: Prices
    bound: int
    searched: bool = False
    stuck: str = ""
    step: int = 0
    lines: tuple[tuple[int, Prices], ...] = ()


def chosen(options: Options, place: int) -> Chosen:
    return next(all_chosen(options, np.array([place])))


def all_chosen(options: Options, places: Places) -> Iterator[Chosen]:
    """Each choice of a plan, in the order of its places."""
    columns, setting = options.gains[:, places].tocsc(), options.setting
    rows, parts, ends = columns.indices.tolist(), columns.data.tolist(), columns.indptr.tolist()
    for number, place in enumerate(places.tolist()):
        village, span = int(options.village[place]), slice(ends[number], ends[number + 1])
        yield Chosen(
            village=setting.villages[village],
            area=setting.areas[village],
            programmes=tuple(p.code for p in options.packages[options.package[place]].programmes),
            cost=int(options.cost[place]),
            gain=int(options.gain[place]),
            gains={
                setting.indicators[row]: gain
                for row, gain in zip(rows[span], parts[span], strict=True)
            },
        )


def plan(
    setting: Setting,
    limits: Limits,
    measure: Measure,
    objective: Objective,
    lot: Sequence[str] = (),
    effort: Effort = Effort(),
) -> Plan:
    """The programmes to carry out, village by village, under all limits.

    Where plans are equally good, the choice follows the order of villages in `lot` (then codes),
    never the order of rows. Raises InvalidPortfolio with the constraints that cannot be kept.
    """
    options = options_of(setting.ordered(lot), limits, measure)
    return planned(options, objective, effort)


def planned(options: Options, objective: Objective, effort: Effort = Effort()) -> Plan:
    """The same, where the options are known."""
    return {
        Objective.MOST_GAIN: _most_gain,
        Objective.MAX_MIN: _max_min,
        Objective.STATUS_STEPS: _status_steps,
        Objective.WORST_DECILE: _worst_decile,
    }[objective](options, effort)


# ── Most gain ────────────────────────────────────────────────────────────────────────────────


def _most_gain(options: Options, effort: Effort) -> Plan:
    prices, bound, places = _near(options)
    proven, searched = bound.value // prices.fineness, False
    if len(options.base) <= A_DISTRICT:
        found = best_plan(options, bound, prices, places, effort.nodes, effort.seconds)
        if found.chosen is not None:
            places, searched = found.chosen, found.is_proven
        places = settled(options, places)
    value = int(options.gain[places].sum())
    best = value if searched else proven
    proof = Proof(prices, proven, searched=best < proven)
    return Plan(Objective.MOST_GAIN, options, places, value, best, proof)


def _near(options: Options) -> tuple[Prices, Bound, Places]:
    """Prices from a sample (in a district: from all), their bound, and a plan near it."""
    sample = _sample(options)
    share = len(np.unique(options.village[sample])) / max(1, len(np.unique(options.village)))
    relaxation = relaxed(options, Goal(), sample, share)
    prices = whole_prices(options, relaxation.prices)
    bound = bound_at(options, prices)
    start = spread(options, bound, sample, relaxation.parts, prices.fineness // TIED)
    places = near_plan(options, bound, prices, start)
    if places is None:
        raise diagnosed(options)
    return prices, bound, places


def _sample(options: Options) -> Places:
    every = max(1, len(options.base) // A_DISTRICT)
    return np.flatnonzero(options.village % every == 0)


# ── Max–min ──────────────────────────────────────────────────────────────────────────────────


def _max_min(options: Options, effort: Effort) -> Plan:
    """The highest level first; what money is left then goes where it gains most."""
    alone = money_alone(options)
    if alone is None and len(options.base) > effort.villages:
        return _level_of_a_nation(options)
    if alone is None:
        sample = _sample(options)
        share = len(np.unique(options.village[sample])) / max(1, len(np.unique(options.village)))
        goal = Goal(Objective.MAX_MIN)
        alone = whole_prices(options, relaxed(options, goal, sample, share).prices)
    lifts = Lifts(options, alone)
    ceiling = lifts.ceiling()
    places = lifts.ways(ceiling.level) if ceiling.level >= int(options.base.min()) else None
    if places is None or not options.keeps(places):
        return _raised(options, ceiling, effort)
    best = _with_more_gain(options, filled(options, places), effort)
    return _lifted(options, best, ceiling, ceiling.level)


def _level_of_a_nation(options: Options) -> Plan:
    found, ceiling = lifting.national(options)
    best = _near(options)[2] if found is None else found
    return _lifted(options, best, ceiling, ceiling.level)


def _with_more_gain(options: Options, places: Places, effort: Effort) -> Places:
    """In a district, a plan of the same level that gains more, if a short search finds one."""
    nodes = min(FEW, effort.nodes)
    if not nodes or len(options.base) > A_DISTRICT:
        return places
    found = gainful(options, places, (effort.rounds, nodes, effort.seconds))
    if found is None:
        return places
    found = filled(options, found)
    lifts = int(options.standing(found).min()) >= int(options.standing(places).min())
    more = int(options.gain[found].sum()) > int(options.gain[places].sum())
    return found if lifts and more else places


def _raised(options: Options, ceiling: Ceiling, effort: Effort) -> Plan:
    """Where the first prices do not decide: the ceiling is lowered, and a plan sought from there down."""
    _prices, _bound, best = _near(options)
    low = int(options.standing(best).min())
    raising = Raising(options, ceiling, effort.rounds, effort.nodes, effort.seconds)
    raising.lower()
    found, bound = raising.plan(low)
    best = best if found is None else filled(options, found)
    best = _with_more_gain(options, best, effort)
    return _lifted(options, best, raising.ceiling, bound)


def _lifted(options: Options, places: Places, ceiling: Ceiling, bound: int) -> Plan:
    value = int(options.standing(places).min())
    stuck = "" if ceiling.stuck is None else options.setting.villages[ceiling.stuck]
    proof = Proof(ceiling.prices, ceiling.level, searched=bound < ceiling.level, stuck=stuck)
    return Plan(Objective.MAX_MIN, options, places, value, max(value, bound), proof)


# ── Classes and the worst tenth ──────────────────────────────────────────────────────────────


def _status_steps(options: Options, effort: Effort) -> Plan:
    """Classes climbed first, then gain: a class is worth far more than all gain that there could be."""
    if not options.measure.statuses:
        raise InvalidPortfolio("no_statuses", measure=options.measure.name)
    if len(options.base) > effort.villages:
        return _steps_of_a_nation(options, effort)
    prices, bound, near = _near(options)
    step = FAR_MORE * (bound.value // prices.fineness + 1)
    goal = Goal(Objective.STATUS_STEPS, step=step)
    start = relaxed(options, goal, np.arange(len(options.gain))).prices
    climb = Climb(options, step, start)
    found = climb.plan(
        near, rounds=effort.rounds, nodes=min(SOME, effort.nodes), seconds=effort.seconds
    )
    plans = [near] if found is None else [near, filled(options, found)]
    best = max(plans, key=lambda plan: worth(options, plan, step))
    return _stepped(options, best, Proof(climb.prices, climb.proven, step=step))


def _steps_of_a_nation(options: Options, effort: Effort) -> Plan:
    step = min(A_CLASS, FAR_MORE * (int(options.gain.sum()) + 1))
    found, prices, proven = climbing.national(options, step, effort.rounds)
    best = _near(options)[2] if found is None else found
    return _stepped(options, best, Proof(prices, proven, step=step))


def _stepped(options: Options, places: Places, proof: Proof) -> Plan:
    value, bound = climbed(options, places), proof.bound // proof.step
    return Plan(Objective.STATUS_STEPS, options, places, value, bound, proof)


def _worst_decile(options: Options, effort: Effort) -> Plan:
    if len(options.base) > effort.villages:
        found, lines = lowest.national(options, effort.rounds)
        return _tenth_lifted(options, _near(options)[2] if found is None else found, lines)
    _prices, _bound, near = _near(options)
    goal = Goal(Objective.WORST_DECILE)
    start = relaxed(options, goal, np.arange(len(options.gain))).prices
    found, lines = lowest_plan(
        options,
        start,
        rounds=effort.rounds,
        nodes=min(SOME, effort.nodes),
        seconds=effort.seconds,
    )
    plans = [near] if found is None else [near, filled(options, found)]
    best = max(plans, key=lambda plan: lowest_tenth(options, plan))
    if lowest_tenth(options, best) < lines.bound * (1 - ENOUGH):
        others = _max_min(options, effort).places
        best = max(best, others, key=lambda plan: lowest_tenth(options, plan))
    return _tenth_lifted(options, best, lines)


def _tenth_lifted(options: Options, places: Places, lines: Lines) -> Plan:
    value = lowest_tenth(options, places)
    by_line = lines.proof()
    proof = Proof(by_line[-1][1], lines.bound, lines=by_line)
    return Plan(Objective.WORST_DECILE, options, places, value, lines.bound, proof)


def lowest_tenth(options: Options, places: Places) -> int:
    """The sum of where the lowest tenth of the villages stands."""
    after = np.sort(options.standing(places))
    return int(after[: tenth(len(after))].sum())
