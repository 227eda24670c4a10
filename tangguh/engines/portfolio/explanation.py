"""What a plan's limits cost, why each choice was made, where gain comes from, and two plans compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tangguh.engines.portfolio.climbing import climbed
from tangguh.engines.portfolio.model import InvalidPortfolio, Limits
from tangguh.engines.portfolio.options import Options, options_of
from tangguh.engines.portfolio.plan import (
    Chosen,
    Effort,
    Plan,
    chosen,
    lowest_tenth,
    planned,
)

A_QUARTER = Fraction(1, 4)
MORE = Fraction(1, 10)


@dataclass(frozen=True)
class Kept:
    """One constraint under a plan.

    `price`: parts of gain for one rupiah, unit or part more, by the prices of the proof.
    `otherwise`: the value of the objective if the limit were a tenth larger (a fund) or absent
    (everything else), None where nobody asked; so `otherwise` − value is what the limit costs.
    """

    kind: str
    key: str
    limit: int
    used: int
    price: Fraction
    otherwise: int | None = None


@dataclass(frozen=True)
class Reason:
    """Why something was chosen: its gain against what it uses at the plan's prices, in parts.

    `charges` is by kind of constraint. A surplus below zero is a choice that only fits in: the
    money that was left would have bought nothing better.
    """

    choice: Chosen
    charges: Mapping[str, Fraction]
    surplus: Fraction


@dataclass(frozen=True)
class ShareOfGain:
    """How much of all gain comes from one indicator; `is_alarming` above the share that was named."""

    indicator: str
    gain: int
    share: Fraction
    is_alarming: bool


@dataclass(frozen=True)
class Outcome:
    """One plan in the terms of one measure."""

    measure: str
    gain: int
    lowest: int
    lowest_tenth: int
    classes: int


@dataclass(frozen=True)
class Comparison:
    """Two plans for the same question under two measures: outcomes of each under both."""

    cost: tuple[int, int]
    outcomes: tuple[tuple[Outcome, Outcome], tuple[Outcome, Outcome]]
    in_both: int
    only: tuple[int, int]


def kept(plan: Plan) -> tuple[Kept, ...]:
    """Every constraint, what is used of it and what one unit more is worth."""
    options, prices = plan.options, plan.proof.prices
    used = options.used(plan.places).tolist()
    return tuple(
        Kept(
            kind=constraint.kind,
            key=constraint.key,
            limit=abs(constraint.limit) * constraint.unit,
            used=amount * constraint.unit * (-1 if constraint.kind.startswith("least") else 1),
            price=Fraction(price, prices.fineness * constraint.unit),
        )
        for constraint, amount, price in zip(
            options.constraints, used, prices.each.tolist(), strict=True
        )
    )


def priced(plan: Plan, effort: Effort = Effort()) -> tuple[Kept, ...]:  # noqa: B008 - frozen
    """The same, solved again without each constraint that has a price; works a village at the end."""
    found = [
        replace(each, otherwise=_otherwise(plan, each, effort)) if each.price else each
        for each in kept(plan)
    ]
    works = plan.options.limits.works
    if works is not None:
        most = max((len(c) for c in _by_village(plan).values()), default=0)
        free = _value(plan, loosened(plan.options.limits, "works", ""), effort)
        found.append(Kept("works", "", works, most, Fraction(0), free))
    return tuple(found)


def _otherwise(plan: Plan, each: Kept, effort: Effort) -> int | None:
    return _value(plan, loosened(plan.options.limits, each.kind, each.key), effort)


def loosened(limits: Limits, kind: str, key: str) -> Limits:
    """The limits with one of them looser: a fund a tenth larger, anything else left out."""
    if kind == "works":
        return replace(limits, works=None)
    if kind == "fund":
        more = int(limits.funds[key] * (1 + MORE))
        return replace(limits, funds={**limits.funds, key: more})
    if kind == "share":
        return replace(limits, most_share=None)
    name = {"agency": "agencies"}.get(kind, kind)
    others = {other: value for other, value in getattr(limits, name).items() if other != key}
    changed: Limits = replace(limits, **{name: others})  # type: ignore[arg-type]
    return changed


def _value(plan: Plan, limits: Limits, effort: Effort) -> int | None:
    """None where the search finds no plan: an easier question always has one, so it gave up."""
    setting, measure = plan.options.setting, plan.options.measure
    try:
        return planned(options_of(setting, limits, measure), plan.objective, effort).value
    except InvalidPortfolio:
        return None


def _by_village(plan: Plan) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for choice in plan.choices:
        found.setdefault(choice.village, []).extend(choice.programmes)
    return found


def reasons(plan: Plan) -> Iterator[Reason]:
    """For every choice, its gain against its charges; in the order of villages."""
    options, prices = plan.options, plan.proof.prices
    columns = options.uses.tocsc()
    each = prices.each.tolist()
    loosened = Fraction(int(options.of_gain @ prices.each), prices.fineness)
    for place in plan.places.tolist():
        charges = {"share": -loosened * int(options.gain[place])}  # all gain loosens the shares
        span = slice(columns.indptr[place], columns.indptr[place + 1])
        pairs = zip(columns.indices[span].tolist(), columns.data[span].tolist(), strict=True)
        for row, amount in pairs:
            kind = options.constraints[row].kind
            charge = Fraction(amount * each[row], prices.fineness)
            charges[kind] = charges.get(kind, Fraction(0)) + charge
        charges = {kind: charge for kind, charge in charges.items() if charge}
        choice = chosen(options, place)
        yield Reason(choice, charges, choice.gain - sum(charges.values(), Fraction(0)))


def shares_of_gain(plan: Plan, alarm: Fraction = A_QUARTER) -> tuple[ShareOfGain, ...]:
    """Where the gain comes from, the largest first: much from one indicator may be a cheap score."""
    options, total = plan.options, plan.gain
    gains = options.gains[:, plan.places].sum(axis=1).tolist() if len(plan.places) else []
    found = [
        ShareOfGain(indicator, gain, Fraction(gain, total), Fraction(gain, total) > alarm)
        for indicator, gain in zip(options.setting.indicators, gains, strict=False)
        if gain
    ]
    return tuple(sorted(found, key=lambda share: (-share.gain, share.indicator)))


def compare(first: Plan, second: Plan) -> Comparison:
    """Both plans under the measures of both; they must come from the same setting and limits."""
    plans = (first, second)
    outcomes = [(_outcome(plan, first.options), _outcome(plan, second.options)) for plan in plans]
    one, two = (set(plan.places.tolist()) for plan in plans)
    return Comparison(
        cost=(first.cost, second.cost),
        outcomes=(outcomes[0], outcomes[1]),
        in_both=len(one & two),
        only=(len(one - two), len(two - one)),
    )


def _outcome(plan: Plan, options: Options) -> Outcome:
    """The same places are the same options under every measure."""
    places = plan.places
    return Outcome(
        measure=options.measure.name,
        gain=int(options.gain[places].sum()),
        lowest=int(options.standing(places).min()),
        lowest_tenth=lowest_tenth(options, places),
        classes=climbed(options, places),
    )
